"""Pictures that compare, of odd answers and odd names, and of what the engine answers."""

from collections import Counter
from pathlib import Path
from typing import Any

from tests.charts.gallery import SALES, answer_to, by, chart, dimension, model_of, of
from tests.charts.gallery_comparing import COMPARING
from tests.charts.test_comparing_visuals import MARKS, Rows
from tests.charts.test_matrix import csv_of, made_rows
from tests.charts.test_pictures import HOSTILE, assert_inert
from tests.charts.test_routes import upload
from tests.charts.vega import draw_all
from tests.factories import Person

from gnomon.charts.contracts import ChartOptions
from gnomon.charts.drawing import draft
from gnomon.datasets.contracts import ColumnType
from gnomon.semantic.contracts import Aggregation, SemanticModel


def odd_answers(rows: Rows, columns: list[str]) -> dict[str, Rows]:
    def every(value: Any) -> Rows:
        return [row | dict.fromkeys(columns, value) for row in rows]

    return {
        "nothing": [],
        "one row": rows[:1],
        "no values": every(None),
        "zeros": every(0.0),
        "negatives": every(-12.5),
        "huge": every(1.7e300),
    }


def test_odd_answers_are_drawn_all_the_same(tmp_path: Path) -> None:
    specs = {}
    for name, spec in COMPARING.items():
        made = draft(spec, SALES)
        meaning, rows = answer_to(made.query, SALES)
        for oddity, odd in odd_answers(rows[:60], [one.column for one in made.made.measures]).items():
            counts = {"row_count": len(odd), "total_rows": len(odd)}
            drawn = made.drawing(meaning.model_copy(update=counts)).vega_lite
            assert drawn is not None
            specs[f"{name}: {oddity}"] = (drawn, odd)
    broken = {name: one.error for name, one in draw_all(specs, tmp_path).items() if one.error is not None}
    assert broken == {}


def hostile_model() -> SemanticModel:
    texts = (dimension(name, ColumnType.TEXT, 3) for name in HOSTILE)
    return model_of(*texts, dimension("n", ColumnType.FLOAT, 90))


def test_names_that_are_code_stay_names(tmp_path: Path) -> None:
    model, specs = hostile_model(), {}
    for number, name in enumerate(HOSTILE):
        for mark in MARKS:
            y = (of("n", Aggregation.SUM, label=name), of("n", Aggregation.AVG, label=f"{name} too"))
            look = ChartOptions(show_labels=True, x_title=name, y_title=name)
            spec = chart(mark, look, x=by(HOSTILE[number - 1]), y=y, color=by(HOSTILE[(number + 1) % len(HOSTILE)]))
            made = draft(spec.model_copy(update={"title": name}), model)
            meaning, rows = answer_to(made.query, model)
            drawn = made.drawing(meaning).vega_lite
            assert drawn is not None
            specs[f"{mark.value} {number}"] = (drawn, rows[:60])
    for title, picture in draw_all(specs, tmp_path).items():
        assert picture.error is None, title
        assert picture.svg is not None
        assert_inert(picture.svg)


def field(member: str, aggregation: str | None = None) -> dict[str, Any]:
    role = "measure" if aggregation else "dimension"
    return {"role": role, "member": member} | ({"aggregation": aggregation} if aggregation else {})


async def test_every_kind_is_asked_of_the_engine_and_drawn(owner: Person, tmp_path: Path) -> None:
    dataset_id = await upload(owner, content=csv_of(made_rows(400)))
    encodings = {
        "x": field("product"),
        "y": [field("*", "count"), field("amount", "sum")],
        "color": field("quarter"),
    }
    specs = {}
    for mark in MARKS:
        spec = {"dataset_id": dataset_id, "mark": mark.value, "encodings": encodings}
        answer = await owner.client.post("/api/v1/charts/preview", json={"spec": spec})
        assert answer.status_code == 200, answer.text
        found = answer.json()
        assert found["drawing"]["mark"] == mark.value
        names = [one["name"] for one in found["result"]["columns"]]
        rows = [dict(zip(names, row, strict=True)) for row in found["result"]["rows"]]
        specs[mark.value] = (found["drawing"]["vega_lite"], rows)
    pictures = draw_all(specs, tmp_path)
    assert {name: (one.error, one.warnings) for name, one in pictures.items()} == dict.fromkeys(specs, (None, []))


async def test_the_stages_of_a_funnel_are_the_largest_first(owner: Person) -> None:
    rows = made_rows(400)
    dataset_id = await upload(owner, content=csv_of(rows))
    encodings = {"x": field("product"), "y": [field("*", "count")]}
    spec = {"dataset_id": dataset_id, "mark": "funnel", "encodings": encodings, "options": {"limit": 2}}
    found = (await owner.client.post("/api/v1/charts/preview", json={"spec": spec})).json()
    assert found["result"]["rows"] == [list(one) for one in Counter(row["product"] for row in rows).most_common(2)]
    assert found["drawing"]["notes"] == ["The 2 largest of 3 categories."]
