"""The profile says what an independent calculation over all rows says."""

import statistics
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.sources.importers.reading import Read, make_context, read

from gnomon.datasets.contracts import Column, ColumnProfile, ColumnType
from gnomon.sources.importers.profile import profile_parquet

RNG = np.random.default_rng(7)


def _profile(result: Read, column: str) -> ColumnProfile:
    return next(profile for profile in result.outcome.profile if profile.name == column)


def _column(tmp_path: Path, values: list[Any]) -> ColumnProfile:
    text = "v,k\n" + "".join(f"{'' if value is None else value},x\n" for value in values)
    return _profile(read(tmp_path, text, options={"header_line": 1}), "v")


def _check_histogram(profile: ColumnProfile, values: list[Any]) -> None:
    """Every bin holds what lies in it, and together they hold everything."""
    last = len(profile.histogram) - 1
    for index, found in enumerate(profile.histogram):
        inside = [v for v in values if found.low <= v < found.high or (index == last and v == found.high)]
        assert found.count == len(inside)
    assert sum(found.count for found in profile.histogram) == len(values)
    assert 1 <= len(profile.histogram) <= 24


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([int(v) for v in RNG.integers(-500, 9000, 3000)], id="many whole numbers"),
        pytest.param([int(v) for v in RNG.integers(0, 7, 500)], id="few whole numbers"),
        pytest.param([round(float(v), 2) for v in RNG.normal(50, 12, 3000)], id="decimals"),
        pytest.param([float(f"{v:.6e}") for v in RNG.normal(0, 1e-7, 3000)], id="tiny floats"),
        pytest.param([float(f"{v:.6e}") for v in RNG.lognormal(20, 4, 3000)], id="skewed floats"),
        pytest.param([0.0, 5e-324], id="the least of all floats"),
        pytest.param([5], id="one number"),
        pytest.param([2.5, 2.5], id="one decimal twice"),
    ],
)
def test_numbers_are_described_as_by_hand(tmp_path: Path, values: list[Any]) -> None:
    written = [f"{v:e}" if isinstance(v, float) and (abs(v) < 1e-4 or abs(v) > 1e6) else v for v in values]
    values = [float(v) if isinstance(v, str) else v for v in written]

    profile = _column(tmp_path, [*written, None, None])

    assert (profile.row_count, profile.null_count) == (len(values) + 2, 2)
    assert (profile.min, profile.max) == (min(values), max(values))
    assert profile.mean == pytest.approx(statistics.fmean(values))
    assert profile.stddev == (pytest.approx(statistics.stdev(values)) if len(values) > 1 else None)
    ordered = sorted(values)
    quartiles = [ordered[max(0, int(np.ceil(share * len(ordered))) - 1)] for share in (0.25, 0.5, 0.75)]
    assert [profile.q25, profile.median, profile.q75] == quartiles
    distinct = len(set(values))
    if profile.is_distinct_exact:
        assert profile.distinct_count == distinct
    else:
        assert profile.distinct_count == pytest.approx(distinct, rel=0.15)
    _check_histogram(profile, values)


def test_the_least_and_the_greatest_decimal_keep_every_digit(tmp_path: Path) -> None:
    low, high = "-1." + "0" * 33 + "1", "1." + "0" * 33 + "1"
    profile = _column(tmp_path, [high, low])

    assert (profile.min, profile.max) == (low, high)


def test_texts_are_described_by_their_most_frequent_values(tmp_path: Path) -> None:
    values = [f"t{int(v)}" for v in RNG.zipf(1.5, 5000) % 400]

    profile = _column(tmp_path, values)

    by_count = sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))[:10]
    assert [(top.value, top.count) for top in profile.top_values] == by_count
    assert (profile.distinct_count, profile.is_distinct_exact) == (len(set(values)), True)
    assert (profile.min, profile.max) == (min(values), max(values))
    assert profile.histogram == ()


def test_booleans_are_counted(tmp_path: Path) -> None:
    profile = _column(tmp_path, ["true", "false", "true", None])

    assert [(top.value, top.count) for top in profile.top_values] == [(True, 2), (False, 1)]
    assert (profile.min, profile.max, profile.null_count) == (False, True, 1)


@pytest.mark.parametrize(("days", "step"), [(10, 1), (20, 1), (40, 2), (120, 7), (700, 31), (9000, 366)])
def test_dates_fall_into_calendar_bins(tmp_path: Path, days: int, step: int) -> None:
    values = [(date(2001, 3, 7) + timedelta(days=number)).isoformat() for number in range(days)]

    profile = _column(tmp_path, values)

    assert (profile.min, profile.max) == (values[0], values[-1])
    assert profile.median == values[(len(values) + 1) // 2 - 1]
    _check_histogram(profile, values)
    low, high = (date.fromisoformat(str(edge)) for edge in (profile.histogram[0].low, profile.histogram[0].high))
    assert (high - low).days >= step


def test_moments_and_times_are_described_in_iso_form(tmp_path: Path) -> None:
    text = "at,zoned,clock\n" + "".join(
        f"2024-01-01 {hour:02}:30:00,2024-01-01T{hour:02}:30:00Z,{hour:02}:30\n" for hour in range(24)
    )

    result = read(tmp_path, text)

    at, zoned, clock = result.outcome.profile
    assert (at.min, at.max) == ("2024-01-01T00:30:00", "2024-01-01T23:30:00")
    assert (zoned.min, zoned.max) == ("2024-01-01T00:30:00Z", "2024-01-01T23:30:00Z")
    assert (clock.min, clock.median, clock.max) == ("00:30:00", "11:30:00", "23:30:00")
    assert (clock.histogram[0].low, clock.histogram[-1].high) == ("00:00:00", "24:00:00")
    assert [sum(found.count for found in p.histogram) for p in (at, zoned, clock)] == [24, 24, 24]


def test_numbers_that_are_not_finite_stay_out_of_the_figures(tmp_path: Path) -> None:
    profile = _column(tmp_path, ["1.5e0", "2.5e0", "inf", "-inf"])

    assert (profile.null_count, profile.min, profile.max, profile.mean) == (0, 1.5, 2.5, 2.0)
    assert sum(found.count for found in profile.histogram) == 2


def test_huge_numbers_do_not_break_the_figures(tmp_path: Path) -> None:
    profile = _column(tmp_path, ["1.5e300", "-1.5e308", "2e+0"])

    assert (profile.min, profile.max, profile.mean, profile.stddev) == (-1.5e308, 1.5e300, None, None)


def test_whole_numbers_beyond_a_double_keep_their_digits(tmp_path: Path) -> None:
    profile = _column(tmp_path, ["9007199254740993", "12345678901234567890123", "1"])

    assert (profile.min, profile.max) == (1, "12345678901234567890123")


def test_an_empty_table_has_a_profile(tmp_path: Path) -> None:
    profile = _column(tmp_path, [])

    assert profile == ColumnProfile(
        name="v",
        type=ColumnType.TEXT,
        row_count=0,
        null_count=0,
        distinct_count=0,
        is_distinct_exact=True,
        min=None,
        max=None,
        mean=None,
        stddev=None,
        q25=None,
        median=None,
        q75=None,
        histogram=(),
        top_values=(),
    )


def test_the_most_frequent_of_very_many_texts_are_counted_exactly(tmp_path: Path) -> None:
    parquet = tmp_path / "many.parquet"
    context = make_context(parquet, tmp_path)
    context.connection.execute(
        f"COPY (SELECT CASE WHEN i % 10 = 0 THEN 'often' ELSE 'v' || i END AS v FROM range(700000) t(i)) TO '{parquet}'"
    )
    column = Column(
        name="v",
        source_name="v",
        type=ColumnType.TEXT,
        engine_type="VARCHAR",
        position=0,
        label=None,
        description=None,
        is_hidden=False,
        notes=(),
    )

    (profile,) = profile_parquet(context.connection, [parquet], [column])

    assert [(top.value, top.count) for top in profile.top_values] == [("often", 70_000)]
    assert not profile.is_distinct_exact
    assert profile.distinct_count == pytest.approx(630_001, rel=0.1)
