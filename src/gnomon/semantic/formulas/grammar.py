"""From words to syntax: operators by how tightly they bind, everything else by how it begins."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from gnomon.semantic.formulas.syntax import (
    Between,
    Binary,
    Call,
    Choice,
    Conversion,
    IsNull,
    MomentValue,
    Name,
    NamePart,
    NullValue,
    NumberValue,
    OneOf,
    ParameterName,
    Syntax,
    TextValue,
    TruthValue,
    Unary,
    depth_above,
)
from gnomon.semantic.formulas.tokens import Token, TokenKind, tokens_of
from gnomon.semantic.formulas.wrong import FormulaWrong, Span

MAX_CHARACTERS = 4_000
MAX_DEPTH = 100

OR, AND, NOT, COMPARED, IS, AMONG, JOINED, ADDED, MULTIPLIED, SIGNED, CONVERTED = range(1, 12)
"""How tightly operators bind, the loosest first."""

_BINARY: Mapping[str, int] = {
    **dict.fromkeys(("=", "<>", "!=", "<", "<=", ">", ">="), COMPARED),
    "||": JOINED,
    **dict.fromkeys(("+", "-"), ADDED),
    **dict.fromkeys(("*", "/", "%"), MULTIPLIED),
}
_SPELLED = {"OR": OR, "AND": AND, "IS": IS, "IN": AMONG, "BETWEEN": AMONG, "LIKE": AMONG, "ILIKE": AMONG, "NOT": AMONG}
KEYWORDS = frozenset(
    {*_SPELLED, "CASE", "WHEN", "THEN", "ELSE", "END", "TRUE", "FALSE", "NULL", "CAST"},
)
"""Names that must be quoted."""


def parse(formula: str) -> Syntax:
    """What a formula says. Raises `FormulaWrong` with the place of the first character that is wrong."""
    if len(formula) > MAX_CHARACTERS:
        raise FormulaWrong(
            Span(MAX_CHARACTERS, len(formula)),
            f"This formula is longer than {MAX_CHARACTERS:,} characters.",
            "Put parts of it into measures or calculated columns of their own.",
        )
    return _Parser(tokens_of(formula)).whole()


class _Parser:
    """Reads one formula from its first word to its last."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._place = 0
        self._nesting = 0

    def whole(self) -> Syntax:
        """The formula, and nothing after it."""
        if self._is_at_end():
            raise FormulaWrong(self._next.span, "The formula is empty.", "Write an expression such as SUM(amount).")
        found = self._expression(0)
        if not self._is_at_end():
            raise self._unexpected("an operator or the end of the formula")
        return found

    @property
    def _next(self) -> Token:
        return self._tokens[self._place]

    def _is_at_end(self) -> bool:
        return self._next.kind is TokenKind.END

    def _take(self) -> Token:
        token = self._next
        self._place += token.kind is not TokenKind.END
        return token

    def _is_symbol(self, symbol: str) -> bool:
        return self._next.kind is TokenKind.SYMBOL and self._next.text == symbol

    def _took_symbol(self, symbol: str) -> bool:
        if not self._is_symbol(symbol):
            return False
        self._take()
        return True

    def _took_word(self, word: str) -> bool:
        if self._next.word != word:
            return False
        self._take()
        return True

    def _expect_symbol(self, symbol: str) -> Token:
        if not self._is_symbol(symbol):
            raise self._unexpected(f"“{symbol}”")
        return self._take()

    def _expect_word(self, word: str) -> Token:
        if self._next.word != word:
            raise self._unexpected(word)
        return self._take()

    def _unexpected(self, expected: str) -> FormulaWrong:
        token = self._next
        if token.kind is TokenKind.END:
            return FormulaWrong(token.span, f"The formula ends where {expected} should follow.")
        hint = None
        if token.word in KEYWORDS:
            hint = f'{token.word} is a word of the language: a column of this name is written "{token.text}".'
        return FormulaWrong(token.span, f"Here should be {expected}, not “{token.text}”.", hint)

    def _bounded(self, node: Syntax) -> Syntax:
        if node.depth > MAX_DEPTH:
            raise _too_deep(node.span)
        return node

    def _expression(self, tightness: int) -> Syntax:
        """What follows, as far as operators bind tighter than this."""
        self._nesting += 1
        if self._nesting > MAX_DEPTH:
            raise _too_deep(self._next.span)
        left = self._bounded(self._beginning())
        while (binds := self._tightness_of_next()) > tightness:
            left = self._bounded(self._continued(left, binds))
        self._nesting -= 1
        return left

    def _tightness_of_next(self) -> int:
        token = self._next
        if token.kind is TokenKind.SYMBOL:
            return CONVERTED if token.text == "::" else _BINARY.get(token.text, 0)
        return _SPELLED.get(token.word, 0)

    def _continued(self, left: Syntax, binds: int) -> Syntax:
        operator = self._next
        word = operator.word or operator.text
        match word:
            case "OR" | "AND":
                return self._conditions(left, word, binds)
            case "IS":
                return self._is_null(left)
            case "NOT" | "IN" | "BETWEEN" | "LIKE" | "ILIKE":
                return self._among(left)
            case "::":
                self._take()
                return self._conversion(left, left.span)
            case _:
                self._take()
                right = self._expression(binds)
                spelled = "<>" if word == "!=" else word
                return _binary(spelled, left, right, operator.span)

    def _conditions(self, first: Syntax, word: str, binds: int) -> Syntax:
        """A chain of conditions, as a balanced tree, so that hundreds do not nest hundreds deep."""
        chain, places = [first], [self._next.span]
        while self._next.word == word:
            places.append(self._take().span)
            chain.append(self._expression(binds))
        return _balanced(word, chain, places)

    def _is_null(self, left: Syntax) -> Syntax:
        self._take()
        is_negated = self._took_word("NOT")
        end = self._expect_word("NULL")
        found = IsNull(left, left.span.to(end.span), depth_above(left))
        return _negated(found) if is_negated else found

    def _among(self, left: Syntax) -> Syntax:
        is_negated = self._took_word("NOT")
        operator = self._next
        found: Syntax
        match operator.word:
            case "IN":
                self._take()
                self._expect_symbol("(")
                choices = self._listed()
                end = self._expect_symbol(")")
                if not choices:
                    raise FormulaWrong(end.span, "IN needs at least one value.", "Write x IN ('a', 'b').")
                found = OneOf(left, choices, left.span.to(end.span), depth_above(left, *choices))
            case "BETWEEN":
                self._take()
                low = self._expression(AMONG)
                self._expect_word("AND")
                high = self._expression(AMONG)
                found = Between(left, low, high, left.span.to(high.span), depth_above(left, low, high))
            case "LIKE" | "ILIKE":
                self._take()
                found = _binary(operator.word, left, self._expression(AMONG), operator.span)
            case _:
                raise self._unexpected("IN, BETWEEN, LIKE or ILIKE")
        return _negated(found) if is_negated else found

    def _beginning(self) -> Syntax:
        token = self._next
        match token.kind:
            case TokenKind.NUMBER:
                self._take()
                return NumberValue(token.text, token.span)
            case TokenKind.TEXT:
                self._take()
                return TextValue(token.text, token.span)
            case TokenKind.SYMBOL:
                return self._symbol(token)
            case TokenKind.NAME if token.word in _BEGINNINGS:
                return _BEGINNINGS[token.word](self)
            case TokenKind.NAME if token.word in KEYWORDS:
                raise self._unexpected("a value")
            case TokenKind.NAME | TokenKind.QUOTED_NAME:
                return self._named()
            case TokenKind.END:
                raise self._unexpected("a value")

    def _symbol(self, token: Token) -> Syntax:
        match token.text:
            case "(":
                self._take()
                found = self._expression(0)
                self._expect_symbol(")")
                return found
            case "-" | "+":
                self._take()
                operand = self._expression(SIGNED)
                if token.text == "+":
                    return operand
                return Unary("-", operand, token.span.to(operand.span), depth_above(operand))
            case "$":
                self._take()
                name = self._take()
                if name.kind not in (TokenKind.NAME, TokenKind.QUOTED_NAME):
                    raise FormulaWrong(token.span, "“$” is followed by no name.", "Parameters are written $name.")
                return ParameterName(name.text, token.span.to(name.span))
            case _:
                raise self._unexpected("a value")

    def _truth(self) -> Syntax:
        token = self._take()
        return TruthValue(token.word == "TRUE", token.span)

    def _null(self) -> Syntax:
        return NullValue(self._take().span)

    def _not(self) -> Syntax:
        token = self._take()
        return replace(_negated(operand := self._expression(NOT)), span=token.span.to(operand.span))

    def _choice(self) -> Syntax:
        start = self._take()
        subject = None if self._next.word == "WHEN" else self._expression(0)
        branches: list[tuple[Syntax, Syntax]] = []
        while self._took_word("WHEN"):
            condition = self._expression(0)
            self._expect_word("THEN")
            branches.append((condition, self._expression(0)))
        if not branches:
            raise self._unexpected("WHEN")
        default = self._expression(0) if self._took_word("ELSE") else None
        if self._next.word != "END":
            raise self._unexpected("WHEN, ELSE or END" if default is None else "END")
        span = start.span.to(self._take().span)
        parts = [part for branch in branches for part in branch]
        return Choice(subject, tuple(branches), default, span, depth_above(subject, default, *parts))

    def _cast(self) -> Syntax:
        start = self._take()
        self._expect_symbol("(")
        operand = self._expression(0)
        self._expect_word("AS")
        found = self._conversion(operand, start.span)
        return replace(found, span=start.span.to(self._expect_symbol(")").span))

    def _conversion(self, operand: Syntax, start: Span) -> Conversion:
        name = self._take()
        if name.kind is not TokenKind.NAME:
            self._place -= name.kind is not TokenKind.END
            raise self._unexpected("the name of a type")
        span, sizes = name.span, []
        if self._took_symbol("("):
            while True:
                if self._next.kind is not TokenKind.NUMBER or not self._next.text.isdecimal():
                    raise self._unexpected("a whole number")
                sizes.append(int(self._take().text[:9]))
                if not self._took_symbol(","):
                    break
            span = span.to(self._expect_symbol(")").span)
        return Conversion(operand, name.text, tuple(sizes), span, start.to(span), depth_above(operand))

    def _named(self) -> Syntax:
        """A call, a date, a name or an address."""
        first = self._take()
        if first.kind is TokenKind.NAME and self._is_symbol("("):
            return self._call(first)
        if first.word in ("DATE", "TIMESTAMP") and self._next.kind is TokenKind.TEXT:
            text = self._take()
            return MomentValue(text.text, first.word == "TIMESTAMP", first.span.to(text.span))
        parts = [_part(first)]
        while self._took_symbol("."):
            if self._next.kind not in (TokenKind.NAME, TokenKind.QUOTED_NAME):
                raise self._unexpected("the name of a column or table")
            parts.append(_part(self._take()))
        return Name(tuple(parts), parts[0].span.to(parts[-1].span))

    def _call(self, name: Token) -> Syntax:
        self._expect_symbol("(")
        arguments: tuple[Syntax, ...] = ()
        is_star = self._took_symbol("*")
        is_distinct = not is_star and self._is_distinct()
        if not is_star:
            arguments = self._listed()
        end = self._expect_symbol(")")
        where = None
        if self._next.word == "FILTER" and self._tokens[self._place + 1].text == "(":
            self._take()
            self._expect_symbol("(")
            self._expect_word("WHERE")
            where = self._expression(0)
            end = self._expect_symbol(")")
        depth = depth_above(where, *arguments)
        return Call(name.text, name.span, arguments, name.span.to(end.span), depth, is_star, is_distinct, where)

    def _is_distinct(self) -> bool:
        """Whether DISTINCT stands before an argument; alone it is the name of a column."""
        following = self._tokens[min(self._place + 1, len(self._tokens) - 1)]
        is_alone = following.kind in (TokenKind.END, TokenKind.SYMBOL) and following.text not in ("(", "-", "$")
        return not is_alone and self._took_word("DISTINCT")

    def _listed(self) -> tuple[Syntax, ...]:
        """Values with commas between them; `BY` may stand for a comma, as in `FIRST(price BY ordered_at)`."""
        if self._is_symbol(")"):
            return ()
        found = [self._expression(0)]
        while self._took_symbol(",") or self._took_word("BY"):
            found.append(self._expression(0))
        return tuple(found)


_BEGINNINGS: Mapping[str, Callable[[_Parser], Syntax]] = {
    "TRUE": _Parser._truth,
    "FALSE": _Parser._truth,
    "NULL": _Parser._null,
    "NOT": _Parser._not,
    "CASE": _Parser._choice,
    "CAST": _Parser._cast,
}


def _part(token: Token) -> NamePart:
    return NamePart(token.text, token.kind is TokenKind.QUOTED_NAME, token.span)


def _negated(condition: Syntax) -> Unary:
    return Unary("NOT", condition, condition.span, depth_above(condition))


def _binary(operator: str, left: Syntax, right: Syntax, place: Span) -> Binary:
    return Binary(operator, left, right, place, left.span.to(right.span), depth_above(left, right))


def _balanced(word: str, chain: list[Syntax], places: list[Span]) -> Syntax:
    if len(chain) == 1:
        return chain[0]
    middle = len(chain) // 2
    left, right = _balanced(word, chain[:middle], places[:middle]), _balanced(word, chain[middle:], places[middle:])
    return _binary(word, left, right, places[middle])


def _too_deep(span: Span) -> FormulaWrong:
    return FormulaWrong(
        span,
        f"This formula is nested more than {MAX_DEPTH} deep.",
        "Put parts of it into measures or calculated columns of their own.",
    )
