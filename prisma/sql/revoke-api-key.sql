-- Revokes a key for good; one that was revoked before stays as it was. $1 id or name, $2 who revokes it, $3 now,
-- $4 why or null. No row when there is no such key.
UPDATE api_key
SET revoked_by = coalesce(revoked_by, $2), revoked_at = coalesce(revoked_at, $3),
  revocation_reason = CASE WHEN revoked_at IS NULL THEN $4 ELSE revocation_reason END
WHERE $1 IN (id, name)
RETURNING id, name, roles, created_by AS "createdBy", created_at AS "createdAt", expires_at AS "expiresAt",
  last_used_at AS "lastUsedAt", revoked_by AS "revokedBy", revoked_at AS "revokedAt",
  revocation_reason AS "revocationReason"
