-- How far a follower is, and the end of the log. $1 name.
SELECT f.sequence::float8 AS sequence, s.last_sequence::float8 AS newest
FROM follower f CROSS JOIN sequencer s
WHERE f.name = $1
