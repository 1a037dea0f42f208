-- The events of one stream in version order. $1 stream id, $2 newest recording time that counts, or null.
SELECT stream_id AS "streamId", version, event_id AS "eventId", type, schema_version AS "schemaVersion",
       data, metadata, occurred_at AS "occurredAt", recorded_at AS "recordedAt"
FROM event
WHERE stream_id = $1 AND ($2::timestamptz IS NULL OR recorded_at <= $2)
ORDER BY version
