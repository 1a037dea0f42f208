-- What dashboards filter and search the lists by.

-- The words of all texts within a JSON value, up to 100,000 characters: more could be too much for an index.
CREATE FUNCTION searchable(value jsonb) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN to_tsvector('english'::regconfig,
  left(replace(jsonb_path_query_array(value, 'strict $.** ? (@.type() == "string")')::text, '\n', ' '), 100000));

CREATE INDEX incident_view_updated ON incident_view (updated_at, slug);
CREATE INDEX incident_view_submitted ON incident_view (submitted_at, slug);
CREATE INDEX incident_view_words ON incident_view USING gin (searchable(record));

ALTER TABLE report_view
  ADD COLUMN component       text,
  -- The incident that it was recognised as: confirmed by an operator, or KNOWN to the matcher and not rejected.
  ADD COLUMN recognised_slug text;
CREATE INDEX report_view_component ON report_view (component, filed_sequence DESC);
CREATE INDEX report_view_recognised ON report_view (recognised_slug, filed_sequence DESC);
CREATE INDEX report_view_updated ON report_view (updated_at, filed_sequence);
CREATE INDEX report_view_words ON report_view USING gin (searchable(filed -> 'observation'));
