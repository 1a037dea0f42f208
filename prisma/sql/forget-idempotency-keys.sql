-- Removes keys that are free again. $1 seconds after which they are.
DELETE FROM idempotency_key WHERE created_at < now() - $1 * interval '1 second'
