"""Drilling: the levels that the fields of a picture can give way to, and the picture after a reader went along them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gnomon.charts import service as charts
from gnomon.charts.contracts import ChartSpec, Encodings, FieldRef, FieldRole, Mark, NotDrawable
from gnomon.dashboards.contracts import CarriedFilters, DrillLevel, DrillOffer, DrillStep, OfferedLevel, TileChange
from gnomon.dashboards.filters import Wish
from gnomon.query.contracts import Filter, QueryMode
from gnomon.semantic.contracts import Dimension, DimensionKind, MemberHierarchy, SemanticModel, TimeGrain

CALENDAR = (TimeGrain.YEAR, TimeGrain.QUARTER, TimeGrain.MONTH, TimeGrain.DAY, TimeGrain.HOUR, TimeGrain.MINUTE)
"""The levels of time that lie within each other; weeks lie across months."""
FINER = dict(pairwise(CALENDAR)) | {TimeGrain.WEEK: TimeGrain.DAY}
COARSER = {finer: coarser for coarser, finer in pairwise(CALENDAR)} | {TimeGrain.WEEK: TimeGrain.MONTH}
WITHOUT_LEVELS = frozenset({Mark.KPI, Mark.GAUGE, Mark.VEGA_LITE})
"""Marks whose fields are not to be seen, or are named in what somebody wrote."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A tile's picture as its reader changed it, filtered by what they kept, and what must be said about it."""

    chart: ChartSpec
    notes: tuple[str, ...] = ()
    went: tuple[DrillStep, ...] = ()
    """The steps that it was drilled along; fewer than were asked for where the way ends."""


def changed(chart: ChartSpec, model: SemanticModel, change: TileChange | None) -> Changed:
    """The picture after what its reader kept and drilled; a step that leads nowhere any more ends the way there."""
    if change is None or change.dataset_id != chart.dataset_id:
        return Changed(chart)
    filters: list[Filter] = list(change.kept)
    for at, step in enumerate(change.steps):
        down, up = levels_of(step.source, model)
        after = replaced(chart, step, model) if step.target in (*down, *up) else None
        if after is None:
            note = f"Not drilled to {_words(step.target, model)}: this picture has no such level any more."
            return Changed(_with_filters(chart, filters), (note,), change.steps[:at])
        chart = after
        filters += step.filters
    narrow = _with_filters(chart, filters)
    drawn = _drawable(narrow, change.steps[-1].target, model) if change.steps else narrow
    return Changed(drawn, went=change.steps)


def offers_of(draft: charts.Draft, model: SemanticModel) -> tuple[DrillOffer, ...]:
    """Where the fields of a picture can go: levels that are not in it already."""
    if draft.query.mode is not QueryMode.GROUPS or draft.made.mark in WITHOUT_LEVELS:
        return ()
    fields = [one for one in draft.made.dimensions if one.ref.role is FieldRole.DIMENSION and one.ref.bins is None]
    present = {DrillLevel(member=one.ref.member, grain=one.ref.grain) for one in fields}
    offers: list[DrillOffer] = []
    for one in fields:
        source = DrillLevel(member=one.ref.member, grain=one.ref.grain)
        down, up = (
            tuple(_offered(level, model) for level in levels if level not in present)
            for levels in levels_of(source, model)
        )
        if down or up:
            offers.append(DrillOffer(column=one.column, source=source, label=one.title, down=down, up=up))
    return tuple(offers)


def levels_of(source: DrillLevel, model: SemanticModel) -> tuple[tuple[DrillLevel, ...], tuple[DrillLevel, ...]]:
    """The levels right below and right above one: of the model's hierarchies, or else of time itself."""
    down: dict[DrillLevel, None] = {}
    up: dict[DrillLevel, None] = {}
    for hierarchy in _hierarchies(model):
        levels = [_level(one.member, one.grain, model) for one in hierarchy.levels]
        for coarser, finer in pairwise(levels):
            if coarser == source and _is_shown(finer, model):
                down[finer] = None
            if finer == source and _is_shown(coarser, model):
                up[coarser] = None
    return tuple(down) or _of_time(source, model, FINER), tuple(up) or _of_time(source, model, COARSER)


def replaced(chart: ChartSpec, step: DrillStep, model: SemanticModel | None = None) -> ChartSpec | None:
    """The chart with the step's field in its new level; none when it has no such field.

    Without a model, a moment that has no grain of its own counts as cut at whichever the step says.
    """
    refs = [one for one in fields_of(chart.encodings) if _may_be(one, step.source.member)]
    meant = [one for one in refs if one.grain == step.source.grain]
    if not meant:
        default = step.source.grain if model is None else _default_grain(step.source.member, model)
        meant = [one for one in refs if one.grain is None and default == step.source.grain]
    if not meant:
        return None
    fresh = FieldRef(role=FieldRole.DIMENSION, member=step.target.member, grain=step.target.grain)
    return _with_fields(chart, dict.fromkeys(meant, fresh))


def fields_of(bound: Encodings) -> Iterator[FieldRef]:
    """All fields of a picture."""
    candidates = (bound.x, *bound.y, bound.color, bound.size, bound.facet, *bound.tooltip)
    return (one for one in candidates if one is not None)


def _may_be(one: FieldRef, member: str) -> bool:
    return one.role is FieldRole.DIMENSION and one.member == member and one.bins is None


def _with_fields(chart: ChartSpec, fresh: dict[FieldRef, FieldRef]) -> ChartSpec:
    def single(one: FieldRef | None) -> FieldRef | None:
        return None if one is None else fresh.get(one, one)

    def several(refs: Sequence[FieldRef]) -> tuple[FieldRef, ...]:
        return tuple(fresh.get(one, one) for one in refs)

    bound = chart.encodings
    encodings = Encodings(
        x=single(bound.x),
        y=several(bound.y),
        color=single(bound.color),
        size=single(bound.size),
        facet=single(bound.facet),
        tooltip=several(bound.tooltip),
    )
    # What a person called the axis spoke of the field that is gone.
    titles = {"x_title": None} if encodings.x != bound.x else {}
    return chart.model_copy(
        update={"encodings": encodings, "options": chart.options.model_copy(update=titles)},
    )


def _with_filters(chart: ChartSpec, filters: Sequence[Filter]) -> ChartSpec:
    return chart.model_copy(update={"filters": (*chart.filters, *filters)})


def _drawable(chart: ChartSpec, level: DrillLevel, model: SemanticModel) -> ChartSpec:
    """The chart with its mark where that can show the new level, and else with one that can."""
    try:
        made = charts.draft(chart, model).made
    except NotDrawable:
        return chart.model_copy(update={"mark": Mark.AUTO})
    # A calendar has days, whatever it is asked for.
    is_shown = any((one.ref.member, one.ref.grain) == (level.member, level.grain) for one in made.dimensions)
    return chart if is_shown else chart.model_copy(update={"mark": Mark.AUTO})


def _hierarchies(model: SemanticModel) -> Iterator[MemberHierarchy]:
    yield from model.hierarchies
    for table in model.related:
        yield from table.hierarchies


def _dimension(member: str, model: SemanticModel) -> Dimension | None:
    every = (*model.dimensions, *(one for table in model.related for one in table.dimensions))
    return next((one for one in every if one.name == member), None)


def _default_grain(member: str, model: SemanticModel) -> TimeGrain | None:
    dimension = _dimension(member, model)
    return None if dimension is None else dimension.default_grain


def _level(member: str, grain: TimeGrain | None, model: SemanticModel) -> DrillLevel:
    return DrillLevel(member=member, grain=grain or _default_grain(member, model))


def _is_shown(level: DrillLevel, model: SemanticModel) -> bool:
    dimension = _dimension(level.member, model)
    return dimension is not None and not dimension.is_hidden


def _of_time(source: DrillLevel, model: SemanticModel, steps: dict[TimeGrain, TimeGrain]) -> tuple[DrillLevel, ...]:
    dimension = _dimension(source.member, model)
    grain = None if source.grain is None else steps.get(source.grain)
    if dimension is None or dimension.kind is not DimensionKind.TIME or grain not in dimension.grains:
        return ()
    return (DrillLevel(member=source.member, grain=grain),)


def _offered(level: DrillLevel, model: SemanticModel) -> OfferedLevel:
    return OfferedLevel(member=level.member, grain=level.grain, label=_words(level, model))


def _words(level: DrillLevel, model: SemanticModel) -> str:
    """“City”, “Quarter”."""
    dimension = _dimension(level.member, model)
    label = level.member if dimension is None else dimension.label
    return label if level.grain is None else level.grain.value.replace("_", " ").capitalize()


def carried_wishes(carried: CarriedFilters | None) -> tuple[Wish, ...]:
    """What was brought along from another page, which wants to reach every tile of this one."""
    return () if carried is None or not carried.filters else (Wish(carried.dataset_id, carried.filters, None, None),)
