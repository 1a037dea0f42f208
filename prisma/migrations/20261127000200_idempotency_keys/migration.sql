-- One row a key under which somebody has asked for a change: what a repeated request is compared with and answered by.
CREATE TABLE idempotency_key (
  actor       text NOT NULL,
  key         text NOT NULL,
  -- Derived from the operation and its input.
  fingerprint uuid NOT NULL,
  -- The command by whose id the events of the change are known, whether or not there is a result yet.
  command_id  uuid NOT NULL,
  result      jsonb,
  created_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (actor, key)
);
CREATE INDEX idempotency_key_created ON idempotency_key (created_at);
