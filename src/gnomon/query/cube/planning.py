"""From linked pictures to the questions whose answers are the slices of their cube."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gnomon.foundation.kit.errors import AppError
from gnomon.query.contracts import (
    MAX_CUBE_SLICES,
    AnyFilter,
    CubeAxis,
    CubeMeasure,
    CubePart,
    CubeRequest,
    CubeTile,
    DimensionRef,
    Filter,
    MeasureFilter,
    MeasureRef,
    QuerySpec,
    RangeFilter,
)
from gnomon.query.cube.additivity import NotAdditive, Part, additivity_of
from gnomon.query.draft import free_name
from gnomon.query.errors import QuestionRefused
from gnomon.query.measures import name_of
from gnomon.query.resolving.members import Members
from gnomon.query.runtime import QueryRuntime
from gnomon.query.subjects import Subject, with_measured_keys
from gnomon.query.world import World
from gnomon.semantic.contracts import ColumnRef, SemanticModel


@dataclass(frozen=True, slots=True)
class SlicePlan:
    """One tile under one axis: the question whose answer is its cells, or why there is none."""

    axis: CubeAxis
    tile: CubeTile
    spec: QuerySpec | None = None
    measures: tuple[CubeMeasure, ...] = ()
    reason: str | None = None
    """Why the tile cannot be put together of steps."""
    error: AppError | None = None
    """Why the tile itself cannot be asked."""


async def plan_cube(runtime: QueryRuntime, subject: Subject, request: CubeRequest) -> tuple[SlicePlan, ...]:
    """A slice for each tile and each axis that reaches it; what keys tell of them is measured where it must be."""
    world = replace(subject.world, unmeasured=set())
    while True:
        plans = slices_of(request, subject.model, world)
        if not world.unmeasured:
            return plans
        world = await with_measured_keys(runtime, world)


def slices_of(request: CubeRequest, model: SemanticModel, world: World) -> tuple[SlicePlan, ...]:
    """The slices as far as is known of keys. Raises what is wrong with the request as a whole."""
    _refuse_twins("axes", (one.id for one in request.axes))
    _refuse_twins("tiles", (one.id for one in request.tiles))
    members = Members(world, model)
    axes = {one.id: _axis_column(one, members) for one in request.axes}
    pairs = [(axis, tile) for axis in request.axes for tile in request.tiles if axis.id not in tile.unlinked]
    if len(pairs) > MAX_CUBE_SLICES:
        raise QuestionRefused(
            f"A cube may have {MAX_CUBE_SLICES} slices; this one has {len(pairs)}, one for each tile and each axis.",
            "Ask for fewer tiles, or for one axis after the other.",
        )
    return tuple(_slice(request, axis, tile, axes[axis.id], members, world) for axis, tile in pairs)


def _axis_column(axis: CubeAxis, members: Members) -> ColumnRef:
    if axis.dimension.top is not None:
        raise QuestionRefused(
            f"“{axis.dimension.member}” is brushed, and shows its first values only.",
            "Leave `top` out, so that every value has a step.",
        )
    return members.ref(axis.dimension.member)


def _slice(
    request: CubeRequest, axis: CubeAxis, tile: CubeTile, column: ColumnRef, members: Members, world: World
) -> SlicePlan:
    reason = _changes_with_the_brush(request, axis, tile)
    if reason is not None:
        return SlicePlan(axis, tile, reason=reason)
    parts: list[tuple[str, bool, tuple[Part, ...]]] = []
    try:
        for ref in tile.measures:
            found = additivity_of(ref, column, world, members)
            if isinstance(found, NotAdditive):
                return SlicePlan(axis, tile, reason=found.reason)
            parts.append((name_of(ref), found.is_count, found.parts))
    except AppError as error:
        return SlicePlan(axis, tile, error=error)
    dimensions = tuple(one.model_copy(update={"name": _named(one)}) for one in tile.dimensions)
    taken = {name.casefold() for name in (*map(_named, tile.dimensions), *map(name_of, tile.measures))}
    refs, measures = _columns(parts, taken)
    step = axis.dimension.model_copy(update={"name": free_name("__step", taken)})
    spec = QuerySpec(
        dataset_id=request.dataset_id,
        dimensions=(step, *dimensions),
        measures=refs,
        filters=(*request.filters, *(_unmoving(one, axis) for one in tile.filters)),
        parameters=request.parameters,
        limit=request.max_cells,
        time_zone=request.time_zone,
    )
    return SlicePlan(axis, tile, spec, measures)


def _changes_with_the_brush(request: CubeRequest, axis: CubeAxis, tile: CubeTile) -> str | None:
    """What of a tile is made anew with every brush, so that no cell of its can be kept."""
    for one in tile.dimensions:
        if one.top is not None:
            return f"Which values of “{one.member}” are the first depends on what is brushed."
        if one.member == axis.dimension.member and one.bins is not None and one.bins.width is None:
            return f"The steps of “{one.member}” are as wide as the brushed range makes them."
    for condition in (*request.filters, *tile.filters):
        if isinstance(condition, MeasureFilter):
            return f"Which groups “{condition.measure}” leaves out depends on what is brushed."
    return None


def _named(ref: DimensionRef) -> str:
    return ref.name or (ref.member if ref.grain is None else f"{ref.member}_{ref.grain.value}")


def _columns(
    measures: Sequence[tuple[str, bool, tuple[Part, ...]]], taken: set[str]
) -> tuple[tuple[MeasureRef, ...], tuple[CubeMeasure, ...]]:
    """The parts of all measures, each once, and how each measure is read of them."""
    columns: dict[MeasureRef, str] = {}
    for name, _, parts in measures:
        if len(parts) == 1:
            columns.setdefault(_unnamed(parts[0].ref), name)
    for name, _, parts in measures:
        for part in parts:
            if _unnamed(part.ref) not in columns:
                word = "sum" if part is parts[0] else "count"
                made = free_name(f"{name} {word}", taken | {one.casefold() for one in columns.values()})
                columns[_unnamed(part.ref)] = made
    refs = tuple(ref.model_copy(update={"name": column}) for ref, column in columns.items())
    read = tuple(
        CubeMeasure(
            name=name,
            parts=tuple(CubePart(column=columns[_unnamed(part.ref)], fold=part.fold) for part in parts),
            is_count=is_count,
        )
        for name, is_count, parts in measures
    )
    return refs, read


def _unnamed(ref: MeasureRef) -> MeasureRef:
    return ref.model_copy(update={"name": None})


def _unmoving(condition: Filter, axis: CubeAxis) -> Filter:
    """A tile's own range of the brushed member, so that it does not narrow the steps, which all tiles share."""
    if isinstance(condition, RangeFilter) and condition.member == axis.dimension.member:
        return AnyFilter(filters=(condition,))
    return condition


def _refuse_twins(what: str, ids: Iterable[str]) -> None:
    twins = [one for one, count in Counter(ids).items() if count > 1]
    if twins:
        raise QuestionRefused(f"Two {what} are called “{twins[0]}”.", "Give each an id of its own.")


def questions_of(plans: Sequence[SlicePlan]) -> Iterator[tuple[str, QuerySpec]]:
    """The questions that a cube asks, each by the place of its slice."""
    for place, plan in enumerate(plans):
        if plan.spec is not None:
            yield str(place), plan.spec
