"""The matrix: its totals are the engine's own, worked out of the rows."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from tests.charts.gallery import SALES, by, chart
from tests.charts.test_model_fields import MODEL
from tests.charts.test_routes import upload
from tests.exports.pieces import file_of
from tests.factories import Person

from gnomon.charts.contracts import FieldRef, FieldRole, Mark
from gnomon.charts.drawing import draft
from gnomon.query.contracts import MeasureRef
from gnomon.semantic.contracts import TimeGrain

Row = dict[str, Any]

NONE = ""
REGIONS = ["North", "South", "Ünïcode “quoted”, yes", NONE]
PRODUCTS = ["Tea", "Coffee", "'; drop table x --"]


def made_rows(count: int, seed: int = 7) -> list[Row]:
    chance = random.Random(seed)
    return [
        {
            "region": chance.choice(REGIONS),
            "product": chance.choice(PRODUCTS),
            "quarter": chance.choice(["Q1", "Q2", "Q3"]),
            "customer": f"c{chance.randint(1, 12)}",
            "amount": None if chance.random() < 0.1 else chance.randint(-50, 200),
        }
        for _ in range(count)
    ]


def csv_of(rows: Iterable[Row]) -> str:
    def cell(value: Any) -> str:
        text = "" if value is None else str(value)
        return '"' + text.replace('"', '""') + '"' if text else ""

    names = ("region", "product", "quarter", "customer", "amount")
    return "\n".join([",".join(names), *(",".join(cell(row[name]) for name in names) for row in rows)]) + "\n"


def dimension(member: str, **more: Any) -> dict[str, Any]:
    return {"role": "dimension", "member": member, **more}


def measure(member: str, aggregation: str) -> dict[str, Any]:
    return {"role": "measure", "member": member, "aggregation": aggregation}


async def drawn(person: Person, dataset_id: str, encodings: dict[str, Any], **options: Any) -> dict[str, Any]:
    spec = {"dataset_id": dataset_id, "mark": "matrix", "encodings": encodings, "options": options}
    answer = await person.client.post("/api/v1/charts/preview", json={"spec": spec})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def by_hand(rows: list[Row], columns: tuple[str, ...], of: Callable[[list[Row]], Any]) -> dict[tuple[Any, ...], Any]:
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[tuple(row[name] or None for name in columns)].append(row)
    return {key: of(group) for key, group in groups.items()}


def values_of(group: list[Row]) -> list[float]:
    return [row["amount"] for row in group if row["amount"] is not None]


def average(group: list[Row]) -> float | None:
    values = values_of(group)
    return round(sum(values) / len(values), 6) if values else None


def different(group: list[Row]) -> int:
    return len({row["customer"] for row in group})


def levels_of(chart: dict[str, Any]) -> dict[int, dict[tuple[Any, ...], tuple[Any, ...]]]:
    """The rows of each total, by what they are grouped by."""
    names = [column["name"] for column in chart["result"]["columns"]]
    groups = [names[:-3], *chart["drawing"]["totals"]]
    found: dict[int, dict[tuple[Any, ...], tuple[Any, ...]]] = defaultdict(dict)
    for row in chart["result"]["rows"]:
        cells = dict(zip(names, row, strict=True))
        level = cells["__level"]
        key = tuple(cells[name] for name in groups[level])
        assert key not in found[level]
        assert all(cells[name] is None for name in names[:-3] if name not in groups[level])
        average_amount = cells["avg_amount"]
        rounded = None if average_amount is None else round(average_amount, 6)
        found[level][key] = (rounded, cells["count_distinct_customer"])
    return found


async def test_every_subtotal_of_averages_and_of_distinct_values_is_worked_out_of_the_rows(owner: Person) -> None:
    rows = made_rows(400)
    dataset_id = await upload(owner, "made.csv", csv_of(rows))
    values = [measure("amount", "avg"), measure("customer", "count_distinct")]
    chart = await drawn(
        owner, dataset_id, {"x": dimension("quarter"), "y": [dimension("region"), dimension("product"), *values]}
    )
    assert chart["drawing"]["totals"] == [
        ["region", "product"],
        ["region", "quarter"],
        ["region"],
        ["quarter"],
        [],
    ]
    groups = [["quarter", "region", "product"], *chart["drawing"]["totals"]]
    expected = {}
    for level, names in enumerate(groups):
        averages, counts = by_hand(rows, tuple(names), average), by_hand(rows, tuple(names), different)
        expected[level] = {key: (averages[key], counts[key]) for key in averages}
    assert levels_of(chart) == expected
    parts = [counts for _, counts in expected[3].values()]
    assert sum(parts) > expected[5][()][1], "the made rows would not tell a sum of distinct values from the true one"


async def test_what_the_browser_needs_to_know_stands_in_the_drawing(owner: Person) -> None:
    dataset_id = await upload(owner, "made.csv", csv_of(made_rows(30)))
    chart = await drawn(
        owner, dataset_id, {"x": dimension("quarter"), "y": [dimension("region"), measure("*", "count")]}
    )
    drawing = chart["drawing"]
    assert {
        name: drawing[name] for name in ("mark", "title", "vega_lite", "bindings", "totals", "notes", "abilities")
    } == {
        "mark": "matrix",
        "title": "Number of rows by quarter and region",
        "vega_lite": None,
        "bindings": [
            {"channel": "x", "column": "quarter"},
            {"channel": "y", "column": "count"},
            {"channel": "detail", "column": "region"},
        ],
        "totals": [["region"], ["quarter"], []],
        "notes": [],
        "abilities": ["cells"],
    }
    assert chart["result"]["columns"][-1]["name"] == "__level"


@pytest.mark.parametrize(
    ("encodings", "expected"),
    [
        ({"x": dimension("region")}, (None, ["region"], ["count"])),
        ({"y": [dimension("region")]}, (None, ["region"], ["count"])),
        (
            {"x": dimension("region"), "color": dimension("product"), "y": [measure("amount", "sum")]},
            ("region", ["product"], ["sum_amount"]),
        ),
        (
            {"x": measure("amount", "sum"), "y": [dimension("region"), dimension("region")]},
            (None, ["region"], ["sum_amount"]),
        ),
        (
            {"x": dimension("region"), "y": [dimension("region"), measure("amount", "max"), measure("amount", "max")]},
            (None, ["region"], ["max_amount"]),
        ),
        (
            {"y": [dimension("product")], "facet": dimension("region"), "size": measure("amount", "min")},
            (None, ["product", "region"], ["min_amount"]),
        ),
    ],
)
async def test_fields_find_a_place_whatever_well_they_stand_in(
    owner: Person, encodings: dict[str, Any], expected: tuple[str | None, list[str], list[str]]
) -> None:
    dataset_id = await upload(owner, "made.csv", csv_of(made_rows(30)))
    bindings = (await drawn(owner, dataset_id, encodings))["drawing"]["bindings"]
    found = {
        channel: [one["column"] for one in bindings if one["channel"] == channel] for channel in ["x", "detail", "y"]
    }
    assert (next(iter(found["x"]), None), found["detail"], found["y"]) == expected


async def test_a_matrix_without_groups_says_what_it_needs(owner: Person) -> None:
    dataset_id = await upload(owner, "made.csv", csv_of(made_rows(3)))
    spec = {"dataset_id": dataset_id, "mark": "matrix", "encodings": {"y": [measure("amount", "sum")]}}
    answer = await owner.client.post("/api/v1/charts/preview", json={"spec": spec})
    assert (answer.status_code, answer.json()["error"]["message"]) == (422, "A matrix needs a field that groups.")


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("auto", ["a", "b", "c", None]),
        ("label_descending", ["c", "b", "a", None]),
        ("value_descending", ["b", None, "c", "a"]),
        ("value_ascending", ["a", "c", None, "b"]),
    ],
)
async def test_rows_stand_in_the_order_of_their_subtotals(owner: Person, sort: str, expected: list[str | None]) -> None:
    content = "name,part,amount\na,x,1\nb,x,5\nb,y,9\nc,x,3\n,y,4\n"
    dataset_id = await upload(owner, "few.csv", content)
    encodings = {"x": dimension("part"), "y": [dimension("name"), measure("amount", "sum")]}
    chart = await drawn(owner, dataset_id, encodings, sort=sort)
    level = 1 + chart["drawing"]["totals"].index(["name"])
    assert [row[1] for row in chart["result"]["rows"] if row[-1] == level] == expected


async def test_what_does_not_fit_is_the_finest_and_is_said(owner: Person) -> None:
    content = "a,b,amount\n" + "".join(f"{number % 90},n{number % 89:02d},1\n" for number in range(90 * 89))
    dataset_id = await upload(owner, "many.csv", content)
    values = [dimension("b"), measure("amount", "sum")]
    chart = await drawn(owner, dataset_id, {"x": dimension("a"), "y": values}, limit=7)
    assert len(chart["result"]["rows"]) == 5_000
    assert chart["drawing"]["notes"] == ["5,000 of 8,190 cells and totals; the totals count what is not shown as well."]
    [total] = [row for row in chart["result"]["rows"] if row[-1] == 3]
    assert total[:3] == [None, None, 8010]


async def test_an_empty_answer_and_one_row_are_matrices_too(owner: Person) -> None:
    dataset_id = await upload(owner, "one.csv", "name,amount\na,1\n")
    encodings = {"y": [dimension("name"), measure("amount", "avg")]}
    assert (await drawn(owner, dataset_id, encodings))["result"]["rows"] == [[None, 1.0, 1], ["a", 1.0, 0]]
    spec = {"dataset_id": dataset_id, "mark": "matrix", "encodings": encodings}
    filters = [{"kind": "in", "member": "name", "values": ["nobody"]}]
    answer = await owner.client.post("/api/v1/charts/preview", json={"spec": spec, "extra_filters": filters})
    assert answer.status_code == 200
    assert [row for row in answer.json()["result"]["rows"] if row[-1] == 0] == []


async def test_a_matrix_taken_home_has_no_totals_among_its_rows(owner: Person) -> None:
    dataset_id = await upload(owner, "few.csv", "name,amount\na,1\nb,2\n")
    spec = {
        "dataset_id": dataset_id,
        "mark": "matrix",
        "encodings": {"y": [dimension("name"), measure("amount", "sum")]},
    }
    question = (await owner.client.post("/api/v1/charts/question", json={"spec": spec})).json()["query"]
    assert question["totals"] == [[]]
    taken = await file_of(owner.client, {"kind": "chart", "spec": spec, "extra_filters": []})
    assert taken.content.decode("utf-8-sig").split() == ["Name,Sum", "of", "amount", "a,1", "b,2"]


def test_a_measure_with_a_formula_is_a_value_like_any_other() -> None:
    margin = FieldRef(role=FieldRole.MEASURE, member="margin")
    made = draft(chart(Mark.MATRIX, x=by("is_new"), y=(by("region"), margin)), MODEL)
    assert made.query.measures == (MeasureRef(member="margin", aggregation=None, name="margin"),)
    assert made.query.totals == (("region",), ("is_new",), ())
    drawing = made.drawing()
    assert (drawing.number_formats, [one.column for one in drawing.cell_columns]) == ({"margin": ".1%"}, ["margin"])


@pytest.mark.parametrize("mark", [Mark.MATRIX, Mark.TABLE])
def test_years_are_told_to_be_written_without_separators_and_other_numbers_are_not(mark: Mark) -> None:
    years = draft(chart(mark, x=by("year"), y=(by("rating"), by("region"))), SALES).drawing()
    assert years.number_formats == {"year": "d"}


def test_no_more_levels_of_rows_are_asked_for_than_there_may_be_totals() -> None:
    groups = [by(name) for name in ("region", "product", "is_new", "year", "rating")]
    times = [by("order_date", grain=grain) for grain in (TimeGrain.YEAR, TimeGrain.MONTH)]
    made = draft(chart(Mark.MATRIX, x=by("ordered_at", grain=TimeGrain.YEAR), y=(*groups, *times)), SALES)
    assert (len(made.made.detail), len(made.query.totals)) == (6, 13)
    assert made.query.totals[-1] == ()
