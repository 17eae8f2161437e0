"""Measures looked at over the groups of the result: running and moving ones, ranks, neighbours."""

from dataclasses import dataclass

from gnomon.semantic.contracts import ColumnRef, OverGroups, OverGroupsFunction, ValueType
from gnomon.semantic.contracts.functions import FunctionCategory
from gnomon.semantic.formulas import value_types as types
from gnomon.semantic.formulas.conversions import converted
from gnomon.semantic.formulas.functions.context import columns, require_found
from gnomon.semantic.formulas.functions.declarations import Declaration, Form
from gnomon.semantic.formulas.functions.times import whole_number
from gnomon.semantic.formulas.syntax import Call, Syntax, TextValue
from gnomon.semantic.formulas.typed import Checking, Scope, Typed, above
from gnomon.semantic.formulas.wrong import FormulaWrong

GROUPS = FunctionCategory.GROUPS
MAX_FRAME = 10_000


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a function over groups does, and what it takes."""

    function: OverGroupsFunction
    needs_numbers: bool = False
    has_count: bool = False
    is_count_optional: bool = False
    is_rank: bool = False
    gives: ValueType | None = None


def _measure(checking: Checking, call: Call, scope: Scope, kind: _Kind) -> Typed:
    if not call.arguments:
        raise FormulaWrong(call.span, f"{call.name.upper()} needs a measure.", "Write one, such as SUM(amount).")
    node = call.arguments[0]
    found = checking.check(node, scope)
    if kind.needs_numbers and found.of.type not in types.NUMERIC:
        raise FormulaWrong(node.span, f"{call.name.upper()} needs a number, not {types.named(found.of)}.")
    if found.of.type not in types.ORDERED and kind.is_rank:
        raise FormulaWrong(node.span, f"{call.name.upper()} needs values that have an order.")
    return converted(found, types.TEXT) if found.of == types.UNKNOWN else found


def _gives(kind: _Kind, measure: ValueType) -> ValueType:
    if kind.gives is not None:
        return kind.gives
    if kind.function in (OverGroupsFunction.RUNNING_SUM, OverGroupsFunction.MOVING_SUM):
        return types.total_of(measure)
    return types.canonical(measure)


def _checked(kind: _Kind, checking: Checking, call: Call, scope: Scope) -> Typed:
    measure = _measure(checking, call, scope, kind)
    rest = list(call.arguments[1:])
    count = 1
    if kind.has_count and (not kind.is_count_optional or rest):
        if not rest:
            raise FormulaWrong(call.span, f"{call.name.upper()} needs how many groups to look at.")
        count = whole_number(checking, rest.pop(0), "The number of groups", 1, MAX_FRAME)
    per: tuple[ColumnRef, ...] = ()
    dimension: ColumnRef | None = None
    is_descending = kind.is_rank
    for node in rest:
        if isinstance(node, Call) and node.name.upper() == "PER":
            per = columns(checking, measure, node.arguments)
        elif kind.is_rank:
            is_descending = _direction(node)
        elif dimension is None:
            dimension = require_found(checking, measure, checking.column(node))
        else:
            raise FormulaWrong(
                node.span, f"{call.name.upper()} goes along one column.", "Write PER(column) to begin anew."
            )
    of = _gives(kind, measure.of)
    found = OverGroups(kind.function, measure.expression, dimension, per, count, is_descending, of)
    return above(found, [measure], call.span)


def _direction(node: Syntax) -> bool:
    if not isinstance(node, TextValue) or node.text.lower() not in ("asc", "desc"):
        raise FormulaWrong(node.span, "Here should be PER(column), 'asc' or 'desc'.")
    return node.text.lower() == "desc"


def _form(name: str, signature: str, doc: str, example: str, kind: _Kind) -> Form:
    def check(checking: Checking, call: Call, scope: Scope) -> Typed:
        return _checked(kind, checking, call, scope)

    return Form(name, GROUPS, signature, doc, example, check)


def _moving(name: str, function: OverGroupsFunction, doc: str, gives: ValueType | None = None) -> Form:
    kind = _Kind(function, needs_numbers=True, has_count=True, gives=gives)
    return _form(name, f"{name}(measure, count [, column] [, PER(column, …)])", doc, f"{name}(SUM(amount), 3)", kind)


def _rank(name: str, function: OverGroupsFunction, doc: str, gives: ValueType) -> Form:
    signature = f"{name}(measure [, PER(column, …)] [, 'asc'])"
    return _form(name, signature, doc, f"{name}(SUM(amount))", _Kind(function, is_rank=True, gives=gives))


def _neighbour(name: str, function: OverGroupsFunction, doc: str) -> Form:
    kind = _Kind(function, has_count=True, is_count_optional=True)
    return _form(name, f"{name}(measure [, count [, column]] [, PER(column, …)])", doc, f"{name}(SUM(amount))", kind)


def _edge(name: str, function: OverGroupsFunction, doc: str) -> Form:
    return _form(name, f"{name}(measure [, column] [, PER(column, …)])", doc, f"{name}(SUM(amount))", _Kind(function))


def _per(checking: Checking, call: Call, scope: Scope) -> Typed:
    raise FormulaWrong(call.name_span, "PER stands only in functions over groups.", "Write RANK(measure, PER(column)).")


FUNCTIONS: tuple[Declaration, ...] = (
    _form(
        "RUNNING_TOTAL",
        "RUNNING_TOTAL(measure [, column] [, PER(column, …)])",
        "The sum of a measure over this group and all before it.",
        "RUNNING_TOTAL(SUM(amount))",
        _Kind(OverGroupsFunction.RUNNING_SUM, needs_numbers=True),
    ),
    _moving("MOVING_AVG", OverGroupsFunction.MOVING_AVG, "The mean of a measure over the last groups.", types.FLOAT),
    _moving("MOVING_SUM", OverGroupsFunction.MOVING_SUM, "The sum of a measure over the last groups."),
    _moving("MOVING_MIN", OverGroupsFunction.MOVING_MIN, "The least value of a measure over the last groups."),
    _moving("MOVING_MAX", OverGroupsFunction.MOVING_MAX, "The greatest value of a measure over the last groups."),
    _rank(
        "RANK",
        OverGroupsFunction.RANK,
        "The place of a group by a measure, the greatest first; equal ones share a place and leave a gap.",
        types.INTEGER,
    ),
    _rank(
        "DENSE_RANK",
        OverGroupsFunction.DENSE_RANK,
        "The place of a group by a measure, the greatest first; equal ones share a place without a gap.",
        types.INTEGER,
    ),
    _rank(
        "PERCENT_RANK",
        OverGroupsFunction.PERCENT_RANK,
        "The place of a group by a measure as a share, from 0 for the first to 1 for the last.",
        types.FLOAT,
    ),
    _neighbour("PREVIOUS", OverGroupsFunction.PREVIOUS, "A measure of the group so many before this one."),
    _neighbour("NEXT", OverGroupsFunction.NEXT, "A measure of the group so many after this one."),
    _edge("FIRST_GROUP", OverGroupsFunction.FIRST, "A measure of the first group."),
    _edge("LAST_GROUP", OverGroupsFunction.LAST, "A measure of the last group."),
    Form(
        "PER",
        GROUPS,
        "PER(column, …)",
        "In functions over groups: begin anew for each value of some columns.",
        "RANK(SUM(amount), PER(region))",
        _per,
    ),
)
