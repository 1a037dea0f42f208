-- Pairs the indexes of two tables, of which the second was made LIKE the first. $1 first table, $2 second table.
WITH index AS (
  SELECT i.indrelid AS relation, c.relname AS name, d.definition,
         row_number() OVER (PARTITION BY i.indrelid, i.indisprimary, d.definition ORDER BY c.oid) AS ordinal
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  CROSS JOIN LATERAL (
    SELECT i.indisprimary || regexp_replace(pg_get_indexdef(c.oid), ' INDEX .* USING ', ' USING ') AS definition
  ) d
)
SELECT first.name, second.name AS twin
FROM index first
JOIN index second USING (definition, ordinal)
WHERE first.relation = to_regclass(quote_ident($1)) AND second.relation = to_regclass(quote_ident($2))
