"""Measures in another context than the question's: filters and groups replaced, kept, removed."""

from collections.abc import Callable, Iterator, Mapping

from gnomon.semantic.contracts import (
    Aggregate,
    Apply,
    AtEdge,
    Case,
    Cast,
    ColumnRef,
    ContextChange,
    Expression,
    InContext,
    Keep,
    OverGroups,
    Override,
    Remove,
    RemoveAllBut,
    Ungroup,
    UngroupLast,
)
from gnomon.semantic.contracts.functions import FunctionCategory
from gnomon.semantic.formulas.functions.declarations import MEASURES, Declaration, Form, Macro
from gnomon.semantic.formulas.operators import as_condition
from gnomon.semantic.formulas.syntax import Call, Syntax
from gnomon.semantic.formulas.typed import Checking, Place, Scope, Typed, above
from gnomon.semantic.formulas.wrong import FormulaWrong, Span

CONTEXT = FunctionCategory.CONTEXT
CHANGES = ("KEEP", "REMOVE", "REMOVE_ALL_BUT", "UNGROUP", "UNGROUP_LAST")


def parts_of(measure: Expression) -> Iterator[Expression]:
    """The aggregates, and what looks over groups, that a measure is made of."""
    match measure:
        case Aggregate():
            yield measure
        case AtEdge():
            yield measure.aggregate
        case InContext():
            yield from parts_of(measure.measure)
        case OverGroups():
            yield measure
            yield from parts_of(measure.measure)
        case Apply():
            for argument in measure.arguments:
                yield from parts_of(argument)
        case Case():
            for when, then in measure.branches:
                yield from parts_of(when)
                yield from parts_of(then)
            if measure.default is not None:
                yield from parts_of(measure.default)
        case Cast():
            yield from parts_of(measure.value)
        case _:
            return


def homes_of(measure: Expression) -> list[str]:
    """The tables whose rows a measure aggregates."""
    return list(dict.fromkeys(part.home for part in parts_of(measure) if isinstance(part, Aggregate)))


def measured(checking: Checking, call: Call, scope: Scope) -> Typed:
    """The measure that a call changes the context of. Raises `FormulaWrong`."""
    if not call.arguments:
        raise FormulaWrong(call.span, f"{call.name.upper()} needs a measure.", "Write one, such as SUM(amount).")
    found = checking.check(call.arguments[0], scope)
    if any(isinstance(part, OverGroups) for part in parts_of(found.expression)):
        raise FormulaWrong(
            call.arguments[0].span,
            f"{call.name.upper()} cannot change the context of what looks over the groups of the result.",
            "Put the change inside, such as RUNNING_TOTAL(CALCULATE(…)).",
        )
    return found


def require_found(checking: Checking, measure: Typed, place: Place) -> ColumnRef:
    """A column that every aggregate of the measure finds. Raises `FormulaWrong`."""
    for home in homes_of(measure.expression):
        checking.require_path(home, place)
    return place.column


def columns(checking: Checking, measure: Typed, nodes: tuple[Syntax, ...]) -> tuple[ColumnRef, ...]:
    """Columns that every aggregate of the measure finds. Raises `FormulaWrong`."""
    return tuple(require_found(checking, measure, checking.column(node)) for node in nodes)


def in_context(measure: Typed, changes: list[ContextChange], extra: list[Typed], span: Span) -> Typed:
    """A measure with its context changed."""
    return above(InContext(measure.expression, tuple(changes), measure.of), [measure, *extra], span)


def _calculate(checking: Checking, call: Call, scope: Scope) -> Typed:
    measure = measured(checking, call, scope)
    if len(call.arguments) < 2:
        raise FormulaWrong(
            call.span, "CALCULATE needs a change of context.", "Write one, such as CALCULATE(m, region = 'north')."
        )
    changes: list[ContextChange] = []
    conditions: list[Typed] = []
    for node in call.arguments[1:]:
        change, condition = _change(checking, measure, node)
        changes.append(change)
        conditions += [] if condition is None else [condition]
    return in_context(measure, changes, conditions, call.span)


def _change(checking: Checking, measure: Typed, node: Syntax) -> tuple[ContextChange, Typed | None]:
    name = node.name.upper() if isinstance(node, Call) else ""
    if isinstance(node, Call) and name in CHANGES:
        if name == "KEEP":
            if len(node.arguments) != 1:
                raise FormulaWrong(node.span, "KEEP takes one condition.", "Write KEEP(region = 'north').")
            condition, _ = _condition(checking, measure, node.arguments[0])
            return Keep(condition.expression), condition
        return _BY_COLUMNS[name](columns(checking, measure, node.arguments)), None
    condition, named = _condition(checking, measure, node)
    if not named:
        raise FormulaWrong(
            node.span,
            "This change of context names no column.",
            "Write a condition such as region = 'north', or REMOVE(region).",
        )
    return Override(condition.expression, tuple(dict.fromkeys(place.column for place in named))), condition


def _condition(checking: Checking, measure: Typed, node: Syntax) -> tuple[Typed, list[Place]]:
    checked, named = checking.columns_of(node, Scope.CONDITION)
    for place in named:
        require_found(checking, measure, place)
    return as_condition(checked, node.span), list(named)


def _ungroup_last(named: tuple[ColumnRef, ...]) -> ContextChange:
    return UngroupLast()


_BY_COLUMNS: Mapping[str, Callable[[tuple[ColumnRef, ...]], ContextChange]] = {
    "REMOVE": Remove,
    "REMOVE_ALL_BUT": RemoveAllBut,
    "UNGROUP": Ungroup,
    "UNGROUP_LAST": _ungroup_last,
}


def _only_inside(name: str, signature: str, doc: str, example: str) -> Form:
    def check(checking: Checking, call: Call, scope: Scope) -> Typed:
        raise FormulaWrong(
            call.name_span, f"{name} stands only inside of CALCULATE.", f"Write CALCULATE(measure, {signature})."
        )

    return Form(name, CONTEXT, signature, doc, example, check)


def _sugar(name: str, body: str, doc: str, *, of_columns: bool = False) -> Macro:
    parameters = ("measure", "columns") if of_columns else ("measure",)
    example = f"{name}(SUM(amount), region)" if of_columns else f"{name}(SUM(amount))"
    return Macro(name, CONTEXT, parameters, body, doc, example, {}, is_last_repeated=of_columns, kinds=MEASURES)


FUNCTIONS: tuple[Declaration, ...] = (
    Form(
        "CALCULATE",
        CONTEXT,
        "CALCULATE(measure, change, …)",
        "A measure in another context: a condition replaces what the question filters and groups its columns by.",
        "CALCULATE(SUM(amount), region = 'north')",
        _calculate,
    ),
    _only_inside(
        "KEEP",
        "KEEP(condition)",
        "In CALCULATE: look only at rows that also pass a condition, whatever the question filters.",
        "CALCULATE(SUM(amount), KEEP(is_paid))",
    ),
    _only_inside(
        "REMOVE",
        "REMOVE([column, …])",
        "In CALCULATE: forget filters and groups of some columns, or of all.",
        "CALCULATE(SUM(amount), REMOVE(region))",
    ),
    _only_inside(
        "REMOVE_ALL_BUT",
        "REMOVE_ALL_BUT(column, …)",
        "In CALCULATE: forget filters and groups of all columns but some.",
        "CALCULATE(SUM(amount), REMOVE_ALL_BUT(region))",
    ),
    _only_inside(
        "UNGROUP",
        "UNGROUP([column, …])",
        "In CALCULATE: forget the groups of some columns, or of all, and keep the filters.",
        "CALCULATE(SUM(amount), UNGROUP(region))",
    ),
    _only_inside(
        "UNGROUP_LAST",
        "UNGROUP_LAST()",
        "In CALCULATE: forget the last group of the question.",
        "CALCULATE(SUM(amount), UNGROUP_LAST())",
    ),
    _sugar("TOTAL", "CALCULATE(measure, UNGROUP())", "A measure over all groups of the question."),
    _sugar("GRAND_TOTAL", "CALCULATE(measure, REMOVE())", "A measure over everything, whatever the question filters."),
    _sugar("PARENT", "CALCULATE(measure, UNGROUP_LAST())", "A measure of the group one level up."),
    _sugar("SHARE_OF_TOTAL", "measure / TOTAL(measure)", "A measure as a share of all groups of the question."),
    _sugar("SHARE_OF_PARENT", "measure / PARENT(measure)", "A measure as a share of the group one level up."),
    _sugar(
        "SHARE_OF",
        "measure / CALCULATE(measure, UNGROUP(columns))",
        "A measure as a share of all values of some columns.",
        of_columns=True,
    ),
)
