-- Waits for the right to make, fill and move tables of a projection, and has it until the end of the transaction.
-- $1 name.
SELECT pg_advisory_xact_lock(hashtext('projection'), hashtext($1))
