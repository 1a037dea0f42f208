-- Keeps the result of the command that has claimed a key, unless it has one. $1 actor, $2 key, $3 command id, $4 result.
-- One row, with the result that was first; none when the key is no longer this command's.
UPDATE idempotency_key SET result = coalesce(result, $4::jsonb)
WHERE actor = $1 AND key = $2 AND command_id = $3
RETURNING result
