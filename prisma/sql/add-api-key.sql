-- Adds a key. $1 id, $2 name, $3 hash of the secret, $4 roles, $5 who creates it, $6 now, $7 when it expires or null,
-- $8 whether only as the very first key. No row when there is one of this name or id already, or any where it is to be
-- the first.
INSERT INTO api_key (id, name, secret_hash, roles, created_by, created_at, expires_at)
SELECT $1, $2, $3, $4, $5, $6, $7
WHERE NOT ($8 AND EXISTS (SELECT FROM api_key))
ON CONFLICT DO NOTHING
RETURNING id, name, roles, created_by AS "createdBy", created_at AS "createdAt", expires_at AS "expiresAt",
  last_used_at AS "lastUsedAt", revoked_by AS "revokedBy", revoked_at AS "revokedAt",
  revocation_reason AS "revocationReason"
