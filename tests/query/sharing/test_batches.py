"""Batches in the running application: few statements, and everything else as if each question had been asked alone."""

import asyncio
from contextlib import aclosing
from typing import Any
from uuid import UUID, uuid4

import duckdb
import pytest
import pytest_asyncio
from sqlalchemy import select
from tests.query.conftest import principal_of
from tests.query.limiting import limiting
from tests.query.running.house import SOON, House, ask, until
from tests.query.sharing.asking import Parts, ask_each, ask_together, meanings, receipts

from gnomon.datasets.contracts import ColumnType, DatasetId
from gnomon.engine.contracts import RunId
from gnomon.foundation.db.database import Database
from gnomon.query import service
from gnomon.query.contracts import QuerySpec
from gnomon.query.plan import Field, OneOf, Restricted
from gnomon.query.tables import QueryLogRow

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("shares_small_tables")]

SALES = """
SELECT i::BIGINT AS id, 'city ' || i % 7 AS city, ['web', 'shop', NULL][1 + i % 3] AS channel, i % 5 = 0 AS is_late,
       TIMESTAMP '2023-01-01' + INTERVAL (i * 7) HOUR AS sold_at, (i / 8.0)::DECIMAL(9,3) AS price, i / 4.0 AS revenue
FROM range(3000) AS r(i)
"""


def sum_of(member: str, **more: Any) -> Parts:
    return {"member": member, "aggregation": "sum", "name": f"sum_{member}", **more}


ROWS: Parts = {"aggregation": "count", "name": "rows"}
BY_CITY: Parts = {"dimensions": [{"member": "city"}], "measures": [sum_of("revenue")]}
DASHBOARD: dict[str, Parts] = {
    "number": {"measures": [ROWS, sum_of("price"), {"member": "revenue", "aggregation": "avg", "name": "mean"}]},
    "by month": {"dimensions": [{"member": "sold_at", "grain": "month"}], "measures": [sum_of("revenue")]},
    "by week": {"dimensions": [{"member": "sold_at", "grain": "week"}], "measures": [ROWS]},
    "by city": BY_CITY | {"sort": [{"by": "sum_revenue", "descending": True}], "limit": 3},
    "by channel": {"dimensions": [{"member": "channel"}], "measures": [{"member": "price", "aggregation": "max"}]},
    "by both": {"dimensions": [{"member": "city"}, {"member": "channel"}], "measures": [sum_of("revenue")]},
    "first rows": {"mode": "rows", "sort": [{"by": "id"}], "limit": 5},
    "median": {"dimensions": [{"member": "city"}], "measures": [{"member": "price", "aggregation": "median"}]},
}
OWN_STATEMENTS = 3
"""Of the median, of the first rows, and how many rows there are."""
SHARING = {"number", "by month", "by week", "by city", "by channel", "by both"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sales(house: House) -> DatasetId:
    return await house.store(SALES)


def at_least(number: int) -> list[Parts]:
    """A filter that no other test has, so that nothing is kept for it."""
    return [{"kind": "range", "member": "id", "min": number}]


def filtered(questions: dict[str, Parts], filters: list[Parts]) -> dict[str, Parts]:
    return {name: {**parts, "filters": filters} for name, parts in questions.items()}


async def test_a_batch_is_answered_by_few_statements_as_each_question_is_alone(house: House, sales: DatasetId) -> None:
    questions = filtered(DASHBOARD, at_least(1))
    house.statements()
    together = await ask_together(house.team.owner, sales, questions)
    ran = house.statements()
    assert len(ran) == OWN_STATEMENTS + 1
    each = await ask_each(house.team.owner, sales, questions, skip_cache=True)
    assert len(house.statements()) == OWN_STATEMENTS + len(SHARING)
    assert meanings(together) == meanings(each)


async def test_receipts_say_what_ran_and_how_to_get_the_rows_by_hand(house: House, sales: DatasetId) -> None:
    together = await ask_together(house.team.owner, sales, filtered(DASHBOARD, at_least(2)))
    statements = {one.sql: one for one in house.statements()}
    found = receipts(together)
    passes = {name: one["shared_pass"] for name, one in found.items() if one["shared_pass"] is not None}
    assert set(passes) == SHARING
    assert all(one["questions"] == len(SHARING) and one["sql"] in statements for one in passes.values())
    assert {found[name]["sql"] for name in set(DASHBOARD) - SHARING} < set(statements)
    (ran,) = {one["sql"] for one in passes.values()}
    assert passes["number"]["parameters"] == list(statements[ran].parameters)
    with duckdb.connect() as connection:
        files = ", ".join(f"'{path}'" for table in statements[ran].tables for path in table.paths)
        connection.execute(f"CREATE VIEW sales AS SELECT * FROM read_parquet([{files}])")
        by_hand = connection.execute(found["by city"]["sql"], found["by city"]["parameters"]).fetchall()
    answer = await ask(house.team.owner, sales, **filtered(DASHBOARD, at_least(2))["by city"])
    assert [list(row[:2]) for row in by_hand] == answer["rows"]


async def test_each_answer_is_kept_for_whoever_asks_that_question_later(house: House, sales: DatasetId) -> None:
    questions = filtered(DASHBOARD, at_least(3))
    first = await ask_together(house.team.owner, sales, questions)
    assert {one["is_cached"] for one in receipts(first).values()} == {False}
    house.statements()
    alone = await ask_each(house.team.viewer, sales, questions)
    again = await ask_together(house.team.editor, sales, questions)
    assert house.statements() == []
    assert meanings(first) == meanings(alone) == meanings(again)
    later = [*receipts(alone).values(), *receipts(again).values()]
    assert {(one["is_cached"], one["shared_pass"]) for one in later} == {(True, None)}


async def test_only_what_is_not_at_hand_is_run(house: House, sales: DatasetId) -> None:
    questions = filtered(DASHBOARD, at_least(4))
    known = {name: questions[name] for name in ("number", "by month", "by week", "by city")}
    await ask_each(house.team.owner, sales, known)
    house.statements()
    found = receipts(await ask_together(house.team.owner, sales, questions))
    assert len(house.statements()) == OWN_STATEMENTS + 1
    assert {name for name, one in found.items() if one["is_cached"]} == set(known)
    assert {one["shared_pass"]["questions"] for one in found.values() if one["shared_pass"]} == {2}


async def test_without_the_cache_a_pass_runs_again_and_its_answers_replace_the_kept_ones(
    house: House, sales: DatasetId
) -> None:
    questions = filtered({name: DASHBOARD[name] for name in SHARING}, at_least(5))
    first = await ask_together(house.team.owner, sales, questions)
    house.statements()
    again = await ask_together(house.team.owner, sales, questions, skip_cache=True)
    assert len(house.statements()) == 1
    assert meanings(first) == meanings(again)
    assert {one["is_cached"] for one in receipts(again).values()} == {False}


async def test_what_is_at_hand_does_not_wait_for_what_runs(house: House, sales: DatasetId) -> None:
    questions = filtered(DASHBOARD, at_least(6))
    await ask_each(house.team.owner, sales, {"by week": questions["by week"]})
    specs = [(name, QuerySpec.model_validate({"dataset_id": sales, **parts})) for name, parts in questions.items()]
    with house.gated() as gate:
        asked = service.run_many(house.questions, principal_of(house.team.owner), specs)
        async with aclosing(asked) as frames:  # type: ignore[type-var]
            first = await asyncio.wait_for(anext(frames), SOON)
            assert (first.id, gate.is_set()) == ("by week", False)
            await house.until_asked(OWN_STATEMENTS)
            gate.set()
            rest = [frame.id async for frame in frames]
    assert sorted([first.id, *rest]) == sorted(questions)


async def test_only_the_guilty_question_of_a_pass_fails(house: House, sales: DatasetId) -> None:
    guilty: Parts = {"measures": [{"formula": "SUM(id * 9223372036854775807)", "name": "too much"}]}
    questions = filtered({"guilty": guilty, **{name: DASHBOARD[name] for name in SHARING}}, at_least(7))
    house.statements()
    together = await ask_together(house.team.owner, sales, questions)
    assert len(house.statements()) == 1 + len(questions)
    alone = await ask_each(house.team.owner, sales, questions)
    assert together["guilty"][0]["error"] == alone["guilty"][0]["error"]
    assert "Overflow" in together.pop("guilty")[0]["error"]["message"]
    del alone["guilty"]
    assert meanings(together) == meanings(alone)
    assert {one["shared_pass"] for one in receipts(together).values()} == {None}


async def test_a_question_that_cannot_be_compiled_holds_nobody_up(house: House, sales: DatasetId) -> None:
    questions = filtered({**DASHBOARD, "misspelt": {"dimensions": [{"member": "citty"}]}}, at_least(8))
    house.statements()
    together = await ask_together(house.team.owner, sales, questions)
    assert len(house.statements()) == OWN_STATEMENTS + 1
    assert {name for name, (header, _) in together.items() if header["error"]} == {"misspelt"}


async def test_a_cancelled_batch_ends_its_pass(house: House, sales: DatasetId) -> None:
    run_id = str(uuid4())
    questions = filtered({name: DASHBOARD[name] for name in SHARING}, at_least(9))
    with house.gated():
        asking = asyncio.create_task(ask_together(house.team.owner, sales, questions, run_id=run_id))
        await house.until_asked(1)
        assert (await house.team.owner.client.delete(f"/api/v1/query-runs/{run_id}")).status_code == 204
        frames = await asyncio.wait_for(asking, SOON)
        assert {header["error"]["code"] for header, _ in frames.values()} == {"QUERY_CANCELLED"}
        await until(lambda: not house.questions.flights._flights)
    assert len(house.statements()) == 1
    # What had not been ended would be kept by now.
    await asyncio.sleep(0.3)
    again = await ask_together(house.team.owner, sales, questions, run_id=run_id)
    assert {one["is_cached"] for one in receipts(again).values()} == {False}


async def test_whoever_leaves_takes_nothing_from_those_who_wait_for_the_same_pass(
    house: House, sales: DatasetId
) -> None:
    owner, viewer = house.team.owner, house.team.viewer
    questions = filtered({name: DASHBOARD[name] for name in SHARING}, at_least(10))
    run_id = RunId(uuid4())
    with house.gated() as gate:
        leaving = asyncio.create_task(ask_together(owner, sales, questions, run_id=str(run_id)))
        await house.until_asked(1)
        staying = asyncio.create_task(ask_together(viewer, sales, {"one": questions["by city"]}))
        await until(lambda: 2 in [len(waiting) for _, waiting in house.questions.flights._flights.values()])
        assert await service.cancel_query(house.questions, principal_of(owner), run_id)
        await leaving
        gate.set()
        (header, _) = (await staying)["one"]
    assert (header["error"], header["meaning"]["row_count"]) == (None, 3)
    assert len(house.statements()) == 1


async def test_people_with_other_rights_share_neither_a_pass_nor_what_it_keeps(house: House, sales: DatasetId) -> None:
    owner, viewer = house.team.owner, house.team.viewer

    def policy(principal: Any, _table: Any) -> Restricted:
        mine = "city 1" if principal.user_id == UUID(viewer.user_id) else "city 2"
        return Restricted(OneOf(Field("city", ColumnType.TEXT, "VARCHAR"), (mine,), "VARCHAR"))

    questions = filtered({name: DASHBOARD[name] for name in SHARING}, at_least(11))
    with house.replaced("permissions", limiting(policy)):
        house.statements()
        found = await asyncio.gather(*(ask_together(who, sales, questions) for who in (owner, viewer)))
        statements = house.statements()
        for who, frames, city in zip((owner, viewer), found, ("city 2", "city 1"), strict=True):
            rows = {row[0] for row in meanings(frames)["by city"][0].rows}
            assert rows == {city}
            assert meanings(frames) == meanings(await ask_each(who, sales, questions, skip_cache=True))
    assert len(statements) == 2
    assert {next(iter(one.parameters)) for one in statements} == {"city 1", "city 2"}
    keys = [{one["fingerprint"] for one in receipts(frames).values()} for frames in found]
    assert not keys[0] & keys[1]


async def test_the_log_has_a_row_for_each_question(house: House, sales: DatasetId) -> None:
    questions = filtered({name: DASHBOARD[name] for name in SHARING}, at_least(12))
    found = receipts(await ask_together(house.team.owner, sales, questions))
    await house.questions.log.flush()
    wanted = {one["fingerprint"] for one in found.values()}
    async with house.runtime.get(Database).read() as session:
        rows = (await session.execute(select(QueryLogRow).where(QueryLogRow.fingerprint.in_(wanted)))).scalars().all()
    assert {row.fingerprint for row in rows} == wanted
    assert [(row.is_cached, row.error_code) for row in rows] == [(False, None)] * len(wanted)


async def test_the_tiles_of_a_dashboard_share_a_pass(house: House, sales: DatasetId) -> None:
    client = house.team.owner.client

    def tile(name: str, member: str | None) -> Parts:
        x = None if member is None else {"role": "dimension", "member": member}
        encodings = {"x": x, "y": [{"role": "measure", "member": "revenue", "aggregation": "sum"}]}
        layout = {"x": 0, "y": 0, "width": 6, "height": 6}
        chart = {"dataset_id": str(sales), "encodings": encodings, "filters": at_least(13)}
        return {"kind": "chart", "id": name, "layout": layout, "chart": chart}

    tiles = [tile("number", None), tile("city", "city"), tile("channel", "channel"), tile("time", "sold_at")]
    spec = {"pages": [{"id": "page-1", "title": "Page 1", "tiles": tiles, "filters": []}]}
    made = (await client.post("/api/v1/dashboards", json={"name": "Sales", "spec": spec})).json()
    house.statements()
    found = await client.post(f"/api/v1/dashboards/{made['id']}/results", json={})
    statements = house.statements()
    assert len(statements) == 1
    items = {one["id"]: one["result"] for one in found.json()["items"]}
    total = sum(place / 4 for place in range(13, 3000))
    assert {name: sum(row[-1] for row in one["rows"]) for name, one in items.items()} == dict.fromkeys(items, total)
    assert {one["receipt"]["shared_pass"]["sql"] for one in items.values()} == {statements[0].sql}


async def test_small_tables_are_asked_one_by_one(house: House, sales: DatasetId) -> None:
    questions = filtered({name: DASHBOARD[name] for name in SHARING}, at_least(14))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gnomon.query.sharing.pools.LEAST_ROWS", 3001)
        house.statements()
        await ask_together(house.team.owner, sales, questions)
    assert len(house.statements()) == len(questions)
