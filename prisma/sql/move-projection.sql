-- Moves the bookkeeping of one table, dead letters included, to another slot. $1 name, $2 from slot, $3 to slot.
WITH letters AS (
  UPDATE projection_dead_letter SET slot = $3 WHERE projection = $1 AND slot = $2
)
UPDATE projection SET slot = $3 WHERE name = $1 AND slot = $2
