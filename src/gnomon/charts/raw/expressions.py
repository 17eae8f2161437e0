"""Expressions inside of a document: read by a grammar of our own, and let through where all of it is known to be calm.

The browser interprets them without `eval`, and the worker that draws files has neither network nor files; what is
kept out here is what would make much out of little, reach for events and pages, or speak to a console.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

MAX_LENGTH = 1_000
MAX_DEPTH = 40
MAX_ITEMS = 100


def _each(words: str) -> frozenset[str]:
    return frozenset(words.split())


CONSTANTS = _each("null true false undefined NaN E PI LN2 LN10 LOG2E LOG10E SQRT1_2 SQRT2 MIN_VALUE MAX_VALUE")
SIZES = frozenset({"width", "height", "child_width", "child_height"})
FUNCTIONS = _each("""
    isArray isBoolean isDate isDefined isFinite isNaN isNumber isObject isString isValid
    toBoolean toDate toNumber toString if
    abs acos asin atan atan2 ceil clamp cos exp floor hypot log max min pow round sin sqrt tan
    datetime date day dayofyear year quarter month week hours minutes seconds milliseconds time timezoneoffset
    timeOffset utcOffset utc utcdate utcday utcdayofyear utcyear utcquarter utcmonth utcweek utchours utcminutes
    utcseconds utcmilliseconds
    extent inrange indexof lastindexof length lerp peek reverse slice span
    lower upper trim truncate split substring parseFloat parseInt replace
    dayAbbrevFormat dayFormat monthAbbrevFormat monthFormat timeFormat utcFormat timeParse utcParse format
    rgb hsl lab hcl luminance contrast densityNormal cumulativeNormal
    """)
SCALE_FUNCTIONS = _each("scale invert domain range bandwidth")
"""They name a scale, in writing."""
SPECIAL = frozenset({"data", "sequence"})
"""Chosen marks of a parameter by its name, and a short row of numbers: both in writing."""
MOST_NUMBERS = 500
FORMATTERS = _each("format timeFormat utcFormat timeParse utcParse")
"""They make as many characters as their second argument says, which therefore stands there in writing."""
PLAIN_FORMAT = re.compile(r"(?!.*\d{3})[^\\]{0,64}", re.DOTALL)
PROTOTYPES = _each("""
    __proto__ constructor prototype tostring valueof tolocalestring hasownproperty isprototypeof
    propertyisenumerable __definegetter__ __definesetter__ __lookupgetter__ __lookupsetter__
    """)
"""What every object of a browser has, in lower case."""

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?)
      | (?P<name>[A-Za-z_$][\w$]*)
      | (?P<text>"(?:[^"\\\n]|\\["'\\/bfnrtu])*"|'(?:[^'\\\n]|\\["'\\/bfnrtu])*')
      | (?P<sign>===|!==|==|!=|<=|>=|&&|\|\||<<|>>>|>>|[-+*/%<>!?:()\[\]{},.&|^~])
    )""",
    re.VERBOSE,
)
_BINARY = (
    {"||"},
    {"&&"},
    {"|"},
    {"^"},
    {"&"},
    {"===", "!==", "==", "!="},
    {"<", ">", "<=", ">="},
    {"<<", ">>", ">>>"},
    {"+", "-"},
    {"*", "/", "%"},
)
_UNARY = frozenset("+-!~")
_Kind: TypeAlias = Literal["number", "name", "text", "sign", "end"]


class RefusedExpression(ValueError):
    """An expression that is not let through, in a sentence."""


def check_expression(text: str, names: Collection[str] = ()) -> None:
    """Let an expression over `datum`, the size of the picture and these names through. Raises `RefusedExpression`."""
    if len(text) > MAX_LENGTH:
        raise RefusedExpression(f"An expression is at most {MAX_LENGTH:,} characters long.")
    _Parser(_tokens(text), frozenset(names)).whole()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: _Kind
    text: str


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            raise RefusedExpression(f"“{text[at:].strip()[:12]}” cannot stand in an expression.")
        kind: _Kind = match.lastgroup  # type: ignore[assignment]
        found.append(_Token(kind, match[kind]))
        at = match.end()
    return [*found, _Token("end", "")]


@dataclass(slots=True)
class _Parser:
    tokens: list[_Token]
    names: frozenset[str]
    at: int = 0
    depth: int = field(default=0)

    def whole(self) -> None:
        self._ternary()
        if self._now.kind != "end":
            raise RefusedExpression(f"“{self._now.text[:40]}” is unexpected.")

    @property
    def _now(self) -> _Token:
        return self.tokens[self.at]

    def _take(self) -> _Token:
        token = self._now
        self.at += token.kind != "end"
        return token

    def _is(self, sign: str) -> bool:
        return self._now.kind == "sign" and self._now.text == sign

    def _skip(self, sign: str) -> None:
        if not self._is(sign):
            raise RefusedExpression(
                f"“{sign}” is missing{f' before “{self._now.text[:40]}”' if self._now.text else ''}."
            )
        self.at += 1

    def _ternary(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise RefusedExpression("This expression lies too deep.")
        self._binary(0)
        if self._is("?"):
            self.at += 1
            self._ternary()
            self._skip(":")
            self._ternary()
        self.depth -= 1

    def _binary(self, level: int) -> None:
        if level == len(_BINARY):
            self._unary()
            return
        self._binary(level + 1)
        while self._now.kind == "sign" and self._now.text in _BINARY[level]:
            self.at += 1
            self._binary(level + 1)

    def _unary(self) -> None:
        while self._now.kind == "sign" and self._now.text in _UNARY:
            self.at += 1
        self._member(is_list=self._primary())

    def _primary(self) -> bool:
        """Read a value; gives whether it is a list that stands there in writing."""
        token = self._take()
        match token.kind:
            case "number" | "text":
                return False
            case "name":
                self._name(token.text)
                return False
        match token.text:
            case "(":
                self._ternary()
                self._skip(")")
            case "[":
                self._items("]")
                return True
            case "{":
                self._pairs()
            case _:
                raise RefusedExpression(
                    f"“{token.text}” is unexpected." if token.text else "Something is missing here."
                )
        return False

    def _name(self, name: str) -> None:
        if self._is("("):
            self._call(name)
        elif name not in CONSTANTS | SIZES | {"datum"} | self.names:
            raise RefusedExpression(f"“{name[:40]}” is not known here; the fields of a row are written datum.name.")

    def _call(self, name: str) -> None:
        if name not in FUNCTIONS | SCALE_FUNCTIONS | SPECIAL:
            raise RefusedExpression(f"The function “{name[:40]}” cannot be used here.")
        self._skip("(")
        begin = self.at
        ends = self._items(")")
        if name in SCALE_FUNCTIONS and not self._is_written(begin, ends, 0):
            raise RefusedExpression(f"The first argument of “{name}” is the name of a scale between quotes.")
        if name in FORMATTERS:
            written = self._is_written(begin, ends, 1)
            if written is None or not PLAIN_FORMAT.fullmatch(written[1:-1]):
                raise RefusedExpression(f"The second argument of “{name}” is a short format between quotes.")

        if name == "data" and self._is_written(begin, ends, 0) not in {f"'{one}_store'" for one in self.names}:
            raise RefusedExpression("Of data only the choices of a parameter can be read: data('name_store').")
        if name == "sequence" and not self._is_short(self.tokens[begin : self.at - 1]):
            raise RefusedExpression(f"A sequence is written with three numbers, and has at most {MOST_NUMBERS}.")

    def _is_short(self, arguments: list[_Token]) -> bool:
        """Whether these are the start, the end and the step of a short row of numbers."""
        kinds = [one.kind for one in arguments]
        if kinds != ["number", "sign", "number", "sign", "number"]:
            return False
        start, end, step = (float(one.text) for one in arguments[::2])
        return step > 0 and (end - start) / step <= MOST_NUMBERS

    def _is_written(self, begin: int, ends: list[int], index: int) -> str | None:
        """The text that stands as an argument all by itself."""
        starts = [begin, *(end + 1 for end in ends)]
        if index >= len(ends) or ends[index] - starts[index] != 1:
            return None
        token = self.tokens[starts[index]]
        return token.text if token.kind == "text" else None

    def _items(self, end: str) -> list[int]:
        """Read values between commas; gives where each ends."""
        ends: list[int] = []
        while not self._is(end):
            self._ternary()
            ends.append(self.at)
            if len(ends) > MAX_ITEMS:
                raise RefusedExpression(f"At most {MAX_ITEMS} values stand beside each other.")
            if not self._is(end):
                self._skip(",")
        self.at += 1
        return ends

    def _pairs(self) -> None:
        while not self._is("}"):
            key = self._take()
            if key.kind not in {"name", "text", "number"}:
                raise RefusedExpression("An object has names.")
            self._property(key.text.strip("'\""))
            self._skip(":")
            self._ternary()
            if not self._is("}"):
                self._skip(",")
        self.at += 1

    def _member(self, *, is_list: bool) -> None:
        while self._is(".") or self._is("["):
            if self._take().text == ".":
                name = self._take()
                if name.kind != "name":
                    raise RefusedExpression("A name is missing after the dot.")
                self._property(name.text)
            else:
                self._index(is_list=is_list)
            is_list = False
        if self._is("("):
            raise RefusedExpression("Only functions are called, and each by its name.")

    def _index(self, *, is_list: bool) -> None:
        token = self._now
        is_alone = self.tokens[self.at + 1].text == "]" if token.kind != "end" else False
        if token.kind == "text" and is_alone:
            self._property(token.text[1:-1])
        elif not is_list and not (token.kind == "number" and is_alone):
            raise RefusedExpression("Between square brackets stands a name between quotes, or a number.")
        self._ternary()
        self._skip("]")

    def _property(self, name: str) -> None:
        if name.lower() in PROTOTYPES or "\\" in name:
            raise RefusedExpression(f"“{name[:40]}” is no field of a row.")
