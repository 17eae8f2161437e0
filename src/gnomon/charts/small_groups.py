"""Small numbers: pictures whose figures of groups with few records are hidden, and what is said about it."""

from collections.abc import Sequence
from typing import Any

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.contracts import ChartSpec, Drawing, Mark
from gnomon.charts.encodings import Spec
from gnomon.charts.words import counted
from gnomon.foundation.kit.errors import Invalid
from gnomon.query.contracts import ColumnRole, QueryColumn, QueryMode, SmallGroups

HIDDEN, LEVEL = "__hidden", "__level"
SHARED_OUT = frozenset({Mark.PIE, Mark.DONUT, Mark.TREEMAP, Mark.SUNBURST})
"""Kinds of picture that show parts of a whole."""


class SmallNumbersSeen(Invalid):
    """A picture shall hide small numbers, and shows something that would tell them."""

    def __init__(self, reason: str, way: str) -> None:
        super().__init__(f"Small numbers cannot be hidden here. {reason}", hint=way)


def small_groups_of(made: Arrangement, spec: ChartSpec) -> SmallGroups | None:
    """Which groups are small. Raises `SmallNumbersSeen` for pictures that show more than groups."""
    below = spec.options.suppress_below
    if below is None:
        return None
    if made.mode is QueryMode.ROWS:
        raise SmallNumbersSeen(
            "This picture shows single records.",
            "Choose a measure and a field to group by, or another kind of picture, or switch the hiding off.",
        )
    if spec.options.forecast is not None:
        raise SmallNumbersSeen(
            "A forecast is worked out of every figure, also of the hidden ones.",
            "Take the forecast away, or switch the hiding off.",
        )
    return SmallGroups(below=below, within=tuple(one.column for one in _from_coarse_to_fine(made)))


def _from_coarse_to_fine(made: Arrangement) -> Sequence[Any]:
    """The fields that group; those of a matrix in the order of its totals, its columns last."""
    if made.mark is not Mark.MATRIX or made.x is None:
        return made.dimensions
    return (*(one for one in made.dimensions if one.column != made.x.column), made.x)


def with_hidden(drawing: Drawing, below: int, columns: Sequence[QueryColumn], rows: Sequence[Sequence[Any]]) -> Drawing:
    """The picture, which says how much of it is hidden."""
    names = [one.name for one in columns]
    if HIDDEN not in names:
        return drawing
    at, level = names.index(HIDDEN), names.index(LEVEL) if LEVEL in names else None
    hidden = [row for row in rows if row[at]]
    count = sum(1 for row in hidden if level is None or not row[level])
    note = _note(below, count, len(hidden) - count, has_groups=_has_groups(columns))
    if hidden and drawing.mark in SHARED_OUT:
        note = f"{note} Shares are those of what is shown."
    told = f"{drawing.description} {note}"
    update: dict[str, Any] = {"notes": (*drawing.notes, note), "description": told}
    for name, picture in (("vega_lite", drawing.vega_lite), ("vega", drawing.vega)):
        if picture is not None and "description" in picture:
            spec: Spec = picture | {"description": told}
            update[name] = spec
    return drawing.model_copy(update=update)


def _has_groups(columns: Sequence[QueryColumn]) -> bool:
    return any(one.role is ColumnRole.DIMENSION and one.name not in {HIDDEN, LEVEL} for one in columns)


def _note(below: int, groups: int, totals: int, *, has_groups: bool) -> str:
    if not groups and not totals:
        return f"Figures of fewer than {below:,} records would be hidden; there are none here."
    if not has_groups:
        return f"Hidden, because fewer than {below:,} records stand behind it."
    what = " and ".join(
        part
        for part in (counted(groups, "group") if groups else "", counted(totals, "total") if totals else "")
        if part
    )
    are = "is" if groups + totals == 1 else "are"
    return f"{what} {are} hidden, so that no figure of fewer than {below:,} records can be read or worked out."
