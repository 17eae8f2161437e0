"""Identical questions that meet run once; whoever leaves takes nothing from the others, the last one ends the run."""

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
import pytest_asyncio
from tests.factories import Person
from tests.query.limiting import limiting
from tests.query.running.house import SOON, House, ask, problem, send, slow, until

from gnomon.datasets.contracts import ColumnType, DatasetId
from gnomon.query.cache import KeptResult, SingleFlight
from gnomon.query.limits import RUNNING_PER_PRINCIPAL, WAITING_PER_PRINCIPAL
from gnomon.query.plan import Field, OneOf, Restricted

pytestmark = pytest.mark.asyncio(loop_scope="module")

COUNT = {"aggregation": "count", "name": "n"}
CANCELLED: tuple[int, dict[str, Any]] = (
    409,
    {"code": "QUERY_CANCELLED", "message": "The question was cancelled.", "details": {}, "hint": None},
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sales(house: House) -> DatasetId:
    return await house.store("SELECT i::BIGINT AS id, i % 3 AS part FROM range(100) AS r(i)")


def named(name: str) -> dict[str, Any]:
    """A question that no other test asks."""
    return {"measures": [COUNT | {"name": name}]}


def asking(
    people: Sequence[Person], dataset_id: DatasetId, parts: dict[str, Any], run_ids: Sequence[str] = ()
) -> list[asyncio.Task[httpx.Response]]:
    """The same question of several people, under way."""
    ids = run_ids or [str(uuid4()) for _ in people]
    return [
        asyncio.create_task(send(who, dataset_id, run_id=run_id, **parts))
        for who, run_id in zip(people, ids, strict=True)
    ]


async def waiting_together(house: House, count: int) -> None:
    """Wait until so many questions wait for one run."""
    await until(lambda: [len(waiting) for _, waiting in house.questions.flights._flights.values()] == [count])


async def end(person: Person, run_id: str) -> None:
    assert (await person.client.delete(f"/api/v1/query-runs/{run_id}")).status_code == 204


def in_short(answer: httpx.Response) -> tuple[int, Any]:
    """Status and rows, or the status and error of a refusal."""
    return (200, answer.json()["rows"]) if answer.status_code == 200 else problem(answer)


async def test_identical_questions_of_many_people_run_once(house: House, sales: DatasetId) -> None:
    people = [house.team.owner, house.team.editor, house.team.viewer] * 7
    with house.gated() as gate:
        tasks = asking(people, sales, named("once"))
        await waiting_together(house, len(people))
        gate.set()
        answers = [answer.json() for answer in await asyncio.gather(*tasks)]
    assert len(house.statements()) == 1
    assert [answer["rows"] for answer in answers] == [[[100]]] * len(people)
    assert [answer["receipt"]["is_cached"] for answer in answers].count(False) == 1
    assert len({answer["receipt"]["run_id"] for answer in answers}) == len(people)
    assert len({answer["receipt"]["fingerprint"] for answer in answers}) == 1


async def test_different_questions_run_each_for_itself(house: House, sales: DatasetId) -> None:
    with house.gated() as gate:
        tasks = [*asking([house.team.owner], sales, named("a")), *asking([house.team.owner], sales, named("b"))]
        await house.until_asked(2)
        gate.set()
        answers = [answer.json() for answer in await asyncio.gather(*tasks)]
    assert [answer["receipt"]["is_cached"] for answer in answers] == [False, False]


@pytest.mark.parametrize("leaving", [0, 1, 2], ids=["the first", "one in the middle", "the last"])
async def test_one_that_is_cancelled_does_not_take_the_answer_of_the_others(
    house: House, sales: DatasetId, leaving: int
) -> None:
    owner = house.team.owner
    run_ids = [str(uuid4()) for _ in range(3)]
    with house.gated() as gate:
        tasks = asking([owner] * 3, sales, named(f"leaving {leaving}"), run_ids)
        await waiting_together(house, 3)
        await end(owner, run_ids[leaving])
        assert in_short(await tasks.pop(leaving)) == CANCELLED
        assert [task.done() for task in tasks] == [False, False]
        gate.set()
        answers = await asyncio.gather(*tasks)
    assert [in_short(answer) for answer in answers] == [(200, [[100]])] * 2
    assert len(house.statements()) == 1


async def test_when_all_have_gone_the_run_ends_in_the_engine(house: House, long_texts: DatasetId) -> None:
    owner = house.team.owner
    run_ids = [str(uuid4()) for _ in range(3)]
    tasks = asking([owner] * 3, long_texts, slow("all"), run_ids)
    await waiting_together(house, 3)
    await until(lambda: house.engine.stats().busy == 1)
    await asyncio.sleep(0.3)
    for run_id in run_ids[:2]:
        await end(owner, run_id)
    await asyncio.sleep(0.2)
    assert house.engine.stats().busy == 1
    await end(owner, run_ids[2])
    assert await until(lambda: house.engine.stats().busy == 0) < SOON
    assert [in_short(task.result()) for task in tasks] == [CANCELLED] * 3


async def test_whoever_asks_while_a_run_that_nobody_wants_still_ends_is_joined_by_the_next() -> None:
    flights, gate, runs, ended = SingleFlight(), asyncio.Event(), 0, 0

    async def run() -> KeptResult:
        nonlocal runs, ended
        runs += 1
        result = KeptResult(b"", runs, None)
        try:
            await gate.wait()
            return result
        finally:
            await asyncio.sleep(0.01)
            ended += 1

    def join() -> asyncio.Task[tuple[KeptResult, bool]]:
        return asyncio.create_task(flights.share("key", run))

    gone = join()
    await until(lambda: runs == 1)
    gone.cancel()
    first = join()
    await until(lambda: (runs, ended) == (2, 1))
    await asyncio.sleep(0.01)
    second = join()
    await asyncio.sleep(0.01)
    gate.set()
    assert [await first, await second] == [(KeptResult(b"", 2, None), False), (KeptResult(b"", 2, None), True)]


async def test_an_error_is_told_to_all_and_kept_for_nobody(house: House, sales: DatasetId) -> None:
    parts = {"mode": "rows", "limit": 50}
    with house.limited(max_result_rows=10), house.gated() as gate:
        tasks = asking([house.team.owner] * 3, sales, parts)
        await waiting_together(house, 3)
        gate.set()
        answers = [problem(answer) for answer in await asyncio.gather(*tasks)]
    assert [(status, error["details"]) for status, error in answers] == [(422, {"max_rows": 10})] * 3
    assert (await ask(house.team.owner, sales, **parts))["row_count"] == 50


async def test_people_who_may_see_other_rows_do_not_share_a_run(house: House, sales: DatasetId) -> None:
    viewer = house.team.viewer

    def policy(principal: Any, _table: Any) -> Restricted:
        mine = 1 if principal.user_id == UUID(viewer.user_id) else 0
        return Restricted(OneOf(Field("part", ColumnType.INTEGER, "BIGINT"), (mine,), "BIGINT"))

    with house.replaced("permissions", limiting(policy)), house.gated() as gate:
        tasks = asking([viewer, house.team.owner], sales, named("apart"))
        await house.until_asked(2)
        gate.set()
        answers = [answer.json() for answer in await asyncio.gather(*tasks)]
    assert [(one["rows"], one["receipt"]["is_cached"]) for one in answers] == [([[33]], False), ([[34]], False)]


async def test_one_person_has_so_many_at_work_and_others_do_not_wait_for_them(house: House, sales: DatasetId) -> None:
    owner, viewer = house.team.owner, house.team.viewer
    with house.gated() as gate:
        tasks = [task for place in range(12) for task in asking([owner], sales, named(f"many {place}"))]
        await house.until_asked(RUNNING_PER_PRINCIPAL)
        await asyncio.sleep(0.1)
        assert len(house.engine.asked) == RUNNING_PER_PRINCIPAL
        tasks += asking([viewer], sales, named("of another"))
        await house.until_asked(RUNNING_PER_PRINCIPAL + 1)
        gate.set()
        answers = await asyncio.gather(*tasks)
    assert [answer.status_code for answer in answers] == [200] * 13


async def test_too_many_that_wait_are_refused_with_a_time_to_come_back(house: House, sales: DatasetId) -> None:
    owner, most = house.team.owner, RUNNING_PER_PRINCIPAL + WAITING_PER_PRINCIPAL
    questions = [
        {"id": str(place), "spec": {"dataset_id": str(sales), **named(f"crowd {place}")}} for place in range(most)
    ]

    def batch(part: slice) -> asyncio.Task[httpx.Response]:
        return asyncio.create_task(owner.client.post("/api/v1/query/batch", json={"questions": questions[part]}))

    with house.gated() as gate:
        tasks = [batch(slice(0, 150)), batch(slice(150, None))]
        # Each stands in line a moment after its flight has begun: who comes earlier takes the place of one of them.
        await until(lambda: sum(lane.users for lane in house.questions.limits._principals._lanes.values()) == most, 20)
        refused = await send(owner, sales, **named("one too many"))
        gate.set()
        await asyncio.gather(*tasks)
    assert (problem(refused), refused.headers["retry-after"]) == (
        (
            429,
            {
                "code": "RATE_LIMITED",
                "message": "Too many of your questions are waiting for an answer.",
                "details": {},
                "hint": "Wait for some of them, or cancel them.",
            },
        ),
        "2",
    )
    assert in_short(await send(owner, sales, **named("one too many"))) == (200, [[100]])
