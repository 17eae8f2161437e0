"""What people chose of the axes of a picture, laid over what its kind drew: the same for all kinds.

An axis is drawn by every layer that has a position along it, and Vega-Lite makes one of them; so all are told alike.
"""

from collections.abc import Iterator, Mapping

from gnomon.charts.axes import Axis, AxisKind, AxisPlace, DrawnAxis, LabelAngle, MomentFormat
from gnomon.charts.contracts import Ability, Mark, ScaleType
from gnomon.charts.encodings import Spec, axis_number
from gnomon.charts.names import clean_title, datum
from gnomon.charts.spec_layers import encodings, positions, units
from gnomon.charts.view import View

BARE: Spec = {"labels": False, "ticks": False, "domain": False, "title": None}
ANGLES: Mapping[LabelAngle, int] = {LabelAngle.FLAT: 0, LabelAngle.LEANING: -40, LabelAngle.UPRIGHT: -90}
MOMENTS: Mapping[MomentFormat, str] = {
    MomentFormat.YEAR: "%Y",
    MomentFormat.QUARTER: "Q%q %Y",
    MomentFormat.MONTH: "%b %Y",
    MomentFormat.DAY: "%-d %b",
    MomentFormat.WHOLE_DAY: "%-d %b %Y",
    MomentFormat.ISO_MONTH: "%Y-%m",
    MomentFormat.ISO_DAY: "%Y-%m-%d",
    MomentFormat.WEEKDAY: "%a %-d %b",
    MomentFormat.CLOCK: "%H:%M",
    MomentFormat.MOMENT: "%-d %b %H:%M",
}
KINDS: Mapping[str, AxisKind] = {
    "quantitative": AxisKind.NUMBERS,
    "temporal": AxisKind.TIME,
    "ordinal": AxisKind.NAMES,
    "nominal": AxisKind.NAMES,
}
ROUND = DrawnAxis(place=AxisPlace.Y, kind=AxisKind.NUMBERS, has_ends=True, is_of_amounts=True)
"""The scale of a gauge: amounts lie along it, though no axis is drawn."""
NAMES: Mapping[AxisPlace, str] = {
    AxisPlace.X: "The x axis",
    AxisPlace.Y: "The y axis",
    AxisPlace.RIGHT: "The axis at the right",
}
Ends = tuple[float | None, float | None]


def choose_axes(view: View, inner: Spec, abilities: tuple[Ability, ...]) -> None:
    """Give the inner part of a spec the axes that were chosen."""
    steps: list[Spec] = []
    is_cut = False
    for drawn, found in _axes(view, inner, abilities):
        low, high = _ends(view, drawn)
        is_log = _is_log(view, drawn)
        is_cut = is_cut or (low, high) != (None, None)
        columns = dict.fromkeys(one["field"] for one in found)
        steps += [{"filter": f"{datum(column)} > 0"} for column in columns] if is_log else []
        chosen = view.options.axes.at(drawn.place)
        for one in found:
            _scale(one, low, high, is_log=is_log)
            one["axis"] = _dressed(one["axis"], chosen, drawn)
    if steps:
        inner["transform"] = [*inner.get("transform", []), *steps]
    if is_cut:
        _clip(inner)


def drawn_axes(view: View, inner: Spec, abilities: tuple[Ability, ...]) -> tuple[DrawnAxis, ...]:
    """The axes that a picture has."""
    return tuple(drawn for drawn, _ in _axes(view, inner, abilities))


def notes_of_axes(view: View, axes: tuple[DrawnAxis, ...], abilities: tuple[Ability, ...]) -> tuple[str, ...]:
    """What the reader must know about the axes that somebody chose."""
    if Ability.VALUE_AXIS in abilities and not any(one.is_of_amounts for one in axes):
        axes = (*axes, ROUND)
    is_only = sum(one.has_ends for one in axes) == 1
    return tuple(note for one in axes for note in _notes(view, one, is_only=is_only))


def is_amount(position: Spec) -> bool:
    """Whether a position is a length or a number along an axis."""
    return position.get("type") == "quantitative"


def _axes(view: View, inner: Spec, abilities: tuple[Ability, ...]) -> Iterator[tuple[DrawnAxis, list[Spec]]]:
    if view.made.mark is Mark.VEGA_LITE:
        return
    for channel in ("x", "y"):
        shown = [one for one in positions(inner, channel) if isinstance(one.get("axis"), dict)]
        at_right = [one for one in shown if one["axis"].get("orient") == "right"]
        usual = [one for one in shown if one["axis"].get("orient") != "right"]
        if usual:
            yield _drawn(view, inner, AxisPlace(channel), usual, abilities), usual
        if at_right:
            yield DrawnAxis(place=AxisPlace.RIGHT, kind=AxisKind.NUMBERS, has_ends=True, can_be_log=True), at_right


def _drawn(view: View, inner: Spec, place: AxisPlace, found: list[Spec], abilities: tuple[Ability, ...]) -> DrawnAxis:
    kind = KINDS[found[0]["type"]]
    if kind is not AxisKind.NUMBERS:
        return DrawnAxis(place=place, kind=kind)
    if place.value == view.made.value_channel and Ability.VALUE_AXIS in abilities:
        is_free = Ability.LOG_SCALE in abilities
        return DrawnAxis(place=place, kind=kind, has_ends=True, can_be_log=is_free, is_of_amounts=True)
    # Steps fill their axis as they are, and so do shares.
    is_free = place.value != view.made.value_channel and not any(f"{place.value}2" in one for one in encodings(inner))
    return DrawnAxis(place=place, kind=kind, has_ends=is_free, can_be_log=is_free)


def _ends(view: View, axis: DrawnAxis) -> Ends:
    if not axis.has_ends:
        return None, None
    chosen = view.options.axes.at(axis.place)
    low, high = (view.options.value_min, view.options.value_max) if axis.is_of_amounts else (chosen.min, chosen.max)
    from_zero, is_log = axis.is_of_amounts and not axis.can_be_log, _is_log(view, axis)
    # A length that does not begin at zero would lie.
    low = None if low is not None and ((from_zero and low > 0) or (is_log and low <= 0)) else low
    high = None if high is not None and ((from_zero and high < 0) or (is_log and high <= 0)) else high
    return low, high


def _is_log(view: View, axis: DrawnAxis) -> bool:
    if axis.is_of_amounts:
        return axis.can_be_log and view.options.value_scale is ScaleType.LOG
    return axis.can_be_log and view.options.axes.at(axis.place).is_log


def _scale(position: Spec, low: float | None, high: float | None, *, is_log: bool) -> None:
    if not is_log and low is None and high is None:
        return
    scale: Spec = dict(position.get("scale") or {})
    if is_log:
        scale = {name: value for name, value in scale.items() if name != "zero"} | {"type": "log"}
    if low is not None:
        scale |= {"domainMin": low} | ({} if is_log else {"zero": False})
    if high is not None:
        scale["domainMax"] = high
    position["scale"] = scale


def _dressed(axis: Spec, chosen: Axis, drawn: DrawnAxis) -> Spec:
    if chosen == Axis():
        return axis
    own = dict(axis)
    if chosen.number_format is not None and drawn.kind is AxisKind.NUMBERS:
        own = {name: part for name, part in own.items() if name not in {"format", "labelExpr"}}
        own |= axis_number(chosen.number_format)
    if chosen.moment_format is not None and drawn.kind is AxisKind.TIME:
        own["format"] = MOMENTS[chosen.moment_format]
    if chosen.angle in ANGLES:
        own["labelAngle"] = ANGLES[chosen.angle]
    if chosen.title is not None and drawn.place is AxisPlace.RIGHT:
        own["title"] = clean_title(chosen.title)
    if not chosen.has_title:
        own["title"] = None
    if chosen.has_grid is not None:
        own["grid"] = chosen.has_grid
    return own | BARE if chosen.is_hidden else own


def _clip(inner: Spec) -> None:
    for unit in units(inner):
        mark = unit.get("mark")
        if isinstance(mark, dict) and mark.get("type") != "text":
            # A bar that is cut has no end; with a round one Vega-Lite loses the axis of stacked bars.
            unit["mark"] = {name: value for name, value in mark.items() if name != "cornerRadiusEnd"} | {"clip": True}


def _notes(view: View, axis: DrawnAxis, *, is_only: bool) -> Iterator[str]:
    name = "The axis" if is_only else NAMES[axis.place]
    if _is_log(view, axis):
        yield f"{name} is logarithmic: values of zero and below have no place on it."
    low, high = _ends(view, axis)
    if low is not None or high is not None:
        words = [f"from {low:g}" if low is not None else "", f"to {high:g}" if high is not None else ""]
        yield f"{name} runs {' '.join(one for one in words if one)}, as chosen; what lies beyond is cut off."
    if axis.is_of_amounts and view.options.value_min is not None and low is None:
        yield f"{name} begins at zero, because bars are lengths from zero."
