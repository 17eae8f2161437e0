"""One value of many rows; null counts for nothing, and of no rows counts are 0 and everything else is null."""

from collections.abc import Sequence

from gnomon.semantic.contracts import ValueType
from gnomon.semantic.contracts.functions import FunctionCategory
from gnomon.semantic.formulas import value_types as types
from gnomon.semantic.formulas.functions.declarations import (
    MEASURES,
    Accepts,
    Aggregation,
    Constants,
    Declaration,
    Macro,
    constant,
    one,
    optional,
    same_type,
)

AGGREGATES = FunctionCategory.AGGREGATES
NUMBER = one("x", Accepts.NUMBER)
FLOAT = one("x", Accepts.FLOAT)


def _total(given: Sequence[ValueType], constants: Constants) -> ValueType:
    return types.total_of(given[0])


def _float(name: str, doc: str, example: str, engine: str) -> Aggregation:
    """An aggregate of floats."""
    return Aggregation(name, (FLOAT,), types.FLOAT, doc, example, engine)


def _shortened(name: str, parameters: tuple[str, ...], body: str, doc: str, example: str) -> Macro:
    return Macro(name, AGGREGATES, parameters, body, doc, example, {}, kinds=MEASURES)


_COUNTS = "MAP_VALUES(HISTOGRAM(x))"

FUNCTIONS: tuple[Declaration, ...] = (
    Aggregation("SUM", (NUMBER,), _total, "The exact sum of a column.", "SUM(amount)", "SUM(x)"),
    Aggregation("AVG", (one("x", Accepts.ADDED),), types.FLOAT, "The mean of a column.", "AVG(amount)", "AVG(x)"),
    Aggregation(
        "MIN", (one("x", Accepts.ORDERED),), same_type, "The least value of a column.", "MIN(ordered_at)", "MIN(x)"
    ),
    Aggregation(
        "MAX", (one("x", Accepts.ORDERED),), same_type, "The greatest value of a column.", "MAX(amount)", "MAX(x)"
    ),
    Aggregation(
        "COUNT",
        (optional("x", Accepts.COUNTED),),
        types.INTEGER,
        "How many rows there are, with a column how many of its values, with DISTINCT how many different ones.",
        "COUNT(*)",
        "COUNT(x)",
        may_be_distinct=True,
    ),
    _shortened(
        "COUNT_DISTINCT",
        ("x",),
        "COUNT(DISTINCT x)",
        "How many different values a column has.",
        "COUNT_DISTINCT(customer_id)",
    ),
    _shortened(
        "COUNT_IF",
        ("condition",),
        "COUNT(*) FILTER (WHERE condition)",
        "How many rows pass a condition.",
        "COUNT_IF(amount > 100)",
    ),
    _shortened(
        "SUM_IF",
        ("x", "condition"),
        "SUM(x) FILTER (WHERE condition)",
        "The sum of a column over the rows that pass a condition.",
        "SUM_IF(amount, is_paid)",
    ),
    _shortened(
        "AVG_IF",
        ("x", "condition"),
        "AVG(x) FILTER (WHERE condition)",
        "The mean of a column over the rows that pass a condition.",
        "AVG_IF(amount, is_paid)",
    ),
    _float(
        "MEDIAN", "The value in the middle of a column, between two the mean of them.", "MEDIAN(amount)", "MEDIAN(x)"
    ),
    Aggregation(
        "PERCENTILE",
        (FLOAT, constant("share", Accepts.FLOAT, 0, 1)),
        types.FLOAT,
        "The value below which such a share of a column lies, between two in proportion.",
        "PERCENTILE(amount, 0.9)",
        "QUANTILE_CONT(x, share)",
    ),
    _float("STDDEV", "The standard deviation of a sample (n - 1).", "STDDEV(amount)", "STDDEV_SAMP(x)"),
    _float("STDDEV_POP", "The standard deviation of a whole population (n).", "STDDEV_POP(amount)", "STDDEV_POP(x)"),
    _float("VARIANCE", "The variance of a sample (n - 1).", "VARIANCE(amount)", "VAR_SAMP(x)"),
    _float("VARIANCE_POP", "The variance of a whole population (n).", "VARIANCE_POP(amount)", "VAR_POP(x)"),
    Aggregation(
        "ARG_MIN",
        (one("x"), one("by", Accepts.ORDERED)),
        same_type,
        "The value of a column where another one is least; of several the least.",
        "ARG_MIN(status, ordered_at)",
        "ARG_MIN(x, ROW(by, x)) FILTER (WHERE x IS NOT NULL AND by IS NOT NULL)",
    ),
    Aggregation(
        "ARG_MAX",
        (one("x"), one("by", Accepts.ORDERED)),
        same_type,
        "The value of a column where another one is greatest; of several the greatest.",
        "ARG_MAX(status, ordered_at)",
        "ARG_MAX(x, ROW(by, x)) FILTER (WHERE x IS NOT NULL AND by IS NOT NULL)",
    ),
    _shortened(
        "FIRST",
        ("x", "key"),
        "ARG_MIN(x, key)",
        "The value of a column in the first row by another one.",
        "FIRST(status BY ordered_at)",
    ),
    _shortened(
        "LAST",
        ("x", "key"),
        "ARG_MAX(x, key)",
        "The value of a column in the last row by another one.",
        "LAST(status BY ordered_at)",
    ),
    Aggregation(
        "MODE",
        (one("x", Accepts.ORDERED),),
        same_type,
        "The most frequent value of a column; of several the least.",
        "MODE(region)",
        f"LIST_EXTRACT(MAP_KEYS(HISTOGRAM(x)), LIST_POSITION({_COUNTS}, LIST_MAX({_COUNTS})))",
    ),
    Aggregation(
        "CORR",
        (one("x", Accepts.FLOAT), one("y", Accepts.FLOAT)),
        types.FLOAT,
        "How much two columns move together, from -1 to 1.",
        "CORR(quantity, amount)",
        "NULLIF(CORR(x, y), CAST('NaN' AS DOUBLE))",
    ),
    _float("PRODUCT", "The product of a column.", "PRODUCT(discount)", "PRODUCT(x)"),
    _float(
        "GEOMETRIC_MEAN",
        "The n-th root of the product of n values; null unless all are above zero.",
        "GEOMETRIC_MEAN(amount)",
        "CASE WHEN MIN(x) > 0 THEN EXP(AVG(LN(x)) FILTER (WHERE x > 0)) END",
    ),
    Aggregation(
        "BOOL_AND",
        (one("condition", Accepts.BOOLEAN),),
        types.BOOLEAN,
        "Whether a condition holds for all rows.",
        "BOOL_AND(is_paid)",
        "BOOL_AND(condition)",
    ),
    Aggregation(
        "BOOL_OR",
        (one("condition", Accepts.BOOLEAN),),
        types.BOOLEAN,
        "Whether a condition holds for at least one row.",
        "BOOL_OR(is_paid)",
        "BOOL_OR(condition)",
    ),
    Aggregation(
        "WEIGHTED_AVG",
        (one("x", Accepts.FLOAT), one("weight", Accepts.FLOAT)),
        types.FLOAT,
        "The mean of a column in which rows count as much as another one says.",
        "WEIGHTED_AVG(price, quantity)",
        "SUM(x * weight) / NULLIF(SUM(weight) FILTER (WHERE x IS NOT NULL), 0)",
    ),
)
