-- Lets a stream go on. $1 projection, $2 slot, $3 stream id.
DELETE FROM projection_dead_letter WHERE projection = $1 AND slot = $2 AND stream_id = $3
