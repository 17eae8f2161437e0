"""What a policy hides stays hidden where an answer comes from a roll-up, which was made of all rows."""

from typing import Any
from uuid import UUID

import pytest
from tests.query.guard.policed import SECRET, make_model, rows
from tests.query.rollups.conftest import COUNT, ask_until_built, kept
from tests.query.running.house import House, ask

from gnomon.datasets.contracts import DatasetId

pytestmark = pytest.mark.asyncio(loop_scope="module")

OWN = """
SELECT 'mine' AS branch, 'item ' || (i % 3) AS name, i % 7 AS number, DATE '2024-01-01' + (i % 20)::INTEGER AS day
FROM range(2000) AS r(i)
"""
CANARIES = "SELECT 'CANARY branch', 'CANARY ' || i % 3, 987654321 + i % 3, DATE '2099-12-29' FROM range(1500) AS r(i)"
SUM = {"member": "number", "aggregation": "sum", "name": "total"}
TOP = {"member": "number", "aggregation": "max", "name": "top"}
QUESTIONS: tuple[dict[str, Any], ...] = (
    {"dimensions": [{"member": "branch"}], "measures": [COUNT, SUM]},
    {"dimensions": [{"member": "name"}], "measures": [SUM, TOP]},
    {"measures": [COUNT, SUM, TOP]},
    {"dimensions": [{"member": "day", "grain": "year"}], "measures": [TOP]},
)


async def test_a_roll_up_made_for_one_shows_another_only_what_they_may_see(house: House) -> None:
    given = await house.store(f"{OWN} UNION ALL {CANARIES}", "with")
    left = await house.store(OWN, "with")
    policy = "USER_ROLE() = 'owner' OR branch = 'mine'"
    await make_model(house.team.owner, str(given), {"row_policies": [rows(policy)]})
    await make_model(house.team.owner, str(left), {"row_policies": [rows("true")]})
    wanted = [(await ask(house.team.viewer, left, **parts))["rows"] for parts in QUESTIONS]
    for parts in QUESTIONS:
        first, _ = await ask_until_built(house, house.team.owner, given, **parts)
        assert "987654323" in repr(first["rows"]) or "CANARY" in repr(first["rows"]) or "1500" in repr(first["rows"])

    answers = [await ask(house.team.viewer, given, **parts) for parts in QUESTIONS]

    assert [answer["rows"] for answer in answers] == wanted
    # The last one was made without the branch, for the owner is not limited by it, and is not joined with the others.
    assert [answer["receipt"]["rolled_up"] for answer in answers] == [True, True, True, False]
    assert "CANARY" not in repr(answers)
    owners = [await ask(house.team.owner, given, **parts) for parts in QUESTIONS]
    assert owners[0]["rows"] != wanted[0]
    assert owners[0]["receipt"]["rolled_up"] is True


async def test_where_the_roll_up_has_not_what_the_policy_looks_at_the_rows_are_asked(house: House) -> None:
    given = await house.store(f"{OWN} UNION ALL {CANARIES}", "with")
    by_name = QUESTIONS[1]
    await ask_until_built(house, house.team.owner, given, **by_name)
    assert (await ask(house.team.owner, given, **by_name))["receipt"]["rolled_up"] is True
    await make_model(house.team.owner, str(given), {"row_policies": [rows("branch = 'mine'")]})
    answer = await ask(house.team.viewer, given, **by_name)
    assert (answer["receipt"]["rolled_up"], "CANARY" in repr(answer["rows"])) == (False, False)

    await ask_until_built(house, house.team.viewer, given, **by_name)
    again = await ask(house.team.viewer, given, **by_name)
    assert (again["receipt"]["rolled_up"], again["rows"]) == (True, answer["rows"])
    dims = [[one["field"]["name"] for one in row.shape["dims"]] for row in await kept(house, given)]
    assert dims == [["name"], ["branch", "name"]]


async def test_a_hidden_column_in_a_roll_up_is_a_column_that_does_not_exist(house: House) -> None:
    given: DatasetId = await house.store(f"SELECT *, 'CANARY ' || number AS secret FROM ({OWN})", "with")
    by_secret = {"dimensions": [{"member": "secret"}], "measures": [COUNT]}
    await ask_until_built(house, house.team.owner, given, **by_secret)
    assert (await ask(house.team.owner, given, **by_secret))["receipt"]["rolled_up"] is True
    await make_model(house.team.owner, str(given), {"column_policies": [SECRET]})
    told = await house.team.viewer.client.post(
        "/api/v1/query", json={"spec": {"dataset_id": str(UUID(str(given))), **by_secret}}
    )
    assert (told.status_code, told.json()["error"]["code"], "CANARY" in told.text) == (422, "VALIDATION_ERROR", False)
    counted = await ask(house.team.viewer, given, measures=[COUNT])
    assert (counted["rows"], "secret" in counted["receipt"]["sql"]) == ([[2000]], False)
