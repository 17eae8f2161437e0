"""Which marks fit the columns of a result, each with its reason; nothing here may need values that add up."""

from gnomon.charts.contracts import Mark, Recommendation
from gnomon.charts.fields import Place
from gnomon.charts.recommend import FEW_SLICES
from gnomon.charts.results.contracts import NUMBERS, DrawResult, NoAxis, NothingToDraw, NoValues, ResultField
from gnomon.charts.results.fields import name_of, position
from gnomon.datasets.contracts import ColumnType

Ranking = list[Recommendation]


def recommend_for_result(asked: DrawResult) -> tuple[Recommendation, ...]:
    """The marks that fit, best first. Raises `NothingToDraw`, `NoAxis` and `NoValues` where none does."""
    if not any(one.type in NUMBERS for one in asked.fields):
        raise NothingToDraw
    if not asked.y:
        found = _numbers_alone(asked)
    elif asked.x is None:
        found = _values_alone(asked)
    else:
        found = _repeated(asked, asked.x) if asked.has_repeated_places else _along(asked, asked.x)
    return tuple(sorted(found, key=lambda each: -each.score))


def _say(mark: Mark, score: float, reason: str) -> Recommendation:
    return Recommendation(mark=mark, score=score, reason=reason)


def _numbers_alone(asked: DrawResult) -> Ranking:
    if asked.x is None or asked.x.type not in NUMBERS:
        raise NoValues
    return [_say(Mark.HISTOGRAM, 0.95, f"A histogram shows how the values of {name_of(asked.x)} are spread.")]


def _values_alone(asked: DrawResult) -> Ranking:
    if asked.row_count > 1:
        raise NoAxis
    one = "A single number, because the result is one row."
    many = "One number each, because the result is one row."
    return [_say(Mark.KPI, 0.95, one if len(asked.y) == 1 else many)]


def _repeated(asked: DrawResult, x: ResultField) -> Ranking:
    is_two_numbers = x.type in NUMBERS
    several = f"Points, because several rows have the same {name_of(x)}."
    pairs = "Points, because two numbers are compared row by row."
    found = [_say(Mark.SCATTER, 0.95, pairs if is_two_numbers else several)]
    if asked.color is None and len(asked.y) == 1:
        found.append(_say(Mark.BAR, 0.5, "Bars on each other, each as long as the sum of its rows."))
    return found


def _along(asked: DrawResult, x: ResultField) -> Ranking:
    field, name = position(x), name_of(x)
    if field.place is Place.TIME or field.looks_like_years:
        return [
            _say(Mark.LINE, 0.95, "Lines, because values run over time." if _has_series(asked) else _over_time(asked)),
            _say(Mark.BAR, 0.7, "Bars compare single periods."),
            _say(Mark.AREA, 0.5, "An area shows amounts from zero."),
            _say(Mark.SCATTER, 0.4, "Points show each value by itself."),
        ]
    if x.type in NUMBERS:
        is_steps = x.type is ColumnType.INTEGER
        return [
            _say(Mark.SCATTER, 0.7 if is_steps else 0.9, "Points, because two numbers are compared row by row."),
            _say(Mark.LINE, 0.85 if is_steps else 0.6, f"A line, because values run along {name}."),
            _say(Mark.BAR, 0.5, f"Bars compare single values of {name}."),
        ]
    return [*_names(asked, name), *_pie(asked, x), _say(Mark.SCATTER, 0.3, "Points show each value by itself.")]


def _names(asked: DrawResult, name: str) -> Ranking:
    if asked.color is None:
        return [_say(Mark.BAR, 0.95, f"Bars, because lengths compare {name} most exactly.")]
    return [
        _say(Mark.BAR, 0.9, "Bars side by side for each group."),
        _say(Mark.HEATMAP, 0.7, "A heatmap, because two groupings meet in one value."),
    ]


def _pie(asked: DrawResult, x: ResultField) -> Ranking:
    is_one = len(asked.y) == 1 and asked.color is None and (asked.y[0].min or 0) >= 0
    is_small = x.distinct_count is not None and 2 <= x.distinct_count <= FEW_SLICES
    if not (is_one and is_small):
        return []
    return [_say(Mark.PIE, 0.35, "A pie, if these values are the parts of a whole; bars compare them more exactly.")]


def _has_series(asked: DrawResult) -> bool:
    return asked.color is not None or len(asked.y) > 1


def _over_time(asked: DrawResult) -> str:
    return f"A line, because {name_of(asked.y[0])} runs over time."
