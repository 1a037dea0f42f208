-- Alerts that a report was filed for. Bookkeeping: what is lost here is filed once more.
CREATE TABLE alert (
  key       text        PRIMARY KEY,
  report_id uuid        NOT NULL,
  seen_at   timestamptz NOT NULL
);

CREATE INDEX alert_seen_at_idx ON alert (seen_at);
