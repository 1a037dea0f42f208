-- Removes the bookkeeping of one table, dead letters included. $1 name, $2 slot.
WITH letters AS (
  DELETE FROM projection_dead_letter WHERE projection = $1 AND slot = $2
)
DELETE FROM projection WHERE name = $1 AND slot = $2
