-- Appends to one stream, all or none. $1 stream id, $2 expected version (0: new, null: any), $3 events as a JSON array.
-- One row: outcome (appended, conflict, duplicate, reused or erased) and version. See append_events().
SELECT outcome, version FROM append_events($1, $2, $3::jsonb)
