-- The events that a parked stream still owes to a projection, in the order of the log.
-- $1 stream id, $2 sequence from which on, $3 last sequence.
SELECT l.sequence::float8 AS sequence, e.stream_id AS "streamId", e.version, e.event_id AS "eventId", e.type,
       e.schema_version AS "schemaVersion", e.data, e.metadata, e.occurred_at AS "occurredAt",
       e.recorded_at AS "recordedAt"
FROM event e JOIN log l ON l.position = e.position
WHERE e.stream_id = $1 AND l.sequence BETWEEN $2 AND $3
ORDER BY e.version
