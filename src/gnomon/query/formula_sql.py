"""Formulas in SQLGlot's words: what the engine computes them with stands beside each function's declaration."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import assert_never

from sqlglot import exp

from gnomon.datasets.contracts import ColumnType
from gnomon.query.expressions import Binder, call, cast, data_type, joined, number
from gnomon.query.plan import Bound
from gnomon.semantic.contracts import (
    Aggregate,
    Apply,
    AtEdge,
    Case,
    Cast,
    ColumnRef,
    Constant,
    Expression,
    Fixed,
    InContext,
    OverGroups,
    ParameterRef,
)
from gnomon.semantic.formulas.engine import REST, EngineForm, engine_form, is_lossless
from gnomon.semantic.formulas.syntax import (
    Between,
    Binary,
    Call,
    Choice,
    Conversion,
    IsNull,
    MomentValue,
    Name,
    NullValue,
    NumberValue,
    OneOf,
    ParameterName,
    Syntax,
    TextValue,
    TruthValue,
    Unary,
)

Argument = Callable[[], exp.Expr]
"""Written when it is needed: some arguments only choose how the engine computes."""
Over = Callable[[exp.Expr], exp.Expr]

_BINARY: Mapping[str, type[exp.Binary]] = {
    "OR": exp.Or,
    "AND": exp.And,
    "=": exp.EQ,
    "<>": exp.NEQ,
    "<": exp.LT,
    "<=": exp.LTE,
    ">": exp.GT,
    ">=": exp.GTE,
    "LIKE": exp.Like,
    "ILIKE": exp.ILike,
    "||": exp.DPipe,
    "+": exp.Add,
    "-": exp.Sub,
    "*": exp.Mul,
    "/": exp.Div,
    "%": exp.Mod,
}
_COMPOUND = (exp.Binary, exp.Unary, exp.In, exp.Between, exp.Is, exp.Case)
ENGINE_AGGREGATES = frozenset(
    {
        *("SUM", "AVG", "MIN", "MAX", "COUNT", "MEDIAN", "QUANTILE_CONT", "MODE", "HISTOGRAM", "CORR", "PRODUCT"),
        *("STDDEV_SAMP", "STDDEV_POP", "VAR_SAMP", "VAR_POP", "ARG_MIN", "ARG_MAX", "BOOL_AND", "BOOL_OR"),
    }
)


def write_expression(
    expression: Expression,
    column: Callable[[ColumnRef], exp.Expr],
    parameter: Callable[[str], Bound],
    binder: Binder,
) -> exp.Expr:
    """A formula about single rows, or over values that stand for its aggregates, as SQL.

    `column` gives a value of the reference's type, of moments with a zone what the clock on the wall shows.
    """

    def inner(part: Expression) -> exp.Expr:
        return write_expression(part, column, parameter, binder)

    match expression:
        case Constant():
            return _constant(expression, binder)
        case ColumnRef():
            return column(expression)
        case ParameterRef():
            return binder.typed(parameter(expression.name), expression.of.engine_type)
        case Apply():
            form = engine_form(expression.function, expression.arguments)
            arguments = [partial(inner, argument) for argument in expression.arguments]
            written = _Body(form, arguments).written()
            return cast(written, expression.of.engine_type) if form.is_cast else written
        case Case():
            branches = [exp.If(this=inner(when), true=inner(then)) for when, then in expression.branches]
            return exp.Case(ifs=branches, default=None if expression.default is None else inner(expression.default))
        case Cast():
            kind = exp.Cast if is_lossless(expression.value.of, expression.of) else exp.TryCast
            return kind(this=inner(expression.value), to=data_type(expression.of.engine_type))
        case Aggregate() | Fixed() | InContext() | AtEdge() | OverGroups():
            raise TypeError(f"{type(expression).__name__} is computed by a plan before formulas are written")
        case _:
            assert_never(expression)


def write_aggregate(
    function: str,
    arguments: Sequence[exp.Expr],
    *,
    is_distinct: bool,
    where: exp.Expr | None,
    engine_type: str,
    over: Over | None = None,
) -> exp.Expr:
    """An aggregate over written arguments; `over` makes a window of each aggregate of the engine that it is made of."""
    given = [partial(_itself, argument) for argument in arguments]
    written = _Body(engine_form(function), given, is_distinct=is_distinct, where=where, over=over).written()
    return cast(written, engine_type) if function == "sum" and engine_type == "BIGINT" else written


def _constant(constant: Constant, binder: Binder) -> exp.Expr:
    value, engine_type = constant.value, constant.of.engine_type
    match value:
        case None:
            return cast(exp.Null(), engine_type)
        case bool():
            return exp.Boolean(this=value)
        case int() | float():
            return cast(number(value), engine_type)
        case str() if constant.of.type is ColumnType.DECIMAL:
            digits = exp.Literal.number(value.removeprefix("-"))
            return cast(exp.Neg(this=digits) if value.startswith("-") else digits, engine_type)
        case str() if constant.of.type in (ColumnType.DATE, ColumnType.DATETIME):
            return cast(exp.Literal.string(value), engine_type)
        case str():
            return binder.bind(value)


def _itself(value: exp.Expr) -> exp.Expr:
    return value


def _operand(value: exp.Expr) -> exp.Expr:
    return exp.Paren(this=value) if isinstance(value, _COMPOUND) else value


class _Body:
    """Writes what a declaration says of the engine, with arguments in the places of parameters."""

    def __init__(
        self,
        form: EngineForm,
        arguments: Sequence[Argument],
        *,
        is_distinct: bool = False,
        where: exp.Expr | None = None,
        over: Over | None = None,
    ) -> None:
        self._form = form
        self._all = list(arguments)
        self._named = _by_name(form, arguments)
        self._written: dict[int, exp.Expr] = {}
        self._is_where_used = False
        self._is_distinct = is_distinct
        self._where = where
        self._over = over

    def written(self) -> exp.Expr:
        """The whole of it."""
        if self._form.body is None:
            return call(str(self._form.function), *(argument() for argument in self._all))
        return self._write(self._form.body)

    def _write(self, node: Syntax) -> exp.Expr:
        match node:
            case Name():
                return self._argument(self._named[node.text][0])
            case NumberValue():
                return exp.Literal.number(node.text)
            case TextValue():
                return exp.Literal.string(node.text)
            case NullValue():
                return exp.Null()
            case TruthValue():
                return exp.Boolean(this=node.value)
            case Call():
                return self._call(node)
            case Binary():
                left, right = _operand(self._write(node.left)), _operand(self._write(node.right))
                return _BINARY[node.operator](this=left, expression=right)
            case Unary():
                operand = _operand(self._write(node.operand))
                return exp.Neg(this=operand) if node.operator == "-" else exp.Not(this=operand)
            case IsNull():
                return exp.Is(this=_operand(self._write(node.operand)), expression=exp.Null())
            case OneOf():
                choices = [self._argument(choice) for choice in self._named[REST]]
                return exp.In(this=_operand(self._write(node.operand)), expressions=choices)
            case Choice():
                branches = [exp.If(this=self._write(when), true=self._write(then)) for when, then in node.branches]
                return exp.Case(ifs=branches, default=None if node.default is None else self._write(node.default))
            case Conversion():
                return cast(self._write(node.operand), node.type_name)
            case Between() | MomentValue() | ParameterName():
                raise TypeError(f"expressions for the engine hold no {type(node).__name__}")
            case _:
                assert_never(node)

    def _argument(self, argument: Argument) -> exp.Expr:
        """An argument where it is named first, a copy of it everywhere else: a node has one place in a tree."""
        if id(argument) in self._written:
            return self._written[id(argument)].copy()
        self._written[id(argument)] = argument()
        return self._written[id(argument)]

    def _call(self, node: Call) -> exp.Expr:
        arguments = [self._write(part) for part in node.arguments if not self._is_left_out(part)]
        if node.name not in ENGINE_AGGREGATES:
            return call(node.name, *arguments)
        return self._aggregated(self._aggregate(node.name, arguments), node)

    def _is_left_out(self, part: Syntax) -> bool:
        """Whether a part names an argument that was not given."""
        if isinstance(part, Conversion):
            return self._is_left_out(part.operand)
        return isinstance(part, Name) and not self._named[part.text]

    def _aggregate(self, name: str, arguments: list[exp.Expr]) -> exp.Expr:
        if name == "COUNT":
            if not arguments:
                return exp.Count(this=exp.Star())
            return exp.Count(this=exp.Distinct(expressions=arguments) if self._is_distinct else arguments[0])
        return call(name, *arguments)

    def _aggregated(self, aggregate: exp.Expr, node: Call) -> exp.Expr:
        conditions = [] if node.where is None else [self._write(node.where)]
        conditions += [] if self._where is None else [self._where.copy() if self._is_where_used else self._where]
        self._is_where_used = True
        if conditions:
            kept = joined(conditions, exp.And)
            aggregate = exp.Filter(this=aggregate, expression=exp.Where(this=kept))
        return aggregate if self._over is None else self._over(aggregate)


def _by_name(form: EngineForm, arguments: Sequence[Argument]) -> Mapping[str, Sequence[Argument]]:
    found: dict[str, Sequence[Argument]] = {
        name: arguments[place : place + 1] for place, name in enumerate(form.parameters)
    }
    found[REST] = arguments[1:]
    return found
