import { tokensOf } from "./sql-tokens";

const wordsOf = (sql: string): string =>
  tokensOf(sql).filter(({ kind }) => kind !== "comment").map(({ from, to }) => sql.slice(from, to)).join("\u0000");

/**
 * Lays a statement out anew; its words stay as they are, or it is not done at all.
 * What lays it out is fetched when it is first asked for.
 */
export const formatSql = async (sql: string): Promise<string> => {
  const { duckdb, formatDialect } = await import("sql-formatter");
  const laidOut = formatDialect(sql, { dialect: duckdb, keywordCase: "preserve", tabWidth: 2, linesBetweenQueries: 1, paramTypes: { named: ["$"] } });
  if (wordsOf(laidOut) !== wordsOf(sql)) throw new Error("The layout would have changed the statement.");
  return laidOut;
};
