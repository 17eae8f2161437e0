"""Filters along a hierarchy: what lies below a path, and the paths that a search finds."""

from gnomon.dashboards.contracts import AskForValues, PageFilter, WrongPath
from gnomon.query.contracts import DimensionRef, Filter, InFilter, MeasureRef, PathLevel, QuerySpec, Sort
from gnomon.semantic.contracts import Aggregation

COUNT = "count"


def level_of(one: PageFilter, ask: AskForValues) -> PathLevel:
    """The level whose values are wanted. Raises `WrongPath` below the last one."""
    at = len(ask.path) if ask.level is None else ask.level
    if at >= len(one.levels) or len(ask.path) > at:
        raise WrongPath(one.shown_name, len(one.levels))
    return one.levels[at]


def above(one: PageFilter, ask: AskForValues) -> list[Filter]:
    """The path that leads to what is wanted."""
    return [
        InFilter(member=level.member, grain=level.grain, values=(value,))
        for level, value in zip(one.levels, ask.path, strict=False)
    ]


def question_of(one: PageFilter, ask: AskForValues, time_zone: str) -> QuerySpec:
    """The values of a level with how often each stands; or the paths down to it, a column for each level."""
    level = level_of(one, ask)
    levels = (level,) if ask.level is None else one.levels[: ask.level + 1]
    names = [f"level_{at}" for at in range(len(levels) - 1)] + ["value"]
    # Moments stand in their order, everything else by how often it occurs.
    own = Sort(by="value") if level.grain is not None else Sort(by=COUNT, descending=True)
    return QuerySpec(
        dataset_id=one.dataset_id,
        dimensions=tuple(
            DimensionRef(member=each.member, grain=each.grain, name=name)
            for each, name in zip(levels, names, strict=True)
        ),
        measures=(MeasureRef(aggregation=Aggregation.COUNT, name=COUNT),),
        sort=(own, *(Sort(by=name) for name in names if name != own.by)),
        limit=ask.limit,
        time_zone=time_zone,
    )
