"""The colors that people chose, laid over a finished spec.

What follows the theme, and what differs by day and by night, is named in `usermeta.colors` and filled in where a
picture is drawn: by `exports/pictures/coloring.py` for files, by `viz/coloring.ts` on the screen. There a signal named
`hand` holds the colors of single values, each under its label after `m:`, so that no label is ever part of an
expression or the name of what every object has.
"""

from collections.abc import Iterator
from typing import Any

from gnomon.charts.color_rules import RULE, rules_in, with_rules
from gnomon.charts.color_sets import free_color, palette_of, ramp_of
from gnomon.charts.colors import ChosenColors, Ramp
from gnomon.charts.contracts import Mark
from gnomon.charts.encodings import Spec
from gnomon.charts.fields import Field
from gnomon.charts.hands import HAND, SIGNS
from gnomon.charts.labels import label_column
from gnomon.charts.names import datum
from gnomon.charts.view import View

SINGLE = "single"
CHANNELS = ("color", "fill", "stroke")
RAMPS = frozenset({"ramp", "heatmap", "diverging"})


def has_own_colors(view: View) -> bool:
    """Whether something was chosen, and the picture is not its author's own."""
    return view.options.colors is not None and view.made.mark is not Mark.VEGA_LITE


def with_colors(view: View, spec: Spec) -> Spec:
    """A whole Vega-Lite spec in the colors that were chosen."""
    chosen = view.options.colors
    if chosen is None or not has_own_colors(view):
        return spec
    found = list(_channels(spec))
    kinds = {_kind(one) for _, one in found}
    for encoding, channel in found:
        for name in CHANNELS:
            if encoding.get(name) is channel:
                encoding[name] = _recolored(channel, chosen)
    meta = _meta(chosen, kinds)
    rules = rules_in(view.made, chosen)
    if rules:
        own = {f"{RULE}:{place}": _color(rule.color) for place, rule in enumerate(rules)}
        meta[HAND] = {**meta.get(HAND, {}), **own}
    return _with_meta(with_rules(view.made, chosen, spec), meta)


def with_vega_colors(view: View, spec: Spec) -> Spec:
    """A whole Vega spec in the colors that were chosen; its marks ask `by_hand` themselves."""
    chosen = view.options.colors
    if chosen is None or not has_own_colors(view):
        return spec
    scales = [one for one in spec.get("scales", []) if one.get("range") in {*RAMPS, "category"}]
    kinds = {"numbers" if one["range"] in RAMPS else "members" for one in scales}
    if not kinds or any(one.get("domain") == [""] for one in scales):
        kinds.add("nothing")
    for one in scales:
        if one["range"] in RAMPS:
            one |= _ramp_scale(chosen)
    if view.made.mark is Mark.WORDS:
        kinds = {"members", "nothing"}
        _color_words(spec, view.made.x, chosen)
    if chosen.steps is not None:
        spec = spec | {"legends": [_stepped(one) for one in spec.get("legends", [])]}
    return _with_meta(spec, _meta(chosen, kinds))


def _color_words(spec: Spec, one: Field | None, chosen: ChosenColors) -> None:
    """Words have the color of letters; what was chosen stands before it."""
    if one is None:
        return
    its = f"{HAND}['m:' + {datum(label_column(one))}]"
    look = spec["marks"][0]["encode"]["update"]
    if chosen.single is not None:
        look["fill"] = {"signal": f"{its} || {HAND}.{SINGLE}"}
    elif chosen.members:
        look["fill"] = [{"test": its, "signal": its}]


def _channels(spec: Spec) -> Iterator[tuple[Spec, Spec]]:
    encoding = spec.get("encoding", {})
    for name in CHANNELS:
        channel = encoding.get(name)
        if isinstance(channel, dict) and "field" in channel:
            yield encoding, channel
    for layer in spec.get("layer", ()):
        yield from _channels(layer)
    if "spec" in spec:
        yield from _channels(spec["spec"])


def _kind(channel: Spec) -> str:
    if channel.get("type") == "quantitative":
        return "numbers"
    scale = channel.get("scale") or {}
    if scale.get("range") == SIGNS:
        return "directions"
    return "nothing" if "domain" in scale else "members"


def _recolored(channel: Spec, chosen: ChosenColors) -> Spec:
    kind = _kind(channel)
    if kind == "numbers":
        return _shaded(channel, chosen)
    if kind != "members" or not chosen.members:
        return channel
    its = f"{HAND}['m:' + {datum(channel['field'])}]"
    return channel | {"condition": {"test": its, "value": {"expr": its}}}


def _shaded(channel: Spec, chosen: ChosenColors) -> Spec:
    scale: Spec = dict(channel.get("scale") or {})
    own = channel | {"scale": scale}
    if chosen.is_reversed:
        scale["reverse"] = True
    if chosen.steps is not None:
        scale["type"] = "quantize"
        if chosen.low is not None and chosen.high is not None:
            scale["domain"] = [chosen.low, chosen.high]
        legend = channel.get("legend")
        if isinstance(legend, dict):
            own["legend"] = {name: part for name, part in legend.items() if name != "labelExpr"} | {"format": ".4~s"}
        return own
    ends = {"domainMin": chosen.low, "domainMid": chosen.middle, "domainMax": chosen.high}
    scale |= {name: value for name, value in ends.items() if value is not None}
    if chosen.low is not None or chosen.high is not None:
        scale["clamp"] = True
        # A rounder end than the chosen one would be another end.
        scale["nice"] = False
    if not scale:
        own.pop("scale")
    return own


def _ramp_scale(chosen: ChosenColors) -> Spec:
    scale: Spec = {}
    if chosen.is_reversed:
        scale["reverse"] = True
    ends = {"domainMin": chosen.low, "domainMid": chosen.middle, "domainMax": chosen.high}
    scale |= {name: value for name, value in ends.items() if value is not None}
    if chosen.low is not None or chosen.high is not None:
        scale |= {"nice": False} | ({} if chosen.steps else {"clamp": True})
    if chosen.steps is not None:
        scale["type"] = "quantize"
    if chosen.middle is not None and chosen.ramp is None:
        scale["range"] = "diverging"
    return scale


def _stepped(legend: Spec) -> Spec:
    """A legend of amounts in steps: their ends are written by the scale itself."""
    if legend.get("type") != "gradient":
        return legend
    return {name: part for name, part in legend.items() if name not in {"encode", "gradientLength", "type"}} | {
        "type": "symbol",
        "format": ".4~s",
    }


def _meta(chosen: ChosenColors, kinds: set[str]) -> Spec:
    """What is left to be filled in where the theme is known."""
    meta: Spec = {}
    if "members" in kinds:
        if chosen.palette is not None:
            meta["category"] = palette_of(chosen.palette)
        if chosen.members:
            meta[HAND] = {f"m:{one.label}": _color(one.color) for one in chosen.members}
    if "numbers" in kinds:
        if chosen.ramp is not None:
            meta["ramp"] = "diverging" if chosen.ramp is Ramp.DIVERGING else ramp_of(chosen.ramp)
        if chosen.steps is not None:
            meta["count"] = chosen.steps
    if chosen.single is not None and (not kinds or "nothing" in kinds):
        meta[SINGLE] = _color(chosen.single)
    signs = (chosen.rises, chosen.falls, chosen.total)
    if "directions" in kinds and any(one is not None for one in signs):
        meta[SIGNS] = [None if one is None else _color(one) for one in signs]
    return meta


def _color(color: str) -> Any:
    return free_color(color) if color.startswith("#") else color


def _with_meta(spec: Spec, meta: Spec) -> Spec:
    return spec | {"usermeta": {**spec.get("usermeta", {}), "colors": meta}} if meta else spec
