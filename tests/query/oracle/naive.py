"""A naive oracle: questions answered row by row in plain Python, without a word of SQL."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from operator import itemgetter
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]
Parts: TypeAlias = dict[str, Any]


def passes(row: Row, one: Parts) -> bool:
    """Whether a row passes a filter."""
    if one["kind"] == "any":
        return any(passes(row, inner) for inner in one["filters"])
    value = row[one["member"]]
    match one["kind"]:
        case "in":
            return (value in one["values"]) is not one.get("exclude", False)
        case "range":
            return _is_open(one) or (value is not None and _is_between(value, one))
        case "null":
            return (value is None) is one["is_null"]
        case "text":
            return (value is not None and _is_like(value, one)) is not one.get("exclude", False)
        case kind:
            raise ValueError(kind)


def _is_open(one: Parts) -> bool:
    """A range without bounds asks for nothing, so also the absent values pass."""
    return one.get("min") is None and one.get("max") is None


def _is_between(value: Any, one: Parts) -> bool:
    low, high = one.get("min"), one.get("max")
    above = low is None or value >= low
    below = high is None or value < high or (one.get("include_max", False) and value == high)
    return above and below


def _is_like(value: str, one: Parts) -> bool:
    text, wanted = value, one["value"]
    if not one.get("case_sensitive", False):
        text, wanted = text.lower(), wanted.lower()
    compare: Mapping[str, Callable[[str, str], bool]] = {
        "contains": str.__contains__,
        "starts_with": str.startswith,
        "ends_with": str.endswith,
        "equals": str.__eq__,
    }
    return compare[one["operator"]](text, wanted)


def group_of(row: Row, dimension: Parts) -> Any:
    """The group that a row belongs to."""
    value = row[dimension["member"]]
    if value is None:
        return None
    if (grain := dimension.get("grain")) is not None:
        return cut(value, grain)
    if (bins := dimension.get("bins")) is not None:
        return math.floor(value / bins["width"]) * bins["width"]
    return value


def cut(day: date, grain: str) -> Any:
    """A date at a time grain."""
    match grain:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return day.replace(month=day.month - (day.month - 1) % 3, day=1)
        case "year":
            return day.replace(month=1, day=1)
        case "day_of_week":
            return day.isoweekday()
        case "month_of_year":
            return day.month
        case _:
            raise ValueError(grain)


def total_of(rows: Sequence[Row], measure: Parts) -> Any:
    """A measure of some rows."""
    if measure.get("member", "*") == "*":
        return len(rows)
    values = [row[measure["member"]] for row in rows if row[measure["member"]] is not None]
    match measure["aggregation"]:
        case "count":
            return len(values)
        case "count_distinct":
            return len(set(values))
        case "sum":
            return sum(values) if values else None
        case "avg":
            return sum(values) / len(values) if values else None
        case "min":
            return min(values, default=None)
        case "max":
            return max(values, default=None)
        case aggregation:
            raise ValueError(aggregation)


def answer(rows: Iterable[Row], parts: Parts) -> list[list[Any]]:
    """The groups of a question with their measures, in no particular order."""
    kept = [row for row in rows if all(passes(row, one) for one in parts.get("filters", ()))]
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in kept:
        groups.setdefault(tuple(group_of(row, one) for one in parts["dimensions"]), []).append(row)
    if not parts["dimensions"]:
        groups.setdefault((), [])
    return [[*key, *(total_of(group, one) for one in parts["measures"])] for key, group in groups.items()]


def rows_in_order(rows: Iterable[Row], parts: Parts) -> list[list[Any]]:
    """Some columns of the rows that pass, sorted by any columns, the absent last, equals as they stood."""
    kept = [row for row in rows if all(passes(row, one) for one in parts["filters"])]
    for sort in reversed(parts["sort"]):
        member = sort["by"]
        present = [row for row in kept if row[member] is not None]
        present.sort(key=itemgetter(member), reverse=sort["descending"])
        kept = present + [row for row in kept if row[member] is None]
    return [[row[one["member"]] for one in parts["dimensions"]] for row in kept]
