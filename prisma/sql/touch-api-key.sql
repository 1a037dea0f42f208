-- Notes that a key was used, at most once a minute whoever notes it. $1 id, $2 now.
UPDATE api_key
SET last_used_at = $2
WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= $2::timestamptz - interval '1 minute')
