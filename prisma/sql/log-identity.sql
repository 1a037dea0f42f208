-- One row: which log this is among those of all databases of all clusters.
SELECT (SELECT system_identifier FROM pg_control_system())::text || '/' || oid AS identity
FROM pg_database WHERE datname = current_database()
