"""The words of a formula, each with the characters that it stands at."""

import re
from dataclasses import dataclass
from enum import StrEnum

from gnomon.semantic.formulas.wrong import FormulaWrong, Span


class TokenKind(StrEnum):
    """What sort of word it is."""

    NAME = "name"
    QUOTED_NAME = "quoted name"
    TEXT = "text"
    NUMBER = "number"
    SYMBOL = "symbol"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """One word; `text` is what it means, without its quotes."""

    kind: TokenKind
    text: str
    span: Span

    @property
    def word(self) -> str:
        """The word in capitals where it may be a keyword, else nothing."""
        return self.text.upper() if self.kind is TokenKind.NAME else ""


_PATTERN = re.compile(
    r"""
    (?P<space>\s+|--[^\n]*|/\*.*?\*/)
    |(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    |(?P<name>[^\W\d]\w*)
    |"(?P<quoted>(?:[^"]|"")*)"
    |'(?P<text>(?:[^']|'')*)'
    |(?P<symbol><>|!=|<=|>=|\|\||::|[=<>+\-*/%(),.$])
    """,
    re.VERBOSE | re.DOTALL,
)
_UNCLOSED = {
    '"': ("This quoted name has no end.", 'Close it with ".'),
    "'": ("This text has no end.", "Close it with '."),
    "/": ("This comment has no end.", "Close it with */."),
}
_WAYS_OUT = {
    "“": 'Write names in straight quotes: "name".',
    "”": 'Write names in straight quotes: "name".',
    "‘": "Write text in straight quotes: 'text'.",
    "’": "Write text in straight quotes: 'text'.",
    "`": 'Write names in double quotes: "name".',
    "[": 'Write names in double quotes: "name".',
    "^": "Write powers as POWER(base, exponent).",
    "&": "Join texts with ||, and conditions with AND.",
    "!": "Write NOT, or <> for “is not”.",
    ";": "A formula is one expression, without a semicolon.",
}


def tokens_of(formula: str) -> list[Token]:
    """The words of a formula, an end after the last one. Raises `FormulaWrong`."""
    found: list[Token] = []
    place = 0
    while place < len(formula):
        matched = _PATTERN.match(formula, place)
        is_open_comment = matched is not None and matched.lastgroup == "symbol" and formula.startswith("/*", place)
        if matched is None or is_open_comment:
            raise _unreadable(formula, place)
        if matched.lastgroup != "space":
            found.append(_token(matched))
        place = matched.end()
    found.append(Token(TokenKind.END, "", Span(len(formula), len(formula))))
    return found


def _token(matched: re.Match[str]) -> Token:
    span = Span(matched.start(), matched.end())
    match matched.lastgroup:
        case "quoted":
            name = matched["quoted"].replace('""', '"')
            if not name:
                raise FormulaWrong(span, "This name is empty.", "Write the name between the quotes.")
            return Token(TokenKind.QUOTED_NAME, name, span)
        case "text":
            return Token(TokenKind.TEXT, matched["text"].replace("''", "'"), span)
        case "number":
            return Token(TokenKind.NUMBER, matched.group(), span)
        case "name":
            return Token(TokenKind.NAME, matched.group(), span)
        case _:
            return Token(TokenKind.SYMBOL, matched.group(), span)


def _unreadable(formula: str, place: int) -> FormulaWrong:
    character = formula[place]
    if character in _UNCLOSED:
        message, hint = _UNCLOSED[character]
        return FormulaWrong(Span(place, len(formula)), message, hint)
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    return FormulaWrong(Span(place, place + 1), f"“{shown}” has no meaning in a formula.", _WAYS_OUT.get(character))
