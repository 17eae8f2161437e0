"""Pictures that look ahead: what is drawn, what is told, and when they refuse."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.charts.gallery import AMOUNT, PROFIT, ROWS, SALES, by, chart
from tests.charts.gallery_forecast import AHEAD, FORECAST_CHARTS, looked_ahead, passengers, rows_over_time
from tests.charts.published_series import AIR_PASSENGERS
from tests.charts.vega import Drawn, draw_all

from gnomon.charts.contracts import Ability, ChartOptions, ChartSpec, Forecast, Mark
from gnomon.charts.drawing import draft
from gnomon.charts.forecasts.fitting import foretell
from gnomon.charts.layers import Gaps
from gnomon.semantic.contracts import TimeGrain

GOLDEN = Path(__file__).with_name("golden")
LINE = FORECAST_CHARTS["line_with_a_forecast"]
MONTHS = AIR_PASSENGERS[72:143]


def note_of(spec: ChartSpec, rows: list[list[Any]] | None = None, **more: Any) -> str:
    """What is said in the place of a forecast."""
    drawing, _ = looked_ahead(spec, rows, **more)
    assert drawing.forecast is None
    (note,) = [one for one in drawing.notes if one.startswith("No forecast")]
    return note


def months(count: int, but: tuple[int, ...] = ()) -> list[list[Any]]:
    """Rows of the last so many months, but these."""
    made = draft(LINE, SALES)
    return rows_over_time(made, lambda at, _: None if at < 72 - count or at in but else passengers(at, None), 72)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Drawn]:
    specs = {}
    for name, spec in FORECAST_CHARTS.items():
        drawing, rows = looked_ahead(spec)
        assert drawing.vega_lite is not None
        specs[name] = (drawing.vega_lite, rows)
    return draw_all(specs, tmp_path_factory.mktemp("specs"))


@pytest.mark.parametrize("name", FORECAST_CHARTS)
def test_the_picture_is_as_reviewed(name: str, request: pytest.FixtureRequest) -> None:
    drawing, _ = looked_ahead(FORECAST_CHARTS[name])
    made = _rounded(drawing.model_dump(mode="json"))
    path = GOLDEN / f"{name}.json"
    if request.config.getoption("--update-golden", default=False):
        path.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n")
    assert made == json.loads(path.read_text())


@pytest.mark.parametrize("name", FORECAST_CHARTS)
def test_vega_draws_the_forecast_without_a_complaint(name: str, pictures: dict[str, Drawn]) -> None:
    picture = pictures[name]
    assert (picture.error, picture.warnings) == (None, [])
    assert picture.svg is not None
    assert "NaN" not in picture.svg
    assert "2025" in picture.svg


def test_a_forecast_begins_where_the_last_whole_period_ends_and_says_how_good_it_would_have_been() -> None:
    drawing, _ = looked_ahead(LINE)
    told = foretell(MONTHS, 12, 12, 80)
    assert drawing.forecast is not None
    assert [(one.start, one.label) for one in drawing.forecast.periods[:2]] == [
        ("2024-12-01T00:00:00", "Dec 2024"),
        ("2025-01-01T00:00:00", "Jan 2025"),
    ]
    assert [one.expected for one in drawing.forecast.periods] == pytest.approx(told.ahead.expected)
    assert [one.low for one in drawing.forecast.periods] == pytest.approx(told.ahead.low)
    assert told.off is not None
    assert drawing.notes == (
        (
            "Forecast of the next 12 months by exponential smoothing of a level, a trend and a season, 80% interval. "
            f"Foretold from what came before, the last 12 months were off by {told.off:.1%} on average."
        ),
        "The forecast leaves out Dec 2024, which is not over.",
    )
    assert drawing.notes[0] in drawing.description
    assert drawing.vega_lite is not None
    assert drawing.vega_lite["description"] == drawing.description


def test_each_line_goes_on_by_itself_in_its_own_color() -> None:
    drawing, _ = looked_ahead(FORECAST_CHARTS["lines_with_forecasts"])
    assert drawing.forecast is not None
    by_line = {one.series: one.expected for one in drawing.forecast.periods if one.label == "Mar 2025"}
    west = foretell(tuple(one * 0.3 for one in MONTHS), 12, 12, 80).ahead.expected[3]
    assert list(by_line) == ["East", "North", "South", "West"]
    assert by_line["West"] == pytest.approx(west)


@pytest.mark.parametrize(
    ("spec", "why"),
    [
        (chart(Mark.LINE, AHEAD, x=by("order_date"), y=(AMOUNT,), facet=by("region")), "small multiples"),
        (chart(Mark.LINE, AHEAD, x=by("order_date"), y=(AMOUNT, PROFIT), color=by("region")), "and not both"),
        (chart(Mark.AREA, AHEAD, x=by("order_date"), y=(AMOUNT,), color=by("region")), "as lines only"),
        (chart(Mark.BAR, AHEAD, x=by("order_date"), y=(AMOUNT, PROFIT)), "as lines only"),
        (
            chart(Mark.BAR, AHEAD.model_copy(update={"is_horizontal": True}), x=by("order_date"), y=(AMOUNT,)),
            "from left to right",
        ),
    ],
)
def test_a_picture_that_cannot_show_a_forecast_says_why(spec: ChartSpec, why: str) -> None:
    assert why in note_of(spec, [])


def test_two_seasons_are_the_least() -> None:
    assert note_of(LINE, months(24)) == (
        "No forecast: it needs 24 months, two whole seasons and more than there is to fit, and there are 23 that are"
        " over; without the season fewer do."
    )
    assert looked_ahead(LINE, months(25))[0].forecast is not None
    plain = ChartOptions(forecast=Forecast(is_seasonal=False))
    assert looked_ahead(LINE.model_copy(update={"options": plain}), months(24))[0].forecast is not None
    assert "it needs 9 months" in note_of(LINE.model_copy(update={"options": plain}), months(9))


def test_gaps_are_refused_unless_nothing_counts_as_zero() -> None:
    assert note_of(LINE, months(60, but=(40,))) == (
        "No forecast: there is no value for May 2022; count missing values as zero, or choose a coarser step of time."
    )
    assert "May 2022 and 2 other months" in note_of(LINE, months(60, but=(40, 41, 50)))
    assert "no value for Nov 2024" in note_of(LINE, months(60, but=(70,)))
    filled = LINE.model_copy(update={"options": AHEAD.model_copy(update={"gaps": Gaps.ZERO})})
    drawing, _ = looked_ahead(filled, months(60, but=(40,)))
    values = tuple(0.0 if at == 40 else AIR_PASSENGERS[72 + at] for at in range(12, 71))
    assert drawing.forecast is not None
    assert drawing.forecast.periods[0].expected == pytest.approx(foretell(values, 12, 12, 80).ahead.expected[0])


def test_one_line_without_a_forecast_leaves_it_to_the_others() -> None:
    spec = FORECAST_CHARTS["lines_with_forecasts"]
    made = draft(spec, SALES)
    value = lambda at, one: None if one == "West" and at == 60 else passengers(at, one)  # noqa: E731
    drawing, _ = looked_ahead(spec, rows_over_time(made, value, 72, ("East", "West")))
    assert drawing.forecast is not None
    assert {one.series for one in drawing.forecast.periods} == {"East"}
    assert drawing.notes[-1].startswith("No forecast for West: there is no value for Jan 2024")


def test_more_than_five_lines_are_not_foretold() -> None:
    spec = chart(Mark.LINE, AHEAD, x=by("order_date"), y=(AMOUNT,), color=by("product"))
    rows = rows_over_time(draft(spec, SALES), lambda at, _: 5.0, 72, "ABCDEF")
    assert note_of(spec, rows) == "No forecast: it is drawn for at most 5 lines, and there are 6; filter them."


def test_hostile_and_absent_names_of_lines_are_data(tmp_path: Path) -> None:
    spec = chart(Mark.LINE, AHEAD, x=by("order_date"), y=(AMOUNT,), color=by("product"))
    names = ["</script><script>alert(1)</script>", '"]; alert(1); datum["', None, "constructor"]
    rows = rows_over_time(draft(spec, SALES), lambda at, _: AIR_PASSENGERS[at], 72, names)
    drawing, held = looked_ahead(spec, rows)
    assert drawing.forecast is not None
    assert {one.series for one in drawing.forecast.periods} == {*names[:2], "No value", "constructor"}
    assert drawing.vega_lite is not None
    (picture,) = draw_all({"lines": (drawing.vega_lite, held)}, tmp_path).values()
    assert (picture.error, picture.warnings) == (None, [])
    text = json.dumps(_expressions(drawing.vega_lite))
    assert "alert" not in text


def test_counts_never_fall_below_nothing() -> None:
    spec = chart(Mark.LINE, AHEAD, x=by("order_date"), y=(ROWS,))
    falling = rows_over_time(draft(spec, SALES), lambda at, _: max(720.0 - 10 * at, 0) + at % 3, 72)
    drawing, _ = looked_ahead(spec, falling)
    amounts, _ = looked_ahead(LINE, rows_over_time(draft(LINE, SALES), lambda at, _: 720.0 - 10 * at + at % 3, 72))
    assert drawing.forecast is not None
    assert amounts.forecast is not None
    assert min(one.low for one in drawing.forecast.periods) == 0
    assert min(one.low for one in amounts.forecast.periods) < 0


def test_empty_answers_and_a_single_row_are_refused_in_words() -> None:
    assert note_of(LINE, []) == "No forecast: there is nothing to go on from."
    assert "and there are 1 that are over" in note_of(LINE, months(2))
    assert note_of(LINE, months(1)) == "No forecast: no period of it is over."


def test_weeks_and_days_have_seasons_of_their_own() -> None:
    weekly = chart(Mark.LINE, AHEAD, x=by("order_date", grain=TimeGrain.WEEK), y=(AMOUNT,))
    weeks = [
        [(date.fromisoformat(row[0]) - timedelta(days=1)).isoformat(), row[1]]
        for row in rows_over_time(draft(weekly, SALES), lambda at, _: 3.0, 40)
    ]
    told = note_of(weekly, weeks, now=datetime(2019, 10, 7, 12, tzinfo=UTC))
    assert told.startswith("No forecast: it needs 104 weeks, two whole seasons")
    daily = chart(Mark.LINE, AHEAD, x=by("order_date", grain=TimeGrain.DAY), y=(AMOUNT,))
    rows = rows_over_time(draft(daily, SALES), lambda at, _: 10.0 + at % 7, 60)
    drawing, _ = looked_ahead(daily, rows, now=datetime(2019, 3, 2, 12, tzinfo=UTC))
    assert drawing.forecast is not None
    assert [round(one.expected) for one in drawing.forecast.periods[:8]] == [10 + at % 7 for at in range(60, 68)]


def test_only_what_runs_over_time_offers_a_forecast() -> None:
    over_time = draft(chart(Mark.BAR, x=by("order_date"), y=(AMOUNT,)), SALES).drawing()
    over_names = draft(chart(Mark.BAR, x=by("region"), y=(AMOUNT,)), SALES).drawing()
    assert [Ability.FORECAST in one.abilities for one in (over_time, over_names)] == [True, False]


def test_tiles_that_look_ahead_are_asked_again_instead_of_brushed() -> None:
    made = draft(LINE, SALES)
    without = replace(made, spec=LINE.model_copy(update={"options": ChartOptions()}))
    assert (made.is_of_its_rows, without.is_of_its_rows) == (False, True)


def _expressions(spec: Any) -> list[str]:
    if isinstance(spec, dict):
        own = [str(value) for name, value in spec.items() if name in {"calculate", "filter", "expr", "test"}]
        return own + [one for name, part in spec.items() if name != "values" for one in _expressions(part)]
    return [one for part in spec for one in _expressions(part)] if isinstance(spec, list) else []


def _rounded(value: Any) -> Any:
    """The same on every machine, whose last digits may differ."""
    match value:
        case float():
            return round(value, 3)
        case dict():
            return {name: _rounded(one) for name, one in value.items()}
        case list():
            return [_rounded(one) for one in value]
        case _:
            return value
