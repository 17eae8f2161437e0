"""Zooming: a stretch of numbers that a reader keeps is asked for anew in finer steps, over the same rows as by hand."""

import re
from typing import Any

from tests.dashboards.pieces import ask, create, spec_of, tile, upload
from tests.dashboards.test_drilling import ORDERS, by_hand, rows
from tests.factories import Person


def between(low: float | None, high: float | None, member: str = "amount") -> dict[str, Any]:
    return {"kind": "range", "member": member, "min": low, "max": high}


async def histogram(person: Person, mark: str = "histogram", **encodings: Any) -> tuple[str, str]:
    """A dashboard with one picture of amounts in steps."""
    orders = await upload(person.client, "orders.csv", ORDERS)
    picture = tile("steps", orders, "amount", mark=mark)
    picture["chart"]["encodings"] = {"x": {"role": "dimension", "member": "amount"}, **encodings}
    return (await create(person.client, spec_of(picture)))["id"], orders


def width_of(found: dict[str, Any], column: str) -> float:
    """How far the picture draws a step of the column."""
    drawn = re.search(rf'datum\["{column}"\] \+ ([0-9.e-]+)', str(found["drawing"]["vega_lite"]))
    assert drawn is not None
    return float(drawn[1])


async def shown(person: Person, name: str, orders: str, *kept: dict[str, Any]) -> tuple[float, list[list[Any]]]:
    """The width of the steps, and the rows."""
    changes = [{"tile_id": "steps", "dataset_id": orders, "kept": list(kept)}] if kept else []
    found = (await ask(person.client, name, changes=changes))["steps"]
    assert found["error"] is None, found["error"]
    return width_of(found, "amount_bins"), rows(found)


def counted(width: float, where: str = "true") -> list[list[Any]]:
    """The rows in each step, in decimals, whose edges are as round as they look."""
    exact = f"CAST(amount AS DECIMAL(18, 4)), CAST({width} AS DECIMAL(18, 4))"
    first = "CAST(floor(a / w) * w AS DECIMAL(18, 4))"
    steps = f"SELECT {first} AS step FROM (SELECT {exact} FROM orders WHERE {where}) AS t(a, w)"
    found = by_hand(f"SELECT step, count(*) FROM ({steps}) GROUP BY 1")
    return sorted(([float(step), count] for step, count in found), key=str)


async def test_a_kept_stretch_is_seen_in_finer_steps_and_each_further_one_in_finer_still(owner: Person) -> None:
    name, orders = await histogram(owner)
    assert await shown(owner, name, orders) == (2.0, counted(2))
    once = await shown(owner, name, orders, between(10, 16))
    assert once == (0.5, counted(0.5, "amount >= 10 AND amount < 16"))
    twice = await shown(owner, name, orders, between(10, 16), between(12, 12.6))
    assert twice == (0.05, counted(0.05, "amount >= 12 AND amount < 12.6"))


async def test_a_stretch_that_is_wider_than_the_values_changes_nothing(owner: Person) -> None:
    name, orders = await histogram(owner)
    assert await shown(owner, name, orders, between(-100, 500)) == (2.0, counted(2))


async def test_squares_are_zoomed_along_both_sides(owner: Person) -> None:
    lines = "".join(f"{number * 7 % 400},{number * 3 % 250}\n" for number in range(900))
    orders = await upload(owner.client, "pairs.csv", f"a,b\n{lines}")
    squares = tile("steps", orders, "a", mark="heatmap")
    ends = [{"role": "dimension", "member": member} for member in ("a", "b")]
    squares["chart"]["encodings"] = {"x": ends[0], "y": [ends[1]]}
    name = (await create(owner.client, spec_of(squares)))["id"]
    widths = []
    for kept in ([], [between(100, 120, "a"), between(50, 60, "b")]):
        changes = [{"tile_id": "steps", "dataset_id": orders, "kept": kept}]
        found = (await ask(owner.client, name, changes=changes))["steps"]
        widths.append([width_of(found, column) for column in ("a_bins", "b_bins")])
    assert widths == [[10.0, 10.0], [1.0, 1.0]]
