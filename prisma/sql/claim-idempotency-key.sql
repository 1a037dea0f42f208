-- Claims a key, or tells what is known of it. $1 actor, $2 key, $3 fingerprint, $4 command id, $5 seconds after which a
-- key is free again. One row, that of the first claim.
INSERT INTO idempotency_key AS k (actor, key, fingerprint, command_id)
VALUES ($1, $2, $3, $4)
ON CONFLICT (actor, key) DO UPDATE
  SET (fingerprint, command_id, result, created_at) = (
    SELECT EXCLUDED.fingerprint, EXCLUDED.command_id, NULL::jsonb, now()
    WHERE k.created_at < now() - $5 * interval '1 second'
    UNION ALL
    SELECT k.fingerprint, k.command_id, k.result, k.created_at
    WHERE k.created_at >= now() - $5 * interval '1 second'
  )
RETURNING fingerprint, command_id AS "commandId", result
