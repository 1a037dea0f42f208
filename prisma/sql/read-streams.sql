-- The events of several streams, each in version order. $1 stream ids.
SELECT stream_id AS "streamId", version, event_id AS "eventId", type, schema_version AS "schemaVersion",
       data, metadata, occurred_at AS "occurredAt", recorded_at AS "recordedAt"
FROM event
WHERE stream_id = ANY ($1)
ORDER BY stream_id, version
