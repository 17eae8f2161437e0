"""Questions that make no sense: each is refused in words that name what is wrong and the way out."""

import math
from typing import Any

import pytest
from pydantic import ValidationError
from tests.query.harness import SmallTable

from gnomon.foundation.kit.errors import AppError
from gnomon.query import moments

TABLE = """
SELECT
    1::BIGINT AS id, 'north' AS region, 10.5::DECIMAL(18,2) AS amount, 0.25::DOUBLE AS rate, DATE '2024-01-05' AS day,
    TIMESTAMP '2024-01-05 10:00:00' AS moment, TIME '10:00:00' AS hour, true AS is_new, INTERVAL 1 HOUR AS took,
    '{"a": 1}'::JSON AS document
"""
COUNT = [{"aggregation": "count", "name": "n"}]
DEEP: dict[str, Any] = {"kind": "null", "member": "region"}
for _ in range(400):
    DEEP = {"kind": "any", "filters": [DEEP]}


@pytest.fixture(scope="module")
def table() -> SmallTable:
    return SmallTable(TABLE, hidden=("took",))


def refused(table: SmallTable, **parts: Any) -> tuple[str, str | None]:
    """The message and the hint that a question is refused with."""
    with pytest.raises(AppError) as error:
        table.ask(**parts)
    assert error.value.code == "VALIDATION_ERROR"
    return error.value.message, error.value.hint


def where(kind: str, member: str, **more: Any) -> dict[str, Any]:
    return {"measures": COUNT, "filters": [{"kind": kind, "member": member, **more}]}


def by(member: str, **more: Any) -> dict[str, Any]:
    return {"dimensions": [{"member": member, **more}], "measures": COUNT}


MEMBERS = "The dataset's members are at `/datasets/{id}/model`."
GRAINS = "Dates have grains of a day and more; dates with a time have them all."
BINS = "Numbers, dates and dates with a time can be put into bins; only numbers take a width."

REFUSED: dict[str, tuple[dict[str, Any], str, str | None]] = {
    "an unknown dimension": (by("regoin"), "There is no member “regoin”.", "Did you mean “region” or “rate”?"),
    "an unknown measure": (
        {"measures": [{"member": "amuont", "aggregation": "sum"}]},
        "There is no member “amuont”.",
        "Did you mean “amount” or “moment”?",
    ),
    "an unknown filter": (where("null", "zzzzzz"), "There is no member “zzzzzz”.", MEMBERS),
    "a hidden column is not proposed": (by("tooks"), "There is no member “tooks”.", MEMBERS),
    "a name with code in it": (
        by('region"; DROP TABLE x; --'),
        'There is no member “region"; DROP TABLE x; --”.',
        "Did you mean “region” or “rate”?",
    ),
    "the rows as a dimension": (by("*"), "There is no member “*”.", MEMBERS),
    "an aggregation that texts lack": (
        {"measures": [{"member": "region", "aggregation": "sum"}]},
        "“region” has no sum, for its type is text.",
        "It has: min, max, count, count_distinct.",
    ),
    "an aggregation that rows lack": (
        {"measures": [{"aggregation": "avg"}]},
        "“*” has no avg, for its type is rows.",
        "It has: count.",
    ),
    "a quantile without its place": (
        {"measures": [{"member": "rate", "aggregation": "quantile"}]},
        "The measure quantile of “rate” needs a `quantile`.",
        "Only the aggregation `quantile` has one, such as 0.9.",
    ),
    "nothing": ({}, "The question asks for nothing.", "Name a dimension, a measure, or both."),
    "500 dimensions": (
        {"dimensions": [{"member": "id", "name": f"d{place}"} for place in range(500)]},
        "A question may group by 50 members; this one groups by 500.",
        "Leave some out, or ask for rows instead of groups.",
    ),
    "two columns of one name": (
        {"measures": [*COUNT, {"aggregation": "count", "name": "N"}]},
        "Two result columns are called “N”.",
        "Give one of them another `name`; letter case does not count.",
    ),
    "a sort by what is not shown": (
        {**by("region"), "sort": [{"by": "regionn"}]},
        "The question has no result column “regionn”.",
        "Did you mean “region” or “n”?",
    ),
    "rows sorted by a column that is hidden": (
        {"mode": "rows", "dimensions": [{"member": "id"}, {"member": "region"}], "sort": [{"by": "took"}]},
        "The question has no result column “took”.",
        "It has: id, region, amount, rate, day, moment, hour, is_new, document.",
    ),
    "a measure filter on what is not asked": (
        {"measures": COUNT, "filters": [{"kind": "measure", "measure": "total", "min": 1}]},
        "The question has no result column “total”.",
        "It has: n.",
    ),
    "measures of rows": (
        {"mode": "rows", "measures": COUNT},
        "Rows have no measures.",
        "Ask for groups, or leave the measures out.",
    ),
    "grains of rows": (
        {"mode": "rows", "dimensions": [{"member": "day", "grain": "month"}]},
        "Rows are shown as they are, without grains and bins.",
        "Ask for groups instead.",
    ),
    "a grain of a text": (by("region", grain="day"), "“region” cannot be cut by day, for its type is text.", GRAINS),
    "an hour of a date": (by("day", grain="hour"), "“day” cannot be cut by hour, for its type is date.", GRAINS),
    "a grain and bins": (
        by("day", grain="day", bins={}),
        "“day” has both a grain and bins.",
        "Leave one of them out.",
    ),
    "bins of a text": (by("region", bins={}), "“region” cannot be put into bins: its type is text.", BINS),
    "a width for dates": (
        by("day", bins={"width": 7}),
        "“day” cannot be put into bins: a width is for numbers only.",
        BINS,
    ),
    "an endless width": (
        by("rate", bins={"width": math.inf}),
        "“rate” cannot be put into bins: a width lies between 1e-100 and 1e+100.",
        BINS,
    ),
    "a width of almost nothing": (
        by("id", bins={"width": 5e-324}),
        "“id” cannot be put into bins: a width lies between 1e-100 and 1e+100.",
        BINS,
    ),
    "a text for a number": (
        where("range", "amount", min="much"),
        "The filter on “amount” needs a number, but 'much' is none.",
        None,
    ),
    "a truth for a number": (
        where("in", "id", values=[True]),
        "The filter on “id” needs a number, but True is none.",
        None,
    ),
    "a number for a truth": (
        where("in", "is_new", values=[1]),
        "The filter on “is_new” needs true or false, but 1 is none.",
        None,
    ),
    "a number for a text": (
        where("in", "region", values=[5]),
        "The filter on “region” needs a text, but 5 is none.",
        None,
    ),
    "a day that no month has": (
        where("range", "day", min="2023-02-29"),
        "The filter on “day” needs a date such as 2024-03-31, but '2023-02-29' is none.",
        None,
    ),
    "a number for a moment": (
        where("in", "moment", values=[1704448800]),
        "The filter on “moment” needs a moment such as 2024-03-31T18:00, but 1704448800 is none.",
        None,
    ),
    "an hour that no day has": (
        where("range", "hour", max="25:00"),
        "The filter on “hour” needs a time of day such as 18:30, but '25:00' is none.",
        None,
    ),
    "a duration in words": (
        where("range", "took", min="an hour"),
        "The filter on “took” needs a number, but 'an hour' is none.",
        None,
    ),
    "a day that no week has": (
        where("in", "day", values=[8], grain="day_of_week"),
        "The filter on “day” needs a whole number from 1 to 7, but 8 is none.",
        None,
    ),
    "a range of truths": (
        where("range", "is_new", min=False),
        "A filter of kind “range” does not fit “is_new”, whose type is boolean.",
        "It fits numbers, dates, times, durations and texts.",
    ),
    "a range of documents": (
        where("range", "document", min="a"),
        "A filter of kind “range” does not fit “document”, whose type is json.",
        "It fits numbers, dates, times, durations and texts.",
    ),
    "a time range of numbers": (
        where("time_range", "id", start="2024-01-01"),
        "A filter of kind “time_range” does not fit “id”, whose type is integer.",
        "It fits dates and dates with a time.",
    ),
    "the last days of a text": (
        where("relative_time", "region", count=1, unit="day"),
        "A filter of kind “relative_time” does not fit “region”, whose type is text.",
        "It fits dates and dates with a time.",
    ),
    "the last weekdays": (
        where("relative_time", "day", count=1, unit="day_of_week"),
        "The last day of week is no span of time, for it repeats.",
        "Count days, weeks, months or years.",
    ),
    "a text filter on a number": (
        where("text", "amount", operator="contains", value="1"),
        "A filter of kind “text” does not fit “amount”, whose type is decimal.",
        "It fits texts.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_makes_no_sense_is_refused_with_the_way_out(case: str, table: SmallTable) -> None:
    parts, message, hint = REFUSED[case]
    assert refused(table, **parts) == (message, hint)


@pytest.mark.parametrize("name", ["Europe/Berln", "europe/berlin", "localtime", "Factory", "UTC+1", "../UTC", ""])
def test_a_time_zone_that_iana_does_not_know_is_named(name: str, table: SmallTable) -> None:
    message, hint = refused(table, **by("moment", grain="day"), time_zone=name)
    assert message == f"There is no time zone “{name}”."
    assert hint is not None
    assert ("Europe/Berlin" in hint) is (name.casefold().startswith("europe") or not name)


def test_every_time_zone_that_is_accepted_is_known_to_the_engine(table: SmallTable) -> None:
    asked = "SELECT timezone(?, TIMESTAMPTZ '2024-01-05 10:00:00+00')"
    for name in moments.zone_names():
        assert table.connection.execute(asked, [name]).fetchall() != []


@pytest.mark.parametrize(
    "parts",
    [
        {"limit": 0},
        {"limit": -1},
        {"limit": 100_001},
        {"limit": 10**40},
        {"limit": math.nan},
        {"limit": 1.5},
        {"offset": -1},
        {"offset": 2**63},
        {"version": 2},
        {"mode": "table"},
        {"time_zone": 1},
        {"time_zone": "x" * 65},
        {"mesures": COUNT},
        {"measures": [{"aggregation": "product"}]},
        {"measures": COUNT * 201},
        {"measures": [{"aggregation": "count", "name": ""}]},
        {"measures": [{"aggregation": "count", "name": "half of a character \ud800"}]},
        {"measures": [{"member": "rate", "aggregation": "quantile", "quantile": math.nan}]},
        {"measures": [{"member": "rate", "aggregation": "quantile", "quantile": 1.01}]},
        {"dimensions": [{"member": "day", "grain": "fortnight"}]},
        {"dimensions": [{"member": "rate", "bins": {"at_most": 0}}]},
        {"dimensions": [{"member": "rate", "bins": {"at_most": 1001}}]},
        {"dimensions": [{"member": "rate", "bins": {"width": 0}}]},
        {"dimensions": [{"member": "rate", "bins": {"width": -1}}]},
        {"dimensions": [{"member": "rate", "bins": {"width": math.nan}}]},
        {"sort": [{"by": "n"}] * 21},
        {"filters": [{"kind": "null", "member": "id"}] * 201},
        {"filters": [{"kind": "null"}]},
        {"filters": [{"kind": "sql", "member": "id"}]},
        {"filters": [{"kind": "any", "filters": []}]},
        {"filters": [{"kind": "any", "filters": [{"kind": "null", "member": "id"}] * 51}]},
        {"filters": [{"kind": "any", "filters": [{"kind": "measure", "measure": "n"}]}]},
        {"filters": [{"kind": "text", "member": "region", "operator": "like", "value": "%"}]},
        {"filters": [{"kind": "text", "member": "region", "operator": "equals", "value": "x" * 10_001}]},
        {"filters": [{"kind": "relative_time", "member": "day", "count": 0, "unit": "day"}]},
        {"filters": [{"kind": "relative_time", "member": "day", "count": 10_001, "unit": "day"}]},
        {"filters": [DEEP]},
    ],
    ids=lambda parts: str(parts)[:60].encode("unicode_escape").decode(),
)
def test_what_is_out_of_bounds_is_no_question_at_all(parts: dict[str, Any], table: SmallTable) -> None:
    with pytest.raises(ValidationError):
        table.spec(**{"measures": COUNT, **parts})


@pytest.mark.parametrize(
    ("parts", "rows"),
    [
        ({"filters": [{"kind": "range", "member": "id", "min": place} for place in range(-199, 1)]}, [[1]]),
        ({"filters": [{"kind": "range", "member": "id", "max": 10**900}]}, [[1]]),
        ({"filters": [{"kind": "range", "member": "amount", "min": -math.inf, "max": math.inf}]}, [[1]]),
        ({"filters": [{"kind": "range", "member": "rate", "min": "1e999"}]}, [[0]]),
        ({"filters": [{"kind": "in", "member": "rate", "values": [math.nan]}]}, [[0]]),
        ({"filters": [{"kind": "in", "member": "id", "values": [2**70, 1, "1.0"]}]}, [[1]]),
        ({"filters": [{"kind": "in", "member": "day", "values": ["0001-01-01", "9999-12-31"]}]}, [[0]]),
        ({"filters": [{"kind": "in", "member": "day", "values": ["0001-01-01"], "grain": "week"}]}, [[0]]),
        ({"filters": [{"kind": "relative_time", "member": "day", "count": 10_000, "unit": "year"}]}, [[1]]),
        ({"offset": 1_000_000_000, "dimensions": [{"member": "id"}]}, []),
    ],
)
def test_what_is_merely_extreme_is_answered(parts: dict[str, Any], rows: list[Any], table: SmallTable) -> None:
    assert table.rows(**{"measures": COUNT, **parts}) == rows


def test_a_refusal_repeats_only_the_beginning_of_what_was_given(table: SmallTable) -> None:
    message, _ = refused(table, **where("range", "id", min="9" * 10_000))
    assert len(message) < 200
