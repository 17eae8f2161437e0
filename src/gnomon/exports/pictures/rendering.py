"""Renders a picture inside a worker that has neither network nor anybody's files.

This module runs in the worker that is kept for it; nothing of it is imported by the server.
"""

import base64
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import vl_convert

from gnomon.engine.contracts import CallContext, TaskRefused
from gnomon.exports.pictures.coloring import in_colors, with_legends
from gnomon.exports.pictures.custom import inside_of, look_of
from gnomon.exports.pictures.fitting import fitted
from gnomon.exports.pictures.page import Words, page_of
from gnomon.exports.pictures.refusing import not_drawn, refuse_addresses, refuse_outside
from gnomon.exports.pictures.rows import plot_rows
from gnomon.exports.pictures.spec_parts import Row, Size, Spec
from gnomon.exports.pictures.theme import ThemeName, font_of, read_spec, vega_config, with_frame
from gnomon.exports.pictures.written.drawing import written_svg
from gnomon.exports.pictures.xml_text import cleaned
from gnomon.exports.pictures.zoom import ZOOM as ZOOM
from gnomon.foundation.kit.errors import ErrorCode

SOURCE, WORLD = "result", "world"
PNG_SCALE = 2.0
MOST_PIXELS = 24_000_000
"""Of a PNG, which a picture that grows with its rows may not pass."""
PICK = "pick"
_SIZE = re.compile(r'^<svg [^>]*?width="([\d.]+)" height="([\d.]+)"')
_PNG, _SVG, _PDF = "png", "svg", "pdf"

FONTS = Path(__file__).parent / "fonts"
BORDERS = read_spec("world.json")
"""The borders of countries, as the web application has them."""

vl_convert.register_font_directory(str(FONTS))


def render(_context: CallContext, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """The picture of the payload as a file of its format. Raises `TaskRefused` when there can be none."""
    _require_letters()
    theme: ThemeName = payload["theme"]
    looks: Spec | None = payload.get("look")
    rows: list[Row] = cleaned(plot_rows(base64.b64decode(payload["rows"]), payload["columns"], payload["time_zone"]))
    row_count = len(rows)
    wanted = Size(payload["width"] / ZOOM, payload["height"] / ZOOM)
    words = Words(**payload["words"] | {"notes": tuple(payload["words"]["notes"])})
    edges = {name: payload[name] for name in ("least_height", "margin") if name in payload}
    page = page_of(words, theme, wanted, font_of(looks), **edges)
    if payload.get("custom") is not None:
        inner = inside_of(payload["custom"], page.room, look_of(theme, looks), len(rows))
        refuse_outside(inner)
    elif payload.get("written") is not None:
        told, zone = payload["written"], payload["time_zone"]
        inner, row_count = written_svg(told, base64.b64decode(payload["rows"]), zone, page.room, theme, looks)
        refuse_outside(inner)
    else:
        vega = vega_of(cleaned(payload["vega_lite"]), cleaned(payload["vega"]), rows, theme, page.room, looks)
        inner = draw_svg(vega)
    svg, size = page.around(inner, _size_of(inner), ZOOM)
    if size.width * size.height * PNG_SCALE**2 > MOST_PIXELS:
        raise TaskRefused(
            ErrorCode.PAYLOAD_TOO_LARGE,
            f"This picture would be {size.width:,.0f} × {size.height:,.0f} pixels, which is too large for a file.",
            hint="Show fewer small multiples, or choose a smaller size.",
        )
    content = written(svg, payload["format"])
    return {"content": base64.b64encode(content).decode(), "row_count": row_count}


def vega_of(
    vega_lite: Spec | None,
    vega: Spec | None,
    rows: list[Row],
    theme: ThemeName,
    size: Size,
    looks: Spec | None = None,
) -> Spec:
    """The Vega spec of a picture with its rows inside, as the web application compiles it."""
    config = vega_config(theme, looks)
    if vega_lite is not None:
        refuse_addresses(vega_lite)
        vega_lite, config = in_colors(vega_lite, config, theme)
        fit = fitted(_without_clicks(vega_lite), rows, size)
        full = _compiled(fit.spec, with_frame(config, fit.config))
    elif vega is not None:
        vega, config = in_colors(vega, config, theme)
        frame = _compiled({"data": {"values": []}, "mark": "point"}, config)
        own: Spec = {name: frame[name] for name in ("background", "padding", "config") if name in frame}
        full = {**vega, **own, "width": size.width, "height": size.height}
    else:
        raise not_drawn("It is made of no marks.")
    full = with_legends(full)
    refuse_addresses(full)
    return {**full, "data": [_with_data(one, rows) for one in full.get("data", [])]}


def _with_data(source: Spec, rows: list[Row]) -> Spec:
    if source.get("name") == SOURCE:
        return {**source, "values": rows}
    if source.get("name") == WORLD:
        return {**source, "values": BORDERS, "format": {"type": "topojson", "feature": "countries"}}
    return source


def _require_letters() -> None:
    """A picture without letters says nothing, and the program that draws it would not say so."""
    try:
        with (FONTS / "inter-400.ttf").open("rb"):
            pass
    except OSError:
        raise TaskRefused(
            ErrorCode.UNAVAILABLE,
            "The letters of pictures cannot be read by the process that draws them.",
            hint="The administrator should install Gnomon where every user of the system may read it.",
        ) from None


def _without_clicks(spec: Spec) -> Spec:
    """The same spec, where nothing is made for a pointer to find marks by."""
    own = dict(spec)
    if isinstance(spec.get("params"), list):
        own["params"] = [_unclicked(param) for param in spec["params"]]
    if isinstance(spec.get("layer"), list):
        own["layer"] = [_without_clicks(part) for part in spec["layer"]]
    if isinstance(spec.get("spec"), dict):
        own["spec"] = _without_clicks(spec["spec"])
    return own


def _unclicked(param: Spec) -> Spec:
    select = param.get("select")
    if param.get("name") != PICK or not isinstance(select, dict):
        return param
    kept = {name: value for name, value in select.items() if name != "nearest"}
    return {**param, "select": {**kept, "type": "point", "on": "never", "toggle": False, "clear": False}}


def _compiled(spec: Spec, config: Spec) -> Spec:
    compiled: Spec = _asked(vl_convert.vegalite_to_vega, _json(spec), config=config)
    return compiled


def draw_svg(vega: Spec) -> str:
    """A Vega spec as SVG, for which nothing is fetched from anywhere."""
    svg: str = _asked(vl_convert.vega_to_svg, _json(vega), allowed_base_urls=[])
    refuse_outside(svg)
    return svg


def _asked(function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    try:
        return function(*arguments, **options)
    except ValueError:
        # What is said of it is about our specs, and nothing that a reader could act on.
        raise not_drawn("The program that draws it refused.") from None


def written(svg: str, kind: str) -> bytes:
    """A picture as a file of this kind."""
    if kind == _SVG:
        return svg.encode()
    if kind == _PDF:
        return bytes(_asked(vl_convert.svg_to_pdf, svg))
    assert kind == _PNG
    return bytes(_asked(vl_convert.svg_to_png, svg, scale=PNG_SCALE))


def _size_of(svg: str) -> Size:
    found = _SIZE.match(svg)
    if found is None:
        raise not_drawn("It came out without a size.")
    return Size(float(found[1]), float(found[2]))


def _json(spec: Spec) -> str:
    return json.dumps(spec, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace").decode()
