-- Logged events in the order of the log. $1 sequence after which to begin, $2 last sequence or null, $3 categories or
-- null for all, $4 most rows to return. Send it unnamed: a plan for unknown parameters may read the whole table.
SELECT l.sequence::float8 AS sequence, e.stream_id AS "streamId", e.version, e.event_id AS "eventId", e.type,
       e.schema_version AS "schemaVersion", e.data, e.metadata, e.occurred_at AS "occurredAt",
       e.recorded_at AS "recordedAt"
FROM log l JOIN event e ON e.position = l.position
WHERE l.sequence > $1
  AND ($2::bigint IS NULL OR l.sequence <= $2)
  AND ($3::text[] IS NULL OR split_part(e.stream_id, '-', 1) = ANY ($3))
ORDER BY l.sequence
LIMIT $4
