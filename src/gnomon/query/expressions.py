"""Values and conditions in SQLGlot's words; everything that a person gave is bound, nothing is text."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import assert_never

from sqlglot import exp

from gnomon.query.contracts import TextOperator
from gnomon.query.dimensions import is_whole
from gnomon.query.engine_types import fixed_point
from gnomon.query.plan import (
    All,
    Always,
    AnyOf,
    AsText,
    Bound,
    Compare,
    Condition,
    Cut,
    Field,
    IsNull,
    Not,
    NumberStep,
    OneOf,
    Operator,
    Output,
    Seconds,
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
_PLAIN_TYPES = {
    "VARCHAR": exp.DType.TEXT,
    "BOOLEAN": exp.DType.BOOLEAN,
    "DOUBLE": exp.DType.DOUBLE,
    "INTEGER": exp.DType.INT,
    "BIGINT": exp.DType.BIGINT,
    "DATE": exp.DType.DATE,
    "TIMESTAMP": exp.DType.TIMESTAMP,
    "TIMESTAMP WITH TIME ZONE": exp.DType.TIMESTAMPTZ,
}
_BOUND_AS_THEY_ARE: Mapping[str, type] = {
    "VARCHAR": str,
    "BOOLEAN": bool,
    "DOUBLE": float,
    "BIGINT": int,
    "INTEGER": int,
    "SMALLINT": int,
    "TINYINT": int,
}


class Binder:
    """Collects the values that a statement binds, and writes where they go: `$1`, `$2` …, or `$prefix1` …"""

    def __init__(self, prefix: str = "") -> None:
        self.values: list[Bound] = []
        self._prefix = prefix

    def bind(self, value: Bound) -> exp.Expr:
        """A place in the statement that stands for the value."""
        self.values.append(value)
        return exp.Placeholder(this=self._name(len(self.values)))

    @property
    def by_name(self) -> Mapping[str, Bound]:
        """The values by the names of their places."""
        return {self._name(place): value for place, value in enumerate(self.values, start=1)}

    def _name(self, place: int) -> str:
        return f"{self._prefix}{place}"

    def typed(self, value: Bound, engine_type: str) -> exp.Expr:
        """A place that the engine reads as the given type."""
        place = self.bind(value)
        return place if type(value) is _BOUND_AS_THEY_ARE.get(engine_type) else cast(place, engine_type)


def call(name: str, *arguments: exp.Expr) -> exp.Expr:
    """A function of the engine by its own name."""
    return exp.Anonymous(this=name, expressions=list(arguments))


def cast(value: exp.Expr, engine_type: str) -> exp.Expr:
    """A value read as one of the engine's types."""
    return exp.Cast(this=value, to=data_type(engine_type))


def data_type(engine_type: str) -> exp.DataType:
    """One of the engine's types; those that compilers meet every day are made without a parser."""
    if engine_type in _PLAIN_TYPES:
        return exp.DataType(this=_PLAIN_TYPES[engine_type])
    exact = fixed_point(engine_type)
    if exact is not None and engine_type.startswith("DECIMAL"):
        sizes = (len(str(exact[1])), exact[2])
        parameters = [exp.DataTypeParam(this=exp.Literal.number(size)) for size in sizes]
        return exp.DataType(this=exp.DType.DECIMAL, expressions=parameters)
    return exp.DataType.build(engine_type, dialect="duckdb")


def quoted(name: str) -> exp.Identifier:
    """A name in quotes, so that it may be any word."""
    return exp.Identifier(this=name, quoted=True)


def named(name: str, table: str | None = None) -> exp.Expr:
    """A quoted column."""
    return exp.Column(this=quoted(name), table=None if table is None else quoted(table))


def aliased(value: exp.Expr, name: str) -> exp.Expr:
    """A value under a name."""
    return exp.Alias(this=value, alias=quoted(name))


def number(value: float) -> exp.Expr:
    """A number that our own code chose, as a literal."""
    return exp.Neg(this=exp.Literal.number(repr(-value))) if value < 0 else exp.Literal.number(repr(value))


def joined(conditions: Sequence[exp.Expr], kind: type[exp.And] | type[exp.Or]) -> exp.Expr:
    """Conditions with `AND` or `OR` between them, as a balanced tree, so that hundreds do not nest hundreds deep."""
    if len(conditions) == 1:
        return conditions[0]
    middle = len(conditions) // 2
    return exp.Paren(this=kind(this=joined(conditions[:middle], kind), expression=joined(conditions[middle:], kind)))


class Writer:
    """Writes values and conditions.

    `owner` is the sub-query that columns are read from: named with it, a column is never mistaken for a result column
    of the same name. `outputs` says what the result columns of an aggregate are made of.
    """

    def __init__(
        self, binder: Binder, *, owner: str | None = None, outputs: Mapping[str, Callable[[], exp.Expr]] | None = None
    ) -> None:
        self.binder = binder
        self._owner = owner
        self._outputs = outputs or {}

    def value(self, value: Value) -> exp.Expr:
        """A value as SQL."""
        match value:
            case Field():
                return named(value.name, self._owner)
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
            case _:
                assert_never(value)

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
