-- Moves the checkpoint of a claimed table. $1 name, $2 slot, $3 sequence.
UPDATE projection SET sequence = $3 WHERE name = $1 AND slot = $2
