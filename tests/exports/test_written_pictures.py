"""Numbers, tables and matrices as pictures: what stands in them, what they leave out, and that nothing in them runs."""

import base64
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from gnomon.engine.contracts import TaskRefused
from gnomon.exports.pictures.rendering import render

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    '"><script>alert(1)</script>',
    "<image href='file:///etc/passwd'/>",
    "&amp;<a xlink:href='http://x'>",
    "{{ 7 * 7 }} ${7}",
    "a\x01b\uffff\u202e",
    "line\r\nbreak",
    "]]><!--",
    "url(http://x)",
    "x" * 5_000,
)
KINDS = {
    pa.string(): "text",
    pa.int64(): "integer",
    pa.float64(): "float",
    pa.date32(): "date",
    pa.bool_(): "boolean",
}


class NoContext:
    """A call that needs nothing of the worker that it runs in."""

    connection: Any = None

    def words(self, text: str) -> list[tuple[int, str]]:
        """None."""
        raise NotImplementedError(text)


def told(name: str, kind: str, role: str = "dimension", label: str = "", grain: str | None = None) -> dict[str, Any]:
    """What is told of a column."""
    words = {"name": name, "label": label or name, "role": role, "type": kind, "grain": grain, "bin_width": None}
    return {**words, "is_number": kind in {"integer", "float", "decimal"}}


def payload(
    mark: str, table: pa.Table, columns: Sequence[Mapping[str, Any]], *, size: tuple[int, int] = (900, 600), **more: Any
) -> dict[str, Any]:
    """A picture to be drawn."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    written = {
        "mark": mark,
        "title": "T",
        "columns": list(columns),
        "form": None,
        "forms": {},
        "cells": [],
        "totals": [],
        "bindings": [],
        "trend": None,
        "total_rows": table.num_rows,
        **more,
    }
    return {
        "format": "svg",
        "theme": "light",
        "width": size[0],
        "height": size[1],
        "vega_lite": None,
        "vega": None,
        "written": written,
        "words": {"title": "T", "subtitle": None, "notes": [], "description": "D"},
        "columns": [{"name": one["name"], "is_number": one["is_number"]} for one in columns],
        "rows": base64.b64encode(sink.getvalue().to_pybytes()).decode(),
        "time_zone": "UTC",
    }


def drawn(given: Mapping[str, Any]) -> ElementTree.Element:
    """The picture as a tree, which only what is well formed becomes."""
    content = base64.b64decode(render(NoContext(), given)["content"]).decode()
    return ElementTree.fromstring(content)


def texts_of(tree: ElementTree.Element) -> list[str]:
    """All words of a picture but its title."""
    return ["".join(one.itertext()) for one in tree.iter(f"{SVG}text")][1:]


def table_of(count: int, **more: Any) -> dict[str, Any]:
    """Regions with their amounts."""
    table = pa.table({"region": [f"R{row}" for row in range(count)], "amount": [row * 1000.5 for row in range(count)]})
    columns = [told("region", "text", label="Region"), told("amount", "float", "measure", label="Amount")]
    return payload("table", table, columns, **more)


def kpi(values: Sequence[Any], *, form: str | None = None, **more: Any) -> dict[str, Any]:
    """A number."""
    table = pa.table({"amount": pa.array(values, pa.float64())})
    return payload("kpi", table, [told("amount", "float", "measure", label="Amount")], form=form, **more)


def moving(values: Mapping[str, float | None], **more: Any) -> dict[str, Any]:
    """A number that moves by months."""
    days = [date.fromisoformat(day) for day in values]
    table = pa.table({"day": pa.array(days, pa.date32()), "amount": pa.array(list(values.values()), pa.float64())})
    columns = [told("day", "date", grain="month"), told("amount", "float", "measure", label="Amount")]
    trend = {
        "column": "day",
        "title": "Day",
        "grain": "month",
        "latest": None,
        "comparison": "previous_period",
        "spark_periods": 4,
    }
    return payload("kpi", table, columns, trend={**trend, **more})


def test_a_number_is_written_whole_and_named() -> None:
    assert texts_of(drawn(kpi([1234567.25]))) == ["1,234,567", "Amount"]
    assert texts_of(drawn(kpi([1234567.25], form="$,.2f"))) == ["$1,234,567.25", "Amount"]


def test_a_number_that_has_no_room_is_written_short() -> None:
    table = pa.table({f"m{place}": [12_345_678_901.5] for place in range(6)})
    columns = [told(f"m{place}", "float", "measure", label=f"M{place}") for place in range(6)]
    texts = texts_of(drawn(payload("kpi", table, columns, size=(330, 600))))
    assert texts[:2] == ["12.3\u202fB", "M0"]
    assert len(texts) == 12


@pytest.mark.parametrize("size", [(300, 200), (600, 240), (1200, 528), (4000, 1000)])
def test_a_number_that_moved_says_how_far_since_when(size: tuple[int, int]) -> None:
    given = moving({"2026-01-01": 80.0, "2026-02-01": 100.0, "2026-03-01": 125.0})
    texts = texts_of(drawn({**given, "width": size[0], "height": size[1]}))
    assert texts == ["125", "Amount, Mar 2026", "Up 25% (+25)", "from Feb 2026"]


def test_a_period_without_a_value_is_not_compared_with_and_leaves_a_gap() -> None:
    tree = drawn(moving({"2025-12-01": 1.0, "2026-01-01": None, "2026-03-01": 5.0}))
    assert texts_of(tree) == ["5", "Amount, Mar 2026", "Nothing to compare with in Feb 2026"]
    points = [len((one.get("points") or "").split()) for one in tree.iter(f"{SVG}polyline")]
    assert points == [1, 1]


def test_a_number_falls_stays_and_is_told_of_a_period_that_runs() -> None:
    falls = texts_of(drawn(moving({"2026-01-01": 0.5, "2026-02-01": 0.4})))
    assert falls[2:] == ["Down 20% (−0.1)", "from Jan 2026"]
    assert texts_of(drawn(moving({"2026-01-01": 2.0, "2026-02-01": 2.0})))[2] == "Unchanged"
    runs = moving({"2026-02-01": 2.0}, latest="2026-01-01T00:00:00", comparison=None)
    assert texts_of(drawn(runs)) == ["2", "Amount, Feb 2026, so far"]


def test_an_answer_without_rows_says_so() -> None:
    assert texts_of(drawn(kpi([]))) == ["No rows match the filters."]
    assert texts_of(drawn(table_of(0))) == ["Region", "Amount", "No rows match the filters."]
    empty = pa.table({"region": pa.array([], pa.string()), "amount": pa.array([], pa.float64())})
    columns = [told("region", "text"), told("amount", "float", "measure")]
    given = payload("matrix", empty, columns, bindings=[["detail", "region"], ["y", "amount"]])
    assert texts_of(drawn(given)) == ["No rows match the filters."]


def test_a_table_of_one_row_and_of_many_shows_what_it_holds_and_says_what_it_leaves_out() -> None:
    assert texts_of(drawn(table_of(1))) == ["Region", "R0", "Amount", "0"]
    # 600 / 1.5 − 40 − 35 of its title leave room for ten rows below the head and above the line.
    texts = texts_of(drawn(table_of(5_000)))
    shown = sum(one.startswith("R") and one != "Region" for one in texts)
    assert 8 <= shown <= 11
    assert texts[-1] == f"First {shown} of 5,000 rows."
    assert texts_of(drawn(table_of(shown)))[-1] != f"First {shown} of {shown} rows."


def test_columns_that_have_no_room_are_counted() -> None:
    table = pa.table({f"c{place}": [f"value {place}"] for place in range(40)})
    texts = texts_of(drawn(payload("table", table, [told(f"c{place}", "text") for place in range(40)])))
    shown = sum(one.startswith("value") for one in texts)
    assert 3 <= shown < 10
    assert texts[-1] == f"First {shown} of 40 columns."


def test_a_value_that_is_null_empty_exact_or_hidden_is_written_as_such() -> None:
    table = pa.table(
        {
            "a": ["x", None, "", "y"],
            "n": ["0.1", "12345678901234567890.12", None, "7"],
            "__hidden": [False, False, False, True],
        }
    )
    exact = {**told("n", "decimal", "measure"), "is_number": True}
    columns = [told("a", "text"), exact, told("__hidden", "boolean")]
    texts = texts_of(drawn(payload("table", table, columns)))
    assert texts == ["a", "x", "null", "empty", "y", "n", "0.1", "12,345,678,901,234,567,890.12", "null", "hidden"]
    assert Decimal("12345678901234567890.12") == Decimal(texts[7].replace(",", ""))


def test_long_names_are_cut_and_stay_in_their_columns() -> None:
    table = pa.table({"a": ["W" * 500, "漢" * 500], "b": [1, 2]})
    tree = drawn(payload("table", table, [told("a", "text", label="N" * 300), told("b", "integer", "measure")]))
    texts = texts_of(tree)
    assert all(one.endswith("…") and len(one) < 120 for one in (texts[0], texts[1], texts[2]))


def test_cells_show_bars_shades_and_signs() -> None:
    table = pa.table({"a": [-10.0, 0.0, 40.0], "b": [1.0, 2.0, 3.0], "c": [1.0, 5.0, None]})
    rule = {"op": "above", "value": 3.0, "tone": "good", "icon": None}
    cells = [
        {"column": "a", "kind": "bar", "rules": []},
        {"column": "b", "kind": "color_scale", "rules": []},
        {"column": "c", "kind": "rule", "rules": [rule]},
    ]
    tree = drawn(payload("table", table, [told(one, "float", "measure") for one in "abc"], cells=cells))
    bars = [one for one in tree.iter(f"{SVG}rect") if one.get("data-bar")]
    assert [one.get("data-bar") for one in bars] == ["negative", "positive", "positive"]
    widths = [float(one.get("width") or 0) for one in bars]
    assert widths[2] / widths[0] == pytest.approx(4, rel=0.01)
    shades = [float(one.get("fill-opacity") or 0) for one in tree.iter(f"{SVG}rect") if not one.get("data-bar")]
    assert [one for one in shades if one > 0] == [0.17, 0.34]
    assert [one.get("data-icon") for one in tree.iter(f"{SVG}g") if one.get("data-icon")] == ["check"]


def test_rules_compare_columns_of_a_row_as_the_screen_does() -> None:
    table = pa.table({"a": [5.0, 10.0, 20.0, None], "b": [10.0, 10.0, None, 3.0]})

    def signs(chosen: dict[str, Any]) -> list[str | None]:
        columns = [told(one, "float", "measure") for one in "ab"]
        tree = drawn(payload("table", table, columns, cells=[{"column": "a", "kind": "rule", **chosen}]))
        return [one.get("data-icon") for one in tree.iter(f"{SVG}g") if one.get("data-icon")]

    below = {"op": "below", "value": 99.0, "than": "b", "tone": "bad", "icon": "down"}
    above = {"op": "above", "value": 1.0, "tone": "good", "icon": None}
    assert signs({"rules": [below]}) == ["down"]
    assert signs({"rules": [{**below, "op": "not_equal"}, above]}) == ["down", "check", "check"]
    assert signs({"rules": [{"op": "between", "value": 10.0, "upper": 20.0, "tone": "accent", "icon": None}]}) == [
        "flag",
        "flag",
    ]
    assert signs({"decided_by": "b", "rules": [{**above, "op": "at_least", "value": 10.0}]}) == ["check", "check"]
    assert signs({"decided_by": "b", "rules": [{**above, "than": "a"}]}) == ["check"]
    assert signs({"rules": [{**below, "than": "gone"}]}) == []


def test_a_column_of_words_has_signs_by_a_number_beside_it() -> None:
    table = pa.table({"a": ["North", None, "South"], "b": [-1.0, -1.0, 2.0]})
    rule = {"op": "below", "value": 0.0, "tone": "bad", "icon": None}
    columns = [told("a", "text"), told("b", "float", "measure")]

    def signs(**more: Any) -> list[str | None]:
        cells = [{"column": "a", "kind": "rule", "rules": [rule], **more}]
        tree = drawn(payload("table", table, columns, cells=cells))
        return [one.get("data-icon") for one in tree.iter(f"{SVG}g") if one.get("data-icon")]

    assert (signs(decided_by="b"), signs()) == (["warning"], [])


@pytest.mark.parametrize("size", [(300, 200), (900, 300)])
def test_a_number_has_the_tone_and_the_sign_of_its_rule_and_both_stay_in_their_box(size: tuple[int, int]) -> None:
    rule = {"op": "below", "value": 0.0, "tone": "bad", "icon": None}
    cells = [{"column": "amount", "kind": "rule", "rules": [rule]}]
    tree = drawn(kpi([-5.0], cells=cells, size=size))
    [icon] = [one for one in tree.iter(f"{SVG}g") if one.get("data-icon")]
    value = next(one for one in tree.iter(f"{SVG}text") if "".join(one.itertext()) == "-5")
    assert (icon.get("data-icon"), icon.get("stroke")) == ("warning", value.get("fill"))
    place = float((icon.get("transform") or "").split("(")[1].split(",")[0])
    assert 0 <= place < float(value.get("x") or 0) < size[0]
    assert [one for one in drawn(kpi([5.0], cells=cells)).iter(f"{SVG}g") if one.get("data-icon")] == []


def matrix(**more: Any) -> dict[str, Any]:
    """Amounts by region and city against years, with all totals."""
    cells = [("N", "n1", 2024, 1.0), ("N", "n2", 2024, 2.0), ("N", "n1", 2025, 3.0), ("S", None, 2025, 4.0)]
    rows: list[tuple[str | None, str | None, int | None, float, int]] = [(*one, 0) for one in cells]
    rows += [("N", "n1", None, 4.0, 1), ("N", "n2", None, 2.0, 1), ("S", None, None, 4.0, 1)]
    rows += [("N", None, 2024, 3.0, 2), ("N", None, 2025, 3.0, 2), ("S", None, 2025, 4.0, 2)]
    rows += [("N", None, None, 6.0, 3), ("S", None, None, 4.0, 3)]
    rows += [(None, None, 2024, 3.0, 4), (None, None, 2025, 7.0, 4), (None, None, None, 10.0, 5)]
    region, city, year, amount, level = zip(*rows, strict=True)
    table = pa.table(
        {"region": region, "city": city, "year": pa.array(year, pa.int64()), "amount": amount, "__level": level}
    )
    columns = [
        told("region", "text", label="Region"),
        told("city", "text", label="City"),
        told("year", "integer", label="Year"),
        told("amount", "float", "measure", label="Amount"),
        told("__level", "integer"),
    ]
    totals = [["region", "city"], ["region", "year"], ["region"], ["year"], []]
    bindings = [["detail", "region"], ["detail", "city"], ["x", "year"], ["y", "amount"]]
    return payload("matrix", table, columns, totals=totals, bindings=bindings, forms={"year": "d"}, **more)


def test_a_matrix_writes_groups_within_groups_with_their_totals() -> None:
    texts = texts_of(drawn(matrix()))
    assert texts == [
        *("N", "3", "3", "6"),
        *("n1", "1", "3", "4"),
        *("n2", "2", "2"),
        *("S", "4", "4"),
        *("No value", "4", "4"),
        *("Total", "3", "7", "10"),
        *("Region › City", "Year", "2024", "2025", "Total"),
    ]


def test_a_low_matrix_keeps_its_total_and_says_how_many_rows_there_are() -> None:
    texts = texts_of(drawn(matrix(size=(900, 330))))
    assert [one for one in texts if one in {"N", "S", "Total"}][:2] == ["N", "Total"]
    assert texts[-1].startswith("First ")
    assert texts[-1].endswith(" of 6 rows.")


@pytest.mark.parametrize("mark", ["kpi", "table", "matrix"])
@pytest.mark.parametrize("kind", ["svg", "png", "pdf"])
def test_whatever_a_name_or_a_value_says_is_words(mark: str, kind: str) -> None:
    table = pa.table({"a": list(HOSTILE), "n": [float(place) for place in range(len(HOSTILE))]})
    for name in HOSTILE:
        columns = [told("a", "text", label=name), told("n", "float", "measure", label=name)]
        given = payload(mark, table, columns, bindings=[["detail", "a"], ["y", "n"]], form=name)
        given["words"] = {"title": name, "subtitle": name, "notes": [name], "description": name}
        content = base64.b64decode(render(NoContext(), {**given, "format": kind})["content"])
        if kind != "svg":
            assert content[:4] in {b"\x89PNG", b"%PDF"}
            continue
        tree = ElementTree.fromstring(content.decode())
        tags = {one.tag.removeprefix(SVG) for one in tree.iter()}
        assert tags <= {"svg", "title", "desc", "rect", "g", "text", "path", "clipPath", "circle", "polyline"}
        assert not [
            (name, value)
            for one in tree.iter()
            for name, value in one.attrib.items()
            if name.lower().startswith("on") or "href" in name.lower() or "url(" in value.replace("url(#", "")
            if name != "aria-label"
        ]


def test_both_themes_and_a_look_of_the_workspace_color_it() -> None:
    look = {"font": "serif", "categories": ["#010203"], "sequential": ["#fff", "#000"], "diverging": ["#fff", "#000"]}
    look |= {"positive": "#0a0b0c", "negative": "#0d0e0f", "accent": "#123456", "accent_text": "#234567"}
    bar = [{"column": "amount", "kind": "bar", "rules": []}]
    plain, dark = drawn(table_of(3, cells=bar)), drawn({**table_of(3, cells=bar), "theme": "dark"})
    own = drawn({**table_of(3, cells=bar), "look": look})
    found = [{one.get("fill") for one in tree.iter(f"{SVG}rect") if one.get("data-bar")} for tree in (plain, dark, own)]
    assert found == [{"#1f4fd8"}, {"#7da2ff"}, {"#123456"}]
    assert any("Georgia" in (one.get("font-family") or "") for one in own.iter(f"{SVG}g"))


def test_what_no_picture_may_hold_is_refused_even_here() -> None:
    with pytest.raises(TaskRefused):
        render(NoContext(), {**kpi([1.0]), "written": None})
