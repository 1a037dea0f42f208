-- What the newest proof says of the record as it is, with the scenario and the version that it is about: a list by the
-- status of the verification need not unpack the proofs, which are long. The scenarios' versions of today are those of
-- the release, so that they are told when somebody asks. The view is built anew, so that no table of it is without this.

ALTER TABLE incident_view ADD COLUMN proof text GENERATED ALWAYS AS (CASE
  WHEN verification IS NULL THEN 'unverified'
  WHEN verification ->> 'claim' IS DISTINCT FROM claim THEN 'stale'
  ELSE CASE WHEN (verification ->> 'holds')::boolean THEN 'verified ' ELSE 'refuted ' END
    || (verification ->> 'scenario') || ' ' || (verification ->> 'scenarioVersion')
END) STORED;
CREATE INDEX incident_view_proof ON incident_view (proof, slug);
