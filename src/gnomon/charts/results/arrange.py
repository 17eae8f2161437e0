"""Arranging rows as they are: which column of a result goes where for one mark."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from gnomon.charts.arrange_against import MAX_HEATMAP_CATEGORIES
from gnomon.charts.arrange_along import LONG_LABEL, MANY_LABELS, MAX_RUNNING_BARS
from gnomon.charts.arrangement import MAX_MARKS, MAX_SERIES, Arrangement, may_exceed
from gnomon.charts.contracts import Mark, Stacking
from gnomon.charts.fields import Field, Place
from gnomon.charts.recommend import MAX_SLICES
from gnomon.charts.results.contracts import (
    NUMBERS,
    DrawResult,
    NoAxis,
    NothingToDraw,
    NoValues,
    PlacesRepeat,
    ResultField,
    WellIsEmpty,
)
from gnomon.charts.results.fields import category, name_of, position, value
from gnomon.charts.results.histogram import arrange_histogram
from gnomon.charts.words import listed
from gnomon.query.contracts import QueryMode

MAX_NAMES = 25
"""More bars than these cannot be told apart by their names."""


def arrange_result(mark: Mark, asked: DrawResult) -> Arrangement:
    """Put the columns in their places for this mark. Raises `NothingToDraw`, `WellIsEmpty` and `PlacesRepeat`."""
    return _ARRANGE[mark](asked)


def _bar(asked: DrawResult) -> Arrangement:
    axis, values = _axis(asked), _values(asked)
    x = category(axis)
    color = None if asked.color is None else category(asked.color)
    stacking, notes = _stacking(asked, values)
    is_single = color is None and len(values) == 1
    if asked.has_repeated_places:
        if stacking is Stacking.GROUPED and not is_single:
            raise PlacesRepeat(_place_names(asked), "bars side by side")
        notes += (f"{_several_rows(asked)}: their bars stand on each other, and the whole bar is their sum.",)
    tops = _tops(x=(x, MAX_NAMES), color=(color, MAX_SERIES - 1))
    return Arrangement(
        mark=Mark.BAR,
        x=x,
        y=values,
        color=color,
        is_horizontal=_is_horizontal(axis, x),
        limit=MAX_MARKS if x.place is Place.NAME else MAX_RUNNING_BARS,
        stacking=Stacking.STACKED if is_single else stacking,
        top=MappingProxyType(tops),
        notes=notes,
        keeps_order=True,
    )


def _line(asked: DrawResult) -> Arrangement:
    notes: tuple[str, ...] = ()
    if asked.has_repeated_places:
        notes = (f"{_several_rows(asked)}: the line goes through each of them.",)
    return _running(Mark.LINE, asked, Stacking.GROUPED, notes)


def _area(asked: DrawResult) -> Arrangement:
    if asked.has_repeated_places:
        raise PlacesRepeat(_place_names(asked), "an area")
    return _running(Mark.AREA, asked, *_stacking(asked, _values(asked)))


def _running(mark: Mark, asked: DrawResult, stacking: Stacking, notes: tuple[str, ...]) -> Arrangement:
    color = None if asked.color is None else category(asked.color)
    return Arrangement(
        mark=mark,
        x=position(_axis(asked)),
        y=_values(asked),
        color=color,
        stacking=stacking,
        top=MappingProxyType(_tops(color=(color, MAX_SERIES - 1))),
        notes=notes,
        keeps_order=True,
    )


def _scatter(asked: DrawResult) -> Arrangement:
    color = None if asked.color is None else position(asked.color)
    return Arrangement(
        mark=Mark.SCATTER,
        mode=QueryMode.ROWS,
        x=position(_axis(asked)),
        y=_values(asked)[:1],
        color=color,
        tooltip=tuple(position(one) for one in asked.tooltip),
        top=MappingProxyType(_tops(color=(None if color is None or color.is_number else color, MAX_SERIES - 1))),
        notes=_left_out(asked.y[1:]),
    )


def _pie(asked: DrawResult) -> Arrangement:
    slices, size = asked.x or asked.color, _values(asked)[0]
    if slices is None:
        raise WellIsEmpty("A pie needs a column whose values are its slices.", hint="Choose one for X.")
    others = tuple(one for one in (asked.color,) if one is not None and one is not slices)
    notes = _left_out((*asked.y[1:], *others))
    if size.has_negative_values:
        notes += ("Negative values cannot be shown as slices.",)
    if asked.has_repeated_places:
        notes += (f"{_several_rows(asked)}, and a slice of its own.",)
    return Arrangement(
        mark=Mark.PIE,
        y=(size,),
        color=category(slices),
        top=MappingProxyType({"color": MAX_SLICES - 1}),
        notes=notes,
    )


def _heatmap(asked: DrawResult) -> Arrangement:
    if asked.color is None:
        raise WellIsEmpty("A heatmap needs two columns that group.", hint="Choose one for X and another for color.")
    x, y, amount = category(_axis(asked)), category(asked.color), _values(asked)[0]
    if asked.has_repeated_places:
        raise PlacesRepeat(_place_names(asked), "squares")
    return Arrangement(
        mark=Mark.HEATMAP,
        x=x,
        y=(y,),
        color=amount,
        top=MappingProxyType(_tops(x=(x, MAX_HEATMAP_CATEGORIES), y=(y, MAX_HEATMAP_CATEGORIES))),
        notes=_left_out(asked.y[1:]),
        keeps_order=True,
    )


def _kpi(asked: DrawResult) -> Arrangement:
    values = _values(asked)
    if asked.row_count > 1:
        raise WellIsEmpty("A single number needs a result of one row.", hint="Choose another kind of picture.")
    left_out = tuple(one for one in (asked.x, asked.color) if one is not None)
    return Arrangement(mark=Mark.KPI, y=values, limit=1, notes=_left_out(left_out))


def _table(asked: DrawResult) -> Arrangement:
    fields = tuple(position(one) for one in asked.fields)
    return Arrangement(mark=Mark.TABLE, mode=QueryMode.ROWS, detail=fields)


def _axis(asked: DrawResult) -> ResultField:
    if asked.x is None:
        raise NoAxis
    return asked.x


def _values(asked: DrawResult) -> tuple[Field, ...]:
    numbers = tuple(value(one) for one in asked.y if one.type in NUMBERS)
    if len(numbers) == len(asked.y) and numbers:
        return numbers
    if not any(one.type in NUMBERS for one in asked.fields):
        raise NothingToDraw
    texts = [name_of(one) for one in asked.y if one.type not in NUMBERS]
    raise NoValues(f"“{texts[0]}” holds no numbers, and cannot stand on Y.") if texts else NoValues


def _stacking(asked: DrawResult, values: tuple[Field, ...]) -> tuple[Stacking, tuple[str, ...]]:
    has_negative = any(one.has_negative_values for one in values)
    if asked.stacking is Stacking.PERCENT and has_negative:
        return Stacking.GROUPED, ("Side by side instead of percentages, because some values are negative.",)
    return asked.stacking, ()


def _tops(**crowded: tuple[Field | None, int]) -> dict[str, int]:
    """Names are cut to the largest where they are many, and so are colors of any kind; numbers run along an axis."""
    return {
        channel: count
        for channel, (one, count) in crowded.items()
        if one is not None and (one.place is Place.NAME or channel == "color") and _is_crowded(one, count)
    }


def _is_crowded(one: Field, count: int) -> bool:
    return one.distinct_count is not None and may_exceed(one, count)


def _is_horizontal(axis: ResultField, x: Field) -> bool:
    if x.place is not Place.NAME:
        return False
    return (axis.distinct_count or 0) > MANY_LABELS or (axis.longest or 0) > LONG_LABEL


def _place_names(asked: DrawResult) -> list[str]:
    return [name_of(one) for one in (asked.x, asked.color) if one is not None]


def _several_rows(asked: DrawResult) -> str:
    return f"Several rows have the same {listed(_place_names(asked))}"


def _left_out(fields: tuple[ResultField, ...]) -> tuple[str, ...]:
    if not fields:
        return ()
    names = listed([name_of(one) for one in fields])
    return (f"Not shown: {names}; this kind of picture has no place for it.",)


_ARRANGE: Mapping[Mark, Callable[[DrawResult], Arrangement]] = MappingProxyType(
    {
        Mark.BAR: _bar,
        Mark.LINE: _line,
        Mark.AREA: _area,
        Mark.SCATTER: _scatter,
        Mark.PIE: _pie,
        Mark.HEATMAP: _heatmap,
        Mark.HISTOGRAM: arrange_histogram,
        Mark.KPI: _kpi,
        Mark.TABLE: _table,
    }
)
