"""Values and conditions in SQLGlot's words; everything that a person gave is bound, nothing is text."""

import json
from collections.abc import Callable, Mapping
from typing import assert_never

from sqlglot import exp

from gnomon.query.contracts import TextOperator
from gnomon.query.engine_types import is_whole, is_zoned
from gnomon.query.expressions import Binder, call, cast, joined, named, number
from gnomon.query.formula_sql import write_aggregate, write_expression
from gnomon.query.lowering.hiding import write_hiding
from gnomon.query.lowering.spans import span
from gnomon.query.lowering.windows import RANKS, frame_of, function_of, window
from gnomon.query.plan import (
    Across,
    All,
    AlongGroups,
    Always,
    AnyOf,
    AsText,
    ByLevel,
    Compare,
    Condition,
    Cut,
    Field,
    FirstOf,
    Folded,
    Formula,
    FormulaTotal,
    Hides,
    Holds,
    IsNull,
    Kept,
    Latest,
    Not,
    NumberStep,
    OneOf,
    Operator,
    Output,
    OverRows,
    Scattered,
    Seconds,
    Shifted,
    TextMatch,
    TimeStep,
    Value,
    WallClock,
)
from gnomon.semantic.contracts import CYCLIC_GRAINS, TimeGrain

MAX_BOUND_ONE_BY_ONE = 200

_COMPARISONS: Mapping[Operator, type[exp.Binary]] = {
    Operator.LESS: exp.LT,
    Operator.AT_MOST: exp.LTE,
    Operator.AT_LEAST: exp.GTE,
}
_CYCLES = {TimeGrain.HOUR_OF_DAY: "HOUR", TimeGrain.DAY_OF_WEEK: "ISODOW", TimeGrain.MONTH_OF_YEAR: "MONTH"}
_MOMENT_GRAINS = frozenset({TimeGrain.SECOND, TimeGrain.MINUTE, TimeGrain.HOUR})
_TEXT_FUNCTIONS = {
    TextOperator.CONTAINS: "CONTAINS",
    TextOperator.STARTS_WITH: "STARTS_WITH",
    TextOperator.ENDS_WITH: "ENDS_WITH",
}


class Writer:
    """Writes values and conditions.

    `owner` is the sub-query that columns are read from: named with it, a column is never mistaken for a result column
    of the same name. `outputs` says what the result columns of an aggregate are made of.
    """

    def __init__(
        self,
        binder: Binder,
        *,
        owner: str | None = None,
        outputs: Mapping[str, Callable[[], exp.Expr]] | None = None,
        columns: Callable[[Field, "Writer"], exp.Expr] | None = None,
    ) -> None:
        self.binder = binder
        self._owner = owner
        self._outputs = outputs or {}
        self._columns = columns

    def value(self, value: Value) -> exp.Expr:
        """A value as SQL."""
        match value:
            case Field():
                return named(value.name, self._owner) if self._columns is None else self._columns(value, self)
            case Output():
                return self._outputs[value.name]()
            case WallClock():
                return self._wall_clock(value)
            case AsText():
                return cast(self.value(value.value), "VARCHAR")
            case Seconds():
                return call("EPOCH", self.value(value.value))
            case Cut():
                return self._cut(value)
            case NumberStep():
                return self._number_step(value)
            case TimeStep():
                return self._time_step(value)
            case Shifted():
                return self._shifted(value)
            case Scattered():
                return call("HASH", self.value(value.value))
            case Folded():
                return self._folded(value)
            case Formula():
                return self.formula(value)
            case FirstOf():
                parts = [self.value(output) for output in value.outputs]
                return call("COALESCE", *parts, *([number(0)] if value.or_zero else []))
            case OverRows():
                return self.formula_total(value.total, lambda one: window(one, self._all(value.keys), []))
            case Latest():
                extreme = call("MIN" if value.is_first else "MAX", self.value(value.value))
                return window(extreme, self._all(value.keys), [])
            case AlongGroups():
                return self._along_groups(value)
            case Across() | Hides() | ByLevel() | Kept():
                return write_hiding(value, self.value, self.binder)
            case _:
                assert_never(value)

    def formula(self, formula: Formula) -> exp.Expr:
        """A checked formula as SQL."""
        columns = dict(formula.columns)
        parameters = dict(formula.parameters)
        return write_expression(
            formula.expression, lambda ref: self.value(columns[ref]), parameters.__getitem__, self.binder
        )

    def formula_total(self, total: FormulaTotal, over: Callable[[exp.Expr], exp.Expr] | None = None) -> exp.Expr:
        """An aggregate that a formula spells, as SQL; `over` makes windows of the engine's aggregates in it."""
        conditions = [] if total.where is None else [self.formula(total.where)]
        if total.only_at is not None:
            moment, edge = total.only_at
            conditions.append(exp.EQ(this=self.value(moment), expression=self.value(edge)))
        return write_aggregate(
            total.function,
            [self.formula(argument) for argument in total.arguments],
            is_distinct=total.is_distinct,
            where=joined(conditions, exp.And) if conditions else None,
            engine_type=total.engine_type,
            over=over,
        )

    def _all(self, values: tuple[Value, ...]) -> list[exp.Expr]:
        return [self.value(value) for value in values]

    def _along_groups(self, along: AlongGroups) -> exp.Expr:
        order: list[exp.Expr] = [
            exp.Ordered(this=self.value(value), desc=descending, nulls_first=False) for value, descending in along.order
        ]
        keys = self._all(along.keys)
        made = function_of(along, self.value(along.value))
        if along.function in RANKS:
            # What is not there has no rank, and takes none from the others.
            keys.append(exp.Is(this=self.value(along.value), expression=exp.Null()))
            ranked = window(made, keys, order)
            there = exp.Not(this=exp.Is(this=self.value(along.value), expression=exp.Null()))
            return exp.Case(ifs=[exp.If(this=there, true=ranked)])
        looked = window(made, keys, order, frame_of(along))
        if along.frame is None or along.frame.unit is None:
            return looked
        when = exp.Not(this=exp.Is(this=self.value(along.order[0][0]), expression=exp.Null()))
        return exp.Case(ifs=[exp.If(this=when, true=looked)])

    def _shifted(self, shifted: Shifted) -> exp.Expr:
        moment, zone = self.value(shifted.value), exp.Literal.string(shifted.time_zone)
        is_instant = is_zoned(shifted.value.engine_type)
        wall = call("TIMEZONE", zone, moment) if is_instant else moment
        later = exp.Paren(this=exp.Add(this=wall, expression=span(shifted.count, shifted.unit)))
        return call("TIMEZONE", zone, later) if is_instant else cast(later, shifted.value.engine_type)

    def _folded(self, folded: Folded) -> exp.Expr:
        value = self.value(folded.value)
        kept: list[exp.Expr] = [exp.In(this=value, expressions=[self.binder.bind(one) for one in folded.kept])]
        if folded.keeps_null:
            kept.append(exp.Is(this=self.value(folded.value), expression=exp.Null()))
        if not folded.kept:
            kept = kept[1:] or [exp.Boolean(this=False)]
        branch = exp.If(this=joined(kept, exp.Or), true=self.value(folded.value))
        return exp.Case(ifs=[branch], default=self.binder.bind(folded.other))

    def _wall_clock(self, value: WallClock) -> exp.Expr:
        instant = self.value(value.value)
        if value.time_zone == "UTC":
            # The same moment without the detour over the calendar of a time zone, which takes ten times as long.
            return call("MAKE_TIMESTAMP", call("EPOCH_US", instant))
        return call("TIMEZONE", exp.Literal.string(value.time_zone), instant)

    def _cut(self, value: Cut) -> exp.Expr:
        moment = self.value(value.value)
        if value.grain in CYCLIC_GRAINS:
            return call(_CYCLES[value.grain], moment)
        if value.grain is TimeGrain.DAY:
            # The same day as DATE_TRUNC gives, in half the time.
            return cast(moment, "DATE")
        start = call("DATE_TRUNC", exp.Literal.string(value.grain.value), moment)
        return start if value.grain in _MOMENT_GRAINS else cast(start, "DATE")

    def _number_step(self, step: NumberStep) -> exp.Expr:
        return self._whole_step(step) if is_whole(step) else self._double_step(step)

    def _whole_step(self, step: NumberStep) -> exp.Expr:
        def whole() -> exp.Expr:
            return cast(self.value(step.value), "BIGINT")

        width = int(step.multiple * 10**step.exponent)
        rest = exp.Paren(this=exp.Mod(this=whole(), expression=number(width)))
        above_zero = exp.Paren(this=exp.Add(this=rest, expression=number(width)))
        return exp.Sub(this=whole(), expression=exp.Paren(this=exp.Mod(this=above_zero, expression=number(width))))

    def _double_step(self, step: NumberStep) -> exp.Expr:
        def given() -> exp.Expr:
            return cast(self.value(step.value), "DOUBLE")

        def index() -> exp.Expr:
            return call("FLOOR", exp.Div(this=given(), expression=number(_width(step))))

        # Rounding may put a value beside its step: compare it with the edges themselves and move it back.
        is_above = cast(exp.LTE(this=_edge(step, _plus(index(), 1)), expression=given()), "INTEGER")
        is_below = cast(exp.GT(this=_edge(step, index()), expression=given()), "INTEGER")
        corrected = exp.Sub(this=exp.Add(this=index(), expression=is_above), expression=is_below)
        return _edge(step, exp.Paren(this=corrected))

    def _time_step(self, step: TimeStep) -> exp.Expr:
        start = call("TIME_BUCKET", call("TO_SECONDS", number(step.seconds)), self.value(step.value))
        return cast(start, "DATE" if step.is_date else "TIMESTAMP")

    def condition(self, condition: Condition) -> exp.Expr:
        """A condition as SQL."""
        match condition:
            case Always():
                return exp.Boolean(this=condition.holds)
            case Compare():
                bound = self.binder.typed(condition.bound, condition.engine_type)
                return _COMPARISONS[condition.operator](this=self.value(condition.value), expression=bound)
            case OneOf():
                return self._one_of(condition)
            case TextMatch():
                return self._text_match(condition)
            case IsNull():
                return exp.Is(this=self.value(condition.value), expression=exp.Null())
            case Not():
                return exp.Not(this=exp.Paren(this=self.condition(condition.condition)))
            case All():
                return self._joined(condition.conditions, exp.And)
            case AnyOf():
                return self._joined(condition.conditions, exp.Or)
            case Holds():
                return exp.Paren(this=self.formula(condition.formula))
            case _:
                assert_never(condition)

    def _joined(self, conditions: tuple[Condition, ...], kind: type[exp.And] | type[exp.Or]) -> exp.Expr:
        if not conditions:
            return exp.Boolean(this=kind is exp.And)
        return joined([self.condition(inner) for inner in conditions], kind)

    def _one_of(self, condition: OneOf) -> exp.Expr:
        value, engine_type = self.value(condition.value), condition.engine_type
        if len(condition.bounds) <= MAX_BOUND_ONE_BY_ONE:
            return exp.In(this=value, expressions=[self.binder.typed(bound, engine_type) for bound in condition.bounds])
        if engine_type == "BIGINT":
            listed = call("FROM_JSON", self.binder.bind(json.dumps(condition.bounds)), exp.Literal.string('["BIGINT"]'))
        else:
            written = json.dumps([str(bound) for bound in condition.bounds])
            listed = call("FROM_JSON", self.binder.bind(written), exp.Literal.string('["VARCHAR"]'))
            if engine_type != "VARCHAR":
                listed = cast(listed, f"{engine_type}[]")
        return exp.In(this=value, query=exp.Subquery(this=exp.Select(expressions=[call("UNNEST", listed)])))

    def _text_match(self, condition: TextMatch) -> exp.Expr:
        text, wanted = self.value(condition.value), self.binder.bind(condition.text)
        if not condition.is_case_sensitive:
            text, wanted = call("LOWER", text), call("LOWER", wanted)
        if condition.operator is TextOperator.EQUALS:
            return exp.EQ(this=text, expression=wanted)
        return call(_TEXT_FUNCTIONS[condition.operator], text, wanted)


def _width(step: NumberStep) -> float:
    return float(f"{step.multiple}e{step.exponent}")


def _edge(step: NumberStep, index: exp.Expr) -> exp.Expr:
    """`index × multiple × 10^exponent`, rounded once, so that edges are the doubles nearest to round numbers."""
    scaled = exp.Mul(this=index, expression=number(float(step.multiple) * 10.0 ** max(step.exponent, 0)))
    edge: exp.Expr = scaled if step.exponent >= 0 else exp.Div(this=scaled, expression=number(10.0**-step.exponent))
    # Adding zero makes one zero of the two that doubles have.
    return exp.Paren(this=_plus(edge, 0))


def _plus(value: exp.Expr, amount: int) -> exp.Expr:
    return exp.Paren(this=exp.Add(this=value, expression=number(float(amount))))
