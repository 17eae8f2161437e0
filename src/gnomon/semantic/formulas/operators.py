"""What operators make of the types of their operands."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from gnomon.datasets.contracts import ColumnType
from gnomon.semantic.contracts import Apply, Constant, ValueType
from gnomon.semantic.formulas import value_types as types
from gnomon.semantic.formulas.conversions import converted, meeting, negative, to_common
from gnomon.semantic.formulas.typed import Typed, above
from gnomon.semantic.formulas.weights import weight_of
from gnomon.semantic.formulas.wrong import FormulaWrong, Span

COMPARISONS = ("=", "<>", "<", "<=", ">", ">=")


def applied(function: str, parts: list[Typed], of: ValueType, span: Span) -> Typed:
    """An operator or function over checked arguments."""
    expression = Apply(function, tuple(part.expression for part in parts), of)
    count = len(parts)
    weighed = [replace(part, nodes=part.nodes * weight_of(function, place, count)) for place, part in enumerate(parts)]
    return above(expression, weighed, span)


def binary(operator: str, left: Typed, right: Typed, spans: tuple[Span, Span], place: Span) -> Typed:
    """`left operator right`. Raises `FormulaWrong`."""
    return _RULES[operator](operator, left, right, spans, place)


def minus(operand: Typed, span: Span) -> Typed:
    """`-operand`."""
    if isinstance(operand.expression, Constant) and operand.of.type in types.NUMERIC:
        return Typed(negative(operand.expression, span))
    if operand.of == types.UNKNOWN:
        return converted(operand, types.FLOAT)
    if operand.of.type not in types.NUMERIC:
        raise FormulaWrong(span, f"“-” needs a number, not {types.named(operand.of)}.")
    of = types.canonical(operand.of)
    return applied("negate", [converted(operand, of)], of, span)


def as_condition(part: Typed, span: Span) -> Typed:
    """A part that must be true or false."""
    if part.of == types.UNKNOWN:
        return converted(part, types.BOOLEAN)
    if part.of.type is not ColumnType.BOOLEAN:
        raise FormulaWrong(
            span, f"Here should be a condition, not {types.named(part.of)}.", "Compare it, such as x > 0."
        )
    return part


def compared(parts: list[Typed], spans: list[Span], place: Span, what: str) -> list[Typed]:
    """Values of one type that can be compared. Raises `FormulaWrong`."""
    common = to_common(parts, spans)
    if common is None:
        kinds = " with ".join(dict.fromkeys(types.named(part.of) for part in parts))
        raise FormulaWrong(place, f"{what} cannot compare {kinds}.", _way_out(parts))
    if common[0].of == types.UNKNOWN:
        return [converted(part, types.TEXT) for part in common]
    return common


def _way_out(parts: list[Typed]) -> str:
    kinds = {part.of.type for part in parts}
    if ColumnType.TEXT in kinds and kinds & types.NUMERIC:
        return "Convert the text with FLOAT(x) or INTEGER(x), or the number with TEXT(x)."
    if ColumnType.TEXT in kinds and kinds & types.MOMENTS:
        return "Convert the text with TO_DATE(x)."
    return "Convert one of them, such as x::text."


Rule = Callable[[str, Typed, Typed, tuple[Span, Span], Span], Typed]


def _logic(operator: str, left: Typed, right: Typed, spans: tuple[Span, Span], place: Span) -> Typed:
    both = [as_condition(left, spans[0]), as_condition(right, spans[1])]
    return applied(operator.lower(), both, types.BOOLEAN, place)


def _comparison(operator: str, left: Typed, right: Typed, spans: tuple[Span, Span], place: Span) -> Typed:
    return applied(operator, compared([left, right], list(spans), place, f"“{operator}”"), types.BOOLEAN, place)


def _likeness(operator: str, left: Typed, right: Typed, spans: tuple[Span, Span], place: Span) -> Typed:
    both = [as_text(left, spans[0], operator), as_text(right, spans[1], operator)]
    return applied(operator.lower(), both, types.BOOLEAN, place)


def as_text(part: Typed, span: Span, what: str) -> Typed:
    """A part that must be a text."""
    if part.of.type is not ColumnType.TEXT:
        raise FormulaWrong(span, f"{what} needs a text, not {types.named(part.of)}.", "Convert it with TEXT(x).")
    return converted(part, types.TEXT)


def _joined(operator: str, left: Typed, right: Typed, spans: tuple[Span, Span], place: Span) -> Typed:
    return applied("||", [converted(left, types.TEXT), converted(right, types.TEXT)], types.TEXT, place)


def _numbers(operator: str, left: Typed, right: Typed, spans: tuple[Span, Span]) -> list[Typed]:
    for part, span in zip((left, right), spans, strict=True):
        if part.of != types.UNKNOWN and part.of.type not in types.NUMERIC:
            hint = "Join texts with ||." if part.of.type is ColumnType.TEXT and operator == "+" else None
            if part.of.type in types.MOMENTS:
                hint = "Use DATE_ADD and DATE_DIFF to compute with dates."
            raise FormulaWrong(span, f"“{operator}” needs numbers, not {types.named(part.of)}.", hint)
    if left.of == right.of == types.UNKNOWN:
        return [converted(part, types.FLOAT) for part in (left, right)]
    known = next(part.of for part in (left, right) if part.of != types.UNKNOWN)
    both = [converted(part, known) if part.of == types.UNKNOWN else part for part in (left, right)]
    return meeting(both, spans)


def _sum(operator: str, left: Typed, right: Typed, spans: tuple[Span, Span], place: Span) -> Typed:
    if left.of.type is ColumnType.DATE and right.of.type is ColumnType.INTEGER:
        return _days_later(operator, left, right, place)
    if operator == "-" and left.of.type is ColumnType.DATE and right.of.type is ColumnType.DATE:
        unit = Typed(Constant("day", types.TEXT))
        return applied("date_diff", [unit, right, left], types.INTEGER, place)
    left, right = _numbers(operator, left, right, spans)
    of = types.sum_of(left.of, right.of)
    if of.type is ColumnType.DECIMAL:
        both = [converted(part, types.decimal(*types.sizes(part.of))) for part in (left, right)]
    else:
        both = [converted(part, of) for part in (left, right)]
    return applied(operator, both, of, place)


def _days_later(operator: str, left: Typed, right: Typed, place: Span) -> Typed:
    days = minus(right, place) if operator == "-" else right
    unit = Typed(Constant("day", types.TEXT))
    return applied("date_add", [left, converted(days, types.INTEGER), unit], types.DATE, place)


def _product(operator: str, left: Typed, right: Typed, spans: tuple[Span, Span], place: Span) -> Typed:
    left, right = _numbers(operator, left, right, spans)
    of = types.product_of(left.of, right.of)
    if of.type is ColumnType.DECIMAL:
        digits, scale = types.sizes(left.of)
        is_widened = types.needs_wide_factor(digits, types.sizes(right.of)[0])
        wide = types.decimal(types.MAX_FAST_DIGITS + 1 if is_widened else digits, scale)
        return applied("*", [converted(left, wide), converted(right, types.decimal(*types.sizes(right.of)))], of, place)
    return applied("*", [converted(left, of), converted(right, of)], of, place)


def _quotient(operator: str, left: Typed, right: Typed, spans: tuple[Span, Span], place: Span) -> Typed:
    both = [converted(part, types.FLOAT) for part in _numbers(operator, left, right, spans)]
    return applied("/", both, types.FLOAT, place)


def _remainder(operator: str, left: Typed, right: Typed, spans: tuple[Span, Span], place: Span) -> Typed:
    both = _numbers(operator, left, right, spans)
    common = to_common(both, list(spans)) or both
    return applied("%", common, common[0].of, place)


_RULES: Mapping[str, Rule] = {
    "OR": _logic,
    "AND": _logic,
    **dict.fromkeys(COMPARISONS, _comparison),
    "LIKE": _likeness,
    "ILIKE": _likeness,
    "||": _joined,
    "+": _sum,
    "-": _sum,
    "*": _product,
    "/": _quotient,
    "%": _remainder,
}
