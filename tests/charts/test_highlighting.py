"""A part of a picture that was selected elsewhere: drawn over the whole where it is one, else told by strong marks."""

from typing import Any

import pytest
from tests.dashboards.pieces import ask, create, spec_of, tile, upload
from tests.factories import Person

ROWS = "day,region,kind,amount\n" + "".join(
    f"2024-{month:02d}-01,{region},{kind},{month + len(kind)}\n"
    for month in range(1, 7)
    for region in ("North", "South")
    for kind in ("tea", "milk", "bread")
    if (month + len(region) + len(kind)) % 4
)
NORTH = {"kind": "in", "member": "region", "values": ["North"]}
AMOUNT = {"role": "measure", "member": "amount", "aggregation": "sum"}
MONTH = {"role": "dimension", "member": "day", "grain": "month"}


def by(member: str) -> dict[str, str]:
    return {"role": "dimension", "member": member}


async def drawn(person: Person, mark: str, encodings: dict[str, Any], **options: Any) -> dict[str, Any]:
    """The picture under the selection of the North, and its rows."""
    rows = await upload(person.client, "rows.csv", ROWS)
    target = tile("target", rows, None, mark=mark, options=options)
    target["chart"]["encodings"] = {"y": [AMOUNT], **encodings}
    spec = spec_of(tile("source", rows, "region"), target)
    spec["pages"][0]["default_interaction"] = "highlight"
    board = (await create(person.client, spec))["id"]
    selection = {"tile_id": "source", "dataset_id": rows, "filters": [NORTH]}
    found = (await ask(person.client, board, selections=[selection]))["target"]
    assert found["error"] is None, found["error"]
    return found


def units(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """All parts of a spec that have a mark."""
    inner = [*spec.get("layer", []), *([spec["spec"]] if "spec" in spec else [])]
    return [*([spec] if "mark" in spec else []), *(unit for one in inner for unit in units(one))]


def read(unit: dict[str, Any]) -> set[str]:
    return {
        one["field"]
        for one in unit.get("encoding", {}).values()
        if isinstance(one, dict) and isinstance(one.get("field"), str)
    }


async def test_bars_are_drawn_twice_and_only_the_whole_takes_the_click(owner: Person) -> None:
    found = await drawn(owner, "bar", {"x": by("kind"), "color": by("region")})
    whole, part = units(found["drawing"]["vega_lite"])
    assert whole["encoding"]["opacity"] == {"value": 0.3}
    assert (read(part) - read(whole), read(whole) - read(part)) == ({"sum_amount:selected"}, {"sum_amount"})
    assert ("params" in whole, "params" in part) == (True, False)
    assert whole["encoding"]["tooltip"][-1] == part["encoding"]["tooltip"][-1]
    assert part["encoding"]["tooltip"][-1]["title"] == "Of the selection"
    assert part["encoding"]["color"]["legend"]["symbolOpacity"] == 1


@pytest.mark.parametrize("facet", [None, "region"])
async def test_slices_keep_their_angle_and_say_by_their_area_how_much_was_selected(
    owner: Person, facet: str | None
) -> None:
    encodings = {"color": by("kind"), **({"facet": by(facet)} if facet else {})}
    found = await drawn(owner, "pie", encodings)
    spec = found["drawing"]["vega_lite"]
    whole, part = units(spec)
    assert whole["encoding"]["theta"]["field"] == "sum_amount"
    assert {name: part["encoding"][name]["field"] for name in ("theta", "theta2", "radius")} == {
        "theta": "sum_amount:selected:from",
        "theta2": "sum_amount:selected:to",
        "radius": "sum_amount:selected:reach",
    }
    (stacked,) = [step for step in spec["transform"] if "stack" in step]
    assert stacked["groupby"] == (["region:label"] if facet else [])
    sides = "child_width, child_height" if facet else "width, height"
    assert part["encoding"]["radius"]["scale"]["range"] == [0, {"expr": f"min({sides}) / 2"}]


async def test_areas_keep_their_points_at_the_edge_of_the_whole(owner: Person) -> None:
    found = await drawn(owner, "area", {"x": MONTH})
    whole, part, points = units(found["drawing"]["vega_lite"])
    assert part["encoding"]["y"]["field"] == "sum_amount:selected"
    assert whole["mark"]["line"]["opacity"] == 0.3
    assert points["encoding"]["opacity"]["value"] == 0.3
    assert points["params"][0]["name"] == "pick"


@pytest.mark.parametrize(
    ("mark", "encodings", "options"),
    [
        ("bar", {"x": by("kind"), "color": by("region")}, {"stacking": "percent"}),
        ("bar", {"x": by("kind"), "y": [AMOUNT, {"role": "measure", "member": "*", "aggregation": "count"}]}, {}),
        ("bar", {"x": by("kind"), "y": [AMOUNT | {"aggregation": "avg"}]}, {}),
        ("line", {"x": MONTH}, {}),
        ("treemap", {"color": by("kind")}, {}),
        ("heatmap", {"x": by("kind"), "y": [by("region"), AMOUNT]}, {}),
    ],
)
async def test_what_is_no_part_of_a_whole_only_steps_back(
    owner: Person, mark: str, encodings: dict[str, Any], options: dict[str, Any]
) -> None:
    found = await drawn(owner, mark, encodings, **options)
    highlight = found["drawing"]["highlight"]
    assert len(highlight["lit"]) == len(found["result"]["rows"])
    assert (highlight["column"], highlight["parts"]) == (None, [])
    assert "selected" not in str(found["drawing"]["vega_lite"] or found["drawing"]["vega"])


async def test_too_many_marks_are_shown_as_they_are_and_the_reader_is_told(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gnomon.charts.highlighting.MAX_HIGHLIGHTED_ROWS", 2)
    found = await drawn(owner, "bar", {"x": by("kind")})
    assert "highlight" not in found["drawing"]
    assert found["drawing"]["notes"] == ["There are too many groups here to highlight what was selected."]


async def test_one_row_is_highlighted_as_many_are(owner: Person) -> None:
    found = await drawn(owner, "bar", {"x": by("region")}, limit=1)
    (row,) = found["result"]["rows"]
    assert found["drawing"]["highlight"] == {
        "lit": [row[0] == "North"],
        "column": "sum_amount:selected",
        "parts": [float(row[1]) if row[0] == "North" else 0.0],
    }
