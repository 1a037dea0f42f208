-- Makes a projection's bookkeeping if it is new. $1 name, $2 slot, $3 version.
INSERT INTO projection (name, slot, version) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
