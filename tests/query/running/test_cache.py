"""Kept results: given again byte for byte, never to the wrong person, never when the question is another."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
import pytest_asyncio
from tests.factories import Person
from tests.query.conftest import principal_of, store_dataset
from tests.query.limiting import limiting
from tests.query.running.house import House, ask, send
from tests.query.test_routes import BATCH, frames_of

from gnomon.datasets.contracts import ColumnType, DatasetId, DatasetTable
from gnomon.foundation.kit import clock
from gnomon.identity.contracts import Principal
from gnomon.query import service
from gnomon.query.cache import ENTRY_OVERHEAD_BYTES, KeptResult
from gnomon.query.caching.memory import MemoryResults
from gnomon.query.contracts import QuerySpec
from gnomon.query.plan import UNRESTRICTED, Field, OneOf, Restricted, RowFilter

pytestmark = pytest.mark.asyncio(loop_scope="module")

SALES = """
SELECT i::BIGINT AS id, CASE i % 3 WHEN 0 THEN 'north' WHEN 1 THEN 'south' END AS region, (i / 4.0)::DOUBLE AS rate,
    TIMESTAMPTZ '2024-01-01 20:00:00+00' + to_hours(i) AS moment
FROM range(12) AS r(i)
"""
COUNT = {"aggregation": "count", "name": "n"}
BY_REGION = {"dimensions": [{"member": "region"}], "measures": [COUNT]}
BY_DAY = {"dimensions": [{"member": "moment", "grain": "day"}], "measures": [COUNT]}
OF_ONE_RUN = {"run_id", "asked_at", "is_cached", "elapsed_ms"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sales(house: House) -> AsyncIterator[DatasetId]:
    yield await house.store(SALES)


async def is_cached(person: Person, dataset_id: DatasetId, **parts: Any) -> bool:
    found: bool = (await ask(person, dataset_id, **parts))["receipt"]["is_cached"]
    return found


async def frame(person: Person, dataset_id: DatasetId, **parts: Any) -> tuple[dict[str, Any], bytes]:
    """What is said about an answer, and its Arrow bytes."""
    answer = await send(person, dataset_id, accept=BATCH, **parts)
    ((header, body),) = frames_of(answer.content)
    meaning: dict[str, Any] = header["meaning"]
    return meaning, body


async def change(person: Person, method: str, path: str, body: Any = None) -> httpx.Response:
    answer = await person.client.request(method, f"/api/v1/datasets/{path}", json=body)
    assert answer.status_code == 200, answer.text
    return answer


async def test_a_kept_answer_is_the_same_byte_for_byte_and_says_that_it_was_kept(
    house: House, sales: DatasetId
) -> None:
    parts = {**BY_REGION, "sort": [{"by": "n"}], "limit": 2}
    first, first_bytes = await frame(house.team.owner, sales, **parts)
    house.statements()
    again, again_bytes = await frame(house.team.viewer, sales, **parts)

    assert again_bytes == first_bytes
    receipts = (first.pop("receipt"), again.pop("receipt"))
    assert again == first
    assert [receipt["is_cached"] for receipt in receipts] == [False, True]
    assert receipts[0]["run_id"] != receipts[1]["run_id"]
    settled = [{key: value for key, value in one.items() if key not in OF_ONE_RUN} for one in receipts]
    assert settled[0] == settled[1]
    assert house.statements() == []


@pytest.mark.parametrize(
    "other",
    [
        {"limit": 1},
        {"offset": 1},
        {"time_zone": "Asia/Tokyo"},
        {"sort": [{"by": "n", "descending": True}]},
        {"filters": [{"kind": "null", "member": "region", "is_null": False}]},
        {"dimensions": [{"member": "region", "name": "Region"}]},
        {"mode": "rows", "dimensions": [], "measures": []},
    ],
    ids=lambda other: next(iter(other)),
)
async def test_whatever_changes_the_question_is_asked_anew(
    house: House, sales: DatasetId, other: dict[str, Any]
) -> None:
    await ask(house.team.owner, sales, **BY_REGION)
    assert await is_cached(house.team.owner, sales, **BY_REGION) is True
    assert await is_cached(house.team.owner, sales, **BY_REGION | other) is False


async def test_a_time_zone_cuts_its_own_days(house: House, sales: DatasetId) -> None:
    found = [(await ask(house.team.owner, sales, **BY_DAY, time_zone=zone))["rows"] for zone in ("UTC", "Asia/Tokyo")]
    assert found == [[["2024-01-01", 4], ["2024-01-02", 8]], [["2024-01-02", 12]]]


BOUNDS = ["-inf", "inf", "nan", 0.0, 1, "1", "-0.0"]


async def test_bounds_that_look_alike_are_not_taken_for_each_other(house: House, sales: DatasetId) -> None:
    counts = {}
    for bound in BOUNDS:
        filters = [{"kind": "range", "member": "rate", "min": bound}]
        counts[repr(bound)] = (await ask(house.team.owner, sales, measures=[COUNT], filters=filters))["rows"][0][0]
    assert counts == {"'-inf'": 12, "'inf'": 0, "'nan'": 0, "0.0": 12, "1": 8, "'1'": 8, "'-0.0'": 12}


async def test_a_new_version_is_seen_at_once_and_a_roll_back_too(house: House) -> None:
    owner = house.team.owner
    dataset_id = await house.store(SALES, "versions")
    first = await ask(owner, dataset_id, measures=[COUNT])
    await house.store("SELECT 1 AS id", "versions", dataset_id)
    second = await ask(owner, dataset_id, measures=[COUNT])
    old = first["receipt"]["dataset_version_id"]
    await change(owner, "POST", f"{dataset_id}/versions/{old}/activate")
    third = await ask(owner, dataset_id, measures=[COUNT])

    assert [one["rows"] for one in (first, second, third)] == [[[12]], [[1]], [[12]]]
    versions = [one["receipt"]["dataset_version_id"] for one in (first, second, third)]
    assert (versions[2], len(set(versions))) == (versions[0], 2)
    assert [one["receipt"]["is_cached"] for one in (first, second)] == [False, False]


async def test_an_answer_that_comes_after_a_new_version_is_kept_as_one_of_the_old(house: House) -> None:
    owner = house.team.owner
    dataset_id = await house.store(SALES, "late")
    with house.gated() as gate:
        asking = asyncio.create_task(ask(owner, dataset_id, measures=[COUNT]))
        await house.until_asked(1)
        await house.store("SELECT 1 AS id", "late", dataset_id)
        gate.set()
        late = await asking
    after = await ask(owner, dataset_id, measures=[COUNT])
    assert (late["rows"], after["rows"], after["receipt"]["is_cached"]) == ([[12]], [[1]], False)


async def test_a_column_of_another_type_is_asked_anew(house: House) -> None:
    owner = house.team.owner
    files = {"file": ("codes.csv", b"code,n\n007,1\n08,2\n007,3\n")}
    made = (await owner.client.post("/api/v1/datasets/upload", files=files)).json()
    dataset_id = DatasetId(UUID(made["id"]))
    parts = {"dimensions": [{"member": "code"}], "measures": [COUNT]}
    before = await ask(owner, dataset_id, **parts)
    assert await is_cached(owner, dataset_id, **parts) is True
    await change(owner, "PATCH", f"{dataset_id}/columns", {"columns": [{"name": "code", "type": "integer"}]})
    after = before
    async with asyncio.timeout(20):
        while after["receipt"]["dataset_version_id"] == before["receipt"]["dataset_version_id"]:
            await asyncio.sleep(0.05)
            after = await ask(owner, dataset_id, **parts)
    shown = [(one["columns"][0]["type"], one["rows"], one["receipt"]["is_cached"]) for one in (before, after)]
    assert shown == [("text", [["007", 2], ["08", 1]], False), ("integer", [[7, 2], [8, 1]], False)]


async def test_words_about_columns_are_fresh_although_the_rows_are_kept(house: House) -> None:
    owner = house.team.owner
    dataset_id = await house.store(SALES, "words")
    before = await ask(owner, dataset_id, **BY_REGION)
    await change(owner, "PATCH", f"{dataset_id}/columns", {"columns": [{"name": "region", "label": "Where"}]})
    after = await ask(owner, dataset_id, **BY_REGION)
    assert [one["columns"][0]["label"] for one in (before, after)] == ["Region", "Where"]
    assert (after["rows"], after["receipt"]["is_cached"]) == (before["rows"], True)


async def test_a_column_that_was_hidden_is_no_longer_among_the_rows(house: House) -> None:
    owner = house.team.owner
    dataset_id = await house.store(SALES, "hiding")
    shown = []
    for is_hidden in (False, True, False):
        body = {"columns": [{"name": "region", "is_hidden": is_hidden}]}
        await change(owner, "PATCH", f"{dataset_id}/columns", body)
        found = await ask(owner, dataset_id, mode="rows", limit=1)
        shown.append(([column["name"] for column in found["columns"]], len(found["rows"][0])))
    every = ["id", "region", "rate", "moment"]
    assert shown == [(every, 4), (["id", "rate", "moment"], 3), (every, 4)]


async def test_a_dataset_of_another_name_is_asked_by_that_name(house: House) -> None:
    dataset_id = await house.store(SALES, "name before")
    before = await ask(house.team.owner, dataset_id, **BY_REGION)
    await change(house.team.owner, "PATCH", str(dataset_id), {"name": "name after"})
    after = await ask(house.team.owner, dataset_id, **BY_REGION)
    assert [f'"{name}"' in one["receipt"]["sql"] for one, name in ((before, "name_before"), (after, "name_after"))] == [
        True,
        True,
    ]
    assert after["rows"] == before["rows"]


@contextmanager
def seeing_only(house: House, **regions: str) -> Iterator[None]:
    """Let people of the team see the rows of one region; whoever is not named sees every row."""
    allowed = {UUID(getattr(house.team, role).user_id): region for role, region in regions.items()}

    def policy(principal: Principal, _table: DatasetTable) -> RowFilter:
        region = None if principal.user_id is None else allowed.get(principal.user_id)
        field = Field("region", ColumnType.TEXT, "VARCHAR")
        return UNRESTRICTED if region is None else Restricted(OneOf(field, (region,), "VARCHAR"))

    with house.replaced("permissions", limiting(policy)):
        yield


async def test_people_who_may_see_other_rows_share_nothing(house: House) -> None:
    owner, editor, viewer = house.team.owner, house.team.editor, house.team.viewer
    dataset_id = await house.store(SALES, "regions")
    with seeing_only(house, editor="north", viewer="south"):
        found = [await ask(who, dataset_id, measures=[COUNT | {"name": "k"}]) for who in (owner, editor, viewer)]
        listed = [await ask(who, dataset_id, **BY_REGION) for who in (viewer, editor, owner)]
    assert [one["rows"] for one in found] == [[[12]], [[4]], [[4]]]
    assert [one["rows"] for one in listed] == [
        [["south", 4]],
        [["north", 4]],
        [["north", 4], ["south", 4], [None, 4]],
    ]
    receipts = [one["receipt"] for one in (*found, *listed)]
    assert [one["is_cached"] for one in receipts] == [False] * 6
    assert len({one["fingerprint"] for one in receipts}) == 6
    assert receipts[1]["sql"] == receipts[2]["sql"]


async def test_people_who_may_see_the_same_rows_share_what_is_kept(house: House) -> None:
    dataset_id = await house.store(SALES, "same")
    with seeing_only(house, editor="north", viewer="north"):
        assert await is_cached(house.team.editor, dataset_id, **BY_REGION) is False
        assert await is_cached(house.team.viewer, dataset_id, **BY_REGION) is True


async def test_a_right_that_was_taken_away_is_gone_at_once(house: House) -> None:
    dataset_id = await house.store(SALES, "rights")
    before = await ask(house.team.viewer, dataset_id, **BY_REGION)
    with seeing_only(house, viewer="south"):
        after = await ask(house.team.viewer, dataset_id, **BY_REGION)
    assert (len(before["rows"]), after["rows"]) == (3, [["south", 4]])


async def test_workspaces_share_nothing_though_their_rows_are_equal(house: House, sales: DatasetId) -> None:
    stranger = house.team.stranger
    theirs = await store_dataset(house.runtime, stranger, house.folder, SALES, "sales", None)
    await ask(house.team.owner, sales, **BY_REGION)
    found = await ask(stranger, theirs, **BY_REGION)
    mine = await ask(house.team.owner, sales, **BY_REGION)
    assert (found["rows"], found["receipt"]["content_hash"]) == (mine["rows"], mine["receipt"]["content_hash"])
    assert (found["receipt"]["is_cached"], mine["receipt"]["is_cached"]) == (False, True)
    assert (await send(stranger, sales, **BY_REGION)).status_code == 404


async def test_an_error_is_not_kept(house: House, sales: DatasetId) -> None:
    parts = {"mode": "rows", "limit": 7}
    with house.limited(max_result_rows=3):
        assert (await send(house.team.owner, sales, **parts)).status_code == 422
    found = await ask(house.team.owner, sales, **parts)
    assert (found["row_count"], found["receipt"]["is_cached"]) == (7, False)


@pytest.mark.parametrize(
    ("unit", "zone", "moments"),
    [
        ("hour", "UTC", ["2024-01-02T10:00:00", "2024-01-02T10:59:59.9", "2024-01-02T11:00:00"]),
        ("day", "UTC", ["2024-01-02T00:00:00", "2024-01-02T23:59:59", "2024-01-03T00:00:00"]),
        ("day", "Asia/Kolkata", ["2024-01-01T18:30:00", "2024-01-02T18:29:59", "2024-01-02T18:30:00"]),
        ("month", "UTC", ["2024-01-31T00:00:00", "2024-01-31T23:59:59", "2024-02-01T00:00:00"]),
    ],
)
async def test_the_last_units_are_others_when_a_unit_has_passed(
    house: House, sales: DatasetId, unit: str, zone: str, moments: list[str]
) -> None:
    relative = {"kind": "relative_time", "member": "moment", "count": 1, "unit": unit}
    spec = QuerySpec.model_validate(
        {"dataset_id": sales, "measures": [COUNT], "filters": [relative], "time_zone": zone}
    )
    receipts = []
    for moment in moments:
        with clock.fixed_at(datetime.fromisoformat(moment).replace(tzinfo=UTC)):
            answer = await service.run_query(house.questions, principal_of(house.team.owner), spec)
        receipts.append(answer.meaning.receipt)
    assert [one.is_cached for one in receipts] == [False, True, False]
    starts = [datetime.fromisoformat(str(one.parameters[0])) for one in receipts]
    assert starts[0] == starts[1] < starts[2]
    assert unit == "month" or starts[2] - starts[0] == timedelta(**{f"{unit}s": 1})


def kept(size: int) -> KeptResult:
    return KeptResult(b"x" * (size - ENTRY_OVERHEAD_BYTES), 1, None)


async def test_what_was_not_used_for_longest_makes_room() -> None:
    cache = MemoryResults(max_bytes=20_000, max_seconds=300)
    for name in ("a", "b", "c", "d"):
        cache.put(name, kept(5_000))
    assert cache.at_hand("a") is not None
    cache.put("e", kept(5_000))
    assert [cache.at_hand(name) is not None for name in "abcde"] == [True, False, True, True, True]
    assert cache.byte_size == 20_000
    cache.put("a", kept(2_000))
    assert (cache.byte_size, cache.at_hand("a")) == (17_000, kept(2_000))


async def test_a_result_that_would_drive_out_most_others_is_not_kept() -> None:
    cache = MemoryResults(max_bytes=20_000, max_seconds=300)
    cache.put("large", kept(5_001))
    assert (cache.at_hand("large"), cache.byte_size) == (None, 0)


async def test_a_result_grows_old() -> None:
    now = 0.0
    cache = MemoryResults(max_bytes=20_000, max_seconds=300, clock=lambda: now)
    cache.put("a", kept(2_000))
    now = 300.0
    assert cache.at_hand("a") is not None
    now = 300.1
    assert (cache.at_hand("a"), cache.byte_size) == (None, 0)


async def test_many_answers_stay_within_the_bytes_that_were_set(house: House, sales: DatasetId) -> None:
    owner = house.team.owner
    with house.small_cache(max_bytes=12_000) as cache:
        for limit in range(1, 13):
            await ask(owner, sales, mode="rows", limit=limit)
            assert 0 < cache.byte_size <= 12_000
        assert await is_cached(owner, sales, mode="rows", limit=12) is True
        assert await is_cached(owner, sales, mode="rows", limit=1) is False
