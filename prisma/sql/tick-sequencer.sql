-- Runs the sequencer once. One row: how many events it gave sequence numbers to. See tick_sequencer().
SELECT tick_sequencer()::float8 AS logged
