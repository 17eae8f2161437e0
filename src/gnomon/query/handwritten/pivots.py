"""Finds what a PIVOT without a list of values spreads over, and how to ask for the values. Runs inside a worker."""

from collections.abc import Iterator, Sequence
from typing import Any

from gnomon.query.handwritten.tokens import CLOSING, OPENING, Token

PIVOTS = frozenset({b"PIVOT", b"PIVOT_WIDER"})
ENDINGS = frozenset({b"USING", b"GROUP", b"ORDER", b"LIMIT", b"OFFSET", b"UNION", b"INTERSECT", b"EXCEPT", b";"})
BODY_BEGINS = frozenset({b"AS", b"MATERIALIZED"})


def open_pivots(text: bytes, tokens: Sequence[Token]) -> list[dict[str, Any]]:
    """For each expression of a `PIVOT … ON` that has no values: its place, and the statement that asks for them.

    `{"start": byte, "end": byte, "question": SQL with one column, "value"}`.
    """
    found: list[dict[str, Any]] = []
    for place, token in enumerate(tokens):
        if token.upper not in PIVOTS or (place and tokens[place - 1].word == b"."):
            continue
        on = _next(tokens, place + 1, token.depth, {b"ON"})
        if on is None:
            continue
        source = text[token.end : tokens[on].start].strip()
        for first, last in _expressions(tokens, on + 1, token.depth):
            written = text[tokens[first].start : tokens[last].end]
            question = (
                _expressions_before(text, tokens, place)
                + b"SELECT value FROM (SELECT DISTINCT CAST(("
                + written
                + b"\n) AS VARCHAR) AS value FROM "
                + source
                + b"\n) WHERE value IS NOT NULL ORDER BY value"
            )
            found.append({"start": tokens[first].start, "end": tokens[last].end, "question": question.decode()})
    return found


def _next(tokens: Sequence[Token], place: int, depth: int, wanted: set[bytes]) -> int | None:
    """The next wanted word at this depth, before the pivot ends."""
    for number in range(place, len(tokens)):
        token = tokens[number]
        if token.depth < depth or (token.depth == depth and token.upper in ENDINGS):
            return None
        if token.depth == depth and token.upper in wanted:
            return number
    return None


def _expressions(tokens: Sequence[Token], place: int, depth: int) -> Iterator[tuple[int, int]]:
    """First and last token of each expression behind ON that has no IN."""
    first, has_values = place, False
    for number in range(place, len(tokens) + 1):
        token = tokens[number] if number < len(tokens) else None
        at_depth = token is not None and token.depth == depth
        is_end = token is None or _closes(token, depth) or (at_depth and token.upper in ENDINGS)
        if is_end or (at_depth and token is not None and token.word == b","):
            if first < number and not has_values:
                yield first, number - 1
            first, has_values = number + 1, False
        if is_end:
            return
        has_values |= at_depth and token is not None and token.upper == b"IN"


def _closes(token: Token, depth: int) -> bool:
    return token.depth < depth or (token.depth == depth - 1 and token.word in CLOSING)


def _expressions_before(text: bytes, tokens: Sequence[Token], place: int) -> bytes:
    """The WITH that a pivot can see: the common table expressions that end before it begins."""
    if tokens[0].upper != b"WITH":
        return b""
    end, begins_body = None, False
    for number, token in enumerate(tokens[:place]):
        if token.depth:
            continue
        if token.word in OPENING:
            begins_body = tokens[number - 1].upper in BODY_BEGINS
        elif token.word == b")" and begins_body:
            end = token.end
    return b"" if end is None else text[:end] + b"\n"
