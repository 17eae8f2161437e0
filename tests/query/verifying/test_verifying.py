"""Proofs: the same versions give the same values, what was altered is told, and so is what has moved since."""

from copy import deepcopy
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from tests.factories import Person
from tests.query.running.house import House, ask

from gnomon.datasets.contracts import DatasetId

pytestmark = pytest.mark.asyncio(loop_scope="module")

SALES = """
SELECT i::BIGINT AS id, 'part ' || i % 4 AS part, (i / 8.0)::DECIMAL(9,3) AS amount, i / 7.0 AS weight,
    DATE '2024-01-01' + (i % 90)::INTEGER AS day, CASE i % 2 WHEN 0 THEN 'north' ELSE 'south' END AS region
FROM range(5000) AS r(i)
"""
MORE = f"SELECT * FROM ({SALES}) UNION ALL SELECT 5000, 'part 9', 1.5, 2.5, DATE '2024-02-02', 'north'"
BY_PART: dict[str, Any] = {
    "dimensions": [{"member": "part"}],
    "measures": [
        {"member": "amount", "aggregation": "sum", "name": "amount"},
        {"member": "weight", "aggregation": "sum", "name": "weight"},
        {"member": "day", "aggregation": "max", "name": "last"},
    ],
    "sort": [{"by": "part"}],
}
LAST_MONTH = {
    "measures": [{"aggregation": "count", "name": "n"}],
    "filters": [{"kind": "relative_time", "member": "day", "count": 30, "unit": "day"}],
}
SOUTH_ONLY = {"row_policies": [{"name": "own region", "table": "t", "formula": "region = 'south'"}]}


async def verify(person: Person, answer: dict[str, Any], rows: Any = None) -> dict[str, Any]:
    """What a proof says of an answer, or of other rows under its receipt."""
    body = {"receipt": answer["receipt"], "rows": answer["rows"] if rows is None else rows}
    proof = await person.client.post("/api/v1/query/verify", json=body)
    assert proof.status_code == 200, proof.text
    found: dict[str, Any] = proof.json()
    return found


async def define(house: House, dataset_id: DatasetId, **parts: Any) -> dict[str, Any]:
    """A model over one dataset, called `t`."""
    definition = {"tables": [{"name": "t", "dataset_id": str(dataset_id)}], **parts}
    made = await house.team.owner.client.post("/api/v1/models", json={"name": "Sales", "definition": definition})
    assert made.status_code == 201, made.text
    found: dict[str, Any] = made.json()
    return found


async def save(house: House, model: dict[str, Any], **parts: Any) -> dict[str, Any]:
    """Another state of a model."""
    body = {"name": model["name"], "revision": model["revision"], "definition": {**model["definition"], **parts}}
    saved = await house.team.owner.client.put(f"/api/v1/models/{model['id']}", json=body)
    assert saved.status_code == 200, saved.text
    found: dict[str, Any] = saved.json()
    return found


def file_of(house: House, dataset_id: DatasetId) -> Path:
    """The only data file of a dataset."""
    (path,) = (house.folder / "data").rglob(f"{dataset_id}/**/*.parquet")
    return path


async def test_an_answer_that_nobody_touched_is_the_same(house: House) -> None:
    dataset_id = await house.store(SALES)
    answer = await ask(house.team.viewer, dataset_id, **BY_PART)
    house.statements()
    proof = await verify(house.team.viewer, answer)
    receipt = answer["receipt"]
    assert proof == {
        "verdict": "same",
        "message": "Asked again of the same versions: 16 values, all the same.",
        "tolerance": 1e-9,
        "compared_values": 16,
        "differences": [],
        "difference_count": 0,
        "sources": [
            {
                "dataset_id": str(dataset_id),
                "version_id": receipt["dataset_version_id"],
                "name": "sales",
                "version_number": 1,
                "is_intact": True,
                "is_active": True,
            }
        ],
        "moved": [],
        "receipt": {
            **receipt,
            "run_id": proof["receipt"]["run_id"],
            "elapsed_ms": proof["receipt"]["elapsed_ms"],
            "asked_at": receipt["asked_at"],
        },
    }
    assert len(house.statements()) == 1, "a proof asks the engine and not the cache"


async def test_rows_as_they_are_and_the_first_of_many_are_proved_too(house: House) -> None:
    dataset_id = await house.store(SALES)
    rows = await ask(house.team.viewer, dataset_id, mode="rows", sort=[{"by": "weight", "descending": True}], limit=200)
    assert (await verify(house.team.viewer, rows))["verdict"] == "same"
    assert (await verify(house.team.viewer, rows, rows["rows"][:50]))["compared_values"] == 50 * 6


async def test_a_value_that_was_altered_on_its_way_is_told_with_its_place(house: House) -> None:
    dataset_id = await house.store(SALES)
    answer = await ask(house.team.viewer, dataset_id, **BY_PART)
    rows = deepcopy(answer["rows"])
    rows[2][1] += 0.001
    rows[3][2] *= 1 + 1e-6
    proof = await verify(house.team.viewer, answer, rows)
    assert (proof["verdict"], proof["difference_count"]) == ("different", 2)
    assert [(one["row"], one["column"]) for one in proof["differences"]] == [(2, "amount"), (3, "weight")]
    assert proof["differences"][0]["found"] == answer["rows"][2][1]


async def test_one_byte_of_the_file_is_enough_to_fail_the_proof(house: House) -> None:
    dataset_id = await house.store(SALES)
    answer = await ask(house.team.viewer, dataset_id, **BY_PART)
    path = file_of(house, dataset_id)
    whole = path.read_bytes()
    path.chmod(0o600)
    # The last byte but a few of the footer's key-value metadata: every value can still be read.
    place = whole.rindex(b"DuckDB")
    path.write_bytes(whole[:place] + b"duckDB" + whole[place + 6 :])
    proof = await verify(house.team.viewer, answer)
    assert (proof["verdict"], proof["sources"][0]["is_intact"]) == ("different", False)
    assert proof["message"] == "The file of “sales” is not what was imported: it was altered, or has gone."


async def test_a_new_version_leaves_the_proof_and_tells_whether_the_answer_moves(house: House) -> None:
    dataset_id = await house.store(SALES)
    whole = await ask(house.team.viewer, dataset_id, **BY_PART)
    parts = {**BY_PART, "filters": [{"kind": "in", "member": "part", "values": ["part 1"]}]}
    untouched = await ask(house.team.viewer, dataset_id, **parts)
    await house.store(MORE, dataset_id=dataset_id)
    for answer, changes in ((whole, True), (untouched, False)):
        proof = await verify(house.team.viewer, answer)
        assert (proof["verdict"], proof["sources"][0]["is_active"]) == ("same", False)
        assert proof["moved"] == [
            {"what": "data", "message": "“sales” has another version now.", "changes_answer": changes}
        ]


async def test_a_measure_that_was_changed_moves_the_definition_and_not_the_proof(house: House) -> None:
    dataset_id = await house.store(SALES)
    revenue = {"name": "revenue", "table": "t", "formula": "SUM(amount)"}
    model = await define(house, dataset_id, measures=[revenue])
    answer = await ask(house.team.viewer, dataset_id, measures=[{"member": "revenue"}])
    model = await save(house, model, measures=[{**revenue, "formula": "SUM(amount) * 2"}])
    await house.store(MORE, dataset_id=dataset_id)
    proof = await verify(house.team.viewer, answer)
    assert proof["verdict"] == "same"
    assert [(move["what"], move["changes_answer"]) for move in proof["moved"]] == [("data", True), ("definition", True)]
    assert proof["moved"][1]["message"] == "The model was changed: revision 1 then, 2 now."
    await save(house, model, measures=[])
    gone = await verify(house.team.viewer, answer)
    assert [(move["what"], move["changes_answer"]) for move in gone["moved"]] == [("data", True), ("definition", None)]


async def test_what_was_asked_before_anybody_defined_anything_is_proved_without_the_model(house: House) -> None:
    dataset_id = await house.store(SALES)
    answer = await ask(house.team.viewer, dataset_id, **BY_PART)
    await define(house, dataset_id)
    proof = await verify(house.team.viewer, answer)
    assert (proof["verdict"], [move["changes_answer"] for move in proof["moved"]]) == ("same", [False])


async def test_old_answers_are_proved_under_the_policies_of_now(house: House) -> None:
    dataset_id = await house.store(SALES)
    model = await define(house, dataset_id)
    answer = await ask(house.team.viewer, dataset_id, **BY_PART)
    await save(house, model, **SOUTH_ONLY)
    proof = await verify(house.team.viewer, answer)
    assert (proof["verdict"], proof["moved"][-1]["what"]) == ("impossible", "policy")
    assert proof["moved"][-1]["changes_answer"] is True
    assert {one["found"] for one in proof["differences"] if one["column"] == "part"} == {"part 1", "part 3", None}
    owner = await ask(house.team.owner, dataset_id, **BY_PART)
    assert (await verify(house.team.owner, owner))["verdict"] == "same"
    # Somebody else's receipt shows nobody more than they may see.
    theirs = await verify(house.team.viewer, owner, [])
    assert {one["found"] for one in theirs["differences"] if one["column"] == "part"} <= {"part 1", "part 3"}
    assert theirs["receipt"]["policy_hash"] is not None


async def test_spans_of_time_are_counted_from_when_it_was_asked(house: House) -> None:
    dataset_id = await house.store("SELECT DATE '2024-01-01' + i::INTEGER AS day FROM range(400) AS r(i)")
    answer = await ask(house.team.viewer, dataset_id, **LAST_MONTH)
    old = deepcopy(answer)
    old["receipt"]["asked_at"] = "2024-06-15T12:00:00Z"
    assert (await verify(house.team.viewer, old, [[30]]))["verdict"] == "same"
    assert (await verify(house.team.viewer, answer, [[30]]))["verdict"] == "different"


async def test_what_is_gone_cannot_be_proved(house: House) -> None:
    dataset_id = await house.store(SALES)
    answer = await ask(house.team.viewer, dataset_id, **BY_PART)
    unknown = deepcopy(answer)
    unknown["receipt"]["sources"][0]["version_id"] = str(UUID(int=7))
    lost = await verify(house.team.viewer, unknown)
    assert (lost["verdict"], lost["sources"][0]["is_intact"], lost["receipt"]) == ("impossible", None, None)
    await house.team.owner.client.delete(f"/api/v1/datasets/{dataset_id}")
    gone = await verify(house.team.viewer, answer)
    assert (gone["verdict"], gone["message"]) == ("impossible", "There is no such dataset.")


async def test_a_stranger_learns_nothing_by_a_receipt(house: House) -> None:
    dataset_id = await house.store(SALES)
    answer = await ask(house.team.viewer, dataset_id, **BY_PART)
    foreign = await verify(house.team.stranger, answer)
    unknown = deepcopy(answer)
    for part in (unknown["receipt"], unknown["receipt"]["spec"], *unknown["receipt"]["sources"]):
        part["dataset_id"] = str(UUID(int=9))
    missing = await verify(house.team.stranger, unknown)
    steady = [{**one, "sources": None} for one in (foreign, missing)]
    assert steady[0] == steady[1]
    assert [source["is_intact"] for source in foreign["sources"]] == [None]


async def test_a_receipt_without_its_question_is_refused(house: House) -> None:
    dataset_id = await house.store(SALES)
    many = {"kind": "in", "member": "id", "values": list(range(1_001))}
    answer = await ask(house.team.viewer, dataset_id, measures=[{"aggregation": "count", "name": "n"}], filters=[many])
    assert answer["receipt"]["spec"] is None
    body = {"receipt": answer["receipt"], "rows": answer["rows"]}
    refused = await house.team.viewer.client.post("/api/v1/query/verify", json=body)
    assert (refused.status_code, refused.json()["error"]["message"]) == (
        422,
        "This receipt does not carry its question.",
    )


async def test_rows_that_no_answer_could_have_are_refused_before_anything_runs(house: House) -> None:
    dataset_id = await house.store(SALES)
    answer = await ask(house.team.viewer, dataset_id, **BY_PART)
    house.statements()
    body = {"receipt": answer["receipt"], "rows": [[1]] * 10_001}
    refused = await house.team.viewer.client.post("/api/v1/query/verify", json=body)
    assert (refused.status_code, house.statements()) == (422, [])


async def test_a_receipt_that_names_a_dataset_twice_is_refused_before_any_file_is_read(house: House) -> None:
    dataset_id = await house.store(SALES)
    answer = await ask(house.team.viewer, dataset_id, **BY_PART)
    answer["receipt"]["sources"] *= 2
    body = {"receipt": answer["receipt"], "rows": answer["rows"]}
    refused = await house.team.viewer.client.post("/api/v1/query/verify", json=body)
    assert (refused.status_code, refused.json()["error"]["message"]) == (422, "This receipt names a dataset twice.")
