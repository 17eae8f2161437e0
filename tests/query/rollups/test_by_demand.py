"""Roll-ups come when a question is asked again and again, and answer what fits them from then on."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import duckdb
import pytest
import pytest_asyncio
from sqlalchemy import select, update
from tests.query.conftest import principal_of
from tests.query.rollups.conftest import COUNT, SALES, SUM, Json, among, ask_until_built, files_of, kept, until_built
from tests.query.running.house import House, ask, until

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import DatasetId
from gnomon.engine.contracts import QueryTimeout
from gnomon.foundation.db.database import Database
from gnomon.foundation.jobs.tables import JobRow
from gnomon.foundation.kit import clock
from gnomon.identity import service as identity
from gnomon.identity.contracts import WorkspaceId
from gnomon.query import jobs
from gnomon.query.answering import answer_spec
from gnomon.query.contracts import QuerySpec
from gnomon.query.rollups.orders import RemoveRollups, TidyRollups
from gnomon.query.subjects import load_subject
from gnomon.query.tables import RollupRow

pytestmark = pytest.mark.asyncio(loop_scope="module")

BY_SHOP: Json = {"dimensions": [{"member": "shop"}], "measures": [SUM, COUNT]}
BY_NUMBER: Json = {"dimensions": [{"member": "number"}], "measures": [COUNT]}


def in_region(number: int, **more: Any) -> Json:
    return {**BY_SHOP, "filters": [among("region", f"region {number}")], **more}


@pytest_asyncio.fixture(loop_scope="module")
async def sales(house: House) -> DatasetId:
    """Some sales over most of a year, of which nobody has asked anything."""
    return await house.store(SALES, "sales")


def plain(answer: Json) -> Json:
    """What an answer says, without how it was found."""
    return {key: answer[key] for key in ("columns", "rows", "row_count", "total_rows", "truncated", "warnings")}


async def from_rows(house: House, dataset_id: DatasetId, parts: Json) -> list[list[Any]]:
    """The rows of an answer for which no roll-up was used."""
    answer = await ask(house.team.owner, dataset_id, **parts, limit=9_997)
    assert answer["receipt"]["rolled_up"] is False
    return answer["rows"]  # type: ignore[no-any-return]


async def test_asked_a_second_time_with_other_values_a_roll_up_is_made_and_read(house: House, sales: DatasetId) -> None:
    owner = house.team.owner
    expected = [await from_rows(house, sales, in_region(number)) for number in (1,)]
    first = await ask(owner, sales, **in_region(2))
    await until_built(house)
    (row,) = await kept(house, sales)
    assert (row.state, row.row_count, [one["field"]["name"] for one in row.shape["dims"]]) == (
        "ready",
        15,
        ["region", "shop"],
    )
    house.statements()
    answer = await ask(owner, sales, **in_region(1))
    (statement,) = house.statements()

    assert answer["rows"] == expected[0]
    receipt, before = answer["receipt"], first["receipt"]
    assert (receipt["rolled_up"], before["rolled_up"], receipt["is_cached"]) == (True, False, False)
    assert (receipt["rows_scanned"], before["rows_scanned"]) == (15, 20_000)
    for same in ("sources", "dataset_version_id", "content_hash", "as_of"):
        assert receipt[same] == before[same]
    assert [path.name for table in statement.tables for path in table.paths] == files_of(house, sales)
    again = await ask(owner, sales, **in_region(1))
    assert (plain(again), again["receipt"]["is_cached"], again["receipt"]["rolled_up"]) == (plain(answer), True, True)


async def test_once_is_not_again_and_what_is_cached_was_not_asked(house: House, sales: DatasetId) -> None:
    for _ in range(3):
        await ask(house.team.owner, sales, **in_region(1))
    await until_built(house)
    assert await kept(house, sales) == []


async def test_small_versions_have_none(house: House) -> None:
    small = await house.store("SELECT i % 2 AS shop, i * 1.5 AS amount FROM range(999) AS r(i)", "small")
    for limit in (1, 2, 3):
        await ask(house.team.owner, small, **BY_SHOP, limit=limit)
    await until_built(house)
    assert await kept(house, small) == []


async def test_what_would_be_nearly_as_large_is_remembered_as_not_worth_it(house: House, sales: DatasetId) -> None:
    owner = house.team.owner
    await ask_until_built(house, owner, sales, **BY_NUMBER)
    (row,) = await kept(house, sales)
    assert (row.state, row.file_key, files_of(house, sales)) == ("refused", None, [])
    await ask_until_built(house, owner, sales, **BY_NUMBER)
    finer = {**BY_NUMBER, "dimensions": [{"member": "number"}, {"member": "shop"}]}
    await ask_until_built(house, owner, sales, **finer)
    assert [one.id for one in await kept(house, sales)] == [row.id]


async def test_shapes_of_one_version_share_a_roll_up_that_stays_small(house: House, sales: DatasetId) -> None:
    owner = house.team.owner
    by_region = {"dimensions": [{"member": "region"}], "measures": [{"member": "pieces", "aggregation": "avg"}]}
    await ask_until_built(house, owner, sales, **BY_SHOP)
    await ask_until_built(house, owner, sales, **by_region)
    states = [(row.state, [one["field"]["name"] for one in row.shape["dims"]]) for row in await kept(house, sales)]
    assert states == [("leaving", ["shop"]), ("ready", ["region", "shop"])]
    for parts in (BY_SHOP, by_region, in_region(3)):
        assert (await ask(owner, sales, **parts))["receipt"]["rolled_up"] is True


async def test_months_are_kept_by_day_so_that_weeks_find_them(house: House, sales: DatasetId) -> None:
    owner = house.team.owner
    by_month = {"dimensions": [{"member": "sold_at", "grain": "month"}], "measures": [SUM, COUNT]}
    by_week = {
        "dimensions": [{"member": "sold_at", "grain": "week"}],
        "measures": [SUM, COUNT],
        "filters": [{"kind": "time_range", "member": "sold_at", "start": "2023-12-07", "end": "2024-03-01"}],
    }
    expected = await from_rows(house, sales, by_week)
    await ask_until_built(house, owner, sales, **by_month)
    answer = await ask(owner, sales, **by_week)
    assert (answer["receipt"]["rolled_up"], answer["rows"]) == (True, expected)


async def test_whoever_verifies_an_answer_can_have_it_of_the_rows(house: House, sales: DatasetId) -> None:
    owner = house.team.owner
    await ask_until_built(house, owner, sales, **BY_SHOP)
    principal = principal_of(owner)
    subject = await load_subject(house.questions, principal, sales)
    spec = QuerySpec.model_validate({"dataset_id": sales, **BY_SHOP})
    rolled, by_rows = [
        await answer_spec(house.questions, principal, subject, spec, skip_cache=True, use_rollups=use)
        for use in (True, False)
    ]
    assert (rolled.meaning.receipt.rolled_up, by_rows.meaning.receipt.rolled_up) == (True, False)
    assert rolled.ipc == by_rows.ipc


async def test_a_file_that_is_gone_costs_no_answer(house: House, sales: DatasetId) -> None:
    owner = house.team.owner
    expected = await from_rows(house, sales, in_region(4))
    await ask_until_built(house, owner, sales, **in_region(1))
    (lost,) = await kept(house, sales)
    (path,) = house.folder.rglob(f"{sales}/*/rollups/*.parquet")
    path.unlink()
    answer = await ask(owner, sales, **in_region(4))
    assert (answer["rows"], answer["receipt"]["rolled_up"]) == (expected, False)
    await ask_until_built(house, owner, sales, **BY_SHOP, filters=[among("region", "region 2")])
    (made,) = await kept(house, sales)
    assert made.id != lost.id
    assert (await ask(owner, sales, **in_region(4)))["receipt"]["rolled_up"] is True


async def test_a_new_version_is_asked_itself_and_the_roll_ups_of_the_old_one_go(house: House, sales: DatasetId) -> None:
    owner = house.team.owner
    await ask_until_built(house, owner, sales, **BY_SHOP)
    await house.store(SALES.replace("range(20000)", "range(10000)"), "sales", sales)
    answer = await ask(owner, sales, measures=[COUNT])
    assert (answer["rows"], answer["receipt"]["rolled_up"]) == ([[10_000]], False)

    await tidy(house)
    (row,) = await kept(house, sales)
    assert (row.state, len(files_of(house, sales))) == ("leaving", 1)
    await run_removal(house, row)
    assert (await kept(house, sales), files_of(house, sales)) == ([], [])


async def tidy(house: House) -> None:
    await jobs.tidy_rollups(house.runtime, TidyRollups(workspace_id=WorkspaceId(UUID(house.team.workspace_id))))


async def run_removal(house: House, row: RollupRow) -> None:
    """Do the removal that is ordered for later: nobody may read the file until then."""
    async with house.runtime.get(Database).read() as session:
        orders = (await session.scalars(select(JobRow).where(JobRow.name == "query.remove_rollups"))).all()
    (order,) = (one for one in orders if str(row.id) in one.payload["rollup_ids"])
    assert order.run_at > clock.now() + timedelta(minutes=5)
    await jobs.remove_rollups(house.runtime, RemoveRollups.model_validate(order.payload))


async def test_what_nobody_used_for_long_goes(house: House, sales: DatasetId) -> None:
    await ask_until_built(house, house.team.owner, sales, **BY_SHOP)
    (row,) = await kept(house, sales)
    await change(house, row, used_at=clock.now() - timedelta(days=15))
    await tidy(house)
    assert [one.state for one in await kept(house, sales)] == ["leaving"]


async def test_what_was_used_stays(house: House, sales: DatasetId) -> None:
    owner = house.team.owner
    await ask_until_built(house, owner, sales, **BY_SHOP)
    (row,) = await kept(house, sales)
    await change(house, row, used_at=clock.now() - timedelta(days=15))
    assert (await ask(owner, sales, **BY_SHOP))["receipt"]["rolled_up"] is True
    await house.questions.rollups.write_uses()
    await tidy(house)
    assert [one.state for one in await kept(house, sales)] == ["ready"]


async def change(house: House, row: RollupRow, **values: Any) -> None:
    async with house.runtime.get(Database).write() as session:
        await session.execute(update(RollupRow).where(RollupRow.id == row.id).values(**values))


async def test_the_least_used_make_room_where_a_workspace_keeps_too_much(house: House, sales: DatasetId) -> None:
    await ask_until_built(house, house.team.owner, sales, **BY_SHOP)
    (row,) = await kept(house, sales)
    await change(house, row, byte_size=300 * 1024 * 1024, used_at=clock.now() - timedelta(days=1))
    other = await house.store(SALES, "others")
    await ask_until_built(house, house.team.owner, other, **BY_SHOP)
    assert [one.state for one in (*await kept(house, sales), *await kept(house, other))] == ["leaving", "ready"]


async def test_a_dataset_that_is_removed_for_good_takes_its_roll_ups_along(house: House, sales: DatasetId) -> None:
    owner = house.team.owner
    await ask_until_built(house, owner, sales, **BY_SHOP)
    assert len(files_of(house, sales)) == 1
    principal = identity.system_principal(WorkspaceId(UUID(house.team.workspace_id)))
    async with house.runtime.get(Database).write() as session:
        await datasets.delete_dataset(session, principal, sales)
        await datasets.purge_dataset(session, principal, sales)
    await until(lambda: not files_of(house, sales))
    assert (await kept(house, sales), files_of(house, sales)) == ([], [])


async def test_a_roll_up_that_takes_too_long_is_not_tried_again(
    house: House, sales: DatasetId, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def too_long(*_: Any, **__: Any) -> None:
        raise QueryTimeout(1)

    monkeypatch.setattr(house.engine, "run_task", too_long)
    await ask_until_built(house, house.team.owner, sales, **BY_SHOP)
    assert [one.state for one in await kept(house, sales)] == ["refused"]
    assert (await ask(house.team.owner, sales, **in_region(1)))["receipt"]["rolled_up"] is False


async def test_a_file_is_sorted_by_what_conditions_look_at_and_by_moments_last(house: House, sales: DatasetId) -> None:
    by_month = {"dimensions": [{"member": "sold_at", "grain": "month"}, {"member": "region"}], "measures": [SUM]}
    owner = house.team.owner
    await ask_until_built(house, owner, sales, **by_month, filters=[among("shop", "shop 1")])
    (row,) = await kept(house, sales)
    (path,) = house.folder.rglob(f"{sales}/*/rollups/*.parquet")
    with duckdb.connect() as connection:
        rows = connection.execute("SELECT shop, region, sold_at FROM read_parquet($1)", [str(path)]).fetchall()
    nulls_last = sorted(rows, key=lambda one: [(value is None, value) for value in one])
    assert (len(rows), rows) == (row.row_count, nulls_last)


async def test_a_large_file_has_small_row_groups_that_can_be_passed_over(house: House) -> None:
    many = "SELECT i % 10000 AS item, (i * 7) % 100 AS amount FROM range(120000) AS r(i)"
    dataset_id = await house.store(many, "many")
    by_item = {"dimensions": [{"member": "item"}], "measures": [COUNT]}
    await ask_until_built(house, house.team.owner, dataset_id, **by_item)
    (path,) = house.folder.rglob(f"{dataset_id}/*/rollups/*.parquet")
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata($1) ORDER BY 1", [str(path)]
        ).fetchall()
    assert found == [(0, 8192), (1, 10_000 - 8192)]
