"""Numbers that are held against another time: what is asked, and which period is the last full one."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError
from tests.charts.gallery import SALES, by, chart, model_of, of
from tests.charts.test_routes import upload
from tests.factories import Person

from gnomon.charts.contracts import ChartOptions, Mark
from gnomon.charts.drawing import draft
from gnomon.charts.marks.kpi import NO_DATE
from gnomon.charts.periods import Comparison, last_full, local, moved, periods_needed, start_of, wall_clock
from gnomon.foundation.kit import clock
from gnomon.query.contracts import Sort
from gnomon.semantic.contracts import Aggregation, TimeGrain

AMOUNT = of("amount", Aggregation.SUM)
NOW = datetime(2030, 5, 17, 12, tzinfo=UTC)


def moving(**options: Any) -> ChartOptions:
    return ChartOptions.model_validate({"comparison": "previous_period", **options})


def day(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_a_number_without_a_comparison_is_asked_for_as_ever() -> None:
    made = draft(chart(Mark.KPI, y=(AMOUNT,)), SALES)
    assert (made.query.dimensions, made.query.sort, made.query.limit, made.drawing().trend) == ((), (), 1, None)


def test_its_periods_are_asked_for_in_one_question_the_latest_first() -> None:
    spec = chart(Mark.KPI, x=by("order_date", grain=TimeGrain.MONTH), y=(AMOUNT,), options=moving(show_sparkline=True))
    with clock.fixed_at(NOW):
        made = draft(spec, SALES)
        drawing = made.drawing()
    [dimension] = made.query.dimensions
    assert (dimension.member, dimension.grain, made.query.sort, made.query.limit) == (
        "order_date",
        TimeGrain.MONTH,
        (Sort(by="order_date_month", descending=True),),
        26,
    )
    assert drawing.trend is not None
    assert (drawing.title, drawing.mark, drawing.notes) == ("Sum of amount", Mark.KPI, ())
    assert drawing.trend.model_dump(exclude={"latest", "title"}) == {
        "column": "order_date_month",
        "grain": TimeGrain.MONTH,
        "comparison": Comparison.PREVIOUS_PERIOD,
        "spark_periods": 24,
    }


def test_the_only_date_of_a_dataset_is_taken_where_none_stands_in_x() -> None:
    dates = [one for one in SALES.dimensions if one.name == "order_date"]
    others = [one for one in SALES.dimensions if one.kind != "time"]
    alone = model_of(*dates, *others)
    assert [one.member for one in draft(chart(Mark.KPI, y=(AMOUNT,), options=moving()), alone).query.dimensions] == [
        "order_date"
    ]
    for model in (model_of(*others), model_of(*dates, dates[0].model_copy(update={"name": "shipped"}), *others)):
        made = draft(chart(Mark.KPI, y=(AMOUNT,), options=moving()), model)
        assert (made.query.dimensions, made.drawing().notes, made.drawing().trend) == ((), (NO_DATE,), None)
    hidden = dates[0].model_copy(update={"name": "shipped", "is_hidden": True})
    assert draft(chart(Mark.KPI, y=(AMOUNT,), options=moving()), model_of(*dates, hidden, *others)).made.x is not None


def test_hours_are_not_compared_with_those_of_a_year_before() -> None:
    options = moving(comparison="same_period_last_year")
    drawing = draft(
        chart(Mark.KPI, x=by("order_date", grain=TimeGrain.HOUR), y=(AMOUNT,), options=options), SALES
    ).drawing()
    assert drawing.trend is not None
    assert drawing.trend.comparison is None
    assert drawing.notes == ("Steps of one hour are too short to be compared with a year before.",)


@pytest.mark.parametrize(
    ("grain", "comparison", "has_sparkline", "expected"),
    [
        (TimeGrain.MONTH, Comparison.PREVIOUS_PERIOD, False, 4),
        (TimeGrain.MONTH, Comparison.SAME_PERIOD_LAST_YEAR, False, 15),
        (TimeGrain.DAY, Comparison.SAME_PERIOD_LAST_YEAR, True, 369),
        (TimeGrain.WEEK, Comparison.SAME_PERIOD_LAST_YEAR, False, 56),
        (TimeGrain.YEAR, None, True, 26),
    ],
)
def test_no_more_periods_are_asked_for_than_tell_the_trend(
    grain: TimeGrain, comparison: Comparison | None, has_sparkline: bool, expected: int
) -> None:
    assert periods_needed(grain, comparison, has_sparkline=has_sparkline) == expected


@pytest.mark.parametrize(
    ("grain", "first", "last", "expected"),
    [
        (TimeGrain.MONTH, "2024-01-01", "2024-11-18", "2024-10-01"),
        (TimeGrain.MONTH, "2024-01-01", "2024-11-29T08:00:00", "2024-11-01"),
        (TimeGrain.MONTH, "2024-01-01", "2024-11-28", "2024-10-01"),
        (TimeGrain.MONTH, "2024-01-01", "2024-11-01", "2024-11-01"),
        (TimeGrain.MONTH, "2024-01-05", "2024-11-01", "2024-10-01"),
        (TimeGrain.YEAR, "2020-03-04", "2024-12-27", "2024-01-01"),
        (TimeGrain.YEAR, "2020-03-04", "2024-09-27", "2023-01-01"),
        (TimeGrain.QUARTER, "2020-03-04", "2024-03-30", "2024-01-01"),
        (TimeGrain.WEEK, "2020-03-04", "2024-11-17", "2024-11-11"),
        (TimeGrain.WEEK, "2020-03-04", "2024-11-16", "2024-11-04"),
        (TimeGrain.DAY, "2024-01-01T10:00:00", "2024-02-29T13:00:00", "2024-02-29"),
        (TimeGrain.HOUR, "2024-01-01T10:00:00", "2024-02-29T13:20:00", "2024-02-29T13:00:00"),
        (TimeGrain.MONTH, "2024-01-01", "2030-05-12", "2030-04-01"),
        (TimeGrain.MONTH, "2024-01-01", "2031-12-31", "2030-04-01"),
        (TimeGrain.DAY, "2024-01-01", "2030-05-17", "2030-05-16"),
        (TimeGrain.YEAR, None, None, "2029-01-01"),
    ],
)
def test_the_last_full_period_is_over_and_the_data_reach_its_end(
    grain: TimeGrain, first: str | None, last: str | None, expected: str
) -> None:
    ends = [None if one is None else day(one) for one in (first, last)]
    assert last_full(grain, ends[0], ends[1], NOW.replace(tzinfo=None)) == day(expected)


def test_periods_follow_each_other_without_a_gap() -> None:
    moment = datetime(2024, 2, 29, 23, 59, 59, 5)
    for grain in (one for one in TimeGrain if not one.endswith(("_of_day", "_of_week", "_of_year"))):
        start = start_of(moment, grain)
        following = moved(start, grain, 1)
        assert start <= moment < following
        assert (start_of(following - timedelta(microseconds=1), grain), moved(following, grain, -1)) == (start, start)


def test_moments_are_read_on_the_clock_of_the_question() -> None:
    assert wall_clock("2024-03-01T23:30:00+00:00", "Europe/Berlin") == datetime(2024, 3, 2, 0, 30)
    assert wall_clock("2024-03-01", "Europe/Berlin") == datetime(2024, 3, 1)
    assert [wall_clock(one, "UTC") for one in (None, 5, "yesterday", "+12024-01-01")] == [None] * 4
    assert local(NOW, "Nowhere/At all") == local(NOW, "UTC") == NOW.replace(tzinfo=None)


@pytest.mark.parametrize("options", [{"comparison": "last_week"}, {"show_sparkline": "maybe"}, {"comparison": 1}])
def test_other_comparisons_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ChartOptions.model_validate(options)


async def test_the_rows_of_a_real_answer_are_the_periods(owner: Person) -> None:
    days = [date(2023, 1, 1) + timedelta(days=step) for step in range(700)]
    content = "day,amount\n" + "".join(f"{one},{one.month * 10 + one.year % 10}\n" for one in days)
    dataset_id = await upload(owner, "days.csv", content)
    spec = {
        "dataset_id": dataset_id,
        "mark": "kpi",
        "encodings": {
            "x": {"role": "dimension", "member": "day", "grain": "month"},
            "y": [{"role": "measure", "member": "amount", "aggregation": "sum"}],
        },
        "options": {"comparison": "same_period_last_year"},
    }
    found = (await owner.client.post("/api/v1/charts/preview", json={"spec": spec})).json()
    expected: dict[str, float] = {}
    for one in days:
        start = one.replace(day=1).isoformat()
        expected[start] = expected.get(start, 0) + one.month * 10 + one.year % 10
    latest = sorted(expected, reverse=True)[:15]
    assert [[row[0][:10], row[1]] for row in found["result"]["rows"]] == [[one, expected[one]] for one in latest]
    assert days[-1] == date(2024, 11, 30)
    assert found["drawing"]["trend"] == {
        "column": "day_month",
        "title": "Day",
        "grain": "month",
        "latest": "2024-11-01T00:00:00",
        "comparison": "same_period_last_year",
        "spark_periods": 0,
    }
    assert found["drawing"]["notes"] == []
