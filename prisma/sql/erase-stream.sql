-- Erases one stream for good. $1 stream id, $2 who does it, $3 why. One row: how many events were erased.
-- See erase_stream().
SELECT erase_stream($1, $2, $3) AS erased
