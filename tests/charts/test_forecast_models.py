"""Exponential smoothing against published forecasts, and against what another program works out."""

import math
import random

import pytest
from tests.charts import published_series as published

from gnomon.charts.forecasts.fitting import best_fit, fewest, fitted, foretell, held_out
from gnomon.charts.forecasts.searching import lowest
from gnomon.charts.forecasts.smoothing import Rates, Shape, State, follow, look_ahead

SHAPES = {"none": Shape(False, False, 12), "trend": Shape(True, False, 12), "fading": Shape(True, True, 12)}


def test_holts_method_gives_what_the_textbook_prints() -> None:
    fit = fitted(published.AUSTRALIAN_AIR, Shape(True, False, 1))
    ahead = look_ahead(fit.end, fit.rates, fit.variance, 5, 80)
    assert ahead.expected == pytest.approx(published.AUSTRALIAN_AIR_AHEAD, abs=0.025)
    assert (fit.end.level, fit.end.trend) == pytest.approx((72.50, 2.10), abs=0.005)


def test_simple_smoothing_gives_what_the_textbook_prints() -> None:
    fit = fitted(published.SAUDI_OIL, Shape(False, False, 1))
    assert (fit.rates.level, fit.start.level) == pytest.approx((0.83, 446.6), abs=0.04)
    assert look_ahead(fit.end, fit.rates, fit.variance, 2, 95).expected == pytest.approx((542.68, 542.68), abs=0.01)


@pytest.mark.parametrize("name", SHAPES)
def test_a_fit_is_as_good_as_that_of_another_program(name: str) -> None:
    fit = fitted(published.AIR_PASSENGERS, SHAPES[name])
    assert fit.error <= published.AIR_PASSENGERS_ERRORS[name] * 1.0005


@pytest.mark.parametrize("name", published.AIR_PASSENGERS_AHEAD)
def test_forecasts_are_those_of_another_program(name: str) -> None:
    fit = fitted(published.AIR_PASSENGERS, SHAPES[name])
    ahead = look_ahead(fit.end, fit.rates, fit.variance, 12, 80)
    assert ahead.expected == pytest.approx(published.AIR_PASSENGERS_AHEAD[name], rel=0.001)


def test_intervals_widen_as_those_of_another_program() -> None:
    rates = Rates(**published.GIVEN_RATES)
    errors, end = follow(published.AIR_PASSENGERS, rates, State(*published.GIVEN_START))
    assert sum(one * one for one in errors) == pytest.approx(published.GIVEN_ERROR)
    ahead = look_ahead(end, rates, 1.0, 12, 95)
    assert ahead.expected == pytest.approx(published.GIVEN_AHEAD)
    reach = [high - told for high, told in zip(ahead.high, ahead.expected, strict=True)]
    assert reach == pytest.approx(published.GIVEN_REACH, abs=1e-5)
    assert [told - low for low, told in zip(ahead.low, ahead.expected, strict=True)] == pytest.approx(reach)


def test_the_variance_is_that_of_the_errors_over_what_is_left_to_vary() -> None:
    fit = fitted(published.AIR_PASSENGERS, SHAPES["trend"])
    # Three rates, a level, a trend, and eleven seasons that add up to nothing with the twelfth.
    assert fit.variance == pytest.approx(fit.error / (144 - 16))


def test_an_interval_holds_about_as_much_as_it_says() -> None:
    """Of 400 series that come out of the model itself, the next value lies within four fifths of the intervals."""
    chance = random.Random(11)
    hits = 0
    for _ in range(400):
        level, values = 100.0, []
        for _ in range(41):
            error = chance.gauss(0, 5)
            values.append(level + error)
            level += 0.4 * error
        fit = fitted(values[:40], Shape(False, False, 1))
        ahead = look_ahead(fit.end, fit.rates, fit.variance, 1, 80)
        hits += ahead.low[0] <= values[40] <= ahead.high[0]
    assert hits / 400 == pytest.approx(0.8, abs=0.06)


def test_a_straight_line_goes_on_and_a_season_comes_again() -> None:
    line = foretell(tuple(3.0 * at + 10 for at in range(20)), 1, 3, 80)
    assert line.ahead.expected == pytest.approx((70, 73, 76))
    assert line.off == pytest.approx(0, abs=1e-6)
    wave = [5.0, -3, 8, 0, 1, -6, -5]
    season = foretell(tuple(2.0 * at + 50 + wave[at % 7] for at in range(42)), 7, 8, 95)
    assert season.ahead.expected == pytest.approx([2 * at + 50 + wave[at % 7] for at in range(42, 50)], abs=0.01)


def test_flat_series_stay_flat_without_a_fault() -> None:
    told = foretell((7.0,) * 30, 12, 6, 80)
    assert told.ahead.expected == pytest.approx((7.0,) * 6)
    assert told.ahead.low == pytest.approx(told.ahead.high, abs=1e-6)
    zero = foretell((0.0,) * 20, 1, 2, 80)
    assert zero.ahead.expected == pytest.approx((0.0, 0.0))
    assert zero.off is None


@pytest.mark.parametrize("scale", [1e-9, 1e12])
def test_the_size_of_the_values_changes_nothing_but_the_size(scale: float) -> None:
    plain = foretell(published.AIR_PASSENGERS, 12, 6, 80)
    scaled = foretell(tuple(one * scale for one in published.AIR_PASSENGERS), 12, 6, 80)
    assert [one / scale for one in scaled.ahead.expected] == pytest.approx(plain.ahead.expected, rel=0.005)
    assert scaled.off == pytest.approx(plain.off, rel=0.02)


def test_the_test_is_a_forecast_of_the_last_season_from_what_came_before() -> None:
    told = foretell(published.AIR_PASSENGERS, 12, 6, 80)
    assert told.tested == 12
    before, last = published.AIR_PASSENGERS[:-12], published.AIR_PASSENGERS[-12:]
    fit = fitted(before, told.shape)
    expected = look_ahead(fit.end, fit.rates, fit.variance, 12, 80).expected
    shares = [abs(one - other) / one for one, other in zip(last, expected, strict=True)]
    assert told.off == pytest.approx(math.fsum(shares) / 12)
    assert told.off is not None
    assert 0.01 < told.off < 0.06


def test_what_was_held_out_is_not_looked_at() -> None:
    changed = (*published.AIR_PASSENGERS[:-12], *(1000.0 for _ in range(12)))
    fit = fitted(changed[:-12], SHAPES["trend"])
    assert fit == fitted(published.AIR_PASSENGERS[:-12], SHAPES["trend"])


@pytest.mark.parametrize(
    ("season", "count", "needed", "held"),
    [(12, 24, 24, 0), (12, 30, 24, 6), (12, 60, 24, 12), (4, 40, 12, 4), (1, 9, 9, 0)],
)
def test_so_many_periods_are_needed_and_held_out(season: int, count: int, needed: int, held: int) -> None:
    assert (fewest(season), held_out(count, season)) == (needed, held)


def test_the_best_shape_pays_for_what_it_fits() -> None:
    chance = random.Random(5)
    noise = [100 + chance.gauss(0, 10) for _ in range(60)]
    assert not best_fit(noise, 1).shape.has_trend
    assert best_fit(published.AIR_PASSENGERS, 12).shape == SHAPES["trend"]


def test_a_forecast_is_the_same_every_time() -> None:
    first = foretell(published.AIR_PASSENGERS, 12, 24, 95)
    foretell.cache_clear()
    assert foretell(published.AIR_PASSENGERS, 12, 24, 95) == first


def test_the_lowest_place_of_a_bent_valley_is_found_within_the_box() -> None:
    found = lowest(lambda at: (0.3 - at[0]) ** 2 + 50 * (at[1] - at[0] ** 2) ** 2, (0.9, 0.9), 400)
    assert found == pytest.approx((0.3, 0.09), abs=0.001)
    assert lowest(lambda at: at[0] + at[1], (0.5, 0.5), 200) == pytest.approx((0, 0), abs=1e-6)
