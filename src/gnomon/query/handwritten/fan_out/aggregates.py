"""Aggregates that a row changes when it comes twice, and the one source that each is about. Runs inside a worker."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gnomon.query.handwritten.fan_out.joins import Joined
from gnomon.query.handwritten.fan_out.parts import columns_in, function_name, has_query, parts
from gnomon.query.handwritten.tree import Node, folded

QUANTILES = frozenset({"quantile", "quantile_cont", "quantile_disc", "approx_quantile", "reservoir_quantile"})
SPREADS = frozenset({"stddev", "stddev_pop", "stddev_samp", "var_pop", "var_samp", "variance", "sem"})
SHAPES = frozenset({"skewness", "kurtosis", "kurtosis_pop", "mad"})
SUMS = frozenset({"sum", "fsum", "sumkahan", "kahan_sum", "sum_no_overflow", "product"})
MEANS = frozenset({"avg", "mean", "favg", "median", "geomean", "geometric_mean"})
COUNTING_TWICE = SUMS | MEANS | QUANTILES | SPREADS | SHAPES | {"count"}
"""Of one value each, and without nulls. Least and greatest values do not care how often they come."""
UNMOVED = frozenset(
    {
        *("min", "max", "any_value", "arbitrary", "approx_count_distinct", "bool_and", "bool_or", "bit_and", "bit_or"),
        *("arg_min", "argmin", "min_by", "arg_max", "argmax", "max_by", "first", "last"),
    }
)
"""Aggregates that are the same however often a row comes."""
DECIDING = frozenset(
    {
        *("contains", "starts_with", "ends_with", "prefix", "suffix", "regexp_matches", "regexp_full_match"),
        *("~~", "!~~", "~~*", "!~~*", "~~~", "^@", "isnan", "isinf", "isfinite", "signbit"),
    }
)
"""Functions that tell true or false, and the operators of LIKE."""
DECIDING_CLASSES = frozenset({"COMPARISON", "BETWEEN", "CONJUNCTION"})
DECIDING_OPERATORS = frozenset(
    {"OPERATOR_NOT", "OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL", "COMPARE_IN", "COMPARE_NOT_IN"}
)


@dataclass(frozen=True, slots=True)
class Found:
    """An aggregate over columns of one source."""

    node: Node
    function: str
    value: Node
    """What it adds up, counts or compares."""
    source: int
    columns: tuple[str, ...]


def aggregates(select: Node) -> Iterator[Node]:
    """The aggregates of a SELECT itself for which it matters how often a row comes."""
    for place in ("select_list", "having", "qualify", "modifiers"):
        for node in parts(select[place]):
            if function_name(node) in COUNTING_TWICE and not node["distinct"] and node["arguments"]:
                yield node


def about_one(node: Node, joined: Joined) -> Found | None:
    """The source that an aggregate is about; None when it is about several, or about none.

    A column that only decides, as in `SUM(CASE WHEN country = 'FR' THEN 1 END)`, is not what is added up.
    """
    name = str(function_name(node))
    value = value_of(node)
    places = [joined.place(column["column_names"]) for column in columns_in(value)]
    owners = {None if place is None else place[0] for place in places}
    owner = owners.pop() if len(owners) == 1 else None
    if owner is None or has_query(value) or joined.sources[owner].table is None:
        return None
    if not any(_is_counted(column, joined) for column in _counted(value)):
        return None
    if any(mine == owner for mine, _ in joined.optional) and not _is_strict(value):
        return None
    columns = dict.fromkeys(place[1] for place in places if place is not None)
    return Found(node, name, value, owner, tuple(columns))


def value_of(node: Node) -> Node:
    """The value of an aggregate: its first argument, or what `WITHIN GROUP` orders by."""
    orders = node["order_bys"]["orders"]
    within: Node = orders[0]["expression"] if orders else {}
    first: Node = node["arguments"][0]["expression"]
    return within if function_name(node) in QUANTILES and orders and not columns_in(first) else first


def _is_strict(value: Node) -> bool:
    """Whether a value is null when its columns are, as those of rows are that an outer join has made up."""
    if value["class"] == "FUNCTION":
        return bool(value["is_operator"]) and all(_is_strict(one) for one in _below(value))
    return value["class"] in {"COLUMN_REF", "CONSTANT"} or (value["class"] == "CAST" and _is_strict(value["child"]))


def _is_counted(column: Node, joined: Joined) -> bool:
    place = joined.place(column["column_names"])
    return place is not None and not joined.sources[place[0]].columns.get(place[1], False)


def _counted(value: Any) -> Iterator[Node]:
    """The columns of a value that do not only decide."""
    node = value
    if node["class"] == "COLUMN_REF":
        yield node
    elif node["class"] == "CASE":
        for check in node["case_checks"]:
            yield from _counted(check["then_expr"])
        yield from _counted(node["else_expr"])
    elif not _decides(node):
        arguments = _below(node)
        for argument in arguments[1:] if function_name(node) == "if" else arguments:
            yield from _counted(argument)


def _decides(node: Node) -> bool:
    return (
        node["class"] in DECIDING_CLASSES
        or node["type"] in DECIDING_OPERATORS
        or folded(str(node.get("function_name", ""))) in DECIDING
    )


def _below(node: Node) -> list[Node]:
    if node["class"] == "FUNCTION":
        return [argument["expression"] for argument in node["arguments"]]
    children = node.get("children", [])
    return [node["child"]] if "child" in node else list(children)
