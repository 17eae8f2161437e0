"""Looks along the groups of a result: running totals, moving frames, ranks, the groups before and after."""

from gnomon.datasets.contracts import ColumnType
from gnomon.query.errors import QuestionRefused
from gnomon.query.plan import LEVEL, AlongGroups, Frame, Output, Value
from gnomon.query.resolving.cells import Asked
from gnomon.semantic.contracts import CYCLIC_GRAINS, ColumnRef, OverGroups, OverGroupsFunction, TimeGrain

RANKS = frozenset({OverGroupsFunction.RANK, OverGroupsFunction.DENSE_RANK, OverGroupsFunction.PERCENT_RANK})
MOVING = frozenset(
    {
        OverGroupsFunction.MOVING_AVG,
        OverGroupsFunction.MOVING_SUM,
        OverGroupsFunction.MOVING_MIN,
        OverGroupsFunction.MOVING_MAX,
    }
)
STEPS = frozenset({OverGroupsFunction.PREVIOUS, OverGroupsFunction.NEXT})
MOMENTS = frozenset({ColumnType.DATE, ColumnType.DATETIME})


def along_groups(
    asked: Asked, part: OverGroups, value: Output, groups: tuple[Output, ...], *, has_totals: bool
) -> AlongGroups:
    """What a function over groups looks at, in which order, and where it begins anew."""
    per = tuple(groups[_position(asked, ref)] for ref in part.per)
    level: tuple[Value, ...] = (LEVEL,) if has_totals else ()
    if part.function in RANKS:
        keys = (*level, *per)
        return AlongGroups(part.function, value, ((value, part.is_descending),), keys, None, 0)
    if not groups:
        raise QuestionRefused(
            "There is nothing to go along, for the question has no dimensions.",
            "Group by a date, or by another dimension that has an order.",
        )
    place = _along(asked, part.along, groups)
    keys = per if part.per else tuple(group for position, group in enumerate(groups) if position != place)
    frame: Frame | None = _frame(asked, part, place, groups[place])
    if part.function not in MOVING and (part.function not in STEPS or frame is None or frame.unit is None):
        frame = None
    order: tuple[tuple[Value, bool], ...] = ((groups[place], False),)
    if frame is None:
        order = (*order, *((group, False) for group in groups if group not in keys and group != groups[place]))
    return AlongGroups(part.function, value, order, (*level, *keys), frame, part.count)


def _along(asked: Asked, ref: ColumnRef | None, groups: tuple[Output, ...]) -> int:
    if ref is not None:
        return _position(asked, ref)
    dimensions = asked.question.spec.dimensions
    for position, group in enumerate(groups):
        if group.type in MOMENTS and dimensions[position].grain not in CYCLIC_GRAINS:
            return position
    return len(groups) - 1


def _position(asked: Asked, ref: ColumnRef) -> int:
    anchor = asked.question.world.anchor
    ground = asked.ground(anchor)
    spot = ground.find(ref)
    for position, at in enumerate(ground.dimensions):
        if at == spot:
            return position
    raise QuestionRefused(
        f"A measure goes along “{ref.column}”, which the question does not group by.",
        f"Group by “{ref.column}”, or leave the measure out.",
    )


def _frame(asked: Asked, part: OverGroups, place: int, along: Output) -> Frame:
    """So many groups, or so much time where the groups are stretches of it."""
    grain = asked.question.spec.dimensions[place].grain
    if along.type is ColumnType.DATE and grain is None:
        grain = TimeGrain.DAY
    counts_time = along.type in MOMENTS and grain is not None and grain not in CYCLIC_GRAINS
    return Frame(part.count, grain if counts_time else None)
