"""The picture of a result: columns in wells in, the drawing out, without a question in between."""

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.contracts import ChannelBinding, ChartOptions, Drawing, Mark, Stacking
from gnomon.charts.drawing import title_of
from gnomon.charts.encodings import has_extent, is_continuous
from gnomon.charts.fields import Field
from gnomon.charts.registry import VISUALS
from gnomon.charts.results.arrange import arrange_result
from gnomon.charts.results.contracts import DrawResult, ResultDrawing
from gnomon.charts.results.fields import name_of
from gnomon.charts.results.histogram import counting, number_of, step_width
from gnomon.charts.results.recommend import recommend_for_result
from gnomon.charts.to_vega_lite import to_vega_lite
from gnomon.charts.view import View
from gnomon.charts.words import counted, lowered

RUNNING = frozenset({Mark.LINE, Mark.AREA, Mark.SCATTER, Mark.HISTOGRAM})
"""Marks that stand along a line wherever their places have one."""


def draw_result(asked: DrawResult) -> ResultDrawing:
    """Draw rows that the caller has. Raises `NothingToDraw`, `WellIsEmpty` and `PlacesRepeat`."""
    ranking = recommend_for_result(asked)
    made = arrange_result(ranking[0].mark if asked.mark is Mark.AUTO else asked.mark, asked)
    row_count = min(asked.row_count, made.limit)
    title = title_of(made, "the result")
    description = f"{VISUALS[made.mark].word}: {title}, {counted(row_count, 'row')}."
    drawing = Drawing(
        title=title,
        mark=made.mark,
        reason=next((one.reason for one in ranking if one.mark is made.mark), "Chosen by hand."),
        alternatives=tuple(one for one in ranking if one.mark is not made.mark),
        vega_lite=_spec(made, asked, row_count, description),
        bindings=tuple(ChannelBinding(channel=channel, column=one.column) for channel, one in made),
        description=description,
        notes=(*_cut(row_count, asked), *_placeless(made, asked), *made.notes, *_tops(made)),
    )
    return ResultDrawing(drawing=drawing, row_count=row_count)


def _spec(made: Arrangement, asked: DrawResult, row_count: int, description: str) -> dict[str, object] | None:
    if made.mark is not Mark.HISTOGRAM:
        return to_vega_lite(View(made=made, options=ChartOptions(), widths={}, row_count=row_count), description)
    width = step_width(number_of(asked))
    view = View(
        made=made,
        options=ChartOptions(),
        widths={field.column: width for field in made.dimensions},
        row_count=row_count,
    )
    spec = to_vega_lite(view, description) or {}
    return spec | {"transform": [*counting(made, width), *spec["transform"]]}


def _cut(row_count: int, asked: DrawResult) -> tuple[str, ...]:
    total = max(asked.total_rows, asked.row_count)
    return () if row_count >= total else (f"The first {row_count:,} of {total:,} rows.",)


def _placeless(made: Arrangement, asked: DrawResult) -> tuple[str, ...]:
    """Rows whose place is not known are not drawn where places lie along a line."""
    one = number_of(asked) if made.mark is Mark.HISTOGRAM else asked.x
    if one is None or not one.null_count or made.x is None or not _is_running(made, made.x):
        return ()
    return (f"Not drawn: {counted(one.null_count, 'row')} without a value of {name_of(one)}.",)


def _is_running(made: Arrangement, x: Field) -> bool:
    if made.mark is not Mark.BAR:
        return made.mark in RUNNING and is_continuous(x)
    is_side_by_side = made.stacking is Stacking.GROUPED
    return has_extent(x) and not is_side_by_side


def _tops(made: Arrangement) -> tuple[str, ...]:
    return tuple(_top(made, channel, count) for channel, count in made.top.items() if _exceeds(made, channel, count))


def _exceeds(made: Arrangement, channel: str, count: int) -> bool:
    known = dict(made)[channel].distinct_count
    return known is None or known > count + (1 if made.mark is Mark.PIE else 0)


def _top(made: Arrangement, channel: str, count: int) -> str:
    one = dict(made)[channel]
    name = lowered(one.title)
    if made.mark is Mark.PIE:
        return f"The {count} largest slices by {name}; all others are one slice."
    return f"The {count} largest of {one.distinct_count:,} values of {name}."
