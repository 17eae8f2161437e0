"""Fills in the colors that people chose for a picture; `web/src/viz/coloring.ts` does the same on the screen.

The spec says in `usermeta.colors` what was chosen: colors of one's own by day and by night, and places in the theme.
"""

from typing import Any

from gnomon.exports.pictures.spec_parts import Spec
from gnomon.exports.pictures.theme import ThemeName

PAINTED = {"mark": "color", "arc": "fill", "area": "fill", "bar": "fill", "line": "stroke", "point": "fill"}
"""What has the first color of the theme, where nothing tells marks apart."""
RAMPS = ("ordinal", "ramp", "heatmap", "diverging")


def in_colors(spec: Spec, config: Spec, theme: ThemeName) -> tuple[Spec, Spec]:
    """The spec and its looks with what was chosen; both as they are where nothing was."""
    chosen = (spec.get("usermeta") or {}).get("colors")
    if not isinstance(chosen, dict):
        return spec, config
    ranges: Spec = dict(config["range"])
    shades = _Shades(config, theme)
    hand = {name: shades.of(one) for name, one in chosen.get("hand", {}).items()}
    if "category" in chosen:
        ranges["category"] = chosen["category"][theme]
    if "signs" in chosen:
        pairs = zip(chosen["signs"], ranges["signs"], strict=True)
        ranges["signs"] = [own if one is None else shades.of(one) for one, own in pairs]
    ranges |= _ramps(chosen, ranges, theme)
    looks = {**config, "range": ranges}
    if "single" in chosen:
        single = hand["single"] = shades.of(chosen["single"])
        ranges["category"] = [single, *ranges["category"][1:]]
        looks |= {name: {**config.get(name, {}), part: single} for name, part in PAINTED.items()}
        styles = config["style"]
        looks["style"] = {**styles, "place": {**styles["place"], "fill": single}}
    signals = "signals" if "marks" in spec else "params"
    return {**spec, signals: [*spec.get(signals, []), {"name": "hand", "value": hand}]}, looks


def with_legends(vega: Spec) -> Spec:
    """A Vega spec whose legends show the colors of single values, which Vega-Lite takes out of them."""
    hand: Spec = next((one["value"] for one in vega.get("signals", []) if one.get("name") == "hand"), {})
    if not any(name.startswith("m:") for name in hand):
        return vega
    return {**vega, "legends": [_with_hand(one) for one in vega.get("legends", [])]}


def _with_hand(legend: Spec) -> Spec:
    encode = legend.get("encode", {})
    symbols = encode.get("symbols", {})
    scales = {part: legend[part] for part in ("fill", "stroke") if isinstance(legend.get(part), str)}
    own = {
        part: {"signal": f"hand['m:' + datum.value] || scale('{name}', datum.value)"} for part, name in scales.items()
    }
    return {**legend, "encode": {**encode, "symbols": {**symbols, "update": {**symbols.get("update", {}), **own}}}}


class _Shades:
    """The colors of the theme by the names of their places."""

    def __init__(self, config: Spec, theme: ThemeName) -> None:
        self.theme = theme
        self.categories = config["range"]["category"]
        positive, negative, _ = config["range"]["signs"]
        self.named = {"positive": positive, "negative": negative, "neutral": config["axis"]["labelColor"]}

    def of(self, color: Any) -> Any:
        """A color of one's own as it is in this look, or that of a place."""
        if not isinstance(color, str):
            return color[self.theme]
        if color in self.named:
            return self.named[color]
        place = int(color.removeprefix("category-")) - 1
        return self.categories[place % len(self.categories)]


def _ramps(chosen: Spec, ranges: Spec, theme: ThemeName) -> Spec:
    ramp, count = chosen.get("ramp"), chosen.get("count")
    if ramp is None and count is None:
        return {}
    own = ranges["diverging"] if ramp == "diverging" else None if ramp is None else {"scheme": ramp[theme]}
    more = {} if count is None else {"count": count}
    return {name: {**(ranges[name] if own is None else own), **more} for name in RAMPS}
