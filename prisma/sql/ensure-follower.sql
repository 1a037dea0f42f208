-- Makes a follower's bookkeeping if it is new. $1 name, $2 sequence after which it begins.
INSERT INTO follower (name, sequence) VALUES ($1, $2) ON CONFLICT DO NOTHING
