-- Locks the tables of a projection until the end of the transaction, waiting for whoever has one. $1 name.
-- One row a table. Take claim-rebuild first: it keeps others from moving tables to other slots while this one waits.
SELECT slot, version, sequence::float8 AS sequence
FROM projection
WHERE name = $1
ORDER BY projection.slot
FOR UPDATE
