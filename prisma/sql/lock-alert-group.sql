-- Waits until no other transaction takes notifications of the same group of alerts; held to the end of the transaction.
-- $1 group key.
SELECT pg_advisory_xact_lock(hashtextextended('alert-group ' || $1, 0))
