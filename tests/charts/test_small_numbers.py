"""Charts that hide small numbers: no figure of a small group leaves the server, whatever the kind of picture."""

from typing import Any

import pytest
from tests.charts.test_routes import upload
from tests.exports.pieces import file_of, made
from tests.factories import Person

from gnomon.charts.contracts import Mark

CANARIES = (700_001, 700_003)
"""The amounts of the two records of Hamar."""
SECRETS = ("700001", "700003", "1400004", "700002")
"""Each of them, their sum and their mean."""
BIG = [f"{city},{2020 + at % 2},{10 + at}" for city, rows in (("Oslo", 9), ("Bergen", 6)) for at in range(rows)]
CSV = "city,year,amount\n" + "\n".join([*BIG, *(f"Hamar,{2020 + at},{one}" for at, one in enumerate(CANARIES))]) + "\n"
DRAWN_WITHOUT = {Mark.AUTO, Mark.CUSTOM, Mark.VEGA_LITE}
"""Kinds that need something of their own, or stand for another."""


def spec_of(dataset_id: str, mark: str = "bar", below: int | None = 5, **more: Any) -> dict[str, Any]:
    encodings = {
        "x": {"role": "dimension", "member": "city"},
        "y": [{"role": "measure", "member": "amount", "aggregation": "sum"}],
    }
    options = {"suppress_below": below} if below else {}
    spec = {"dataset_id": dataset_id, "mark": mark, "encodings": encodings, "options": options}
    return spec | more


async def preview(person: Person, spec: dict[str, Any]) -> Any:
    answer = await person.client.post("/api/v1/charts/preview", json={"spec": spec})
    assert answer.status_code == 200, answer.text
    return answer.json()


def told(text: str) -> list[str]:
    """The secrets that a text tells."""
    return [one for one in SECRETS if one in text]


async def test_a_small_group_and_the_next_smallest_are_null_marked_and_told(owner: Person) -> None:
    data = await upload(owner, "cities.csv", CSV)
    shown = await preview(owner, spec_of(data))
    assert shown["result"]["rows"] == [["Oslo", 126.0, False], ["Bergen", None, True], ["Hamar", None, True]]
    assert [one["name"] for one in shown["result"]["columns"]][-1] == "__hidden"
    note = "2 groups are hidden, so that no figure of fewer than 5 records can be read or worked out."
    assert note in shown["drawing"]["notes"]
    assert shown["drawing"]["description"].endswith(note)
    assert shown["drawing"]["vega_lite"]["description"].endswith(note)
    assert told(str(await preview(owner, spec_of(data, below=None)))) == ["1400004"]


async def test_without_the_option_documents_and_questions_stay_as_they_are(owner: Person) -> None:
    data = await upload(owner, "cities.csv", CSV)
    saved = await owner.client.post("/api/v1/charts", json={"name": "Plain", "spec": spec_of(data, below=None)})
    assert "suppress_below" not in saved.text
    question = await owner.client.post("/api/v1/charts/query", json={"spec": spec_of(data, below=None)})
    assert "hides_small" not in question.text


@pytest.mark.parametrize("below", [0, 1, 1001, 2.5, "five"])
async def test_a_bound_that_hides_nothing_or_makes_no_sense_is_refused(owner: Person, below: Any) -> None:
    spec = spec_of(await upload(owner, "cities.csv", CSV), below=None) | {"options": {"suppress_below": below}}
    assert (await owner.client.post("/api/v1/charts/preview", json={"spec": spec})).status_code == 422


async def test_nothing_small_says_that_nothing_had_to_be_hidden(owner: Person) -> None:
    shown = await preview(owner, spec_of(await upload(owner, "cities.csv", CSV), below=2))
    assert [row[2] for row in shown["result"]["rows"]] == [False] * 3
    assert shown["drawing"]["notes"] == ["Figures of fewer than 2 records would be hidden; there are none here."]


async def test_a_number_alone_is_hidden_as_a_whole(owner: Person) -> None:
    data = await upload(owner, "cities.csv", CSV)
    y = [{"role": "measure", "member": "amount", "aggregation": "sum"}]
    hamar = [{"kind": "in", "member": "city", "values": ["Hamar"]}]
    shown = await preview(owner, spec_of(data, "kpi", encodings={"y": y}, filters=hamar))
    assert shown["result"]["rows"] == [[None, True]]
    assert shown["drawing"]["notes"] == ["Hidden, because fewer than 5 records stand behind it."]


@pytest.mark.parametrize("has_more", [False, True])
async def test_no_kind_of_picture_tells_of_a_small_group(owner: Person, has_more: bool) -> None:
    data = await upload(owner, "cities.csv", CSV)
    kinds = sorted(set(Mark) - DRAWN_WITHOUT)
    faults = {mark: await fault_of(owner, spec_of(data, mark.value), has_more=has_more) for mark in kinds}
    assert faults == dict.fromkeys(kinds)


async def fault_of(owner: Person, spec: dict[str, Any], *, has_more: bool) -> str | None:
    """What is wrong with the picture of a kind, if anything is."""
    if has_more:
        spec["encodings"] |= {"color": {"role": "dimension", "member": "year"}}
        spec["encodings"]["y"].append({"role": "measure", "member": "amount", "aggregation": "avg"})
    answer = await owner.client.post("/api/v1/charts/preview", json={"spec": spec})
    if told(answer.text):
        return f"tells {told(answer.text)}"
    if answer.status_code == 422:
        return None if answer.json()["error"]["hint"] else "is refused without a way out"
    if answer.status_code != 200:
        return f"is answered with {answer.status_code}"
    shown = answer.json()
    if "city" not in [one["column"] for one in shown["drawing"]["bindings"]]:
        return None  # What is shown as a whole, or by year, has enough records.
    is_marked = any(row[-1] is True or row[-2] is True for row in shown["result"]["rows"])
    return None if is_marked else "does not say what is hidden"


WAYS_ROUND: dict[str, dict[str, Any]] = {
    "single records": {"mark": "table", "encodings": {"y": [], "x": {"role": "dimension", "member": "amount"}}},
    "largest": {"encodings": {"x": {"role": "dimension", "member": "city"}, "y": [
        {"role": "measure", "member": "amount", "aggregation": "max"}]}},
    "box": {"mark": "box", "encodings": {"x": {"role": "dimension", "member": "city"}, "y": [
        {"role": "measure", "member": "amount", "aggregation": "avg"}]}},
    "filter by the figure": {"filters": [{"kind": "measure", "measure": "sum_amount", "min": 1_400_004}]},
    "forecast": {"options": {"suppress_below": 5, "forecast": {"periods": 2}}},
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS_ROUND)
async def test_what_would_tell_of_small_groups_is_refused_with_a_way_out(owner: Person, way: str) -> None:
    spec = spec_of(await upload(owner, "cities.csv", CSV)) | WAYS_ROUND[way]
    answer = await owner.client.post("/api/v1/charts/preview", json={"spec": spec})
    assert answer.status_code == 422, answer.text
    assert "Small numbers cannot be hidden here." in answer.json()["error"]["message"], answer.text
    assert answer.json()["error"]["hint"]


@pytest.mark.parametrize("kind", ["csv", "json"])
async def test_files_have_empty_cells_and_say_which_are_hidden(owner: Person, kind: str) -> None:
    data = await upload(owner, "cities.csv", CSV)
    source = {"kind": "chart", "spec": spec_of(data)}
    file = await file_of(owner.client, source, kind)
    assert told(file.text) == []
    if kind == "csv":
        lines = file.text.replace("\ufeff", "").splitlines()
        assert lines[0].split(",", 2)[2] == '"Hidden, as fewer than 5 records would show"'
        assert lines[2:] == ["Bergen,,true", "Hamar,,true"]


@pytest.mark.parametrize("kind", ["xlsx", "parquet", "png", "svg", "pdf"])
async def test_other_files_are_made_as_well(owner: Person, kind: str) -> None:
    data = await upload(owner, "cities.csv", CSV)
    export = await made(owner.client, {"kind": "chart", "spec": spec_of(data)}, kind)
    assert export["state"] == "done", export


async def test_a_matrix_in_a_file_hides_what_it_hides_on_the_page(owner: Person) -> None:
    data = await upload(owner, "cities.csv", CSV)
    encodings = {
        "x": {"role": "dimension", "member": "year"},
        "y": [{"role": "measure", "member": "amount", "aggregation": "sum"}],
        "color": {"role": "dimension", "member": "city"},
    }
    spec = spec_of(data, "matrix", encodings=encodings)
    shown = await preview(owner, spec)
    names = [one["name"] for one in shown["result"]["columns"]]
    rows = [dict(zip(names, row, strict=True)) for row in shown["result"]["rows"]]
    cells = {(str(row["city"]), str(row["year"])) for row in rows if row["__hidden"] and not row["__level"]}
    file = (await file_of(owner.client, {"kind": "chart", "spec": spec}, "csv")).text.splitlines()[1:]
    assert {frozenset(line.split(",")[:2]) for line in file if line.endswith(",true")} == set(map(frozenset, cells))
    assert told("\n".join(file)) == []


async def test_a_figure_that_hides_small_groups_is_not_explained(owner: Person) -> None:
    data = await upload(owner, "cities.csv", CSV)
    shown = await preview(owner, spec_of(data))
    question = shown["result"]["receipt"]["spec"]
    assert question["hides_small"] == {"below": 5, "within": ["city"]}
