-- Locks tables of a projection until the end of the transaction, waiting for whoever has one. $1 name, $2 slot, or null
-- for all. One row a table.
SELECT slot, version, sequence::float8 AS sequence
FROM projection
WHERE name = $1 AND ($2::text IS NULL OR slot = $2)
ORDER BY projection.slot
FOR UPDATE
