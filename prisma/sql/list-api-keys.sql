-- Every key that there ever was, newest first.
SELECT id, name, roles, created_by AS "createdBy", created_at AS "createdAt", expires_at AS "expiresAt",
  last_used_at AS "lastUsedAt", revoked_by AS "revokedBy", revoked_at AS "revokedAt",
  revocation_reason AS "revocationReason"
FROM api_key
ORDER BY created_at DESC, id
