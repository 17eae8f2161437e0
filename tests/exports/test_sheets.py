"""Several pictures on one sheet: where they stand, what is said on it, and that one of them never spoils the rest."""

import base64
import re
import xml.etree.ElementTree as ElementTree
from itertools import combinations
from typing import Any

import pyarrow as pa
import pytest

from gnomon.charts.contracts import Mark
from gnomon.exports.pictures.outlines import Box
from gnomon.exports.pictures.sheet import SHEET, places, render_sheet, sheet_svg

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '"><script>alert(1)</script>&amp;\x00\u202e' + "x" * 400
BARS = {
    "data": {"name": "result"},
    "mark": "bar",
    "encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}},
}
RAMP = {
    "data": {"name": "result"},
    "mark": "rect",
    "encoding": {"x": {"field": "a", "type": "nominal"}, "color": {"field": "b", "type": "quantitative"}},
}
NUMBER: dict[str, Any] = {
    "mark": "kpi",
    "title": "Amount",
    "columns": [
        {"name": "a", "label": "A", "role": "dimension", "type": "text"},
        {"name": "b", "label": "Amount", "role": "measure", "type": "float"},
    ],
    "form": ",.1f",
    "forms": {},
    "cells": [],
    "totals": [],
    "bindings": [],
    "trend": None,
    "total_rows": 1,
}
for _column in NUMBER["columns"]:
    _column |= {"grain": None, "bin_width": None, "is_number": _column["type"] == "float"}


class NoContext:
    """A call that needs nothing of the worker that it runs in."""

    connection: Any = None

    def words(self, text: str) -> list[tuple[int, str]]:
        """None."""
        raise NotImplementedError(text)


def rows(**columns: list[Any]) -> str:
    """Rows as the server hands them over."""
    table = pa.table(columns)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return base64.b64encode(sink.getvalue().to_pybytes()).decode()


def part(title: str = "T", spec: Any = None, mark: str = "bar", *, data: str = "", is_number: bool = False) -> Any:
    """A place on a sheet; without a spec, only its outline."""
    picture: dict[str, Any] = {
        "theme": "light",
        "vega_lite": None if is_number else spec,
        "vega": None,
        "written": {**spec, "title": title} if spec is not None and is_number else None,
        "words": {"title": title, "subtitle": None, "notes": [], "description": "D"},
        "columns": [{"name": "a", "is_number": False}, {"name": "b", "is_number": True}],
        "rows": data or rows(a=["East", "West"], b=[1234.5, 2.0]),
        "time_zone": "UTC",
    }
    return {"title": title, "mark": mark, "is_number": is_number, "picture": None if spec is None else picture}


def sheet(*parts: Any, title: str = "Sales", subtitle: str = "By region") -> ElementTree.Element:
    """A sheet as a tree, which only what is well formed becomes."""
    return ElementTree.fromstring(sheet_svg(NoContext(), {"title": title, "subtitle": subtitle, "parts": list(parts)}))


def texts_of(tree: ElementTree.Element) -> list[str]:
    """All words of a sheet."""
    said = ("".join(one.itertext()) for one in tree.iter(f"{SVG}text"))
    return [one for one in said if one != ""]


def do_not_overlap(boxes: list[Box]) -> bool:
    return all(
        one.x + one.width <= other.x
        or other.x + other.width <= one.x
        or one.y + one.height <= other.y
        or other.y + other.height <= one.y
        for one, other in combinations(boxes, 2)
    )


@pytest.mark.parametrize("numbers", range(5))
@pytest.mark.parametrize("pictures", range(5))
def test_cards_stand_beside_each_other_on_the_sheet(numbers: int, pictures: int) -> None:
    boxes = places(numbers, min(pictures, 3) if numbers else pictures)
    assert len(boxes) == numbers + (min(pictures, 3) if numbers else pictures)
    assert do_not_overlap(boxes)
    assert all(
        one.x >= 32 and one.y >= 112 and one.x + one.width <= SHEET.width - 31.9 and one.y + one.height <= SHEET.height
        for one in boxes
    )
    assert all(one.width >= 200 and one.height >= 140 for one in boxes)


def test_a_sheet_says_its_name_and_shows_its_pictures_and_numbers() -> None:
    tree = sheet(part("Amount", NUMBER, "kpi", is_number=True, data=rows(a=["all"], b=[1234.5])), part("Bars", BARS))
    assert (tree.get("width"), tree.get("height")) == ("1200", "630")
    found = texts_of(tree)
    assert found[:2] == ["Sales", "By region"]
    assert [one for one in found if one in {"Amount", "1,234.5", "Bars", "East", "West"}] == [
        "Amount",
        "1,234.5",
        "Bars",
        "East",
        "West",
    ]


def test_a_number_that_does_not_fit_says_that_it_is_cut_off() -> None:
    long = {**NUMBER, "form": ".80f"}
    numbers = [part(f"N{place}", long, "kpi", is_number=True, data=rows(a=["x"], b=[0.25])) for place in range(4)]
    said = [one for one in texts_of(sheet(*numbers)) if one.startswith("0.2")]
    assert len(said) == 4
    assert all(one.endswith("…") and len(one) < 20 for one in said)


def test_whatever_is_said_on_a_sheet_is_words() -> None:
    tree = sheet(part(HOSTILE, BARS), part(HOSTILE), title=HOSTILE, subtitle=HOSTILE)
    assert {one.tag.removeprefix(SVG) for one in tree.iter()} <= {
        "svg",
        "rect",
        "text",
        "g",
        "path",
        "clipPath",
        "line",
        "title",
        "desc",
    }
    assert texts_of(tree)[0].startswith('"><script>alert(1)</script>&amp;')
    assert all(len(one) < 200 for one in texts_of(tree)[:2])
    assert render_sheet(NoContext(), {"title": HOSTILE, "subtitle": HOSTILE, "parts": [part(HOSTILE, BARS)]})["content"]


def test_names_inside_one_picture_mean_nothing_in_another() -> None:
    payload = {"title": "T", "subtitle": "", "parts": [part("A", RAMP), part("B", RAMP)]}
    svg = sheet_svg(NoContext(), payload)
    ids = re.findall(r'\bid="([^"]+)"', svg)
    assert len(ids) == len(set(ids)) >= 4
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(ids)


@pytest.mark.parametrize(
    "broken",
    [
        {"mark": "bar", "data": {"url": "http://127.0.0.1:9/secret"}},
        {"mark": {"type": "image"}, "data": {"name": "result"}},
        {"mark": "nonsense", "data": {"name": "result"}, "encoding": {"x": 5}},
    ],
)
def test_a_picture_that_cannot_be_drawn_leaves_its_outline_and_the_others_stay(broken: Any) -> None:
    found = texts_of(sheet(part("Broken", broken), part("Bars", BARS)))
    assert [one for one in found if one in {"Broken", "Bars", "East", "127.0.0.1"}] == ["Broken", "Bars", "East"]


def test_a_picture_without_rows_is_an_outline() -> None:
    tree = sheet(part("Nothing", BARS, data=rows(a=pa.array([], pa.string()), b=pa.array([], pa.float64()))))
    assert texts_of(tree) == ["Sales", "By region", "Nothing"]


def test_an_empty_page_is_a_card_with_nothing_said() -> None:
    assert texts_of(sheet()) == ["Sales", "By region"]


@pytest.mark.parametrize("mark", [one.value for one in Mark])
def test_every_kind_has_an_outline(mark: str) -> None:
    tree = sheet(part("T", None, mark, is_number=mark == "kpi"))
    shapes = [one for one in tree.iter() if one.tag.removeprefix(SVG) in {"rect", "polyline", "circle"}]
    # The ground, the bar above, and the three of the card.
    assert len(shapes) > 5


def test_numbers_come_first_and_tables_give_way_to_pictures() -> None:
    pictures = [part(f"P{place}", BARS) for place in range(4)]
    number = part("N", NUMBER, "kpi", is_number=True)
    found = texts_of(sheet(part("T", None, "table"), *pictures, number))
    assert [one for one in found if one in {"T", "N", "P0", "P1", "P2", "P3"}] == ["N", "P0", "P1", "P2"]


@pytest.mark.parametrize(
    ("name", "shown"), [("売" * 80, "売" * 28 + "…"), ("a" * 80, "a" * 57 + "…"), ("a" * 58, "a" * 58)]
)
def test_long_names_are_cut_where_the_line_ends(name: str, shown: str) -> None:
    assert texts_of(sheet(title=name, subtitle=""))[0] == shown


def test_pictures_follow_the_theme_of_their_dashboard() -> None:
    themed = part("A", BARS)
    look = {
        "font": "serif",
        "categories": ["#aa1122", "#3344aa"],
        "sequential": ["#fff", "#000"],
        "diverging": ["#fff", "#000"],
        "positive": "#007733",
        "negative": "#bb2200",
    }
    themed["picture"]["look"] = look
    plain, own = (
        sheet_svg(NoContext(), {"title": "T", "subtitle": "", "parts": [one]}) for one in (part("A", BARS), themed)
    )
    assert ("#aa1122" in plain, "#aa1122" in own, "Georgia" in plain, "Georgia" in own) == (False, True, False, True)
