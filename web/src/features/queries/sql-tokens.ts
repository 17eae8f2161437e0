export type TokenKind = "word" | "quoted" | "text" | "number" | "parameter" | "symbol" | "comment";

export type Token = {
  kind: TokenKind;
  from: number;
  to: number;
  /** The word, number or symbol; of a quoted name what is between its quotes; of a parameter its name without `$`. */
  value: string;
  /** It was begun and not ended. */
  isOpen: boolean;
};

const SPACE = /\s+/uy;
const LINE_COMMENT = /--[^\n\r]*/uy;
const NUMBER = /(?:0[xX][\da-fA-F_]+|\d[\d_]*(?:\.(?!\.)\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)/uy;
const WORD = /[\p{L}_\u0080-\u{10FFFF}][\p{L}\p{N}_$\u0080-\u{10FFFF}]*/uy;
const DOLLAR_QUOTE = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;
const PARAMETER = /\$([\p{L}_][\p{L}\p{N}_]*|\d+)/uy;
const SYMBOL = /::|:=|->>|->|=>|<=|>=|<>|!=|==|\|\||\/\/|\*\*|./suy;

const at = (pattern: RegExp, sql: string, from: number): RegExpExecArray | null => {
  pattern.lastIndex = from;
  return pattern.exec(sql);
};

/** Where a text between quotes ends, a doubled quote being one letter of it; null when it does not. */
const endOfQuoted = (sql: string, from: number, quote: string, hasEscapes: boolean): number | null => {
  for (let index = from + 1; index < sql.length; index += 1) {
    if (hasEscapes && sql[index] === "\\") index += 1;
    else if (sql[index] === quote) {
      if (sql[index + 1] !== quote) return index + 1;
      index += 1;
    }
  }
  return null;
};

/** Comments between stars nest, as they do for the engine. */
const endOfComment = (sql: string, from: number): number | null => {
  let depth = 0;
  for (let index = from; index < sql.length; index += 1) {
    const pair = sql.slice(index, index + 2);
    if (pair === "/*") depth += 1;
    else if (pair === "*/") depth -= 1;
    else continue;
    index += 1;
    if (depth === 0) return index + 1;
  }
  return null;
};

const spanning = (kind: TokenKind, from: number, end: number | null, sql: string, value = ""): Token =>
  ({ kind, from, to: end ?? sql.length, value, isOpen: end === null });

const quotedToken = (sql: string, from: number): Token => {
  const end = endOfQuoted(sql, from, '"', false);
  const inside = sql.slice(from + 1, end === null ? sql.length : end - 1);
  return spanning("quoted", from, end, sql, inside.replaceAll('""', '"'));
};

const dollarToken = (sql: string, from: number): Token | null => {
  const tag = at(DOLLAR_QUOTE, sql, from)?.[0];
  if (tag !== undefined) {
    const end = sql.indexOf(tag, from + tag.length);
    return spanning("text", from, end === -1 ? null : end + tag.length, sql);
  }
  const [whole, name = ""] = at(PARAMETER, sql, from) ?? [];
  return whole === undefined ? null : spanning("parameter", from, from + whole.length, sql, name);
};

const simpleToken = (sql: string, from: number): Token => {
  const number = at(NUMBER, sql, from)?.[0];
  if (number !== undefined) return spanning("number", from, from + number.length, sql, number);
  const word = at(WORD, sql, from)?.[0];
  if (word !== undefined) return spanning("word", from, from + word.length, sql, word);
  const symbol = at(SYMBOL, sql, from)?.[0] ?? sql[from] ?? "";
  return spanning("symbol", from, from + symbol.length, sql, symbol);
};

const tokenAt = (sql: string, from: number): Token => {
  const [first, second] = [sql[from], sql[from + 1]];
  if (first === "-" && second === "-") return spanning("comment", from, from + (at(LINE_COMMENT, sql, from)?.[0].length ?? 2), sql);
  if (first === "/" && second === "*") return spanning("comment", from, endOfComment(sql, from), sql);
  if (first === "'") return spanning("text", from, endOfQuoted(sql, from, "'", false), sql);
  if (second === "'" && (first === "e" || first === "E")) return spanning("text", from, endOfQuoted(sql, from + 1, "'", true), sql);
  if (first === '"') return quotedToken(sql, from);
  return (first === "$" ? dollarToken(sql, from) : null) ?? simpleToken(sql, from);
};

/** A statement, or what has been typed of one, word by word, as the engine would read it. */
export const tokensOf = (sql: string): Token[] => {
  const tokens: Token[] = [];
  let from = 0;
  while (from < sql.length) {
    const space = at(SPACE, sql, from);
    if (space) { from += space[0].length; continue; }
    const token = tokenAt(sql, from);
    tokens.push(token);
    from = token.to;
  }
  return tokens;
};

export const isWord = (token: Token | undefined, ...values: readonly string[]): boolean =>
  token?.kind === "word" && values.includes(token.value.toLowerCase());

export const isSymbol = (token: Token | undefined, ...values: readonly string[]): boolean =>
  token?.kind === "symbol" && values.includes(token.value);
