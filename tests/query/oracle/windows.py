"""What the oracle makes of a measure along the groups of a result."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.query.oracle import periods
from tests.query.oracle.context import AskedGroup, Key, NotJudged

from gnomon.semantic.contracts import OverGroupsFunction as F

RANKS = frozenset({F.RANK, F.DENSE_RANK, F.PERCENT_RANK})
MOVING: Mapping[F, Callable[[Sequence[Any]], Any]] = {
    F.MOVING_AVG: lambda values: float(sum(values)) / len(values),
    F.MOVING_SUM: sum,
    F.MOVING_MIN: min,
    F.MOVING_MAX: max,
}


def order_of(value: Any) -> tuple[bool, Any]:
    """A key to sort groups by: the absent one last."""
    return (value is None, 0 if value is None else value)


def ranks(function: F, values: Sequence[Any], *, is_descending: bool) -> list[Any]:
    """The rank of every value among the others; what is absent has none and counts for none."""
    present = [value for value in values if value is not None]

    def rank(value: Any) -> Any:
        if value is None:
            return None
        better = [one for one in present if (one > value if is_descending else one < value)]
        match function:
            case F.RANK:
                return len(better) + 1
            case F.DENSE_RANK:
                return len(set(better)) + 1
            case _:
                return len(better) / (len(present) - 1) if len(present) > 1 else 0.0

    return [rank(value) for value in values]


def along_groups(function: F, count: int, group: AskedGroup, keys: Sequence[Any], values: Sequence[Any]) -> list[Any]:
    """A window over groups that follow one another: their keys, in any order, with their values."""
    order = sorted(range(len(keys)), key=lambda place: order_of(keys[place]))
    ordered_keys, ordered = [keys[place] for place in order], [values[place] for place in order]
    found = [_at(function, count, group, ordered_keys, ordered, here) for here in range(len(order))]
    return [found[order.index(place)] for place in range(len(keys))]


def _at(function: F, count: int, group: AskedGroup, keys: Sequence[Any], values: Sequence[Any], here: int) -> Any:
    match function:
        case F.RUNNING_SUM:
            return _of_present(sum, values[: here + 1])
        case F.FIRST:
            return values[0]
        case F.LAST:
            return values[-1]
        case F.PREVIOUS | F.NEXT:
            ahead = count if function is F.NEXT else -count
            return _away(group, keys, values, here, ahead)
        case _:
            frame = _frame(group, keys, values, here, count)
            return _of_present(MOVING[function], frame)


def _of_present(make: Callable[[Sequence[Any]], Any], values: Sequence[Any]) -> Any:
    present = [value for value in values if value is not None]
    return make(present) if present else None


def _away(group: AskedGroup, keys: Sequence[Any], values: Sequence[Any], here: int, ahead: int) -> Any:
    if not group.is_along_time:
        there = here + ahead
        return values[there] if 0 <= there < len(values) else None
    if keys[here] is None:
        return None
    wanted = periods.step(periods.moment(keys[here]), group.step, ahead)
    return next((value for key, value in zip(keys, values, strict=True) if _is_at(key, wanted)), None)


def _is_at(key: Any, wanted: Any) -> bool:
    return key is not None and periods.moment(key) == wanted


def _frame(group: AskedGroup, keys: Sequence[Any], values: Sequence[Any], here: int, count: int) -> Sequence[Any]:
    if not group.is_along_time:
        return values[max(0, here - count + 1) : here + 1]
    if keys[here] is None:
        return []
    last = periods.moment(keys[here])
    first = periods.step(last, group.step, 1 - count)
    pairs = zip(keys, values, strict=True)
    return [value for key, value in pairs if key is not None and first <= periods.moment(key) <= last]


def partitions(keys: Sequence[Key], per: Sequence[int]) -> list[list[int]]:
    """The places of the keys that agree in some dimensions."""
    found: dict[tuple[Any, ...], list[int]] = {}
    for place, key in enumerate(keys):
        found.setdefault(tuple(key[one] for one in per), []).append(place)
    return list(found.values())


def position_along(groups: Sequence[AskedGroup]) -> int:
    """The dimension that a window goes along where none is named: the question's one of time, else its last."""
    of_time = [place for place, group in enumerate(groups) if group.is_along_time]
    if len(of_time) > 1 or not groups:
        raise NotJudged("no dimension to go along, or several")
    return of_time[0] if of_time else len(groups) - 1
