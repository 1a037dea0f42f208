-- How far a projection's live table is. $1 name. No row while it has never run.
SELECT sequence::float8 AS sequence FROM projection WHERE name = $1 AND slot = 'live'
