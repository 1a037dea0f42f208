-- One row: the newest sequence number of the log, 0 when it is empty.
SELECT last_sequence::float8 AS sequence FROM sequencer
