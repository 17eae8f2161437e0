"""Questions at the ends of what may be asked: very many filters, columns and values, and names of every kind."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
import pytest_asyncio
from tests.query.running.house import House, ask, problem, send

from gnomon.datasets.contracts import DatasetId
from gnomon.query.contracts import MAX_FILTER_VALUES, MAX_FILTERS

pytestmark = pytest.mark.asyncio(loop_scope="module")

COUNT = {"aggregation": "count", "name": "n"}
KINDS = """
SELECT i::BIGINT AS id, 'text ' || i AS text, (i / 4.0)::DECIMAL(12,2) AS amount, i / 8.0::DOUBLE AS rate,
    (i / 8.0)::FLOAT AS small, DATE '2000-01-01' + i::INTEGER AS day, TIMESTAMP '2000-01-01' + to_hours(i) AS moment,
    TIMESTAMPTZ '2000-01-01 00:00:00+00' + to_hours(i) AS zoned, TIME '00:00:00' + to_seconds(i) AS clock
FROM range(1000) AS r(i)
"""
NAMES = [
    *("select", "from", "group by", "order", "NULL", "true", "count", "rowid", "file_row_number", "filename"),
    *("__row", "__total", "groups", "odd_names", "value", "1", "1.5", "$1", "?", ":name", "%s", "{x}", "{{x}}"),
    *('"', '""', 'a"b', "a'b", "a`b", "[a]", "a.b", "a;b", "--", "/* a */", "\\", "a\\nb", "../a", "a/b", "a?b=c&d"),
    *("#", "%2F", "<b>", "ä ö", "Straße", "İ", "日本語", "👩‍💻", "‮abc", "e\u0301", "\u00a0", " a ", "x" * 255),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kinds(house: House) -> DatasetId:
    return await house.store(KINDS, "kinds")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def odd_names(house: House) -> DatasetId:
    """A table of two rows, whose columns hold their own place, and one more."""
    columns = [f'({place} + i)::BIGINT AS "{name.replace(chr(34), chr(34) * 2)}"' for place, name in enumerate(NAMES)]
    return await house.store(f"SELECT {', '.join(columns)} FROM range(2) AS r(i)", "odd_names")


def each_kind(place: int) -> dict[str, Any]:
    """A filter that all rows pass, of a kind that changes from place to place."""
    far = [{"kind": "in", "member": "text", "values": [f"none {place}"], "exclude": True}]
    filters: list[dict[str, Any]] = [
        {"kind": "range", "member": "id", "min": -1 - place},
        {"kind": "in", "member": "amount", "values": [f"{10_000 + place}"], "exclude": True},
        {"kind": "text", "member": "text", "operator": "contains", "value": "x" * (1 + place), "exclude": place > 0},
        {"kind": "null", "member": "rate", "is_null": False},
        {"kind": "time_range", "member": "zoned", "start": f"{1000 + place}-01-01"},
        {"kind": "any", "filters": [*far, {"kind": "null", "member": "id"}]},
    ]
    return filters[place % len(filters)]


async def test_as_many_filters_as_there_may_be_are_all_applied(house: House, kinds: DatasetId) -> None:
    narrow = {"kind": "range", "member": "id", "min": 10, "max": 17}
    filters = [*map(each_kind, range(MAX_FILTERS - 1)), narrow]
    answer = await ask(house.team.owner, kinds, measures=[COUNT], filters=filters)
    assert answer["rows"] == [[7]]
    refused = await send(house.team.owner, kinds, measures=[COUNT], filters=[*filters, narrow])
    assert problem(refused)[0] == 422
    assert "200" in problem(refused)[1]["message"]


async def test_five_hundred_columns_come_in_their_order(house: House) -> None:
    names = [f"Column {place} of a table that is wider than any screen" for place in range(500)]
    listed = ", ".join(f'i * 500 + {place} AS "{name}"' for place, name in enumerate(names))
    dataset_id = await house.store(f"SELECT {listed} FROM range(20) AS r(i)", "wide")
    answer = await ask(house.team.owner, dataset_id, mode="rows", sort=[{"by": names[-1], "descending": True}], limit=3)
    assert [column["name"] for column in answer["columns"]] == names
    assert (answer["rows"], answer["row_count"], answer["total_rows"]) == (
        [list(range(row * 500, row * 500 + 500)) for row in (19, 18, 17)],
        3,
        20,
    )


def values_of(kind: str, count: int) -> list[Any]:
    """So many values of one kind, of which the first ten stand in the last ten rows."""
    places = range(990, 990 + count)
    start = datetime(2000, 1, 1, tzinfo=UTC)
    match kind:
        case "text":
            return [f"text {place}" for place in places]
        case "amount":
            return [f"{place / 4:.2f}" for place in places]
        case "rate" | "small":
            return [place / 8 for place in places]
        case "day":
            return [(start + timedelta(days=place)).date().isoformat() for place in places]
        case "zoned":
            return [(start + timedelta(hours=place)).isoformat() for place in places]
        case "moment":
            return [(start + timedelta(hours=place)).replace(tzinfo=None).isoformat() for place in places]
        case _:
            return [(start + timedelta(seconds=place)).time().isoformat() for place in places]


MANY = {"text": MAX_FILTER_VALUES, "amount": MAX_FILTER_VALUES}
"""The most, for two kinds; the others take the same way with less to carry."""


@pytest.mark.parametrize("kind", ["text", "amount", "rate", "small", "day", "moment", "zoned", "clock"])
async def test_very_many_values_of_every_kind_are_found(house: House, kinds: DatasetId, kind: str) -> None:
    filters = [{"kind": "in", "member": kind, "values": values_of(kind, MANY.get(kind, 2_000))}]
    assert (await ask(house.team.owner, kinds, measures=[COUNT], filters=filters))["rows"] == [[10]]


async def test_one_value_too_many_is_refused(house: House, kinds: DatasetId) -> None:
    filters = [{"kind": "in", "member": "id", "values": list(range(MAX_FILTER_VALUES + 1))}]
    status, error = problem(await send(house.team.owner, kinds, measures=[COUNT], filters=filters))
    assert (status, error["code"], "100000" in error["message"]) == (422, "VALIDATION_ERROR", True)


async def test_every_name_is_shown_as_it_is(house: House, odd_names: DatasetId) -> None:
    answer = await ask(house.team.owner, odd_names, mode="rows", sort=[{"by": NAMES[0], "descending": True}])
    assert [column["name"] for column in answer["columns"]] == NAMES
    assert answer["rows"] == [[place + row for place in range(len(NAMES))] for row in (1, 0)]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
async def test_every_name_can_be_grouped_measured_filtered_and_sorted_by(
    house: House, odd_names: DatasetId, name: str
) -> None:
    owner, place = house.team.owner, NAMES.index(name)
    filters = [{"kind": "in", "member": name, "values": [place]}, {"kind": "range", "member": name, "min": place - 1}]
    sums = {"measures": [{"member": name, "aggregation": "sum"}], "dimensions": [{"member": name}]}
    found = await ask(owner, odd_names, **sums, sort=[{"by": name, "descending": True}])
    assert [column["name"] for column in found["columns"]] == [name, f"sum_{name}"]
    assert found["rows"] == [[place + 1, place + 1], [place, place]]
    narrowed = await ask(owner, odd_names, measures=[COUNT | {"name": name}], filters=filters)
    assert (narrowed["columns"][0]["name"], narrowed["rows"]) == (name, [[1]])
    sorted_rows = await ask(
        owner, odd_names, mode="rows", dimensions=[{"member": name}], sort=[{"by": name}], filters=filters
    )
    assert sorted_rows["rows"] == [[place]]
    listed = await owner.client.get(f"/api/v1/datasets/{odd_names}/members/{quote(name, safe='')}/values")
    assert (listed.status_code, listed.json().get("rows")) == (200, [[place, 1], [place + 1, 1]])
