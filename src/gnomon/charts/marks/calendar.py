"""Calendars: a measure of every day, weeks across and weekdays down, a block for each year."""

from gnomon.charts.arrangement import Arrangement, only_measures
from gnomon.charts.contracts import Ability, ChartSpec, Mark, NotDrawable, Recommendation
from gnomon.charts.encodings import Spec, color_of, dimmed, pick, tooltips
from gnomon.charts.fields import Field, Place, Wells, row_count_field, with_ref
from gnomon.charts.labels import DAY_MS
from gnomon.charts.names import datum
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.charts.words import lowered
from gnomon.semantic.contracts import SemanticModel, TimeGrain

MAX_DAYS = 3_660
YEAR, ROW, DAYS = ":year", ":row", ":days"
DAY = ":day"
WEEK, WEEKDAY = ":week", ":weekday"
LEFT, RIGHT, TOP, BOTTOM = ":left", ":right", ":top", ":bottom"
YEARS = ":years"
TEXT, TEXT_AT = ":text", ":at"
GUTTER = 40
"""Pixels to the left, where the weekdays stand."""
WEEKS = 54
HEAD, AIR = 16, 8
"""Pixels above the days of a year, where the months stand, and below them."""
TALLEST = 2
"""How much taller than wide a day may be."""
LOWEST_TEXT = 8
GREY = "#808080"
"""Visible on light and on dark: the days without a value."""
CELL_WIDTH = f"((width - {GUTTER}) / {WEEKS})"
CELL_HEIGHT = f"max(1, min({TALLEST} * {CELL_WIDTH}, (height / {datum(YEARS)} - {HEAD + AIR}) / 7))"
BLOCK = f"({datum(ROW)} * (7 * {CELL_HEIGHT} + {HEAD + AIR}) + {HEAD})"
"""Where the days of a year begin, from above."""


def arrange_calendar(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """The days of a date on x, and a measure as their color."""
    candidates = (wells.x, *wells.y, *wells)
    moment = next((one for one in candidates if one is not None and _has_days(one)), None)
    if moment is None:
        raise NotDrawable(Mark.CALENDAR, "a date")
    measures = (wells.color, *wells.y, *wells)
    value = next((one for one in measures if one is not None and one.is_measure), row_count_field("color"))
    return Arrangement(
        mark=Mark.CALENDAR,
        x=with_ref(moment, moment.ref.model_copy(update={"grain": TimeGrain.DAY, "bins": None})),
        color=value,
        tooltip=only_measures((*wells.tooltip, *wells.measures), (value,)),
        limit=MAX_DAYS,
    )


def draw_calendar(view: View) -> Spec:
    """A colored cell for each day, on a grid of all days of these years."""
    made = view.made
    if made.x is None or made.color is None:
        raise LookupError("a calendar needs days and a measure")
    day, value = made.x, made.color
    selection = pick(made, (day,))
    cells: Spec = {
        "transform": [{"filter": f"isValid({datum(value.column)})"}, *_cell(datum(day.column))],
        "mark": {"type": "rect"},
        "encoding": _PLACE
        | {
            "color": color_of(made, view.options.show_legend),
            "opacity": dimmed(selection),
            "tooltip": tooltips(made.fields),
        },
    }
    if selection is not None:
        cells["params"] = [selection]
    return {
        "transform": [
            {"filter": f"isValid({datum(day.column)})"},
            {"calculate": f"utcyear({datum(day.column)})", "as": YEAR},
            {"window": [{"op": "dense_rank", "as": ROW}], "sort": [{"field": YEAR, "order": "ascending"}]},
            {"calculate": f"{datum(ROW)} - 1", "as": ROW},
            {"joinaggregate": [{"op": "distinct", "field": YEAR, "as": YEARS}]},
        ],
        "layer": [_empty_days(), cells, _year_names(), _month_names(), _weekday_names()],
    }


def suggest_calendar(wells: Wells) -> Recommendation | None:
    """A calendar for a measure of single days."""
    dimensions, measures = wells.dimensions, wells.measures
    if len(dimensions) != 1 or len(measures) > 1 or not _has_days(dimensions[0]):
        return None
    if dimensions[0].ref.grain not in {None, TimeGrain.DAY}:
        return None
    reason = f"A calendar shows weekdays and seasons of {lowered(dimensions[0].label)} at once."
    return Recommendation(
        mark=Mark.CALENDAR, score=0.6 if dimensions[0].ref.grain is TimeGrain.DAY else 0.4, reason=reason
    )


def _has_days(one: Field) -> bool:
    return one.place is Place.TIME or one.is_stepped_moment


_PLACE: Spec = {
    channel: {"field": column, "type": "quantitative", "scale": None, "axis": None}
    for channel, column in (("x", LEFT), ("y", TOP))
} | {"x2": {"field": RIGHT}, "y2": {"field": BOTTOM}}


def _cell(moment: str) -> list[Spec]:
    """Where a day lies: its week of the year from left to right, Monday above Sunday."""
    first = f"(utcday(utc({datum(YEAR)}, 0, 1)) + 6) % 7"
    number = f"floor((time({moment}) - utc({datum(YEAR)}, 0, 1)) / {DAY_MS})"
    return [
        {"calculate": f"(utcday({moment}) + 6) % 7", "as": WEEKDAY},
        {"calculate": f"floor(({number} + {first}) / 7)", "as": WEEK},
        {"calculate": f"{GUTTER} + {CELL_WIDTH} * {datum(WEEK)}", "as": LEFT},
        {"calculate": f"{datum(LEFT)} + {CELL_WIDTH} - 1", "as": RIGHT},
        {"calculate": f"{BLOCK} + {CELL_HEIGHT} * {datum(WEEKDAY)}", "as": TOP},
        {"calculate": f"{datum(TOP)} + {CELL_HEIGHT} - 1", "as": BOTTOM},
    ]


def _each_year(count: str) -> list[Spec]:
    """A row for each of so many things in each year."""
    return [
        {"aggregate": [{"op": "count", "as": DAYS}], "groupby": [YEAR, ROW, YEARS]},
        {"calculate": f"sequence({count})", "as": DAY},
        {"flatten": [DAY]},
    ]


def _empty_days() -> Spec:
    moment = f"utc({datum(YEAR)}, 0, 1 + {datum(DAY)})"
    return {
        "transform": [*_each_year("366"), {"filter": f"utcyear({moment}) === {datum(YEAR)}"}, *_cell(moment)],
        "mark": {"type": "rect", "color": GREY, "fillOpacity": 0.16, "aria": False, "tooltip": None},
        "encoding": _PLACE,
    }


def _month_names() -> Spec:
    moment = f"utc({datum(YEAR)}, {datum(DAY)}, 1)"
    above = {"calculate": f"{BLOCK} - 5", "as": TOP}
    steps = [*_each_year("12"), *_cell(moment), above, {"calculate": f"utcFormat({moment}, '%b')", "as": TEXT}]
    return _texts([*steps, {"filter": f"{CELL_WIDTH} * 4.3 >= 21"}], "left", LEFT, baseline="alphabetic")


def _year_names() -> Spec:
    above = {"calculate": f"{BLOCK} - 5", "as": TOP}
    steps = [*_each_year("1"), {"calculate": "0", "as": LEFT}, above]
    written = {"calculate": f"'' + {datum(YEAR)}", "as": TEXT}
    return _texts([*steps, written], "left", LEFT, fontWeight=600, baseline="alphabetic")


def _weekday_names() -> Spec:
    steps = [
        *_each_year("7"),
        {"filter": f"{datum(DAY)} % 2 === 0 && {CELL_HEIGHT} * 2 >= {LOWEST_TEXT + 4}"},
        {"calculate": f"['Mon','Tue','Wed','Thu','Fri','Sat','Sun'][{datum(DAY)}]", "as": TEXT},
        {"calculate": f"{BLOCK} + {CELL_HEIGHT} * ({datum(DAY)} + 0.5)", "as": TOP},
        {"calculate": f"{GUTTER} - 6", "as": LEFT},
    ]
    return _texts(steps, "right", LEFT, baseline="middle")


def _texts(steps: list[Spec], align: str, across: str, **mark: str | int) -> Spec:
    style: Spec = {"type": "text", "align": align, "aria": False, "tooltip": None, "fontSize": 10} | mark
    places = {channel: _PLACE[channel] | {"field": column} for channel, column in (("x", across), ("y", TOP))}
    return {
        "transform": steps,
        "mark": style,
        "encoding": places | {"text": {"field": TEXT, "type": "nominal"}},
    }


CALENDAR = Visual(
    Mark.CALENDAR,
    "Calendar",
    arrange_calendar,
    draw_calendar,
    abilities=(Ability.LEGEND,),
    suggest=suggest_calendar,
)
