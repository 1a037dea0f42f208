-- Moves a follower's checkpoint. $1 name, $2 sequence it was at, $3 sequence it is at now. Changes nothing when another
-- session has moved it in between.
UPDATE follower SET sequence = $3 WHERE name = $1 AND sequence = $2
