"""Measures of columns as aggregates of the engine."""

from sqlglot import exp

from gnomon.datasets.contracts import ColumnType
from gnomon.query.engine_types import is_wide
from gnomon.query.expressions import call, cast, number
from gnomon.query.lowering.writer import Writer
from gnomon.query.plan import AnyTotal, Field, FormulaTotal, Output, RolledTotal, Total
from gnomon.semantic.contracts import Aggregation

_FUNCTIONS = {
    Aggregation.SUM: "SUM",
    Aggregation.AVG: "AVG",
    Aggregation.MIN: "MIN",
    Aggregation.MAX: "MAX",
}


def write_total(total: AnyTotal | RolledTotal, output: Output, writer: Writer) -> exp.Expr:
    """A measure as an aggregate of rows, or of what a roll-up holds of them."""
    match total:
        case FormulaTotal():
            return writer.formula_total(total)
        case RolledTotal():
            return _of_parts(total, output, writer)
        case Total():
            return _of_column(total, output, writer)


def _of_parts(total: RolledTotal, output: Output, writer: Writer) -> exp.Expr:
    """The measure of the rows behind some groups, in the very type that it has of the rows themselves."""
    parts = [writer.value(part) for part in total.parts]
    match total.aggregation:
        case Aggregation.COUNT:
            # Of no groups there is no sum, and of no rows the count is 0.
            return cast(call("COALESCE", call("SUM", parts[0]), number(0)), "BIGINT")
        case Aggregation.AVG:
            added, counted = (cast(call("SUM", part), "DOUBLE") for part in parts)
            return exp.Div(this=added, expression=counted)
        case Aggregation.SUM:
            return cast(call("SUM", parts[0]), output.engine_type)
        case aggregation:
            return call(_FUNCTIONS[aggregation], parts[0])


def _of_column(total: Total, output: Output, writer: Writer) -> exp.Expr:
    if total.field is None:
        return exp.Count(this=exp.Star())
    column = writer.value(total.field)
    match total.aggregation:
        case Aggregation.COUNT:
            return exp.Count(this=column)
        case Aggregation.COUNT_DISTINCT:
            return exp.Count(this=exp.Distinct(expressions=[column]))
        case Aggregation.MEDIAN:
            return call("MEDIAN", cast(column, "DOUBLE"))
        case Aggregation.QUANTILE:
            return call("QUANTILE_CONT", cast(column, "DOUBLE"), number(float(total.quantile or 0.0)))
        case Aggregation.STDDEV:
            return _stddev(total.field, writer)
        case Aggregation.AVG if is_wide(total.field.engine_type):
            # The engine adds up exactly before it divides, and the exact sum may be too large for it.
            return call("AVG", cast(column, "DOUBLE"))
        case Aggregation.SUM if output.engine_type == "BIGINT":
            return cast(call("SUM", column), "BIGINT")
        case aggregation:
            return call(_FUNCTIONS[aggregation], column)


def _stddev(field: Field, writer: Writer) -> exp.Expr:
    if field.type is not ColumnType.FLOAT:
        return call("STDDEV_SAMP", cast(writer.value(field), "DOUBLE"))
    # The engine refuses NaN and infinity here, though the answer is plain: not a number.
    is_finite = exp.Where(this=call("ISFINITE", writer.value(field)))
    finite = exp.Filter(this=call("STDDEV_SAMP", writer.value(field)), expression=is_finite)
    strange = exp.Not(this=call("BOOL_AND", call("ISFINITE", writer.value(field))))
    nan = cast(exp.Literal.string("NaN"), "DOUBLE")
    return exp.Case(ifs=[exp.If(this=strange, true=nan)], default=finite)
