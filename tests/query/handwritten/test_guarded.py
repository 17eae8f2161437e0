"""Rows that a policy hides leave no trace in any hand-written statement: no value, no count, no error of theirs."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import httpx
import pytest
import pytest_asyncio
from tests.factories import Person
from tests.query.guard.policed import CANARIES, OWN
from tests.query.handwritten.corpus import Case, cases
from tests.query.handwritten.test_legitimate import execute
from tests.query.limiting import limiting
from tests.query.running.house import House

from gnomon.datasets.contracts import ColumnType, DatasetId, DatasetTable
from gnomon.identity.contracts import Principal
from gnomon.query.plan import UNRESTRICTED, AnyOf, Field, IsNull, OneOf, Restricted, RowFilter

pytestmark = pytest.mark.asyncio(loop_scope="module")

BRANCH, NUMBER = Field("branch", ColumnType.TEXT, "VARCHAR"), Field("number", ColumnType.INTEGER, "BIGINT")
MINE = Restricted(AnyOf((OneOf(BRANCH, ("mine",), "VARCHAR"), IsNull(NUMBER))))
"""A guard that is an OR: the engine moves some conditions below such a one."""
Both = tuple[DatasetId, DatasetId]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def both(house: House) -> AsyncIterator[Both]:
    """A dataset with canaries that the editor may not see, and one that never had them."""
    editor = UUID(house.team.editor.user_id)

    def policy(principal: Principal, _table: DatasetTable) -> RowFilter:
        return MINE if principal.user_id == editor else UNRESTRICTED

    with house.replaced("permissions", limiting(policy)):
        with_canaries = await house.store(f"{OWN} UNION ALL {CANARIES}", "with")
        yield with_canaries, await house.store(OWN, "with")


async def said(person: Person, sql: str, dataset_id: DatasetId) -> Any:
    """What the server says, without what differs between two runs."""
    reply: httpx.Response = await execute(person.client, sql, dataset_id=str(dataset_id))
    found = reply.json()
    return found["error"] if "error" in found else [found[key] for key in ("columns", "rows", "total_rows", "warnings")]


@pytest.mark.parametrize("case", list(cases("guarded")), ids=lambda case: case.name)
async def test_hidden_rows_leave_no_trace_in_a_statement(case: Case, house: House, both: Both) -> None:
    with_canaries, without = both
    # Whoever sees all rows has asked before; what is kept for them must not be shown to the editor.
    everything = await said(house.team.owner, case.sql, with_canaries)
    mine = await said(house.team.editor, case.sql, with_canaries)
    plain = await said(house.team.editor, case.sql, without)
    assert mine == plain
    assert isinstance(plain, list), plain
    assert everything != plain, "this statement would not notice a missing guard"
    assert "CANARY" not in repr(mine).replace(case.sql, "") or "CANARY" in case.sql


async def test_describing_says_the_same_to_everybody(house: House, both: Both) -> None:
    with_canaries, without = both
    for sql in ("DESCRIBE dataset", "DESCRIBE SELECT *, count(*) OVER () FROM dataset"):
        found = {
            repr(await said(who, sql, one))
            for who in (house.team.owner, house.team.editor)
            for one in (with_canaries, without)
        }
        assert len(found) == 1
