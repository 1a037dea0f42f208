-- The alerts among $1 (keys) that a report was filed for, with its id; notes that they are still about.
UPDATE alert SET seen_at = now() WHERE key = ANY ($1::text[])
RETURNING key, report_id AS "reportId"
