// Quoted names and texts are one token each, so that a keyword inside them never breaks a line.
const TOKENS = /"(?:[^"]|"")*"|'(?:[^']|'')*'|[()]|\b(?:SELECT|FROM|WHERE|GROUP BY|HAVING|ORDER BY|LIMIT|OFFSET|LEFT JOIN|CROSS JOIN|JOIN|UNION ALL)\b/g;

const INDENT = "  ";

/** A statement on several lines: each clause begins its own, sub-queries are indented. The words stay as they are. */
export const layOutSql = (sql: string): string => {
  const opened: boolean[] = [];
  const depth = () => opened.filter(Boolean).length;
  const newLine = (extra = 0) => `\n${INDENT.repeat(depth() + extra)}`;
  const laidOut = sql.replaceAll(TOKENS, (token, offset: number) => {
    if (token === "(") {
      const isQuery = /^\s*SELECT\b/.test(sql.slice(offset + 1));
      opened.push(isQuery);
      return token;
    }
    if (token === ")") return opened.pop() ? `${newLine()})` : token;
    const isClause = /^[A-Z]/.test(token) && opened.at(-1) !== false;
    return isClause && offset > 0 ? newLine() + token : token;
  });
  return laidOut.replaceAll(/[ \t]+\n/g, "\n");
};
