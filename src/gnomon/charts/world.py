"""The base of maps: the borders of countries, which the browser brings along, and what stands beside a map."""

from gnomon.charts.encodings import Spec

WORLD = "world"
"""Name of the data source that the browser fills with the borders of countries."""
PROJECTION = "map"
ANTARCTICA = "010"
FARTHEST, SOUTH = 80, -57
"""Latitudes beyond which nobody looks, and a map would stretch."""
WIDE = 110
"""Degrees from west to east from which on a map is one of the world."""
NAMED = 3
"""So many values that are not on a map are named."""


def world_data() -> list[Spec]:
    """The countries of the world without Antarctica, whose place others need more."""
    return [{"name": WORLD, "transform": [{"type": "filter", "expr": f"datum.id !== '{ANTARCTICA}'"}]}]


def land(*, has_tooltips: bool) -> Spec:
    """All countries, in the color of what has no value."""
    look: Spec = {"tooltip": {"signal": "[[datum.properties.name, 'No value']]"}} if has_tooltips else {}
    base = {"type": "shape", "style": ["land"], "from": {"data": WORLD}, "clip": True, "interactive": has_tooltips}
    return base | {"encode": {"update": look}, "transform": [{"type": "geoshape", "projection": PROJECTION}]}


def missing_note(source: str) -> Spec:
    """A line in the corner that says what is not on the map; its values come in as data."""
    names = f"pluck(data('{source}'), ':name')"
    more = f"length({names}) > {NAMED} ? '…' : ''"
    named = f"join(slice({names}, 0, {NAMED}), '; ') + ({more})"
    return _in_the_corner(f"length({names}) ? length({names}) + ' not on this map: ' + {named} : ''")


def missing_count(source: str) -> Spec:
    """A line in the corner that says how many rows have no place."""
    count = f"length(data('{source}'))"
    return _in_the_corner(f"{count} ? format({count}, ',') + ' without a place on the earth' : ''")


def _in_the_corner(text: str) -> Spec:
    look: Spec = {
        "x": {"value": 2},
        "y": {"signal": "height - 2"},
        "baseline": {"value": "bottom"},
        "limit": {"signal": "width - 4"},
        "text": {"signal": text},
    }
    return {"type": "text", "style": ["text"], "interactive": False, "encode": {"update": look}}


def local_signals(extent: str) -> list[Spec]:
    """The part of the earth to show: where the points lie and some room, or all of it where they are far."""
    found = f"data('{extent}')[0]"
    wide, high = f"({found}.east - {found}.west)", f"({found}.north - {found}.south)"
    room = f"max(1.5, {wide} * 0.1, {high} * 0.1)"
    is_local = f"{found} && isValid({found}.west) && {wide} <= {WIDE}"
    return [
        {"name": "local", "update": is_local},
        {"name": "west", "update": f"local ? max(-180, {found}.west - {room}) : -180"},
        {"name": "east", "update": f"local ? min(180, {found}.east + {room}) : 180"},
        {"name": "south", "update": f"local ? max(-{FARTHEST}, {found}.south - {room}) : {SOUTH}"},
        {"name": "north", "update": f"local ? min({FARTHEST}, {found}.north + {room}) : {FARTHEST}"},
    ]


def local_projection() -> Spec:
    """Of a part of the earth the shapes stay as they are known; of all of it, the areas do."""
    middle = "(south + north) / 2"
    corners = f"[[west, south], [west, {middle}], [west, north], [east, south], [east, {middle}], [east, north]]"
    frame = f"{{type: 'Feature', geometry: {{type: 'MultiPoint', coordinates: {corners}}}}}"
    return {
        "name": PROJECTION,
        "type": {"signal": "local ? 'mercator' : 'equalEarth'"},
        "fit": {"signal": frame},
        "size": {"signal": "[width, height]"},
    }
