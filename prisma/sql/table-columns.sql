-- The columns of a table that can be written, in their order. $1 table.
SELECT attname AS column
FROM pg_attribute
WHERE attrelid = to_regclass(quote_ident($1)) AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
ORDER BY attnum
