-- The parked streams of a projection, oldest event first. $1 name, $2 slot.
SELECT stream_id AS "streamId", sequence::float8 AS sequence, event_id AS "eventId", reason, failed_at AS "failedAt"
FROM projection_dead_letter
WHERE projection = $1 AND slot = $2
ORDER BY projection_dead_letter.sequence
