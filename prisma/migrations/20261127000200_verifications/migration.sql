-- What each record claims, the newest proof of it, and when that was recorded. The view is built anew for it.

ALTER TABLE incident_view
  ADD COLUMN claim        text,
  ADD COLUMN verification jsonb,
  ADD COLUMN verified_at  timestamptz;
