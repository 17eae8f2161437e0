"""The elements and attributes of SVG that only draw, and the values that they may have."""

import re
from collections.abc import Iterator

DRAWING = frozenset(
    {
        "svg", "g", "defs", "symbol", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
        "text", "tspan", "title", "desc", "linearGradient", "radialGradient", "stop", "clipPath",
    }
)  # fmt: skip
HOLDERS = frozenset({"defs", "symbol", "clipPath"})
TEXTS = frozenset({"text", "tspan", "title", "desc"})
POINTERS = frozenset({"use", "linearGradient", "radialGradient"})
NUMBERS = frozenset({"x", "y", "width", "height"})
STYLED = frozenset(
    {
        "fill", "fill-opacity", "fill-rule", "stroke", "stroke-opacity", "stroke-width", "stroke-linecap",
        "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "opacity", "color",
        "stop-color", "stop-opacity", "clip-path", "clip-rule", "font-family", "font-size", "font-weight",
        "font-style", "text-anchor", "letter-spacing", "word-spacing", "dominant-baseline", "display", "visibility",
        "paint-order", "vector-effect",
    }
)  # fmt: skip
LOOKS = STYLED | NUMBERS | frozenset(
    {
        "id", "d", "points", "cx", "cy", "r", "rx", "ry", "fx", "fy", "fr", "x1", "y1", "x2", "y2", "dx", "dy",
        "transform", "viewBox", "preserveAspectRatio", "offset", "gradientUnits", "gradientTransform", "spreadMethod",
        "clipPathUnits", "textLength", "lengthAdjust", "rotate", "pathLength",
    }
)  # fmt: skip
_PLAIN = re.compile(r"[A-Za-z0-9_#%.,()+\-'\"*\s]*")
_NAME = re.compile(r"[A-Za-z_][\w.-]{0,200}", re.ASCII)
_LOCAL = re.compile(r"url\(\s*(['\"]?)#([A-Za-z_][\w.-]{0,200})\1\s*\)", re.ASCII)
_CALL = re.compile(r"([A-Za-z-]+)\s*\(")
_CALLABLE = frozenset({"rgb", "rgba", "hsl", "hsla", "matrix", "translate", "scale", "rotate", "skewx", "skewy"})
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS = re.compile(r"\.([A-Za-z_][\w-]{0,100})", re.ASCII)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def local_target(address: str) -> str | None:
    """A place in the same drawing; none for every other address."""
    name = address.removeprefix("#")
    return f"#{name}" if address.startswith("#") and _NAME.fullmatch(name) else None


def is_safe(key: str, value: str) -> bool:
    """Whether a value only says how something looks."""
    if key == "id":
        return _NAME.fullmatch(value) is not None
    rest = _LOCAL.sub("", value) if key in {"fill", "stroke", "clip-path"} else value
    called = {name.lower() for name in _CALL.findall(rest)}
    return _PLAIN.fullmatch(rest) is not None and called <= _CALLABLE


def looks_in(style: str) -> dict[str, str]:
    """The looks that declarations speak of."""
    return dict(_declared(style))


def rules_in(style: str) -> dict[str, dict[str, str]]:
    """The looks of each class; other rules are not heeded."""
    found: dict[str, dict[str, str]] = {}
    for selectors, declarations in _RULE.findall(_COMMENT.sub("", style)):
        for one in selectors.split(","):
            named = _CLASS.fullmatch(one.strip())
            if named:
                found.setdefault(named[1], {}).update(looks_in(declarations))
    return found


def _declared(style: str) -> Iterator[tuple[str, str]]:
    for one in _COMMENT.sub("", style).split(";"):
        key, _, value = (part.strip() for part in one.partition(":"))
        value = value.removesuffix("!important").strip()
        if key in STYLED and value and is_safe(key, value):
            yield key, value
