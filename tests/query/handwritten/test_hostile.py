"""Hostile SQL: every statement is turned down with a code of its own, shows nothing, and disturbs nobody."""

import json
import time
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
from tests.query.conftest import store_dataset
from tests.query.handwritten.corpus import Attack, attacks
from tests.query.handwritten.spellings import odd_letters, without_measure
from tests.query.running.house import SOON, House

from gnomon.datasets.contracts import DatasetId
from gnomon.query.handwritten.guarding import SCHEMA

pytestmark = pytest.mark.asyncio(loop_scope="module")

CODES = {
    "REFUSED": {"QUERY_REFUSED"},
    "ERROR": {"QUERY_ERROR"},
    "INVALID": {"VALIDATION_ERROR"},
    "BUDGET": {"QUERY_REFUSED", "QUERY_ERROR", "VALIDATION_ERROR", "QUERY_TIMEOUT", "QUERY_MEMORY"},
    "ANY": {"QUERY_REFUSED", "QUERY_ERROR", "VALIDATION_ERROR"},
}
PATIENCE = 1.0
"""Seconds that a statement may take here."""
PEOPLE = "SELECT * FROM (VALUES ('Ada', 987654321), ('Bob', 987654322)) AS people(name, salary)"
SECRETS = ("CANARY", "987654321", "salary", "strangers_secret", "thrown_away", "root:x", "/usr", "/home", "/tmp")
SECRET = "SELECT 'CANARY' AS canary"


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def tables(house: House, datasets: dict[str, DatasetId]) -> AsyncIterator[None]:
    """A dataset with a hidden column, one that was thrown away, and one of somebody else."""
    people = await house.store(PEOPLE, "people")
    owner = house.team.owner.client
    changes = {"columns": [{"name": "salary", "is_hidden": True}]}
    assert (await owner.patch(f"/api/v1/datasets/{people}/columns", json=changes)).status_code == 200
    thrown = await house.store(SECRET, "thrown_away")
    assert (await owner.delete(f"/api/v1/datasets/{thrown}")).status_code == 204
    await store_dataset(house.runtime, house.team.stranger, house.folder, SECRET, "strangers_secret", None)
    shown = await execute(house, "SELECT * FROM people")
    assert shown.json()["rows"] == [["Ada"], ["Bob"]]
    yield


async def execute(house: House, sql: str) -> httpx.Response:
    body = json.dumps({"sql": sql}).encode()
    headers = {"content-type": "application/json"}
    return await house.team.owner.client.post("/api/v1/queries/execute", content=body, headers=headers)


def assert_turned_down(house: House, attack: Attack, reply: httpx.Response) -> None:
    """A problem with its code, and nothing in it that the attacker did not know."""
    assert reply.json()["error"]["code"] in CODES[attack.by], reply.text
    assert reply.status_code == (408 if "QUERY_TIMEOUT" in reply.text else 422)
    secrets = {*SECRETS, str(house.folder)}
    assert {secret for secret in secrets if secret in reply.text and secret not in attack.sql} == set()
    assert SCHEMA not in reply.json()["error"]["message"] or SCHEMA in attack.sql
    assert "rows" not in reply.json()


@pytest.mark.parametrize("attack", [*attacks(), *odd_letters()], ids=lambda attack: attack.name)
async def test_a_hostile_statement_is_turned_down(attack: Attack, house: House) -> None:
    house.engine.asked.clear()
    assert_turned_down(house, attack, await execute(house, attack.sql))
    if attack.by == "REFUSED":
        # The words alone keep it in. Only the values of a pivot may have been asked for, behind the same guard.
        assert [one.sql for one in house.statements() if not one.sql.startswith("SELECT value FROM (")] == []


@pytest.mark.parametrize("attack", list(without_measure()), ids=lambda attack: attack.name)
async def test_a_text_without_measure_is_turned_down_soon(attack: Attack, house: House) -> None:
    began = time.monotonic()
    with house.limited(query_seconds=PATIENCE):
        reply = await execute(house, attack.sql)
    assert_turned_down(house, attack, reply)
    assert len(reply.text) < 2_000
    assert time.monotonic() - began < PATIENCE + SOON
