"""The SVG of a plug-in, put together anew from what an allow-list names; anything else is refused, and said.

The web application has the same rules (`web/src/viz/custom/sanitise.ts`), read from the same file.
"""

import json
import re
import xml.etree.ElementTree as ET
from html import escape
from importlib import resources
from typing import Any

from gnomon.visuals.contracts import MAX_TEXT

NAMESPACE = "http://www.w3.org/2000/svg"
RULES: dict[str, Any] = json.loads(resources.files("gnomon.visuals").joinpath("runtime", "svg.json").read_text("utf-8"))
ELEMENTS = frozenset(RULES["elements"])
ATTRIBUTES = frozenset(RULES["attributes"])
REFERS, LONG = frozenset(RULES["refers"]), frozenset(RULES["long"])
VALUE = re.compile(RULES["value"].replace("$", r"\Z"), re.ASCII)
REFERENCE = re.compile(RULES["reference"].replace("$", r"\Z"), re.ASCII)
NAME = re.compile(RULES["name"].replace("$", r"\Z"), re.ASCII)
ROW = re.compile(r"^\d{1,7}\Z", re.ASCII)
ROOT_IGNORED = frozenset({"width", "height", "viewBox", "preserveAspectRatio", "version"})


class NotAllowed(ValueError):
    """Something that no picture may hold; the text names it."""


def sanitised(svg: str, row_count: int) -> str:
    """What the root of a picture holds, and nothing that can load, run or link to anything. Raises `NotAllowed`."""
    if len(svg) > RULES["most_letters"]:
        raise NotAllowed(f"it has more than {RULES['most_letters']:,} characters")
    if "<!" in svg or "<?" in svg:
        raise NotAllowed("it holds a declaration, a comment or an instruction")
    try:
        root = ET.fromstring(svg)  # noqa: S314 - declarations, and so entities, are refused above
    except (ET.ParseError, ValueError, RecursionError):
        raise NotAllowed("it is no well-formed SVG") from None
    if _name_of(root) != "svg":
        raise NotAllowed("it is not one <svg> element")
    _Walk(row_count).check(root)
    return "".join(_written(child) for child in root)


class _Walk:
    def __init__(self, row_count: int) -> None:
        self._row_count = row_count
        self._count = 0

    def check(self, root: ET.Element) -> None:
        waiting = [(root, 1)]
        while waiting:
            element, depth = waiting.pop()
            self._count += 1
            if self._count > RULES["most_elements"]:
                raise NotAllowed(f"it has more than {RULES['most_elements']:,} elements")
            if depth > RULES["most_depth"]:
                raise NotAllowed(f"its elements lie more than {RULES['most_depth']} deep")
            name = _name_of(element)
            if name not in ELEMENTS:
                raise NotAllowed(f"it holds <{name}>, which no picture may hold")
            for attribute, value in element.attrib.items():
                if element is not root or attribute not in ROOT_IGNORED:
                    self._check_attribute(name, attribute, value)
            waiting.extend((child, depth + 1) for child in element)

    def _check_attribute(self, element: str, attribute: str, value: str) -> None:
        if attribute not in ATTRIBUTES:
            raise NotAllowed(f"<{element}> has “{attribute[:MAX_TEXT]}”, which no picture may have")
        if len(value) > RULES["most_long_value" if attribute in LONG else "most_value"]:
            raise NotAllowed(f"“{attribute}” of <{element}> is too long")
        if attribute == "id":
            is_fine = NAME.match(value) is not None
        elif attribute == "data-row":
            is_fine = ROW.match(value) is not None and int(value) < self._row_count
        else:
            is_reference = attribute in REFERS and REFERENCE.match(value) is not None
            is_fine = is_reference or (VALUE.match(value) is not None and "url" not in value.lower())
        if not is_fine:
            raise NotAllowed(f"“{attribute}” of <{element}> is “{value[:60]}”, which cannot stand there")


def _name_of(element: ET.Element) -> str:
    """The name without its namespace, which is that of SVG or none."""
    tag = str(element.tag)
    if not tag.startswith("{"):
        return tag[:60]
    space, _, name = tag[1:].partition("}")
    return name[:60] if space == NAMESPACE else f"{space}:{name}"[:60]


def _written(element: ET.Element) -> str:
    name = _name_of(element)
    attributes = "".join(f' {one}="{escape(value)}"' for one, value in element.attrib.items())
    inside = escape(element.text or "", quote=False) + "".join(
        _written(child) + escape(child.tail or "", quote=False) for child in element
    )
    return f"<{name}{attributes}>{inside}</{name}>"
