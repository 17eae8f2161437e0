"""Brings short forms into longer ones, in which every table has a place in the text. Runs inside a worker."""

from collections.abc import Iterator, Sequence

from gnomon.query.handwritten.edits import Edit
from gnomon.query.handwritten.tokens import Token

DESCRIBING = frozenset({b"SUMMARIZE", b"DESCRIBE", b"DESC"})
QUERY_BEGINS = frozenset({b"SELECT", b"FROM", b"WITH", b"VALUES", b"TABLE", b"PIVOT", b"UNPIVOT", b"("})


def plain_edits(tokens: Sequence[Token]) -> Iterator[Edit]:
    """`TABLE sales` becomes `FROM sales`; `SUMMARIZE sales` and `DESCRIBE sales` become `… FROM sales`."""
    for before, token, after in zip((None, *tokens), tokens, tokens[1:], strict=False):
        begins = before is None or before.word == b"(" or before.upper in DESCRIBING
        if token.upper == b"TABLE" and begins:
            yield Edit(token.start, token.end, b"FROM")
        elif token.upper in DESCRIBING and begins and after.upper not in QUERY_BEGINS:
            yield Edit(after.start, after.start, b"FROM ")
