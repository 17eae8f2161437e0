"""Hostile statements that are made rather than written: odd letters, and texts without measure."""

from collections.abc import Iterator, Mapping

from tests.query.handwritten.corpus import Attack

NBSP, ZERO_WIDTH, JOINER, RIGHT_TO_LEFT, BOM = "\u00a0", "\u200b", "\u2060", "\u202e", "\ufeff"

ODD_LETTERS: Mapping[str, tuple[str, str]] = {
    "a NUL": ("ANY", "SELECT 1 \x00 FROM orders"),
    "a NUL in a text": ("ANY", "SELECT 'a\x00b', version()"),
    "a NUL that cuts a name": ("ANY", "SELECT * FROM \"orders\x00\", read_text('/etc/passwd')"),
    "a NUL before another statement": ("ANY", "SELECT 1\x00; DROP VIEW orders"),
    "a lone surrogate": ("INVALID", "SELECT '\ud800'"),
    "a lone surrogate as a name": ("INVALID", 'SELECT * FROM "\udfff"'),
    "wide letters": ("ANY", "ＳＥＬＥＣＴ * FROM orders"),
    "a wide function": ("REFUSED", "SELECT ｖｅｒｓｉｏｎ()"),
    "a function with a cyrillic letter": ("REFUSED", "SELECT vers\u0456on()"),
    "a long s in a function": ("REFUSED", "SELECT ver\u017fion()"),
    "a Kelvin sign in a function": ("REFUSED", "SELECT chec\u212apoint()"),
    "a dotless i in a function": ("REFUSED", "SELECT vers\u0131on()"),
    "a zero width blank in a function": ("ANY", f"SELECT ver{ZERO_WIDTH}sion()"),
    "a joiner in a function": ("REFUSED", f"SELECT * FROM read{JOINER}_text('/etc/passwd')"),
    "a zero width blank in a table": ("ANY", f"SELECT * FROM ord{ZERO_WIDTH}ers"),
    "a Kelvin sign in a table": ("ERROR", "SELECT * FROM stran\u0261ers_secret"),
    "letters from right to left": ("ANY", f"SELECT * FROM {RIGHT_TO_LEFT}orders; DROP VIEW x"),
    "a blank that does not break": ("REFUSED", f"SELECT{NBSP}version()"),
    "a blank that does not break in a drop": ("REFUSED", f"DROP{NBSP}TABLE{NBSP}orders"),
    "a byte order mark": ("ANY", f"{BOM}COPY orders TO '/tmp/x'"),
    "a vertical tab": ("REFUSED", "COPY\x0borders\x0bTO\x0b'/tmp/x'"),
    "a comment within a keyword": ("ANY", "DR/**/OP TABLE orders"),
    "comments between keywords": ("REFUSED", "DROP/**/TABLE/**/orders"),
    "a comment before a bracket": ("REFUSED", "SELECT version/* */ -- \n ()"),
    "a comment that does not end": ("ANY", "SELECT 1 /* version()"),
    "a text that does not end": ("ERROR", "SELECT 'abc"),
    "a name that does not end": ("ERROR", 'SELECT "abc'),
    "a dollar quote that does not end": ("ERROR", "SELECT $x$abc"),
    "a dollar quote of a file": ("ANY", "SELECT * FROM $$/etc/passwd$$"),
    "a name with escapes": ("ANY", 'SELECT * FROM U&"\\0070g_catalog".pg_tables'),
    "a carriage return that ends a comment": ("ANY", "SELECT 1 --\r, version()"),
    "a line separator that ends a comment": ("ANY", "SELECT nothing --\u2028, version()"),
    "a bracket too many": ("ERROR", "SELECT 1)) FROM orders"),
    "a bracket that closes the words around": ("ERROR", "SELECT 1) AS answer; DROP VIEW orders; SELECT (1"),
    "a bracket that closes the words around, with a union": (
        "ERROR",
        "SELECT 1) UNION ALL SELECT * FROM (SELECT secret FROM duckdb_secrets()",
    ),
    "a comment that would swallow the words behind": ("REFUSED", "SELECT version() --"),
    "a comment that opens at the end": ("ANY", "SELECT * FROM nothing /*"),
    "a guard's parameter": ("INVALID", "SELECT * FROM orders WHERE region = $guard_1"),
    "a parameter by number": ("REFUSED", "SELECT $1"),
    "a question mark": ("REFUSED", "SELECT ?"),
    "a parameter as a table": ("ANY", "SELECT * FROM $t"),
    "a parameter as a file": ("ANY", "SELECT * FROM read_text($t)"),
}


def odd_letters() -> Iterator[Attack]:
    """Statements with letters that readers may take for others."""
    for name, (by, sql) in ODD_LETTERS.items():
        yield Attack(f"letters: {name}", sql, by)


ROOM = 99_000
"""Nearly as many letters as a statement may have."""


def _nested(before: str, inside: str, behind: str, times: int) -> str:
    return "SELECT " + before * times + inside + behind * times


WITHOUT_MEASURE: Mapping[str, str] = {
    "longer than a statement may be": "SELECT '" + "x" * 100_000 + "'",
    "comments inside one another": "SELECT 1 " + "/*" * (ROOM // 2),
    "comments that close": "SELECT version() " + "/*" * (ROOM // 4) + "*/" * (ROOM // 4),
    "brackets": _nested("(", "version()", ")", 49_000),
    "brackets that do not close": "SELECT " + "(" * ROOM,
    "lists": _nested("[", "version()", "]", 49_000),
    "structs": _nested("{'a':", "version()", "}", 16_000),
    "sub-queries": _nested("(SELECT ", "version()", ")", 10_000),
    "tables in brackets": "SELECT * FROM " + "(" * 49_000 + "nothing" + ")" * 49_000,
    "queries in brackets": "(" * 40_000 + "SELECT version()" + ")" * 40_000,
    "nots": _nested("NOT ", "version()", "", 20_000),
    "minus": _nested("- ", "version()", "", 45_000),
    "casts": "SELECT version()" + "::INT" * 19_000,
    "sums": "SELECT version()" + "+1" * 49_000,
    "ands": "SELECT version()" + " AND 1" * 15_000,
    "texts that are added": "SELECT version()" + "||'a'" * 19_000,
    "cases": _nested("CASE WHEN 1 THEN ", "version()", " END", 4_000),
    "calls": _nested("abs(", "version()", ")", 18_000),
    "methods": "SELECT nothing" + ".abs()" * 16_000,
    "dots": "SELECT a" + ".a" * 49_000,
    "slices": "SELECT version()" + "[1]" * 32_000,
    "unions": "SELECT version()" + " UNION SELECT 1" * 6_000,
    "joins": "SELECT version() FROM orders" + " JOIN orders" * 8_000,
    "tables": "SELECT version() FROM orders" + ", orders" * 12_000,
    "expressions": "WITH " + ", ".join(f"t{n} AS (SELECT 1)" for n in range(4_000)) + " SELECT version()",
    "expressions inside one another": "WITH a AS (" * 6_000 + "SELECT version()" + ") SELECT * FROM a" * 2_000,
    "lambdas": _nested("list_transform([1], lambda x: ", "version()", ")", 3_000),
    "statements": "SELECT 1;" * 11_000,
    "semicolons": ";" * ROOM,
    "pivots": "FROM (PIVOT " * 8_000 + "orders" + " ON status)" * 100,
    "pivots beside one another": "SELECT version() " + ", ".join(["(FROM (PIVOT orders ON status))"] * 900),
    "values": "SELECT version() WHERE 1 IN (" + "1," * 49_000 + "1)",
    "rows": "VALUES " + "(1)," * 24_000 + "(version())",
    "columns": "SELECT " + "*," * 49_000 + " version() FROM orders",
    "a long name": 'SELECT * FROM "' + "x" * 99_000 + '"',
    "a long unknown function": "SELECT " + "x" * 99_000 + "()",
    "intervals": "SELECT version()" + " + INTERVAL 1 DAY" * 5_000,
    "between": _nested("1 BETWEEN 0 AND (", "version()", ")", 5_000),
    "collations": "SELECT version()" + " COLLATE nocase" * 6_000,
}


def without_measure() -> Iterator[Attack]:
    """Texts that are as long or as deep as a text can be; all of them would be turned down if they were short."""
    for name, sql in WITHOUT_MEASURE.items():
        yield Attack(f"measure: {name}", sql, "BUDGET")
