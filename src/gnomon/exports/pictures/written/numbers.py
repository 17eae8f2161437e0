"""Numbers in words, as the web application writes them for a reader of American English.

`web/src/viz/number-format.ts` and `web/src/lib/format-number.ts` do the same by `Intl`; both are held to the examples
of `tests/exports/golden/words.json`.
"""

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TypeAlias

from gnomon.foundation.kit.number_formats import POWERS, read_format

Number: TypeAlias = int | float | Decimal

_FORM = re.compile(r"^([-+( ]?)(\$?)0?\d{0,2}(,?)(?:\.(\d{1,2}))?(~?)([a-zX%]?)$")
_DEFAULT_DIGITS, _BIG, _MOST_DIGITS, _EXACT_DIGITS = 6, 10_000, 6, 20
_NARROW_SPACE = "\u202f"
_SUFFIXES = ("", "K", "M", "B", "T")
# Of no precision that a number could have: nothing is rounded before it is asked for.
_CONTEXT = Context(prec=400)


@dataclass(frozen=True, slots=True)
class Words:
    """A number in three lengths: whole, as short as it can be, and with every digit it has."""

    full: str
    short: str
    exact: str


@dataclass(frozen=True, slots=True)
class _Style:
    """What `Intl.NumberFormat` is told."""

    least_digits: int = 0
    most_digits: int = 3
    significant: int | None = None
    groups: bool = True
    money: str = ""
    """The symbol of its currency."""
    is_share: bool = False
    notation: str = "standard"
    has_plus: bool = False
    has_brackets: bool = False
    unit: str = ""
    """`K`, `M`, `B` or `T`, which numbers are divided by."""
    before: str = ""
    after: str = ""
    spaces: bool = False
    """Whether a narrow space stands before the unit."""


def number_words(value: Number, form: str | None) -> Words:
    """A measure in the d3-format that its picture asks for, or with as many digits as help to read it."""
    exact = exact_number(value)
    style = None if form is None else _style_of(form)
    is_big = abs(_decimal(value)) >= _BIG
    if style is None:
        short = compact_number(value)
        return Words(_written(value, _Style(most_digits=0)) if is_big else short, short, exact)
    full = _written(value, style)
    if style.unit:
        return Words(full, full, exact)
    tight = replace(style, least_digits=0, most_digits=1, significant=None, notation="compact")
    return Words(full, _written(value, tight) if is_big else full, exact)


def plain_number(value: Number) -> str:
    """Every digit, grouped, six after the point at most."""
    return _written(value, _Style(most_digits=_MOST_DIGITS))


def exact_number(value: Number) -> str:
    """As the stored value stands, with as many digits as it has."""
    return _written(value, _Style(most_digits=_EXACT_DIGITS))


def compact_number(value: Number) -> str:
    """Short: `1.2 M`, `980`, `0.0042`."""
    size = abs(_decimal(value))
    if 0 < size < 1:
        return _written(value, _Style(significant=3))
    if size < _BIG:
        return _written(value, _Style(most_digits=2 if size < 100 else 1 if size < 1000 else 0))
    return _written(value, _Style(most_digits=1, notation="compact", spaces=True, groups=False))


def share_words(ratio: float) -> str:
    """A share without its sign: one digit after the point below a hundred percent."""
    return _written(abs(ratio), _Style(most_digits=1 if abs(ratio) < 1 else 0, is_share=True))


def _style_of(form: str) -> _Style | None:
    """What a d3-format asks for; None for what no reader of numbers asks for."""
    own = read_format(form)
    found = _FORM.match(own.d3)
    if found is None:
        return None
    sign, dollar, comma, digits, tilde, kind = found.groups(default="")
    if kind != "" and kind in "bcoxX":
        return None
    return _with_digits(
        _Style(
            groups=comma == "," or kind == "n",
            money=(own.symbol or "$") if dollar else "",
            is_share=kind in {"%", "p"},
            notation={"e": "scientific", "s": "compact"}.get(kind, "standard"),
            has_plus=sign == "+",
            has_brackets=sign == "(",
            unit=own.unit,
            before=own.before,
            after=own.after,
        ),
        kind,
        int(digits) if digits else None,
        is_trimmed=tilde == "~",
    )


def _with_digits(style: _Style, kind: str, precision: int | None, *, is_trimmed: bool) -> _Style:
    most = _DEFAULT_DIGITS if precision is None else precision
    if kind == "d":
        return replace(style, least_digits=0, most_digits=0)
    if kind != "" and kind in "rgsp":
        return replace(style, significant=max(1, most))
    if kind == "" and precision is None:
        return replace(style, least_digits=2 if style.money and not style.is_share else 0, most_digits=_DEFAULT_DIGITS)
    return replace(style, least_digits=0 if is_trimmed else most, most_digits=most)


def _written(value: Number, style: _Style) -> str:
    number = _decimal(value)
    if style.is_share:
        number = number.scaleb(2, _CONTEXT)
    if style.unit:
        number = number.scaleb(-POWERS[style.unit], _CONTEXT)
    number, tail = _scaled(number, style)
    is_negative = number.is_signed()
    text = _grouped(f"{number.copy_abs():f}", style)
    if not style.is_share:
        text = f"{style.money}{text}"
    text += tail + style.unit + ("%" if style.is_share else "")
    if is_negative:
        text = f"({text})" if style.has_brackets else f"-{text}"
    elif style.has_plus:
        text = f"+{text}"
    return f"{style.before}{text}{style.after}"


def _scaled(number: Decimal, style: _Style) -> tuple[Decimal, str]:
    """The digits that are written, and the unit or the power of ten after them."""
    if style.notation == "scientific":
        power = number.adjusted() if number else 0
        rounded = _rounded(number.scaleb(-power, _CONTEXT), style)
        if rounded.copy_abs() >= 10:
            power, rounded = power + 1, _rounded(number.scaleb(-power - 1, _CONTEXT), style)
        return rounded, f"E{power}"
    if style.notation == "standard":
        return _rounded(number, style), ""
    step = min(len(_SUFFIXES) - 1, max(0, number.adjusted() // 3)) if number else 0
    rounded = _rounded(number.scaleb(-3 * step, _CONTEXT), style)
    if rounded.copy_abs() >= 1000 and step < len(_SUFFIXES) - 1:
        step, rounded = step + 1, _rounded(number.scaleb(-3 * step - 3, _CONTEXT), style)
    gap = _NARROW_SPACE if style.spaces and step > 0 else ""
    return rounded, f"{gap}{_SUFFIXES[step]}"


def _rounded(number: Decimal, style: _Style) -> Decimal:
    """Half away from zero."""
    places = style.most_digits
    if style.significant is not None:
        places = style.significant - 1 - (number.adjusted() if number else 0)
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _CONTEXT)


def _grouped(digits: str, style: _Style) -> str:
    """Digits without those that say nothing, in groups of three."""
    whole, _, rest = digits.partition(".")
    least = 0 if style.significant is not None else style.least_digits
    rest = rest[:least] + rest[least:].rstrip("0")
    point = "." if rest else ""
    is_grouped = style.groups or (style.notation == "compact" and style.spaces and len(whole) > 4)
    return f"{int(whole):,}{point}{rest}" if is_grouped else f"{whole}{point}{rest}"


def _decimal(value: Number) -> Decimal:
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
