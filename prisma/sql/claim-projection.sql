-- Claims one table of a projection until the end of the transaction. $1 name, $2 slot, $3 version.
-- No row while another session has it, or when the table is of another version. `newest` is the end of the log, never
-- behind `sequence`: the claim may be younger than this statement's view of the sequencer.
SELECT p.sequence::float8 AS sequence, greatest(p.sequence, s.last_sequence)::float8 AS newest
FROM projection p CROSS JOIN sequencer s
WHERE p.name = $1 AND p.slot = $2 AND p.version = $3
FOR UPDATE OF p SKIP LOCKED
