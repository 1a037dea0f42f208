-- The read models: disposable, rebuilt from the log at any time.

CREATE TABLE incident_view (
  slug          text PRIMARY KEY,
  status        text NOT NULL,
  title         text NOT NULL,
  resolution    text NOT NULL,
  components    text[] NOT NULL,
  record        jsonb NOT NULL,
  superseded_by text,
  version       integer NOT NULL,
  submitted_at  timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL
);
CREATE INDEX incident_view_status ON incident_view (status, slug);
CREATE INDEX incident_view_components ON incident_view USING gin (components);

CREATE TABLE report_view (
  report_id      uuid PRIMARY KEY,
  status         text NOT NULL,
  channel        text NOT NULL,
  filed          jsonb NOT NULL,
  verdict        text,
  outcome        jsonb,
  confirmed_slug text,
  rejected_slugs text[] NOT NULL,
  version        integer NOT NULL,
  filed_sequence bigint NOT NULL,
  filed_at       timestamptz NOT NULL,
  updated_at     timestamptz NOT NULL
);
CREATE INDEX report_view_filed ON report_view (filed_sequence DESC);
CREATE INDEX report_view_filed_at ON report_view (filed_at);
CREATE INDEX report_view_status ON report_view (status, filed_sequence DESC);
CREATE INDEX report_view_verdict ON report_view (verdict, filed_sequence DESC);
