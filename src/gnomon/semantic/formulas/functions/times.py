"""Measures at other times than the question's, and balances that are not summed over time."""

from gnomon.semantic.contracts import Aggregate, AtEdge, ColumnRef, Constant, Shift, TimeGrain, ToDate
from gnomon.semantic.contracts.functions import FunctionCategory
from gnomon.semantic.formulas import value_types as types
from gnomon.semantic.formulas.functions.context import columns, homes_of, in_context, measured, require_found
from gnomon.semantic.formulas.functions.declarations import MEASURES, Declaration, Form, Macro
from gnomon.semantic.formulas.syntax import Call, Syntax
from gnomon.semantic.formulas.typed import Checking, Scope, Typed, above
from gnomon.semantic.formulas.wrong import FormulaWrong

TIME = FunctionCategory.TIME
MAX_SHIFT = 100_000
UNITS = ("second", "minute", "hour", "day", "week", "month", "quarter", "year")


def along(checking: Checking, call: Call, measure: Typed, node: Syntax | None) -> ColumnRef:
    """The dates that a measure is looked at along: as named, else the only ones of its table."""
    if node is not None:
        place = checking.column(node)
        if place.column.of.type not in types.MOMENTS:
            raise FormulaWrong(
                node.span,
                f"“{place.column.column}” holds no dates.",
                "Name a column of dates, or of dates with a time.",
            )
        return require_found(checking, measure, place)
    homes = homes_of(measure.expression)
    found = checking.only_date_of(homes[0]) if len(homes) == 1 else None
    if found is None:
        where = f"“{homes[0]}” has not just one column of dates" if len(homes) == 1 else "this looks at several tables"
        raise FormulaWrong(
            call.span, f"{call.name.upper()} needs a date, for {where}.", f"Write {call.name.upper()}(measure, date)."
        )
    return found


def _constant(checking: Checking, node: Syntax, what: str) -> Constant:
    found = checking.check(node, Scope.CONDITION).expression
    if not isinstance(found, Constant) or found.value is None:
        raise FormulaWrong(node.span, f"{what} must be written out.", None)
    return found


def whole_number(checking: Checking, node: Syntax, what: str, low: int, high: int) -> int:
    """A whole number that the formula spells. Raises `FormulaWrong`."""
    value = _constant(checking, node, what).value
    if type(value) is not int or not low <= value <= high:
        raise FormulaWrong(node.span, f"{what} is a whole number from {low:,} to {high:,}.", None)
    return value


def _require_count(call: Call, least: int, most: int, written: str) -> None:
    if not least <= len(call.arguments) <= most:
        raise FormulaWrong(
            call.span,
            f"{call.name.upper()} does not take {len(call.arguments)} arguments.",
            f"It is written {written}.",
        )


def _shift_period(checking: Checking, call: Call, scope: Scope) -> Typed:
    written = "SHIFT_PERIOD(measure, date, count, 'month')"
    _require_count(call, 4, 4, written)
    measure = measured(checking, call, scope)
    date = along(checking, call, measure, call.arguments[1])
    count = whole_number(checking, call.arguments[2], "The count", -MAX_SHIFT, MAX_SHIFT)
    unit = str(_constant(checking, call.arguments[3], "The unit").value).lower()
    if unit not in UNITS:
        raise FormulaWrong(
            call.arguments[3].span, f"“{unit[:40]}” is no unit of time.", f"Write one of {', '.join(UNITS)}."
        )
    return in_context(measure, [Shift(date, count, TimeGrain(unit))], [], call.span)


def _shifted(name: str, count: int, unit: TimeGrain | None, doc: str) -> Form:
    signature = f"{name}(measure [, date])"

    def check(checking: Checking, call: Call, scope: Scope) -> Typed:
        _require_count(call, 1, 2, signature)
        measure = measured(checking, call, scope)
        date = along(checking, call, measure, call.arguments[1] if len(call.arguments) > 1 else None)
        return in_context(measure, [Shift(date, count, unit)], [], call.span)

    return Form(name, TIME, signature, doc, f"{name}(SUM(amount), ordered_at)", check)


def _to_date(name: str, unit: TimeGrain, doc: str, *, is_fiscal: bool = False) -> Form:
    signature = f"{name}(measure [, date])"

    def check(checking: Checking, call: Call, scope: Scope) -> Typed:
        _require_count(call, 1, 2, signature)
        measure = measured(checking, call, scope)
        date = along(checking, call, measure, call.arguments[1] if len(call.arguments) > 1 else None)
        return in_context(measure, [ToDate(date, unit, is_fiscal)], [], call.span)

    return Form(name, TIME, signature, doc, f"{name}(SUM(amount), ordered_at)", check)


def _at_edge(name: str, doc: str, *, is_first: bool) -> Form:
    signature = f"{name}(aggregate, date [, key, …])"

    def check(checking: Checking, call: Call, scope: Scope) -> Typed:
        if len(call.arguments) < 2:
            raise FormulaWrong(call.span, f"{name} needs an aggregate and a date.", f"It is written {signature}.")
        measure = checking.check(call.arguments[0], scope)
        if not isinstance(measure.expression, Aggregate):
            raise FormulaWrong(
                call.arguments[0].span, f"{name} takes one aggregate.", f"Write {name}(SUM(balance), date)."
            )
        date = along(checking, call, measure, call.arguments[1])
        keys = columns(checking, measure, call.arguments[2:])
        return above(AtEdge(measure.expression, date, keys, is_first, measure.of), [measure], call.span)

    return Form(name, TIME, signature, doc, f"{name}(SUM(amount), ordered_at, customer_id)", check)


def _compared(name: str, body: str, doc: str) -> Macro:
    example = f"{name}(SUM(amount), ordered_at)"
    return Macro(name, TIME, ("measure", "date"), body, doc, example, {"date": ""}, kinds=MEASURES)


FUNCTIONS: tuple[Declaration, ...] = (
    Form(
        "SHIFT_PERIOD",
        TIME,
        "SHIFT_PERIOD(measure, date, count, unit)",
        "A measure so many units later, or earlier where negative.",
        "SHIFT_PERIOD(SUM(amount), ordered_at, -2, 'month')",
        _shift_period,
    ),
    _shifted("PREVIOUS_PERIOD", -1, None, "A measure one step of the question's time earlier."),
    _shifted("NEXT_PERIOD", 1, None, "A measure one step of the question's time later."),
    _shifted("SAME_PERIOD_LAST_YEAR", -1, TimeGrain.YEAR, "A measure at the same time of the year before."),
    _shifted("PREVIOUS_YEAR", -1, TimeGrain.YEAR, "A measure one year earlier."),
    _shifted("PREVIOUS_QUARTER", -1, TimeGrain.QUARTER, "A measure one quarter earlier."),
    _shifted("PREVIOUS_MONTH", -1, TimeGrain.MONTH, "A measure one month earlier."),
    _to_date(
        "YEAR_TO_DATE", TimeGrain.YEAR, "A measure from the beginning of the year up to the moments of the group."
    ),
    _to_date(
        "QUARTER_TO_DATE",
        TimeGrain.QUARTER,
        "A measure from the beginning of the quarter up to the moments of the group.",
    ),
    _to_date(
        "MONTH_TO_DATE", TimeGrain.MONTH, "A measure from the beginning of the month up to the moments of the group."
    ),
    _to_date(
        "WEEK_TO_DATE", TimeGrain.WEEK, "A measure from the beginning of the week up to the moments of the group."
    ),
    _to_date(
        "FISCAL_YEAR_TO_DATE",
        TimeGrain.YEAR,
        "A measure from the beginning of the fiscal year up to the moments of the group.",
        is_fiscal=True,
    ),
    _compared("CHANGE", "measure - PREVIOUS_PERIOD(measure, date)", "How much a measure grew since the period before."),
    _compared(
        "GROWTH",
        "(measure - PREVIOUS_PERIOD(measure, date)) / PREVIOUS_PERIOD(measure, date)",
        "How much a measure grew since the period before, as a share of that.",
    ),
    _compared(
        "YEAR_OVER_YEAR",
        "(measure - SAME_PERIOD_LAST_YEAR(measure, date)) / SAME_PERIOD_LAST_YEAR(measure, date)",
        "How much a measure grew since the same time of the year before, as a share of that.",
    ),
    _at_edge(
        "CLOSING",
        "An aggregate of the rows of the last moment, or of the last moment of each key: a balance.",
        is_first=False,
    ),
    _at_edge(
        "OPENING",
        "An aggregate of the rows of the first moment, or of the first moment of each key.",
        is_first=True,
    ),
)
