-- Notes that the alerts $1 (keys) are the subject of the report $2.
INSERT INTO alert (key, report_id, seen_at)
SELECT key, $2::uuid, now() FROM unnest($1::text[]) AS key
ON CONFLICT (key) DO NOTHING
