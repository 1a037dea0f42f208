-- Logged events in the order of the log. $1 sequence after which to begin, $2 last sequence or null, $3 categories or
-- null for all, $4 most rows to return, $5 event types or null for all. OFFSET 0 keeps the planner from joining the whole of both tables, which it
-- would do because it cannot guess how many events are of the wanted categories.
SELECT l.sequence::float8 AS sequence, e.*
FROM log l
CROSS JOIN LATERAL (
  SELECT stream_id AS "streamId", version, event_id AS "eventId", type, schema_version AS "schemaVersion",
         data, metadata, occurred_at AS "occurredAt", recorded_at AS "recordedAt"
  FROM event
  WHERE position = l.position AND ($3::text[] IS NULL OR split_part(stream_id, '-', 1) = ANY ($3))
    AND ($5::text[] IS NULL OR type = ANY ($5))
  OFFSET 0
) e
WHERE l.sequence > $1 AND ($2::bigint IS NULL OR l.sequence <= $2)
ORDER BY l.sequence
LIMIT $4
