"""Values meet: constants take the type of what they meet, everything else is converted where the formula says so."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from gnomon.datasets.contracts import ColumnType
from gnomon.semantic.contracts import Cast, Constant, ValueType
from gnomon.semantic.formulas import value_types as types
from gnomon.semantic.formulas.typed import Typed
from gnomon.semantic.formulas.wrong import FormulaWrong, Span

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATETIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?)?")


def number(text: str, span: Span) -> Constant:
    """A number as it is spelled: whole, decimal or, with an exponent, a float."""
    if "e" in text.lower():
        value = float(text)
        if value in (float("inf"), float("-inf")):
            raise FormulaWrong(span, "This number is too large.", "The largest is about 1.8e308.")
        return Constant(value, types.FLOAT)
    if "." not in text:
        return whole(int(text), span)
    digits, _, fraction = text.partition(".")
    digits = digits.lstrip("0")
    if len(digits) + len(fraction) > types.MAX_DIGITS:
        raise FormulaWrong(span, f"This number has more than {types.MAX_DIGITS} digits.", "Write it as 1.5e40.")
    size = max(1, len(digits) + len(fraction))
    return Constant(f"{digits or '0'}.{fraction}" if fraction else digits or "0", types.decimal(size, len(fraction)))


def whole(value: int, span: Span) -> Constant:
    """A whole number, in as many bits as it needs."""
    if -(2**63) <= value < 2**63:
        return Constant(value, types.INTEGER)
    if -(2**127) <= value < 2**127:
        return Constant(value, types.HUGE)
    raise FormulaWrong(span, "This number is too large.", "Write it with an exponent, such as 1e40.")


def negative(value: Constant, span: Span) -> Constant:
    """The constant with the other sign."""
    if value.value is None:
        return value
    if isinstance(value.value, str):
        text = value.value
        return Constant(text[1:] if text.startswith("-") else f"-{text}", value.of)
    if isinstance(value.value, int):
        return whole(-value.value, span)
    return Constant(-value.value, value.of)


def moment(text: str, span: Span, *, has_time: bool) -> Constant:
    """A date or a date with a time, as it is spelled."""
    form = "2024-01-31 18:30:00" if has_time else "2024-01-31"
    spelled = (_DATETIME if has_time else _DATE).fullmatch(text.strip())
    try:
        found = None if spelled is None else datetime.fromisoformat(spelled.group())
    except ValueError:
        found = None
    if found is None:
        kind = "date with a time" if has_time else "date"
        raise FormulaWrong(span, f"“{text[:40]}” is no {kind}.", f"Write it as '{form}'.")
    if has_time:
        return Constant(found.isoformat(sep=" "), types.DATETIME)
    return Constant(date.isoformat(found.date()), types.DATE)


def meeting(parts: Sequence[Typed], spans: Sequence[Span]) -> list[Typed]:
    """The same parts, with constants read as what they meet: texts beside dates are dates, whole numbers beside
    decimals need no more digits than they have."""
    kinds = {part.of.type for part in parts if part.of != types.UNKNOWN}
    found = list(parts)
    if ColumnType.DECIMAL in kinds and ColumnType.FLOAT not in kinds:
        found = [_as_decimal(part) for part in found]
    if kinds & types.MOMENTS and ColumnType.TEXT in kinds:
        has_time = ColumnType.DATETIME in kinds
        found = [_as_moment(part, span, has_time=has_time) for part, span in zip(found, spans, strict=True)]
    return found


def _as_decimal(part: Typed) -> Typed:
    constant = part.expression
    if not isinstance(constant, Constant) or type(constant.value) is not int:
        return part
    digits = len(str(abs(constant.value)))
    if digits > types.MAX_DIGITS:
        return part
    return replace(part, expression=Constant(str(constant.value), types.decimal(digits, 0)))


def _as_moment(part: Typed, span: Span, *, has_time: bool) -> Typed:
    constant = part.expression
    if not isinstance(constant, Constant) or not isinstance(constant.value, str) or constant.of != types.TEXT:
        return part
    # A constant with a time beside dates compares with them as moments.
    with_time = has_time or len(constant.value.strip()) > len("2024-01-31")
    return replace(part, expression=moment(constant.value, span, has_time=with_time))


def converted(part: Typed, wanted: ValueType) -> Typed:
    """A part as another type; a constant is converted here and now where nothing is lost."""
    if part.of == wanted:
        return part
    expression = part.expression
    if isinstance(expression, Constant):
        constant = _constant_as(expression, wanted)
        if constant is not None:
            return replace(part, expression=constant)
    return replace(part, expression=Cast(expression, wanted))


def _constant_as(constant: Constant, wanted: ValueType) -> Constant | None:
    value = constant.value
    if value is None:
        return Constant(None, wanted)
    is_number = constant.of.type in types.NUMERIC
    if is_number and wanted.type is ColumnType.FLOAT:
        return Constant(float(value), wanted)
    if is_number and wanted.type is ColumnType.DECIMAL and constant.of.type is not ColumnType.FLOAT:
        digits, scale = types.sizes(wanted)
        exact = Decimal(str(value))
        fits = abs(exact) < Decimal(10) ** (digits - scale) and -(exact.as_tuple().exponent or 0) <= scale  # type: ignore[operator]
        return Constant(str(value), wanted) if fits else None
    if constant.of.type is ColumnType.INTEGER and wanted.type is ColumnType.INTEGER:
        return Constant(value, wanted) if wanted == types.HUGE else None
    if constant.of == types.DATE and wanted == types.DATETIME:
        return Constant(f"{value} 00:00:00", wanted)
    return None


def to_common(parts: Sequence[Typed], spans: Sequence[Span]) -> list[Typed] | None:
    """The parts as their common type; None where they have none."""
    met = meeting(parts, spans)
    wanted = types.common([part.of for part in met])
    return None if wanted is None else [converted(part, wanted) for part in met]
