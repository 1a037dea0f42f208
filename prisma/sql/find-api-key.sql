-- One key and the hash that proves it. $1 id. No row when there is no such key.
SELECT id, name, roles, created_by AS "createdBy", created_at AS "createdAt", expires_at AS "expiresAt",
  last_used_at AS "lastUsedAt", revoked_by AS "revokedBy", revoked_at AS "revokedAt",
  revocation_reason AS "revocationReason", secret_hash AS "secretHash"
FROM api_key
WHERE id = $1
