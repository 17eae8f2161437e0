"""Periods that a filter keeps relative: counted by the clock of the reader's time zone, compared with a calendar."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.dashboards.pieces import ask, create, spec_of, tile, upload
from tests.factories import Person

Days = Callable[[date], tuple[date, date]]
"""The first and the last day of a period, as seen on a day."""


def month(day: date, by: int = 0) -> date:
    """The first day of a month so many months away."""
    months = day.year * 12 + day.month - 1 + by
    return date(months // 12, months % 12 + 1, 1)


def quarter(day: date, by: int = 0) -> date:
    return month(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), by * 3)


def before(day: date) -> date:
    return day - timedelta(days=1)


PERIODS: tuple[tuple[str, int, bool, bool, Days], ...] = (
    ("day", 1, True, False, lambda day: (day, day)),
    ("day", 1, False, False, lambda day: (before(day), before(day))),
    ("day", 7, True, False, lambda day: (day - timedelta(days=6), day)),
    ("month", 1, True, False, lambda day: (month(day), before(month(day, 1)))),
    ("month", 1, False, False, lambda day: (month(day, -1), before(month(day)))),
    ("month", 1, True, True, lambda day: (month(day), day)),
    ("quarter", 1, False, False, lambda day: (quarter(day, -1), before(quarter(day)))),
    ("quarter", 1, False, True, lambda day: (quarter(day, -1), before(quarter(day)))),
    ("year", 1, True, False, lambda day: (date(day.year, 1, 1), date(day.year, 12, 31))),
    ("year", 1, True, True, lambda day: (date(day.year, 1, 1), day)),
    ("year", 2, True, True, lambda day: (date(day.year - 1, 1, 1), day)),
)


@pytest.mark.parametrize("time_zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
async def test_periods_are_those_of_the_calendar_where_the_reader_is(owner: Person, time_zone: str) -> None:
    start = datetime.now(UTC).date() - timedelta(days=1000)
    days = [start + timedelta(days=number) for number in range(1800)]
    dataset = await upload(owner.client, "days.csv", "day,amount\n" + "".join(f"{day},1\n" for day in days))
    by_day = {"id": "day", "dataset_id": dataset, "member": "day", "control": "date"}
    made = await create(owner.client, spec_of(tile("sum", dataset, None), filters=(by_day,)))

    async def counted(unit: str, count: int, is_running: bool, is_to_date: bool) -> int:
        wanted = {"kind": "relative_time", "member": "day", "count": count, "unit": unit}
        wanted |= {"include_current": is_running, "to_date": is_to_date}
        chosen = [{"filter_id": "day", "filter": wanted}]
        found = await ask(owner.client, made["id"], chosen=chosen, time_zone=time_zone)
        total: int = found["sum"]["result"]["rows"][0][0]
        return total

    def expected(day: date) -> list[int]:
        return [(last - first).days + 1 for first, last in (period(day) for *_, period in PERIODS)]

    today = datetime.now(ZoneInfo(time_zone)).date()
    found = [await counted(unit, count, is_running, to_date) for unit, count, is_running, to_date, _ in PERIODS]
    assert found in (expected(today), expected(datetime.now(ZoneInfo(time_zone)).date()))


async def test_to_date_ends_with_the_day_of_the_latest_row_where_that_counts(owner: Person) -> None:
    rows = "day,amount\n2023-12-31 10:00:00,1\n2024-01-01 00:00:00,2\n2024-03-05 23:00:00,4\n"
    dataset = await upload(owner.client, "moments.csv", rows)
    to_date = {
        "kind": "relative_time",
        "member": "day",
        "count": 1,
        "unit": "year",
        "anchor": "latest",
        "to_date": True,
    }
    by_day = {"id": "day", "dataset_id": dataset, "member": "day", "control": "date", "default": to_date}
    made = await create(owner.client, spec_of(tile("sum", dataset, None), filters=(by_day,)))
    assert (await ask(owner.client, made["id"]))["sum"]["result"]["rows"] == [[6]]
