"""Recommendation: from the fields in the wells to a ranked list of marks, each with its reason.

The scores order marks; their distances mean nothing. Position before length before angle and area is Mackinlay's order
(Automating the design of graphical presentations, 1986); which mark suits which pair of types follows CompassQL
(Wongsuphasawat et al., 2016) and Draco (Moritz et al., 2019). `tests/charts/test_published_preferences.py` compares the
order with what people read most exactly in experiments.
"""

from collections.abc import Callable, Sequence

from gnomon.charts.contracts import Mark, Recommendation
from gnomon.charts.fields import Field, Place, Wells, grouped
from gnomon.charts.words import lowered

MAX_SLICES = 8
"""A pie never has more slices."""
FEW_SLICES = 6
MAX_STACKED_SERIES = 6
MAX_POINTS = 5_000

Ranking = list[Recommendation]


def recommend(wells: Wells, row_count: int) -> tuple[Recommendation, ...]:
    """The marks that fit these fields, best first; there is always at least one."""
    dimensions, measures = wells.dimensions, wells.measures
    rule = _RULES.get((min(len(dimensions), 3), min(len(measures), 2)), _many)
    return best_first(_scatter_of_rows(wells, row_count) or rule(wells))


def best_first(found: Sequence[Recommendation]) -> tuple[Recommendation, ...]:
    """Each mark once, with its best reason."""
    best: dict[Mark, Recommendation] = {}
    for one in sorted(found, key=lambda each: -each.score):
        best.setdefault(one.mark, one)
    return tuple(best.values())


def _say(mark: Mark, score: float, reason: str) -> Recommendation:
    return Recommendation(mark=mark, score=score, reason=reason)


def _table(score: float = 0.3) -> Recommendation:
    return _say(Mark.TABLE, score, "A table, for those who want the exact values.")


def _nothing(_wells: Wells) -> Ranking:
    return [_say(Mark.TABLE, 1.0, "The rows themselves, because no field is chosen yet.")]


def _numbers_alone(wells: Wells) -> Ranking:
    count = len(wells.measures)
    reason = (
        "A single number, because one measure stands alone."
        if count == 1
        else "One number each, because the measures stand alone."
    )
    found = [_say(Mark.KPI, 0.95, reason), _table()]
    if count == 1 and wells.measures[0].is_number and wells.measures[0].aggregation is not None:
        found.append(_say(Mark.HISTOGRAM, 0.5, "A histogram shows how the values behind this number are spread."))
    return found


def _one_dimension(wells: Wells) -> Ranking:
    field = grouped(wells.dimensions[0])
    if not wells.measures:
        return _spread_of(field)
    name = lowered(field.title)
    if _is_time(field):
        return [
            _say(Mark.LINE, 0.95, "A line, because a measure runs over time."),
            _say(Mark.BAR, 0.7, "Bars compare single periods."),
            *_area_of(wells, 0.65),
            _table(),
        ]
    match field.place:
        case Place.TIME | Place.STEPS | Place.NUMBER:
            # Over some dozen steps of a number people read bars more exactly than points, and points than a line:
            # Saket, Endert and Demiralp 2018, against which this ranking is measured in the tests.
            is_time = field.is_stepped_moment
            return [
                _say(Mark.LINE, 0.85 if is_time else 0.6, f"A line, because a measure runs along {name}."),
                _say(Mark.BAR, 0.8 if is_time else 0.85, f"Bars compare steps of {name}."),
                _say(Mark.SCATTER, 0.6 if is_time else 0.7, "Points show each value by itself."),
                _table(),
            ]
        case Place.ORDER | Place.NAME:
            found = [_say(Mark.BAR, 0.95, f"Bars, because lengths compare {name} most exactly."), _table(0.4)]
            if field.place is Place.ORDER:
                found.append(_say(Mark.LINE, 0.7, f"A line, because {name} has an order."))
            return found + _pie_of(field, wells)


def _spread_of(field: Field) -> Ranking:
    name = lowered(field.title)
    if field.place is Place.TIME:
        return [
            _say(Mark.LINE, 0.9, "A line of the number of rows over time, because no measure is chosen."),
            _say(Mark.BAR, 0.8, "Bars count the rows of each period."),
            _table(),
        ]
    if field.place in {Place.NUMBER, Place.STEPS}:
        return [_say(Mark.HISTOGRAM, 0.95, f"A histogram, because {name} is a number."), _table()]
    found = [_say(Mark.BAR, 0.9, f"Bars that count the rows of each {name}."), _table(0.4)]
    if field.is_number:
        found.append(_say(Mark.HISTOGRAM, 0.7, f"A histogram, because {name} is a number."))
    return found


def _two_dimensions(wells: Wells) -> Ranking:
    first, second = (grouped(one) for one in wells.dimensions[:2])
    is_x_taken = wells.x is not None and not wells.x.is_measure
    if _is_time(first) or (_is_time(second) and not is_x_taken):
        return [
            _say(Mark.LINE, 0.95, "Lines, because a measure runs over time for several groups."),
            *_area_of(wells, 0.7),
            _say(Mark.BAR, 0.65, "Bars compare single periods and their parts."),
            _say(Mark.HEATMAP, 0.5, "A heatmap shows a pattern over many groups at once."),
            _table(),
        ]
    few = (second.distinct_count or MAX_STACKED_SERIES + 1) <= MAX_STACKED_SERIES
    can_stack = all(one.is_additive for one in wells.measures)
    bars = "Stacked bars, because the parts of each bar add up." if can_stack else "Bars side by side for each group."
    return [
        _say(Mark.HEATMAP, 0.85 if not few else 0.7, "A heatmap, because two groupings meet in one measure."),
        _say(Mark.BAR, 0.9 if few else 0.65, bars),
        _table(0.5),
    ]


def _two_measures_of_one_dimension(wells: Wells) -> Ranking:
    if not _faces(wells):
        return _one_dimension(wells)
    name = lowered(wells.dimensions[0].title)
    return [_say(Mark.SCATTER, 0.95, f"Points, because two measures are compared for each {name}."), _table(0.5)]


def _two_measures_alone(wells: Wells) -> Ranking:
    if not _faces(wells):
        return _numbers_alone(wells)
    return [_say(Mark.SCATTER, 0.95, "Points, because two numbers are compared row by row."), _table(0.4)]


def _two_measures_of_two_dimensions(wells: Wells) -> Ranking:
    if _faces(wells):
        return [_say(Mark.SCATTER, 0.9, "Points, because two measures are compared group by group."), _table(0.5)]
    return _two_dimensions(wells)


def _many(wells: Wells) -> Ranking:
    if _faces(wells):
        return [_say(Mark.SCATTER, 0.8, "Points, because two measures are compared group by group."), _table(0.6)]
    if wells.facet is not None and not wells.tooltip:
        return [_say(one.mark, one.score - 0.05, one.reason) for one in _two_dimensions(wells)]
    return [
        _table(0.8).model_copy(update={"reason": "A table, because there are more groupings than a picture can show."}),
        _say(Mark.BAR, 0.5, "Bars of the first grouping."),
    ]


def _scatter_of_rows(wells: Wells, row_count: int) -> Ranking | None:
    """Two plain numbers against each other: a point for each row, or squares where there are too many."""
    if not is_two_numbers(wells):
        return None
    is_crowded = row_count > MAX_POINTS
    squares = "Squares that count rows, because single points would hide each other."
    return [
        _say(Mark.SCATTER, 0.6 if is_crowded else 0.95, "Points, because two numbers are compared row by row."),
        _say(Mark.HEATMAP, 0.9 if is_crowded else 0.6, squares),
        _table(),
    ]


def is_two_numbers(wells: Wells) -> bool:
    """Whether x and y are plain numbers of the rows, not grouped in any way."""
    if wells.x is None or len(wells.y) != 1:
        return False
    return all(one.is_number and not one.is_measure and one.ref.bins is None for one in (wells.x, wells.y[0]))


def _is_time(field: Field) -> bool:
    """Whether a field runs as time does: moments, and whole numbers that are years."""
    return field.place is Place.TIME or (field.place is not Place.STEPS and field.looks_like_years)


def _faces(wells: Wells) -> bool:
    """Whether a measure on x meets one on y."""
    return wells.x is not None and wells.x.is_measure and any(one.is_measure for one in wells.y)


def _area_of(wells: Wells, score: float) -> Ranking:
    if not all(one.is_additive for one in wells.measures):
        return []
    return [_say(Mark.AREA, score, "An area, because the amounts add up.")]


def _pie_of(field: Field, wells: Wells) -> Ranking:
    measure = wells.measures[0]
    is_whole = len(wells.measures) == 1 and measure.is_additive and not measure.has_negative_values
    is_small = field.distinct_count is not None and 2 <= field.distinct_count <= FEW_SLICES
    if not (is_whole and is_small):
        return []
    return [_say(Mark.PIE, 0.35, "A pie, because a few parts make a whole; bars compare them more exactly.")]


_RULES: dict[tuple[int, int], Callable[[Wells], Ranking]] = {
    (0, 0): _nothing,
    (0, 1): _numbers_alone,
    (0, 2): _two_measures_alone,
    (1, 0): _one_dimension,
    (1, 1): _one_dimension,
    (1, 2): _two_measures_of_one_dimension,
    (2, 0): _two_dimensions,
    (2, 1): _two_dimensions,
    (2, 2): _two_measures_of_two_dimensions,
}
