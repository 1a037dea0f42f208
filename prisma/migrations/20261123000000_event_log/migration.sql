-- The event log, its bookkeeping, and the functions that are the only way to write them. PostgreSQL 14 or later.

-- ── The log ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- One row a stream: the only row that appends to it contend for.
CREATE TABLE stream (
  stream_id   text PRIMARY KEY,
  category    text NOT NULL GENERATED ALWAYS AS (split_part(stream_id, '-', 1)) STORED,
  version     integer NOT NULL,
  -- Time of the newest event; keeps the times within a stream ascending when the clock is set back.
  recorded_at timestamptz(3) NOT NULL,
  erased      boolean NOT NULL DEFAULT false
) WITH (fillfactor = 80);

CREATE TABLE event (
  -- Ascends with the version within a stream; across streams it says nothing about the order of commits.
  position       bigint GENERATED ALWAYS AS IDENTITY,
  -- The cluster whose transaction ids `xid` counts in; rebase_sequencer() moves the default on after a restore.
  era            smallint NOT NULL DEFAULT 1,
  xid            xid8 NOT NULL DEFAULT pg_current_xact_id(),
  stream_id      text NOT NULL,
  version        integer NOT NULL,
  event_id       uuid NOT NULL,
  type           text NOT NULL,
  schema_version integer NOT NULL,
  data           jsonb NOT NULL,
  metadata       jsonb NOT NULL,
  occurred_at    timestamptz(3) NOT NULL,
  recorded_at    timestamptz(3) NOT NULL,
  CONSTRAINT event_pkey PRIMARY KEY (stream_id, version),
  CONSTRAINT event_event_id_key UNIQUE (event_id),
  CONSTRAINT event_position_key UNIQUE (position)
);
CREATE INDEX event_era_xid_idx ON event (era, xid);

-- The order that readers know: dense, from 1, and complete up to its newest row at any time.
CREATE TABLE log (
  sequence bigint PRIMARY KEY,
  position bigint NOT NULL,
  CONSTRAINT log_position_key UNIQUE (position)
);

-- ── Bookkeeping ──────────────────────────────────────────────────────────────────────────────────────────────────

-- One row: everything visible in `snapshot` is in the log.
CREATE TABLE sequencer (
  id                boolean PRIMARY KEY DEFAULT true CHECK (id),
  era               smallint NOT NULL DEFAULT 1,
  system_identifier bigint NOT NULL,
  snapshot          pg_snapshot NOT NULL,
  last_sequence     bigint NOT NULL DEFAULT 0
);
INSERT INTO sequencer (system_identifier, snapshot)
SELECT system_identifier, pg_current_snapshot() FROM pg_control_system();

-- One row a projection and table: the live one, the one being built beside it, and the one before.
CREATE TABLE projection (
  name     text NOT NULL,
  slot     text NOT NULL CHECK (slot IN ('live', 'next', 'previous', 'swap')),
  version  integer NOT NULL,
  sequence bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (name, slot)
);

-- One row a parked stream: the first event that a projection could not take in.
CREATE TABLE projection_dead_letter (
  projection text NOT NULL,
  slot       text NOT NULL,
  stream_id  text NOT NULL,
  sequence   bigint NOT NULL,
  event_id   uuid NOT NULL,
  reason     text NOT NULL,
  failed_at  timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (projection, slot, stream_id)
);

CREATE TABLE follower (
  name     text PRIMARY KEY,
  sequence bigint NOT NULL DEFAULT 0
);

-- ── Appending ────────────────────────────────────────────────────────────────────────────────────────────────────

-- Appends `events` to a stream, all or none, and answers with
--   appended   and the version reached,
--   conflict   and the stream's version, when it is not `expected` (0: must not exist yet; NULL: any),
--   duplicate  and the version reached the first time, when all event ids are stored in this stream,
--   reused     when some event ids are stored already, but not all of them or in another stream,
--   erased     when the stream was erased.
-- The stream's row is locked first and until the commit, so that within a stream the order of positions is the order
-- of versions. Nothing is looked up before writing: a repeated event id shows itself in the unique index, where a
-- concurrent append of the same id is waited for, and the inner block undoes what was written until then.
CREATE FUNCTION append_events(p_stream_id text, p_expected integer, p_events jsonb)
RETURNS TABLE (outcome text, version integer) LANGUAGE plpgsql AS $$
DECLARE
  added   integer := jsonb_array_length(p_events);
  reached integer;
  at      timestamptz(3);
  stored  record;
  failed  text;
BEGIN
  BEGIN
    IF p_expected = 0 THEN
      INSERT INTO stream AS s (stream_id, version, recorded_at)
      VALUES (p_stream_id, added, date_trunc('milliseconds', clock_timestamp()))
      ON CONFLICT DO NOTHING
      RETURNING s.version, s.recorded_at INTO reached, at;
    ELSIF p_expected IS NULL THEN
      INSERT INTO stream AS s (stream_id, version, recorded_at)
      VALUES (p_stream_id, added, date_trunc('milliseconds', clock_timestamp()))
      ON CONFLICT (stream_id) DO UPDATE
        SET version = s.version + added,
            recorded_at = greatest(s.recorded_at, date_trunc('milliseconds', clock_timestamp()))
        WHERE NOT s.erased
      RETURNING s.version, s.recorded_at INTO reached, at;
    ELSE
      UPDATE stream s
      SET version = s.version + added,
          recorded_at = greatest(s.recorded_at, date_trunc('milliseconds', clock_timestamp()))
      WHERE s.stream_id = p_stream_id AND s.version = p_expected AND NOT s.erased
      RETURNING s.version, s.recorded_at INTO reached, at;
    END IF;
    IF reached IS NOT NULL THEN
      INSERT INTO event (stream_id, version, event_id, type, schema_version, data, metadata, occurred_at, recorded_at)
      SELECT p_stream_id, reached - added + e.ordinal, e."eventId", e.type, e."schemaVersion", e.data, e.metadata,
             e."occurredAt", at
      FROM ROWS FROM (
        jsonb_to_recordset(p_events) AS (
          "eventId" uuid, type text, "schemaVersion" integer, data jsonb, metadata jsonb, "occurredAt" timestamptz
        )
      ) WITH ORDINALITY AS e ("eventId", type, "schemaVersion", data, metadata, "occurredAt", ordinal)
      ORDER BY e.ordinal;
      RETURN QUERY SELECT 'appended', reached;
      RETURN;
    END IF;
  EXCEPTION WHEN unique_violation THEN
    GET STACKED DIAGNOSTICS failed = CONSTRAINT_NAME;
    IF failed <> 'event_event_id_key' THEN RAISE; END IF;
  END;

  SELECT count(*) AS events, max(e.version) AS version, bool_and(e.stream_id = p_stream_id) AS here INTO stored
  FROM event e
  WHERE e.event_id IN (SELECT (it ->> 'eventId')::uuid FROM jsonb_array_elements(p_events) it);
  IF stored.events = added AND stored.here THEN
    RETURN QUERY SELECT 'duplicate', stored.version;
  ELSIF stored.events > 0 THEN
    RETURN QUERY SELECT 'reused', 0;
  ELSE
    RETURN QUERY
      SELECT CASE WHEN s.erased THEN 'erased' ELSE 'conflict' END, s.version FROM stream s WHERE s.stream_id = p_stream_id
      UNION ALL SELECT 'conflict', 0
      LIMIT 1;
  END IF;
END
$$;

-- ── Sequencing ───────────────────────────────────────────────────────────────────────────────────────────────────

-- Gives sequence numbers to the events that became visible since the stored snapshot, and returns how many; 0 at once
-- while another session is at it. What is visible now and was not then is exactly what the log lacks: nothing is lost
-- to transactions that commit late, and none is waited for. An idle tick writes nothing.
CREATE FUNCTION tick_sequencer() RETURNS bigint LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  last   sequencer;
  added  bigint;
  newest bigint;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE 'The sequencer needs READ COMMITTED: its snapshot must be younger than its lock.';
  END IF;
  IF NOT pg_try_advisory_xact_lock(hashtext('sequencer'), 0) THEN RETURN 0; END IF;

  SELECT * INTO last FROM sequencer;
  IF last.system_identifier <> (SELECT system_identifier FROM pg_control_system()) THEN
    RETURN rebase_sequencer();
  END IF;

  WITH visible AS MATERIALIZED (
    SELECT pg_current_snapshot() AS snapshot
  ), unlogged AS (
    SELECT position FROM event WHERE era = last.era AND xid >= pg_snapshot_xmax(last.snapshot)
    UNION ALL
    SELECT position FROM event WHERE era = last.era AND xid = ANY (ARRAY(SELECT pg_snapshot_xip(last.snapshot)))
  ), logged AS (
    INSERT INTO log (sequence, position)
    SELECT last.last_sequence + row_number() OVER (ORDER BY position), position FROM unlogged
    RETURNING sequence
  ), total AS (
    SELECT count(*) AS events FROM logged
  )
  UPDATE sequencer
  SET snapshot = visible.snapshot, last_sequence = last_sequence + total.events
  FROM visible, total
  WHERE total.events > 0
  RETURNING total.events, last_sequence INTO added, newest;

  IF added IS NULL THEN RETURN 0; END IF;
  -- Nobody has to wait for this commit to reach the disk: whatever is committed by someone who has seen these sequence
  -- numbers is behind them in the write-ahead log, and after a crash is there only if they are.
  PERFORM set_config('synchronous_commit', 'off', true);
  PERFORM pg_notify('event_log', newest::text);
  RETURN added;
END
$$;

-- Called by the tick when it finds itself in another cluster than the last one: after a restore the stored snapshot and
-- the transaction ids of all stored events mean nothing any more. Logs every event that is not in the log, in the order
-- of positions, while appends wait; what is appended from now on belongs to a new era, counted in this cluster's ids.
CREATE FUNCTION rebase_sequencer() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  era    smallint;
  added  bigint;
  newest bigint;
BEGIN
  LOCK TABLE event IN ACCESS EXCLUSIVE MODE;

  INSERT INTO log (sequence, position)
  SELECT s.last_sequence + row_number() OVER (ORDER BY e.position), e.position
  FROM sequencer s, event e
  WHERE NOT EXISTS (SELECT FROM log l WHERE l.position = e.position);
  GET DIAGNOSTICS added = ROW_COUNT;

  UPDATE sequencer s
  SET era = s.era + 1,
      system_identifier = (SELECT c.system_identifier FROM pg_control_system() c),
      snapshot = pg_current_snapshot(),
      last_sequence = s.last_sequence + added
  RETURNING s.era, s.last_sequence INTO era, newest;

  EXECUTE format('ALTER TABLE event ALTER COLUMN era SET DEFAULT %s', era);
  PERFORM setval(pg_get_serial_sequence('event', 'position'),
                 greatest((SELECT max(position) FROM event), nextval(pg_get_serial_sequence('event', 'position'))));
  IF added > 0 THEN PERFORM pg_notify('event_log', newest::text); END IF;
  RETURN added;
END
$$;

-- ── Immutability and erasure ─────────────────────────────────────────────────────────────────────────────────────

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: what happened stays, and is only followed by what happens next.',
    TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation', HINT = 'erase_stream() erases one stream for good.';
END
$$;

-- The one change that an event may undergo: its stream is erased, and it becomes a tombstone in the same place.
CREATE FUNCTION refuse_all_but_tombstones() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.type = '$erased' AND NEW.data = '{}'
    AND (NEW.position, NEW.era, NEW.xid, NEW.stream_id, NEW.version, NEW.event_id, NEW.occurred_at, NEW.recorded_at)
      = (OLD.position, OLD.era, OLD.xid, OLD.stream_id, OLD.version, OLD.event_id, OLD.occurred_at, OLD.recorded_at)
    AND EXISTS (SELECT FROM stream s WHERE s.stream_id = OLD.stream_id AND s.erased)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'UPDATE of event is refused: what happened stays, and is only followed by what happens next.'
    USING ERRCODE = 'restrict_violation', HINT = 'erase_stream() erases one stream for good.';
END
$$;

CREATE TRIGGER event_update BEFORE UPDATE ON event FOR EACH ROW EXECUTE FUNCTION refuse_all_but_tombstones();
CREATE TRIGGER event_delete BEFORE DELETE ON event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_truncate BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_change BEFORE UPDATE OR DELETE ON log FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_truncate BEFORE TRUNCATE ON log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Erases what one stream says, for good, and returns how many events that were; 0 when there is nothing to erase. Each
-- event becomes a tombstone: it keeps its place, its id and its times, and loses its type, its data and whom it names.
-- One more tombstone with the reason is appended, by which followers learn of it; nothing can be appended after it.
-- The old rows are gone from the disk after the next VACUUM of `event`, and from backups when those expire.
CREATE FUNCTION erase_stream(p_stream_id text, p_actor text, p_reason text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  reached integer;
  at      timestamptz(3);
BEGIN
  UPDATE stream s
  SET erased = true, version = s.version + 1,
      recorded_at = greatest(s.recorded_at, date_trunc('milliseconds', clock_timestamp()))
  WHERE s.stream_id = p_stream_id AND NOT s.erased
  RETURNING s.version, s.recorded_at INTO reached, at;
  IF reached IS NULL THEN RETURN 0; END IF;

  UPDATE event
  SET type = '$erased', schema_version = 1, data = '{}',
      metadata = '{"actor": "erased", "correlationId": "erased", "causationId": "erased"}'
  WHERE stream_id = p_stream_id;

  INSERT INTO event (stream_id, version, event_id, type, schema_version, data, metadata, occurred_at, recorded_at)
  SELECT p_stream_id, reached, id, '$erased', 1, jsonb_build_object('reason', p_reason),
         jsonb_build_object('actor', p_actor, 'correlationId', id, 'causationId', id), at, at
  FROM gen_random_uuid() id;

  DELETE FROM projection_dead_letter WHERE stream_id = p_stream_id;
  RETURN reached - 1;
END
$$;
