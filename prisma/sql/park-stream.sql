-- Parks a stream at the event that could not be taken in; a newer failure replaces an older one.
-- $1 projection, $2 slot, $3 stream id, $4 sequence, $5 event id, $6 reason.
INSERT INTO projection_dead_letter (projection, slot, stream_id, sequence, event_id, reason)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (projection, slot, stream_id) DO UPDATE
SET sequence = EXCLUDED.sequence, event_id = EXCLUDED.event_id, reason = EXCLUDED.reason, failed_at = now()
