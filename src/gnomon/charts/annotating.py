"""Notes on a picture: where each stands among its marks, and those that stand beside them.

What people wrote comes in as data, as does every value; the layers hold column names and our own words only.
"""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.contracts import Ability, ChartSpec, Drawing, Mark, Stacking
from gnomon.charts.encodings import Spec, end_transform, has_extent
from gnomon.charts.fields import Field, Place
from gnomon.charts.finishing import REFERENCE, REFERENCE_BAND, REFERENCE_HALO, REFERENCE_LABEL, SILENT
from gnomon.charts.labels import label_transforms
from gnomon.charts.layers import Annotation, AnnotationKind
from gnomon.charts.names import clean_title, datum, derived
from gnomon.charts.periods import moved, start_of, wall_clock
from gnomon.charts.registry import VISUALS
from gnomon.charts.spec_layers import layered_over, on_channel
from gnomon.charts.words import counted
from gnomon.query.contracts import QueryColumn

TEXT, AMOUNT, UNTIL = ":note", ":note amount", ":note until"
LETTERS, LINES = 28, 4
LINE_HEIGHT = 14
DOT = ["country", "stem"]
"""Styles of which one has an edge that keeps a dot apart from any color, and the other a color of its own."""
NEAR_AN_END = 0.18
LAST = 1e300
"""No category comes before another for the sake of a note."""
Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A note that stands in the picture."""

    note: Annotation
    text: str
    at: Any = None
    until: Any = None
    amount: float | None = None
    align: str = "center"


def with_annotations(
    drawing: Drawing, made: Arrangement, spec: ChartSpec, columns: Sequence[QueryColumn], rows: Sequence[Row]
) -> Drawing:
    """The picture with its notes; those that lie outside of what is drawn are counted."""
    notes = spec.options.annotations
    if not notes or drawing.vega_lite is None or Ability.ANNOTATIONS not in VISUALS[made.mark].abilities:
        return drawing
    if made.facet is not None or made.is_faceted_by_measure or made.x is None:
        return _noting(drawing, "Notes are not shown in small multiples.")
    room = _Room(drawing, made, spec, made.x, columns, rows)
    placed = [one for one in (room.place(note) for note in notes) if one is not None]
    told = drawing
    if placed:
        layers = [layer for one in placed for layer in room.layers(one)]
        words = f"{drawing.description} Notes: {'; '.join(one.text for one in placed)}."
        behind = [room.band(one) for one in placed if one.until is not None]
        picture = layered_over(drawing.vega_lite, layers, behind) | {"description": words}
        told = drawing.model_copy(update={"vega_lite": picture, "description": words})
    missing = len(notes) - len(placed)
    if not missing:
        return told
    lie = "lies" if missing == 1 else "lie"
    return _noting(told, f"{counted(missing, 'note')} {lie} outside of what is drawn.")


def _noting(drawing: Drawing, words: str) -> Drawing:
    return drawing.model_copy(update={"notes": (*drawing.notes, words)})


class _Room:
    """Where notes may stand in one picture."""

    def __init__(
        self,
        drawing: Drawing,
        made: Arrangement,
        spec: ChartSpec,
        x: Field,
        columns: Sequence[QueryColumn],
        rows: Sequence[Row],
    ) -> None:
        assert drawing.vega_lite is not None
        self._made, self._spec, self._x = made, spec, x
        along, across = made.category_channel, made.value_channel
        self._along: Spec = next(on_channel(drawing.vega_lite, along))
        self._across: Spec = next(on_channel(drawing.vega_lite, across))
        self._is_running = self._along.get("type") in {"temporal", "quantitative"}
        self._width = next((one.bin_width for one in columns if one.name == x.column), None)
        self._heights = self._heights_of([one.name for one in columns], rows)
        self._ends = self._ends_of(drawing)

    def place(self, note: Annotation) -> _Placed | None:
        """Where a note stands; None where that is not in the picture."""
        text = clean_title(note.text)
        if not text:
            return None
        match note.kind:
            case AnnotationKind.HEIGHT:
                return _Placed(note, text, amount=note.y) if self._reaches(note.y) else None
            case AnnotationKind.RANGE:
                return self._stretch(note, text)
            case AnnotationKind.POINT:
                at = self._at(note.x)
                if at is None and not (note.x is None and None in self._heights):
                    return None
                amount = self._heights.get(at) if note.y is None else note.y
                is_there = self._within(at) if self._is_running else at in self._heights
                if not is_there or (amount is not None and not self._reaches(amount)):
                    return None
                return _Placed(note, text, self._plotted(at), amount=amount, align=self._align(at))

    def band(self, one: _Placed) -> Spec:
        """The stretch that a note is about, behind the marks."""
        along = self._made.category_channel
        extent = {along: self._along, f"{along}2": {"field": UNTIL}}
        return self._source(one) | {"mark": {"type": "rect", "style": REFERENCE_BAND} | SILENT, "encoding": extent}

    def layers(self, one: _Placed) -> list[Spec]:
        """The layers that draw a note."""
        along, across = self._made.category_channel, self._made.value_channel
        source = self._source(one)
        if one.note.kind is AnnotationKind.HEIGHT:
            edge = {along: {"value": 0 if along == "x" else "height"}}
            rule = {"mark": {"type": "rule", "style": REFERENCE} | SILENT, "encoding": {across: self._amount()}}
            above: Spec = {"align": "left", "baseline": "bottom", "dx": 4, "dy": -4}
            return [source | rule, *_texts(source, edge | {across: self._amount()}, above)]
        if one.note.kind is AnnotationKind.RANGE:
            place = {along: self._along, across: {"value": 0}}
            return [*_texts(source, place, {"align": "left", "baseline": "top", "dx": 4, "dy": 4})]
        if one.amount is None:
            rule = {"mark": {"type": "rule", "style": REFERENCE} | SILENT, "encoding": {along: self._middle()}}
            place = {along: self._middle(), across: {"value": 0}}
            gap = {"left": 5, "right": -5, "center": 0}[one.align]
            return [source | rule, *_texts(source, place, {"align": one.align, "baseline": "top", "dx": gap, "dy": 2})]
        place = {along: self._middle(), across: self._amount()}
        dot = {"type": "point", "style": DOT, "filled": True, "size": 70, "opacity": 1, "strokeWidth": 1.5} | SILENT
        rise = LINE_HEIGHT * (len(_lines(one)) - 1)
        beside: Spec = {"align": one.align, "baseline": "bottom", "dy": -9 - rise}
        if self._made.is_horizontal:
            beside = {"align": "left", "baseline": "middle", "dx": 9, "dy": -rise / 2}
        return [source | {"mark": dot, "encoding": place}, *_texts(source, place, beside)]

    def _stretch(self, note: Annotation, text: str) -> _Placed | None:
        begin, end = self._at(note.x), self._at(note.x_to)
        if begin is None or end is None or not self._is_running or self._ends is None:
            return None
        if self._made.mark is Mark.BAR:
            end = self._after(end)
        low, high = self._ends
        if end <= begin or end < low or begin > high:
            return None
        # What reaches beyond the picture ends with it; nothing makes room for a note.
        return _Placed(note, text, self._plotted(max(begin, low)), self._plotted(min(end, high)))

    def _source(self, one: _Placed) -> Spec:
        row: dict[str, Any] = {TEXT: _lines(one)}
        if one.note.kind is not AnnotationKind.HEIGHT:
            row[self._x.column] = one.at
        row |= {AMOUNT: one.amount} if one.amount is not None else {}
        row |= {UNTIL: one.until} if one.until is not None else {}
        if not self._is_running:
            row[derived(self._x.column, "size")] = LAST
        steps: list[Spec] = [] if one.note.kind is AnnotationKind.HEIGHT else self._steps()
        return {"data": {"values": [row]}, "transform": steps}

    def _steps(self) -> list[Spec]:
        widths = {self._x.column: self._width}
        steps: list[Spec] = [*label_transforms([self._x], widths)]
        if self._has_middle:
            value, end = datum(self._x.column), datum(derived(self._x.column, "end"))
            half = f"(time({value}) + time({end})) / 2" if self._x.is_moment else f"(+{value} + (+{end})) / 2"
            steps += [end_transform(self._x, widths), {"calculate": half, "as": derived(self._x.column, "middle")}]
        return steps

    @property
    def _has_middle(self) -> bool:
        return self._is_running and self._made.mark is Mark.BAR and has_extent(self._x)

    def _middle(self) -> Spec:
        return self._along | {"field": derived(self._x.column, "middle")} if self._has_middle else self._along

    def _amount(self) -> Spec:
        shared = {name: self._across[name] for name in ("axis", "scale") if name in self._across}
        return {"field": AMOUNT, "type": "quantitative", "stack": None} | shared

    def _at(self, value: Any) -> Any:
        """A value of a note as the rows have it; None where it is none of this field."""
        match self._x.place:
            case Place.TIME:
                moment = wall_clock(value, self._spec.time_zone)
                grain = self._x.ref.grain
                return moment if moment is None or grain is None else start_of(moment, grain)
            case Place.STEPS if self._x.is_stepped_moment:
                return None
            case Place.STEPS:
                return next((at for at in self._heights if _is_number(value) and at <= value < self._after(at)), None)
            case Place.NUMBER | Place.ORDER:
                return float(value) if _is_number(value) else None
            case _:
                return value

    def _after(self, at: Any) -> Any:
        if isinstance(at, datetime):
            return at if self._x.ref.grain is None else moved(at, self._x.ref.grain, 1)
        return at + (self._width or 0)

    def _plotted(self, at: Any) -> Any:
        if isinstance(at, datetime):
            return int(at.replace(tzinfo=UTC).timestamp() * 1000)
        return at

    def _within(self, at: Any) -> bool:
        return self._ends is not None and self._ends[0] <= at <= self._ends[1]

    def _reaches(self, amount: float | None) -> bool:
        low, high = self._spec.options.value_min, self._spec.options.value_max
        return amount is not None and (low is None or amount >= low) and (high is None or amount <= high)

    def _align(self, at: Any) -> str:
        """Texts near an end of the picture grow inwards."""
        if self._is_running and self._ends is not None and self._ends[0] != self._ends[1]:
            share = (at - self._ends[0]) / (self._ends[1] - self._ends[0])
            return "left" if share < NEAR_AN_END else "right" if share > 1 - NEAR_AN_END else "center"
        return "center"

    def _ends_of(self, drawing: Drawing) -> tuple[Any, Any] | None:
        known = [at for at in self._heights if at is not None]
        if not self._is_running or not known:
            return None
        last = max(known)
        if drawing.forecast is not None:
            last = max(last, *(datetime.fromisoformat(one.start) for one in drawing.forecast.periods))
        return min(known), self._after(last) if self._has_middle or self._x.place is Place.STEPS else last

    def _heights_of(self, names: list[str], rows: Sequence[Row]) -> Mapping[Any, float | None]:
        """How high the marks reach at each place."""
        at, measures = names.index(self._x.column), [names.index(one.column) for one in self._made.y]
        found: dict[Any, list[float]] = {}
        for row in rows:
            place = self._known(row[at])
            found.setdefault(place, []).extend(float(row[one]) for one in measures if _is_number(row[one]))
        kept = self._largest(found)
        return {place: self._height(values) for place, values in found.items() if place in kept}

    def _largest(self, found: Mapping[Any, list[float]]) -> set[Any]:
        """Of crowded categories those that are drawn."""
        most = self._made.top.get("x", len(found))
        return set(sorted(found, key=lambda place: (-sum(found[place]), str(place)))[:most])

    def _height(self, values: Sequence[float]) -> float | None:
        if not values:
            return None
        is_split = self._made.series is not None or len(self._made.y) > 1
        if self._made.mark is Mark.LINE or not is_split or self._made.stacking is Stacking.GROUPED:
            return max(values)
        return 1.0 if self._made.stacking is Stacking.PERCENT else sum(one for one in values if one > 0)

    def _known(self, value: Any) -> Any:
        match self._x.place:
            case Place.TIME:
                return wall_clock(value, self._spec.time_zone)
            case Place.STEPS | Place.NUMBER | Place.ORDER if _is_number(value):
                return float(value)
            case _:
                return value


def _lines(one: _Placed) -> list[str]:
    """A note in lines that fit beside a mark; along a height there is room for one long one."""
    if one.note.kind is AnnotationKind.HEIGHT:
        return [one.text]
    return textwrap.wrap(one.text, LETTERS, max_lines=LINES, placeholder=" …")


def _is_number(value: Any) -> bool:
    if isinstance(value, str):
        # Exact decimals travel as text.
        return value.replace(".", "", 1).lstrip("-").isdigit()
    return isinstance(value, int | float) and not isinstance(value, bool)


def _texts(source: Spec, place: Spec, beside: Spec) -> Iterator[Spec]:
    # The one behind keeps it readable over marks of any color.
    for style in (REFERENCE_HALO, REFERENCE_LABEL):
        mark = {"type": "text", "style": style, "lineHeight": LINE_HEIGHT} | SILENT | beside
        yield source | {"mark": mark, "encoding": place | {"text": {"field": TEXT, "type": "nominal"}}}
