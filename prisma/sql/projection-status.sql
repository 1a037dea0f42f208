-- One row a projection and table: how far it is, by how much it lags behind the log, how many streams are parked.
SELECT p.name, p.slot, p.version, p.sequence::float8 AS checkpoint,
       (s.last_sequence - p.sequence)::float8 AS lag, count(d.stream_id)::float8 AS "deadLetters"
FROM projection p
CROSS JOIN sequencer s
LEFT JOIN projection_dead_letter d ON d.projection = p.name AND d.slot = p.slot
GROUP BY p.name, p.slot, s.last_sequence
ORDER BY p.name, p.slot
