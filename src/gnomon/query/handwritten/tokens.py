"""The words of a text as the engine tells them apart."""

from collections.abc import Sequence
from dataclasses import dataclass

COMMENT = "comment"
OPENING = frozenset({b"(", b"[", b"{"})
CLOSING = frozenset({b")", b"]", b"}"})


@dataclass(frozen=True, slots=True)
class Token:
    """One word: where it stands in bytes, and how deep in brackets."""

    start: int
    end: int
    word: bytes
    """As it is written, without what follows it."""
    depth: int
    """Brackets around it; an opening one and its closing one count themselves out."""

    @property
    def upper(self) -> bytes:
        """The word in capitals, as keywords are compared."""
        return self.word.upper()


def tokens_of(text: bytes, places: Sequence[tuple[int, str]]) -> tuple[Token, ...]:
    """The tokens of a text without its comments, from the starts and kinds that the engine tells."""
    found, depth = [], 0
    ends = [*[start for start, _ in places[1:]], len(text)][: len(places)]
    for (start, kind), end in zip(places, ends, strict=True):
        word = text[start:end].rstrip()
        if kind == COMMENT:
            continue
        depth -= word in CLOSING
        found.append(Token(start, start + len(word), word, depth))
        depth += word in OPENING
    return tuple(found)


def end_of_statement(tokens: Sequence[Token]) -> int:
    """Where the statement ends, without the semicolons and comments behind it."""
    last = len(tokens)
    while last and tokens[last - 1].word.strip(b"; \t\r\n") == b"":
        last -= 1
    return tokens[last - 1].end if last else 0
