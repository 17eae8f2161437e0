"""Proofs of hand-written SQL: over the versions of then, in any order, under the policies of now."""

from typing import Any

import pytest
from tests.factories import Person
from tests.query.running.house import House
from tests.query.verifying.test_verifying import MORE, SALES, SOUTH_ONLY, define, file_of, save

from gnomon.datasets.contracts import DatasetId

pytestmark = pytest.mark.asyncio(loop_scope="module")

BY_PART = "SELECT part, sum(amount) AS amount, avg(weight) AS weight, max(day) AS last FROM dataset GROUP BY part"


async def run(person: Person, dataset_id: DatasetId, sql: str = BY_PART, **parts: Any) -> dict[str, Any]:
    """What was asked, and the answer to it."""
    asked = {"sql": sql, "dataset_id": str(dataset_id), **parts}
    answer = await person.client.post("/api/v1/queries/execute", json=asked)
    assert answer.status_code == 200, answer.text
    return {"asked": asked, **answer.json()}


async def verify(person: Person, ran: dict[str, Any], rows: Any = None) -> dict[str, Any]:
    """What a proof says of it."""
    body = {"asked": ran["asked"], "receipt": ran["receipt"], "rows": ran["rows"] if rows is None else rows}
    proof = await person.client.post("/api/v1/query/verify-sql", json=body)
    assert proof.status_code == 200, proof.text
    found: dict[str, Any] = proof.json()
    return found


async def test_a_statement_gives_the_same_again_in_whatever_order(house: House) -> None:
    dataset_id = await house.store(SALES)
    ran = await run(house.team.viewer, dataset_id, "SELECT * FROM dataset WHERE id % 7 = $rest", parameters={"rest": 3})
    proof = await verify(house.team.viewer, ran)
    assert (proof["verdict"], proof["compared_values"], proof["sources"][0]["is_intact"]) == ("same", 714 * 6, True)
    groups = await run(house.team.viewer, dataset_id, f"{BY_PART} ORDER BY part")
    turned = await verify(house.team.viewer, groups, groups["rows"][::-1])
    assert turned["verdict"] == "same"
    assert turned["message"] == "Asked again of the same versions: 16 values, all the same (in another order)."


async def test_one_value_that_was_altered_is_found(house: House) -> None:
    dataset_id = await house.store(SALES)
    groups = await run(house.team.viewer, dataset_id, f"{BY_PART} ORDER BY part")
    rows = [list(row) for row in groups["rows"]]
    rows[1][1] = "1.000"
    proof = await verify(house.team.viewer, groups, rows)
    assert (proof["verdict"], [(one["row"], one["column"]) for one in proof["differences"]]) == (
        "different",
        [(1, "amount")],
    )


async def test_the_versions_of_then_are_read_under_the_names_of_then(house: House) -> None:
    dataset_id = await house.store(SALES, "olden")
    ran = await run(house.team.viewer, dataset_id, "SELECT count(*) AS n, max(part) AS last FROM olden")
    by_role = await run(house.team.viewer, dataset_id, "SELECT count(*) FROM dataset")
    await house.store(MORE, "olden", dataset_id)
    renamed = await house.team.owner.client.patch(f"/api/v1/datasets/{dataset_id}", json={"name": "Now"})
    assert renamed.status_code == 200
    proof = await verify(house.team.viewer, ran)
    assert (ran["rows"], proof["verdict"]) == ([[5000, "part 3"]], "same")
    # Under its name of then, the present one cannot be asked any more: whether the answer moves cannot be told.
    assert [(move["what"], move["changes_answer"]) for move in proof["moved"]] == [("data", None)]
    proof = await verify(house.team.viewer, by_role)
    assert (proof["verdict"], proof["moved"][0]["changes_answer"]) == ("same", True)


async def test_policies_of_now_hold_for_statements_of_then(house: House) -> None:
    dataset_id = await house.store(SALES)
    model = await define(house, dataset_id)
    ran = await run(house.team.viewer, dataset_id)
    await house.store(MORE, dataset_id=dataset_id)
    await save(house, model, **SOUTH_ONLY)
    proof = await verify(house.team.viewer, ran, [])
    assert (proof["verdict"], proof["moved"][-1]["what"]) == ("impossible", "policy")
    whole = await verify(house.team.viewer, ran)
    assert {one["found"] for one in whole["differences"] if one["column"] == "part"} <= {"part 1", "part 3", None}


async def test_an_altered_file_fails_the_proof_of_a_statement(house: House) -> None:
    dataset_id = await house.store(SALES)
    ran = await run(house.team.viewer, dataset_id)
    path = file_of(house, dataset_id)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"2")
    assert (await verify(house.team.viewer, ran))["verdict"] == "different"


@pytest.mark.parametrize("sql", ["SELECT random() FROM dataset LIMIT 1", "SELECT now() AS n, count(*) FROM dataset"])
async def test_what_depends_on_chance_or_the_clock_cannot_be_proved(house: House, sql: str) -> None:
    dataset_id = await house.store(SALES)
    proof = await verify(house.team.viewer, await run(house.team.viewer, dataset_id, sql))
    assert proof["verdict"] == "impossible"
    assert proof["message"].startswith("The statement depends on chance, or on when it runs")


async def test_a_stranger_learns_nothing_by_the_receipt_of_a_statement(house: House) -> None:
    dataset_id = await house.store(SALES)
    ran = await run(house.team.viewer, dataset_id)
    proof = await verify(house.team.stranger, ran)
    assert (proof["verdict"], proof["message"]) == ("impossible", "There is no such dataset.")
