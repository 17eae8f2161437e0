"""Arranging how a number is spread: boxes, strips, densities and violins."""

from dataclasses import replace
from types import MappingProxyType

from gnomon.charts.arrangement import Arrangement, facet_of, may_exceed, only_measures, tops_of
from gnomon.charts.contracts import ChartSpec, FieldRef, FieldRole, Mark, NotDrawable, Recommendation
from gnomon.charts.fields import (
    COUNTS,
    Field,
    Place,
    Wells,
    as_dimension,
    field_of,
    grouped,
    in_steps,
    row_count_field,
    with_ref,
)
from gnomon.charts.recommend import MAX_POINTS
from gnomon.charts.words import lowered
from gnomon.datasets.contracts import ROWS, ColumnType
from gnomon.query.contracts import Bins, QueryMode, Sort
from gnomon.semantic.contracts import Aggregation, SemanticModel

MAX_BOXES = 40
MAX_VIOLINS = 12
MAX_STRIPS = 40
DENSITY_BINS = Bins(at_most=60)
VIOLIN_BINS = Bins(at_most=40)
FIVE_NUMBERS = (
    (Aggregation.MIN, None),
    (Aggregation.QUANTILE, 0.25),
    (Aggregation.MEDIAN, None),
    (Aggregation.QUANTILE, 0.75),
    (Aggregation.MAX, None),
)
NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.FLOAT})
NEEDS = "a number whose rows can be spread out"


def arrange_box(wells: Wells, spec: ChartSpec, model: SemanticModel) -> Arrangement:
    """The number of values and the five numbers of each group, all of them worked out by the engine."""
    number = number_of(Mark.BOX, wells)
    category, color, facet = _groups(wells, number)
    numbers = tuple(_total(number, aggregation, model, quantile) for aggregation, quantile in FIVE_NUMBERS)
    few = spec.options.limit or MAX_BOXES
    is_multiplied = facet is not None or color is not None
    tops = tops_of(color, facet)
    if is_multiplied and category is not None and category.place is Place.NAME and may_exceed(category, few):
        tops["x"] = few
    if color is not None and category is not None and color.column == category.column:
        tops.pop("color", None)
    values = (_total(number, Aggregation.COUNT, model), *numbers)
    return Arrangement(
        mark=Mark.BOX,
        x=category,
        y=values,
        color=color,
        facet=facet,
        tooltip=only_measures(_others(wells, number), values),
        is_horizontal=_is_horizontal(wells, number, category, spec),
        limit=MAX_BOXES if not is_multiplied else MAX_POINTS,
        top=MappingProxyType(tops),
        notes=("Each box holds the middle half of the values; its lines reach to the smallest and the largest.",),
    )


def arrange_strip(wells: Wells, spec: ChartSpec, model: SemanticModel) -> Arrangement:
    """A dot for each row."""
    number = number_of(Mark.STRIP, wells)
    candidates = (wells.x, *wells.y, wells.color)
    category = next((one for one in candidates if one is not None and _is_apart(one, number)), None)
    color = wells.color if wells.color is not None and _is_apart(wells.color, number) else None
    facet = wells.facet if wells.facet is not None and _is_apart(wells.facet, number) else None
    tops = tops_of(color, facet)
    if category is not None and category.place is Place.NAME and may_exceed(category, spec.options.limit or MAX_STRIPS):
        tops["x"] = spec.options.limit or MAX_STRIPS
    return Arrangement(
        mark=Mark.STRIP,
        mode=QueryMode.ROWS,
        x=None if category is None else _as_row_value(category),
        y=(_as_row_value(as_dimension(number, model)),),
        color=None if color is None else _as_row_value(color),
        facet=None if facet is None else _as_row_value(facet),
        tooltip=tuple(_as_row_value(as_dimension(one, model)) for one in wells.tooltip if _is_of_rows(one)),
        is_horizontal=_is_horizontal(wells, number, category, spec),
        is_sample=True,
        limit=MAX_POINTS,
        top=MappingProxyType(tops),
    )


def arrange_density(wells: Wells, _spec: ChartSpec, model: SemanticModel) -> Arrangement:
    """How many rows lie in each of many small steps, which are then smoothed."""
    number = number_of(Mark.DENSITY, wells)
    candidates = (wells.color, *wells.y, wells.x)
    color = next((grouped(one) for one in candidates if one is not None and _is_apart(one, number)), None)
    facet = facet_of(wells)
    return Arrangement(
        mark=Mark.DENSITY,
        x=in_steps(as_dimension(number, model), DENSITY_BINS),
        y=(row_count_field("y"),),
        color=color,
        facet=facet,
        top=MappingProxyType(tops_of(color, facet)),
    )


def arrange_violin(wells: Wells, spec: ChartSpec, model: SemanticModel) -> Arrangement:
    """How many rows of each category lie in each of many small steps."""
    number = number_of(Mark.VIOLIN, wells)
    category, _, facet = _groups(wells, number)
    if category is None:
        raise NotDrawable(Mark.VIOLIN, "a number, and a category to compare it by")
    tops = tops_of(None, facet)
    few = spec.options.limit or MAX_VIOLINS
    if category.place is Place.NAME and may_exceed(category, few):
        tops["x"] = few
    steps = in_steps(as_dimension(number, model), VIOLIN_BINS)
    is_colored = wells.color is not None and wells.color.ref.member == category.ref.member
    return Arrangement(
        mark=Mark.VIOLIN,
        x=category,
        y=(steps,),
        color=category if is_colored else None,
        facet=facet,
        tooltip=(row_count_field("tooltip"),),
        is_horizontal=_is_horizontal(wells, number, category, spec),
        top=MappingProxyType(tops),
        notes=("Every shape has the same area, however many rows are in it.",),
    )


def number_of(mark: Mark, wells: Wells) -> Field:
    """The number that is spread out: best on y, where people put it. Raises `NotDrawable`."""
    candidates: list[Field] = [one for one in (*wells.y, wells.x, *wells) if one is not None and _has_rows(one)]
    continuous = (one for one in candidates if one.is_measure or one.place in {Place.NUMBER, Place.STEPS})
    number = next(continuous, next(iter(candidates), None))
    if number is None:
        raise NotDrawable(mark, NEEDS)
    return number


def fullest_first(made: Arrangement) -> tuple[Sort, ...]:
    """The steps with most rows first: they are kept where not all steps of all groups fit."""
    counts = (one for one in made.measures if one.ref.member == ROWS)
    by_groups = (Sort(by=one.column) for one in made.dimensions)
    return (*(Sort(by=one.column, descending=True) for one in counts), *by_groups)


def spread_title(made: Arrangement) -> str:
    """What a picture of a spread shows: “Spread of amount by region”."""
    number = made.x if made.mark is Mark.DENSITY else made.y[0]
    groups = (made.color, made.facet) if made.mark is Mark.DENSITY else (made.x, made.color, made.facet)
    words = dict.fromkeys(lowered(one.title) for one in groups if one is not None)
    what = f"Spread of {lowered(number.label)}" if number is not None else "Spread"
    return f"{what} by {' and '.join(words)}" if words else what


def suggest_box(wells: Wells) -> Recommendation | None:
    """Boxes compare how a number is spread in several groups."""
    return _suggested(Mark.BOX, 0.65, wells, "Boxes compare how {number} is spread in each {category}.")


def suggest_strip(wells: Wells) -> Recommendation | None:
    """Dots show every single value."""
    return _suggested(Mark.STRIP, 0.5, wells, "Dots show every single value of {number} in each {category}.")


def suggest_violin(wells: Wells) -> Recommendation | None:
    """Violins show the shape of several spreads."""
    return _suggested(Mark.VIOLIN, 0.45, wells, "Violins compare the shapes in which {number} is spread.")


def suggest_density(wells: Wells) -> Recommendation | None:
    """A density is a histogram without steps."""
    numbers = [one for one in wells if _has_rows(one) and not one.has_few_values]
    others = [one for one in wells if one not in numbers]
    if len(numbers) != 1 or len(others) > 1 or any(one.is_measure or one.place is not Place.NAME for one in others):
        return None
    if numbers[0].is_measure and (others or numbers[0].is_additive):
        return None
    name = lowered(numbers[0].label)
    score = 0.45 if numbers[0].is_measure else 0.7
    return Recommendation(
        mark=Mark.DENSITY, score=score, reason=f"A smooth curve shows where the values of {name} crowd."
    )


def _suggested(mark: Mark, score: float, wells: Wells, reason: str) -> Recommendation | None:
    numbers = [one for one in wells if _has_rows(one) and (one.is_measure or not one.has_few_values)]
    groups = [one for one in wells if one not in numbers]
    if len(numbers) != 1 or len(groups) != 1 or groups[0].is_measure or numbers[0].is_additive:
        return None
    category = grouped(groups[0])
    if category.place not in {Place.NAME, Place.ORDER}:
        return None
    words = {"number": lowered(numbers[0].label), "category": lowered(category.title)}
    return Recommendation(mark=mark, score=score, reason=reason.format(**words))


def _has_rows(one: Field) -> bool:
    """Whether a field is a number of the rows: neither their count nor a formula over many of them."""
    if one.is_measure:
        return _is_of_rows(one) and one.aggregation not in COUNTS and one.type in NUMBERS
    return one.is_number


def _is_of_rows(one: Field) -> bool:
    return not one.is_measure or (one.ref.member != ROWS and one.aggregation is not None)


def _is_apart(one: Field, number: Field) -> bool:
    return not one.is_measure and one.ref.member != number.ref.member


def _as_row_value(one: Field) -> Field:
    """The field as it stands in a row, without grain and steps."""
    ref = one.ref.model_copy(update={"grain": None, "bins": None})
    return with_ref(one, ref)


def _groups(wells: Wells, number: Field) -> tuple[Field | None, Field | None, Field | None]:
    """The category, what color tells apart, and the facet."""
    apart = [one for one in (wells.x, *wells.y, wells.color) if one is not None and _is_apart(one, number)]
    category = grouped(apart[0]) if apart else None
    color = wells.color if wells.color is not None and _is_apart(wells.color, number) else None
    second = color if color is not None else next(iter(apart[1:]), None)
    facet = wells.facet if wells.facet is not None and _is_apart(wells.facet, number) else None
    return (
        category,
        None if second is None else grouped(second),
        None if facet is None else grouped(facet),
    )


def _others(wells: Wells, number: Field) -> tuple[Field | None, ...]:
    return tuple(one for one in (*wells.tooltip, wells.size) if one is not None and one.column != number.column)


def _total(number: Field, aggregation: Aggregation, model: SemanticModel, quantile: float | None = None) -> Field:
    ref = FieldRef(role=FieldRole.MEASURE, member=number.ref.member, aggregation=aggregation, quantile=quantile)
    return replace(field_of("y", ref, model), label=number.ref.label or number.label)


def _is_horizontal(wells: Wells, number: Field, category: Field | None, spec: ChartSpec) -> bool:
    """Lying down where the number stands on x, or the category on y."""
    return spec.options.is_horizontal or number is wells.x or (category is None)
