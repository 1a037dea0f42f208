-- The place of one event in the log. $1 stream id, $2 version. No row while the event is not logged.
SELECT l.sequence::float8 AS sequence
FROM event e JOIN log l ON l.position = e.position
WHERE e.stream_id = $1 AND e.version = $2
