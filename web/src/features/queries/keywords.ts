const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Words that DuckDB keeps for itself: as the name of a column or a table they are quoted. */
const RESERVED = words(`
  all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create default deferrable desc describe
  distinct do else end except false fetch for foreign from group having in initially intersect into lambda lateral leading limit not null
  offset on only or order pivot pivot_longer pivot_wider placing primary qualify references returning select show some summarize symmetric
  table then to trailing true union unique unpivot using variadic when where window with
`);

/** Words that may name a column, but not a table or an alias without quotes. */
const HALF_RESERVED = words(`
  anti asof authorization between by cross exists extract freeze full glob grouping ilike inner interval is isnull join left like map natural
  notnull nullif outer overlaps overlay position positional right row semi similar struct substring tablesample trim try_cast unpack values verbose
`);

export const isReserved = (word: string): boolean => RESERVED.has(word.toLowerCase());

/** Whether a word that stands after an expression or a table is an alias of it, and nothing of the language. */
export const mayBeAlias = (word: string): boolean => !isReserved(word) && !HALF_RESERVED.has(word.toLowerCase());

/** What is offered, in the order in which a statement has it. */
export const OFFERED_KEYWORDS: readonly string[] = [
  "SELECT", "DISTINCT", "FROM", "WHERE", "GROUP BY", "GROUP BY ALL", "HAVING", "QUALIFY", "WINDOW", "ORDER BY", "ORDER BY ALL", "LIMIT", "OFFSET",
  "WITH", "WITH RECURSIVE", "AS", "JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "INNER JOIN", "CROSS JOIN", "SEMI JOIN", "ANTI JOIN", "ASOF JOIN", "POSITIONAL JOIN",
  "ON", "USING", "AND", "OR", "NOT", "IN", "BETWEEN", "LIKE", "ILIKE", "SIMILAR TO", "IS NULL", "IS NOT NULL", "IS DISTINCT FROM", "EXISTS",
  "CASE", "WHEN", "THEN", "ELSE", "END", "CAST", "TRY_CAST", "UNION", "UNION ALL", "UNION BY NAME", "INTERSECT", "EXCEPT", "EXCLUDE", "REPLACE",
  "PIVOT", "UNPIVOT", "SUMMARIZE", "DESCRIBE", "VALUES", "UNNEST", "USING SAMPLE", "OVER", "PARTITION BY", "ROWS", "RANGE", "PRECEDING", "FOLLOWING", "CURRENT ROW",
  "UNBOUNDED", "FILTER", "WITHIN GROUP", "ASC", "DESC", "NULLS FIRST", "NULLS LAST", "TRUE", "FALSE", "NULL", "INTERVAL", "LATERAL", "COLUMNS",
];

/** With what a statement begins. */
export const FIRST_KEYWORDS: readonly string[] = ["SELECT", "FROM", "WITH", "PIVOT", "UNPIVOT", "SUMMARIZE", "DESCRIBE", "VALUES"];

export const TYPE_NAMES: readonly string[] = [
  "BIGINT", "BLOB", "BOOLEAN", "DATE", "DECIMAL", "DOUBLE", "FLOAT", "HUGEINT", "INTEGER", "INTERVAL", "JSON", "MAP", "SMALLINT", "STRUCT", "TIME",
  "TIMESTAMP", "TIMESTAMPTZ", "TINYINT", "UBIGINT", "UINTEGER", "UUID", "VARCHAR",
];

/** What the highlighter takes for words of the language. */
export const DIALECT_KEYWORDS: string = [
  ...new Set([...RESERVED, ...HALF_RESERVED, ...OFFERED_KEYWORDS.flatMap((keyword) => keyword.toLowerCase().split(" ")), "first", "last", "nulls", "recursive", "materialized", "escape", "rename"]),
].filter((word) => !["map", "struct", "row", "interval", "position", "range", "verbose"].includes(word)).join(" ");
