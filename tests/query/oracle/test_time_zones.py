"""Moments on the walls of the world: grains and ranges against Python's own time zones."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.query.harness import SmallTable, connect

ZONES = (
    "UTC",
    "America/New_York",
    "America/St_Johns",
    "Europe/Berlin",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
)
DATABASE = connect()
COUNT = [{"aggregation": "count", "name": "n"}]
# Around the days on which clocks change, or a day is left out, and anywhere else.
MOMENTS = st.lists(
    st.one_of(
        st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1)),
        st.datetimes(datetime(2024, 3, 9), datetime(2024, 3, 11)),
        st.datetimes(datetime(2024, 10, 26), datetime(2024, 10, 28)),
        st.datetimes(datetime(2011, 12, 29), datetime(2012, 1, 1)),
    ).map(lambda moment: moment.replace(microsecond=0)),
    min_size=1,
    max_size=30,
)


def table_of(moments: list[datetime]) -> SmallTable:
    """The moments, which are in UTC, as zoned and as plain ones."""
    rows = ", ".join(f"(TIMESTAMPTZ '{moment}+00', TIMESTAMP '{moment}')" for moment in moments)
    return SmallTable(f"SELECT * FROM (VALUES {rows}) AS rows(zoned, plain)", connection=DATABASE)


def cut(wall: datetime, grain: str) -> Any:
    """A moment on the wall at a grain, as JSON carries it."""
    midnight = wall.replace(hour=0, minute=0, second=0)
    match grain:
        case "minute":
            return wall.replace(second=0).isoformat()
        case "hour":
            return wall.replace(minute=0, second=0).isoformat()
        case "day":
            return midnight.date().isoformat()
        case "week":
            return (midnight.date() - timedelta(days=wall.weekday())).isoformat()
        case "month":
            return midnight.date().replace(day=1).isoformat()
        case "year":
            return midnight.date().replace(month=1, day=1).isoformat()
        case "hour_of_day":
            return wall.hour
        case "day_of_week":
            return wall.isoweekday()
        case _:
            raise ValueError(grain)


@pytest.mark.parametrize("grain", ["minute", "hour", "day", "week", "month", "year", "hour_of_day", "day_of_week"])
@settings(max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(moments=MOMENTS, zone=st.sampled_from(ZONES))
def test_moments_are_cut_where_the_clock_on_the_wall_says(grain: str, moments: list[datetime], zone: str) -> None:
    table = table_of(moments)
    walls = [moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) for moment in moments]
    for member, seen in (("zoned", walls), ("plain", moments)):
        parts = {"dimensions": [{"member": member, "grain": grain, "name": "d"}], "measures": COUNT}
        got = table.rows(**parts, time_zone=zone)
        assert {row[0]: row[1] for row in got} == Counter(cut(wall, grain) for wall in seen)


@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(
    moments=MOMENTS,
    zone=st.sampled_from(ZONES),
    start=st.dates(datetime(2011, 12, 28).date(), datetime(2024, 10, 28).date()),
    days=st.integers(0, 400),
)
def test_a_range_of_days_holds_what_the_wall_shows_on_them(
    moments: list[datetime], zone: str, start: Any, days: int
) -> None:
    end = start + timedelta(days=days)
    found = {"kind": "time_range", "member": "zoned", "start": start.isoformat(), "end": end.isoformat()}
    got = table_of(moments).rows(measures=COUNT, filters=[found], time_zone=zone)
    walls = [moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).date() for moment in moments]
    assert got == [[sum(start <= wall < end for wall in walls)]]
