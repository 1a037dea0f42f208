-- The keys of the API. The secret itself is nowhere: a key is found by its id and proven by the hash of its secret.
-- A key is never deleted and never changes but for its last use and its one revocation, so that the table is also the
-- record of who let whom in, and who put an end to it.

CREATE TABLE api_key (
  id                text PRIMARY KEY,
  name              text NOT NULL UNIQUE,
  secret_hash       bytea NOT NULL CHECK (octet_length(secret_hash) = 32),
  roles             text[] NOT NULL CHECK (cardinality(roles) > 0),
  created_by        text NOT NULL,
  created_at        timestamptz(3) NOT NULL,
  expires_at        timestamptz(3),
  last_used_at      timestamptz(3),
  revoked_by        text,
  revoked_at        timestamptz(3),
  revocation_reason text,
  CHECK ((revoked_by IS NULL) = (revoked_at IS NULL))
);

CREATE FUNCTION refuse_all_but_use_and_revocation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.name, NEW.secret_hash, NEW.roles, NEW.created_by, NEW.created_at, NEW.expires_at)
      IS NOT DISTINCT FROM (OLD.id, OLD.name, OLD.secret_hash, OLD.roles, OLD.created_by, OLD.created_at, OLD.expires_at)
    AND (OLD.revoked_at IS NULL OR (NEW.revoked_by, NEW.revoked_at, NEW.revocation_reason)
      IS NOT DISTINCT FROM (OLD.revoked_by, OLD.revoked_at, OLD.revocation_reason))
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'UPDATE of api_key is refused: a key is used and revoked, and otherwise stays what it is.'
    USING ERRCODE = 'restrict_violation', HINT = 'Create another key, and revoke this one.';
END
$$;

CREATE TRIGGER api_key_update BEFORE UPDATE ON api_key
  FOR EACH ROW EXECUTE FUNCTION refuse_all_but_use_and_revocation();
CREATE TRIGGER api_key_delete BEFORE DELETE ON api_key FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER api_key_truncate BEFORE TRUNCATE ON api_key FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
