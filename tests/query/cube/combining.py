"""A cube put together the plain way: the cells of the brushed steps, folded one after the other."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from tests.query.harness import Answered
from tests.query.model_harness import SmallModel

from gnomon.query import moments
from gnomon.query.contracts import CubeFold, CubeMeasure, CubeRequest
from gnomon.query.cube.planning import SlicePlan, slices_of
from gnomon.semantic.contracts import CYCLIC_GRAINS

Parts = dict[str, Any]


def request_of(dataset_id: Any, axis: Parts, *tiles: Parts, **parts: Any) -> CubeRequest:
    """A cube under one axis, from plain words."""
    named = [{"id": f"t{place}", **tile} for place, tile in enumerate(tiles)]
    axes = [{"id": "brushed", "dimension": axis}]
    return CubeRequest.model_validate({"dataset_id": str(dataset_id), "axes": axes, "tiles": named, **parts})


def planned(model: SmallModel, anchor: str, axis: Parts, *tiles: Parts, **parts: Any) -> tuple[SlicePlan, ...]:
    """The slices of a cube over a small model."""
    request = request_of(model.tables[anchor].dataset_id, axis, *tiles, **parts)
    return model.known(anchor, partial(slices_of, request))


def folded(values: Sequence[Any], fold: CubeFold) -> Any:
    """The values of several cells as one, without loss."""
    if not values:
        return None
    if fold is CubeFold.SUM:
        return sum(map(Decimal, map(str, values)), Decimal(0))
    return min(values) if fold is CubeFold.MIN else max(values)


def figure(measure: CubeMeasure, column: Callable[[str], Sequence[Any]]) -> Any:
    """A measure of the cells whose columns are given."""
    found = [folded([one for one in column(part.column) if one is not None], part.fold) for part in measure.parts]
    if len(found) == 2:
        total, count = found
        return None if not count else float(total / count)
    if found[0] is None and measure.is_count:
        return 0
    return float(found[0]) if isinstance(found[0], Decimal) else found[0]


def combined(plan: SlicePlan, cells: Answered, steps: Sequence[Any]) -> list[list[Any]]:
    """What a tile shows while these steps are brushed: its groups, then its measures."""
    width = 1 + len(plan.tile.dimensions)
    groups: dict[tuple[Any, ...], list[list[Any]]] = {} if width > 1 else {(): []}
    for cell in cells.rows:
        if cell[0] in steps:
            groups.setdefault(tuple(cell[1:width]), []).append(cell)

    def shown(key: tuple[Any, ...], found: list[list[Any]]) -> list[Any]:
        def column(name: str) -> list[Any]:
            return [cell[cells.names.index(name)] for cell in found]

        return [*key, *(figure(measure, column) for measure in plan.measures)]

    return [shown(key, found) for key, found in groups.items()]


def brush_over(plan: SlicePlan, steps: Sequence[Any], width: float | None) -> Parts:
    """The filter that keeps the rows of these steps, which follow one another."""
    ref = plan.axis.dimension
    if width is not None and not isinstance(steps[0], str):
        end = Decimal(str(steps[-1])) + Decimal(str(width))
        return {"kind": "range", "member": ref.member, "min": steps[0], "max": float(end)}
    if width is not None or (ref.grain is not None and ref.grain not in CYCLIC_GRAINS):
        last = moments.parse(str(steps[-1]))
        assert last is not None
        after = moments.advance(last, ref.grain, 1) if ref.grain else last + timedelta(seconds=width or 0)
        return {"kind": "time_range", "member": ref.member, "start": steps[0], "end": after.isoformat()}
    return {"kind": "in", "member": ref.member, "values": list(steps), "grain": ref.grain}


def runs_of(cells: Answered) -> list[Any]:
    """The steps that the cells have, in order, without those that have no value."""
    return list(dict.fromkeys(cell[0] for cell in cells.rows if cell[0] is not None))
