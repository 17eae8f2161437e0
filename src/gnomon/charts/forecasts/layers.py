"""The forecast as layers over a picture: a dashed line or pale bars, and the band that holds most of what may come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.contracts import ChartOptions, Drawing, Mark, ScaleType
from gnomon.charts.encodings import Spec, end_transform
from gnomon.charts.fields import Field
from gnomon.charts.finishing import SILENT
from gnomon.charts.labels import EXACT_NUMBER, label_column, label_transforms, written
from gnomon.charts.names import datum, derived
from gnomon.charts.series import FOLDED_NAME
from gnomon.charts.spec_layers import layered_over, on_channel

EXPECTED, LOW, HIGH, IS_ANCHOR = ":ahead", ":ahead low", ":ahead high", ":ahead anchor"
TOLD, SPAN = ":ahead told", ":ahead span"


@dataclass(frozen=True, slots=True)
class Step:
    """A period that is to come, or the last one that is known, where a line goes on from."""

    start: datetime
    series: Any
    title: str | None
    expected: float
    low: float | None
    high: float | None


def with_layers(
    drawing: Drawing, made: Arrangement, options: ChartOptions, steps: Sequence[Step], percent: int
) -> dict[str, Any] | None:
    """The picture's spec with its forecast."""
    spec, x = drawing.vega_lite, made.x
    y = None if spec is None else next(on_channel(spec, "y"), None)
    along = None if spec is None else next(on_channel(spec, "x"), None)
    if spec is None or x is None or y is None or along is None or not steps:
        return spec
    view = _View(made, options, x, along, y, next(on_channel(spec, "color"), None), percent)
    return layered_over(spec, _layers(view, steps))


@dataclass(frozen=True, slots=True)
class _View:
    made: Arrangement
    options: ChartOptions
    x: Field
    along: Spec
    """How the picture encodes its periods."""
    y: Spec
    color: Spec | None
    percent: int

    @property
    def number_format(self) -> str:
        """In which its amounts are told."""
        return self.options.number_format or self.made.shared_format or EXACT_NUMBER


def _layers(view: _View, steps: Sequence[Step]) -> list[Spec]:
    series = view.made.series
    labelled = [view.x, *([] if series is None else [series])]
    # Every value comes in as data; the expressions are made of safe names and our own words.
    transforms: list[Spec] = [*label_transforms(labelled, {})]
    if series is not None and "color" in view.made.top:
        transforms.append({"calculate": datum(label_column(series)), "as": derived(series.column, "series")})
    span = f"{_exact(LOW, view)} + ' – ' + {_exact(HIGH, view)}"
    transforms += [{"calculate": _exact(EXPECTED, view), "as": TOLD}, {"calculate": span, "as": SPAN}]
    ranks = _ranks(steps)
    source: Spec = {
        "data": {"values": [_row(view, one, ranks) for one in steps]},
        "transform": transforms,
    }
    has_ends = view.options.value_min is not None or view.options.value_max is not None
    clip: Spec = {"clip": True} if has_ends else {}
    color: Spec = {} if view.color is None or view.made.mark is not Mark.LINE else {"color": view.color}
    is_log = view.options.value_scale is ScaleType.LOG and view.made.mark is Mark.LINE
    shown = _only(source, f"{datum(EXPECTED)} > 0") if is_log else source
    banded = _only(source, f"isValid({datum(LOW)})")
    banded = _only(banded, f"{datum(LOW)} > 0") if is_log else banded
    if view.made.mark is Mark.BAR:
        return _bars(view, _only(shown, f"!{datum(IS_ANCHOR)}"), banded, clip)
    low, high = _height(view, LOW), {"field": HIGH}
    band = {"x": view.along, "y": low, "y2": high} | color
    line = {"x": view.along, "y": _height(view, EXPECTED)} | color
    dashed: Spec = {"type": "line", "strokeWidth": 2, "strokeDash": [5, 4]} | clip | SILENT
    points = {"type": "point", "filled": True, "size": 20} | clip
    return [
        banded | {"mark": {"type": "area", "fillOpacity": 0.16, "line": False} | clip | SILENT, "encoding": band},
        shown | {"mark": dashed, "encoding": line},
        _only(shown, f"!{datum(IS_ANCHOR)}")
        | {"mark": points, "encoding": line | {"opacity": {"value": 0.9}, "tooltip": _tooltip(view)}},
    ]


def _bars(view: _View, shown: Spec, banded: Spec, clip: Spec) -> list[Spec]:
    end = derived(view.x.column, "end")
    middle = derived(view.x.column, "middle")
    ends = end_transform(view.x, {})
    half = {"calculate": f"(time({datum(view.x.column)}) + time({datum(end)})) / 2", "as": middle}
    bars = {"x": view.along, "x2": {"field": end}, "y": _height(view, EXPECTED), "tooltip": _tooltip(view)}
    reach = {"x": view.along | {"field": middle}, "y": _height(view, LOW), "y2": {"field": HIGH}}
    bar: Spec = {"type": "bar", "orient": "vertical", "x2Offset": -1, "fillOpacity": 0.4} | clip
    rule: Spec = {"type": "rule", "strokeWidth": 1.5} | clip | SILENT
    return [
        _stepped(shown, ends) | {"mark": bar, "encoding": bars},
        _stepped(_only(banded, f"!{datum(IS_ANCHOR)}"), ends, half) | {"mark": rule, "encoding": reach},
    ]


def _row(view: _View, step: Step, ranks: Mapping[str, int]) -> dict[str, Any]:
    moment = int(step.start.replace(tzinfo=UTC).timestamp() * 1000)
    row: dict[str, Any] = {view.x.column: moment, EXPECTED: step.expected, LOW: step.low, HIGH: step.high}
    row[IS_ANCHOR] = step.low is None
    series = view.made.series
    if series is not None:
        row |= {series.column: step.series}
        if "color" in view.made.top:
            row[derived(series.column, "rank")] = ranks[str(step.title)]
    elif len(view.made.y) > 1:
        row[FOLDED_NAME] = step.title
    return row


def _ranks(steps: Sequence[Step]) -> dict[str, int]:
    return {title: place for place, title in enumerate(dict.fromkeys(str(one.title) for one in steps), 1)}


def _height(view: _View, column: str) -> Spec:
    """A height along the axis that the picture has, so that both are one."""
    return {"field": column, "type": "quantitative", "stack": None, "axis": view.y["axis"], "scale": view.y["scale"]}


def _tooltip(view: _View) -> list[Spec]:
    series = view.made.series
    rows: list[Spec] = [{"field": label_column(view.x), "type": "nominal", "title": "Forecast for"}]
    if series is not None:
        rows.append({"field": label_column(series), "type": "nominal", "title": "Line"})
    elif len(view.made.y) > 1:
        rows.append({"field": FOLDED_NAME, "type": "nominal", "title": "Line"})
    rows.append({"field": TOLD, "type": "nominal", "title": "Expected"})
    rows.append({"field": SPAN, "type": "nominal", "title": f"{view.percent}% lie within"})
    return rows


def _exact(column: str, view: _View) -> str:
    return f"({written(datum(column), view.number_format)})"


def _only(source: Spec, test: str) -> Spec:
    return source | {"transform": [*source["transform"], {"filter": test}]}


def _stepped(source: Spec, *steps: Spec) -> Spec:
    return source | {"transform": [*source["transform"], *steps]}
