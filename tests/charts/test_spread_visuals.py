"""Pictures of how a number is spread: what they ask, and that what they draw is true."""

import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.charts.drawn_marks import BAR, MEDIAN_HEIGHT, NUMBER_PAIR, PLACE, notes_of, svg_of
from tests.charts.gallery import (
    DATASET,
    PROFIT,
    ROWS,
    SALES,
    by,
    chart,
    of,
)
from tests.factories import Person

from gnomon.charts.contracts import ChartOptions, Mark, NotDrawable
from gnomon.charts.drawing import draft
from gnomon.query.contracts import Bins, DimensionRef, MeasureRef, QueryMode, QuerySpec, Sort
from gnomon.semantic.contracts import Aggregation


def five(member: str) -> tuple[MeasureRef, ...]:
    """The measures of a box, as the engine is asked for them."""
    return (
        MeasureRef(member=member, aggregation=Aggregation.COUNT, name=f"count_{member}"),
        MeasureRef(member=member, aggregation=Aggregation.MIN, name=f"min_{member}"),
        MeasureRef(member=member, aggregation=Aggregation.QUANTILE, name=f"quantile_0_25_{member}", quantile=0.25),
        MeasureRef(member=member, aggregation=Aggregation.MEDIAN, name=f"median_{member}"),
        MeasureRef(member=member, aggregation=Aggregation.QUANTILE, name=f"quantile_0_75_{member}", quantile=0.75),
        MeasureRef(member=member, aggregation=Aggregation.MAX, name=f"max_{member}"),
    )


def box_row(region: str | None, values: Sequence[float]) -> dict[str, Any]:
    """What the engine answers for these values, worked out by NumPy."""
    numbers = dict(
        zip(
            ("min_profit", "quantile_0_25_profit", "median_profit", "quantile_0_75_profit", "max_profit"),
            (float(one) for one in np.quantile(values, (0, 0.25, 0.5, 0.75, 1))),
            strict=True,
        )
    )
    return {"region": region, "count_profit": len(values), **numbers}


def test_a_box_asks_the_engine_for_its_five_numbers_and_keeps_the_categories_with_most_values() -> None:
    for number in (of("profit", Aggregation.AVG), by("profit")):
        assert draft(chart(Mark.BOX, x=by("product"), y=(number,)), SALES).query == QuerySpec(
            dataset_id=DATASET,
            dimensions=(DimensionRef(member="product", name="product"),),
            measures=five("profit"),
            sort=(Sort(by="count_profit", descending=True), Sort(by="product")),
            limit=40,
        )


def test_boxes_lie_where_their_five_numbers_do(tmp_path: Path) -> None:
    values = np.random.default_rng(1).normal(100, 40, 201)
    svg = svg_of(
        chart(Mark.BOX, x=by("region"), y=(PROFIT,)),
        [box_row("East", values.tolist()), box_row("West", [-50.0, 0.0, 50.0, 100.0, 150.0])],
        tmp_path,
    )
    bars = [(float(top), float(height)) for top, height in BAR.findall(svg) if float(height) > MEDIAN_HEIGHT]
    # The box of the West reaches from 0 to 100, half as far as its lines: that gives the scale of the axis.
    west_top, west_height = next(one for one in bars if any(other[1] == pytest.approx(2 * one[1]) for other in bars))
    scale = west_height / 100

    def bar(low: float, high: float) -> tuple[float, float]:
        return west_top + (100 - high) * scale, (high - low) * scale

    first, third = np.quantile(values, (0.25, 0.75))
    expected = [bar(first, third), bar(0, 100), bar(values.min(), values.max()), bar(-50, 150)]
    assert np.asarray(sorted(bars)) == pytest.approx(np.asarray(sorted(expected)), abs=0.01)


def test_a_single_row_nulls_and_nothing_at_all_are_drawn(tmp_path: Path) -> None:
    spec = chart(Mark.BOX, x=by("region"), y=(PROFIT,))
    empty = dict.fromkeys(box_row(None, [1.0]))
    for rows in ([], [box_row("East", [3.0])], [box_row(None, [3.0, 4.0]), empty | {"region": "West"}]):
        assert svg_of(spec, rows, tmp_path).count('aria-roledescription="bar"') <= 1


def test_a_strip_asks_for_the_rows_and_says_when_there_are_more() -> None:
    spec = chart(Mark.STRIP, x=by("region"), y=(of("profit", Aggregation.SUM),), tooltip=(by("product"),))
    assert draft(spec, SALES).query == QuerySpec(
        dataset_id=DATASET,
        mode=QueryMode.ROWS,
        dimensions=tuple(DimensionRef(member=one, name=one) for one in ("region", "profit", "product")),
        is_sample=True,
        limit=5_000,
    )
    assert notes_of(spec, row_count=5_000, total_rows=80_000) == (
        "A sample of 5,000 of 80,000 rows, each with the same chance.",
    )


def test_dots_of_a_strip_stand_at_their_values_and_beside_each_other(tmp_path: Path) -> None:
    rows = [{"region": "East", "profit": value} for value in (0.0, 10.0, 10.0, 40.0, None)]
    svg = svg_of(chart(Mark.STRIP, x=by("region"), y=(by("profit"),)), rows, tmp_path)
    places = [(float(x), float(y)) for _, x, y in PLACE.findall(svg)]
    heights = [y for _, y in places]
    assert len({x for x, _ in places}) == 4
    assert heights[1] == heights[2]
    assert (heights[0] - heights[3]) / (heights[0] - heights[1]) == pytest.approx(4)


def smooth(starts: Sequence[float], counts: Sequence[int], width: float) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The shares of a smoothed histogram, as the textbook has them."""
    at, weight = np.asarray(starts) / width, np.asarray(counts, dtype=float)
    total = weight.sum()
    deviation = math.sqrt(np.average((at - np.average(at, weights=weight)) ** 2, weights=weight))
    bandwidth = max(0.75, 0.9 * deviation * total**-0.2)
    grid = np.arange(at.min(), at.max() + 1)
    kernel = np.exp(-0.5 * ((grid[:, None] - at[None, :]) / bandwidth) ** 2) / (bandwidth * math.sqrt(2 * math.pi))
    shares: np.ndarray[Any, np.dtype[np.float64]] = kernel @ weight / total
    return shares


def test_a_density_is_the_kernel_estimate_of_its_steps(tmp_path: Path) -> None:
    drawn_values = np.random.default_rng(7).normal(200, 90, 4_000)
    counted = np.unique(np.floor(drawn_values / 20).astype(int), return_counts=True)
    starts, counts = (20 * counted[0]).tolist(), counted[1].tolist()
    rows = [{"profit_bins": start, "count": count} for start, count in zip(starts, counts, strict=True)]
    svg = svg_of(chart(Mark.DENSITY, x=by("profit")), [*rows, {"profit_bins": None, "count": 9}], tmp_path, width=20)
    heights = [320 - float(y) for _, _, y in PLACE.findall(svg)]
    shares = smooth(starts, counts, 20)
    base = min(heights)
    drawn = np.asarray(sorted(heights)) - base
    expected = np.sort(shares) - shares.min()
    assert drawn / drawn.max() == pytest.approx(expected / expected.max(), abs=0.002)
    assert shares.sum() == pytest.approx(1, abs=0.01)


def test_a_density_counts_rows_in_many_steps_and_a_limit_of_categories_does_not_cut_them() -> None:
    spec = chart(Mark.DENSITY, ChartOptions(limit=3), x=by("profit"))
    assert draft(spec, SALES).query == QuerySpec(
        dataset_id=DATASET,
        dimensions=(DimensionRef(member="profit", name="profit_bins", bins=Bins(at_most=60)),),
        measures=(MeasureRef(member="*", aggregation=Aggregation.COUNT, name="count"),),
        sort=(Sort(by="count", descending=True), Sort(by="profit_bins")),
        limit=5_000,
    )


def test_a_violin_needs_a_category_and_mirrors_its_curve(tmp_path: Path) -> None:
    with pytest.raises(NotDrawable, match="a number, and a category to compare it by"):
        draft(chart(Mark.VIOLIN, y=(PROFIT,)), SALES)
    rows = [{"region": "East", "profit_bins": start, "count": count} for start, count in ((0, 5), (50, 9), (100, 5))]
    svg = svg_of(chart(Mark.VIOLIN, x=by("region"), y=(by("profit"),)), rows, tmp_path, width=50)
    outline = re.search(r'aria-roledescription="line mark"[^>]*? d="([^"]+)"', svg)
    assert outline is not None
    points = [(float(x), float(y)) for x, y in NUMBER_PAIR.findall(outline.group(1))]
    middle = sum(x for x, _ in points) / len(points)
    sides = {y: sorted(x - middle for x, at in points if at == y) for _, y in points}
    assert len(sides) == 3
    for left, right in sides.values():
        assert left == pytest.approx(-right, abs=0.01)


@pytest.mark.parametrize("mark", [Mark.BOX, Mark.STRIP, Mark.DENSITY, Mark.VIOLIN])
def test_a_spread_needs_a_number_of_the_rows(mark: Mark) -> None:
    for y in ((), (ROWS,), (of("region", Aggregation.COUNT_DISTINCT),)):
        with pytest.raises(NotDrawable, match="a number whose rows can be spread out"):
            draft(chart(mark, x=by("region"), y=y), SALES)


async def answered(owner: Person, values: Sequence[tuple[str, float | None]], **spec: Any) -> dict[str, Any]:
    """A chart over these rows, asked for as the browser does."""
    lines = "".join(f"{group},{'' if value is None else value}\n" for group, value in values)
    files = {"file": ("spread.csv", f"branch,delay\n{lines}".encode(), "text/csv")}
    uploaded = await owner.client.post("/api/v1/datasets/upload", files=files)
    body = {"spec": {"dataset_id": uploaded.json()["id"], **spec}}
    answer = await owner.client.post("/api/v1/charts/preview", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def made_up() -> list[tuple[str, float | None]]:
    chance = np.random.default_rng(11)
    values: list[tuple[str, float | None]] = [
        (group, round(float(one), 2))
        for group, (mean, spread) in {"North": (50, 9), "South": (-20, 30)}.items()
        for one in chance.normal(mean, spread, 300)
    ]
    return [*values, ("North", None), ("West", 4.25)]


ON_WELLS = {"x": {"role": "dimension", "member": "branch"}, "y": [{"role": "dimension", "member": "delay"}]}


async def test_the_engine_gives_a_box_the_quartiles_that_numpy_finds(owner: Person) -> None:
    rows = made_up()
    answer = await answered(owner, rows, mark="box", encodings=ON_WELLS)
    expected = {}
    for group in ("North", "South", "West"):
        values = [one for name, one in rows if name == group and one is not None]
        expected[group] = [len(values), *(float(one) for one in np.quantile(values, (0, 0.25, 0.5, 0.75, 1)))]
    found = {row[0]: [float(one) for one in row[1:]] for row in answer["result"]["rows"]}
    assert found.keys() == expected.keys()
    for group, numbers in expected.items():
        assert found[group] == pytest.approx(numbers)


async def test_the_steps_of_violins_and_densities_count_every_value_once(owner: Person) -> None:
    rows = made_up()
    for mark, encodings in (("violin", ON_WELLS), ("density", {**ON_WELLS, "color": ON_WELLS["x"], "x": None})):
        answer = await answered(owner, rows, mark=mark, encodings=encodings)
        columns = {one["name"]: place for place, one in enumerate(answer["result"]["columns"])}
        starts = [row[columns["delay_bins"]] for row in answer["result"]["rows"]]
        width = float(np.diff(np.unique([float(one) for one in starts if one is not None])).min())
        found = {
            (row[columns["branch"]], round(float(row[columns["delay_bins"]]) / width)): row[columns["count"]]
            for row in answer["result"]["rows"]
            if row[columns["delay_bins"]] is not None
        }
        expected: dict[tuple[str, int], int] = {}
        for group, value in rows:
            if value is not None:
                key = (group, math.floor(value / width))
                expected[key] = expected.get(key, 0) + 1
        assert found == expected


async def test_a_strip_shows_the_rows_themselves(owner: Person) -> None:
    answer = await answered(owner, made_up(), mark="strip", encodings=ON_WELLS)
    assert sorted(map(tuple, answer["result"]["rows"]), key=str) == sorted(made_up(), key=str)
