"""Fitting: the shape, the rates and the start that explain a series best, and how well they would have foretold it.

The start of a series enters its errors linearly: for given rates it is found exactly, by least squares.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from math import inf, log

from gnomon.charts.forecasts.searching import Point, lowest
from gnomon.charts.forecasts.smoothing import Ahead, Rates, Shape, State, follow, look_ahead

LEAST, MOST = 0.0001, 0.9999
KEPT_LEAST, KEPT_MOST = 0.8, 0.98
"""How much of a fading trend is left a period later: less is none, more is a trend that does not fade."""
FIRST_RATES = {"level": 0.3, "trend": 0.1, "season": 0.1, "kept": 0.8}
TRIES, MORE_TRIES, ROUNDS = 160, 80, 3
LONGEST_SOLVED_SEASON = 24
"""Of longer seasons the start is what their first years say."""
NOTHING = 1e-12


@dataclass(frozen=True, slots=True)
class Fit:
    """A series explained."""

    shape: Shape
    rates: Rates
    start: State
    end: State
    error: float
    """The sum of the squares of what it did not foretell."""
    count: int

    @property
    def variance(self) -> float:
        """Of the errors."""
        return self.error / max(self.count - self.shape.parameters, 1)

    @property
    def criterion(self) -> float:
        """Akaike's, corrected for short series: the smaller, the better is what is explained worth what is fitted."""
        fitted = self.shape.parameters + 1
        room = self.count - fitted - 1
        if room <= 0:
            return inf
        return self.count * log(max(self.error, NOTHING) / self.count) + 2 * fitted * (1 + (fitted + 1) / room)


@dataclass(frozen=True, slots=True)
class Foretold:
    """What is to come of a series, and how far off the same would have been before."""

    ahead: Ahead
    shape: Shape
    tested: int
    """On so many of its last periods it was tested; 0 where there are too few for a test."""
    off: float | None
    """How far off the test was on average, as a part of the value; None where a value was zero."""


@lru_cache(maxsize=256)
def foretell(values: tuple[float, ...], season: int, periods: int, percent: int) -> Foretold:
    """The next periods of a series with a season of so many periods, 1 for none."""
    # Millionths and millions are brought to one size, in which what is nothing is the same.
    size = max(abs(one) for one in values) or 1.0
    plain = [one / size for one in values]
    fit = best_fit(plain, season)
    ahead = look_ahead(fit.end, fit.rates, fit.variance, periods, percent)
    held = held_out(len(values), season)
    off = _off(plain, fit.shape, held) if held else None
    return Foretold(_sized(ahead, size), fit.shape, held, off)


def _sized(ahead: Ahead, size: float) -> Ahead:
    expected, low, high = (tuple(one * size for one in part) for part in (ahead.expected, ahead.low, ahead.high))
    return Ahead(expected, low, high)


def fewest(season: int) -> int:
    """So many periods are needed at least: two full seasons, and more than there are numbers to fit."""
    return max(2 * season, season + 8)


def held_out(count: int, season: int) -> int:
    """How many of the last periods a test foretells from those before: a season, as far as enough remain."""
    wanted = season if season > 1 else max(count // 5, 1)
    return max(min(wanted, count - fewest(season)), 0)


def best_fit(values: Sequence[float], season: int) -> Fit:
    """The series explained by the shape that explains it best for what it takes."""
    shapes = (Shape(False, False, season), Shape(True, False, season), Shape(True, True, season))
    return min((fitted(values, shape) for shape in shapes), key=lambda fit: fit.criterion)


def fitted(values: Sequence[float], shape: Shape) -> Fit:
    """The series explained by this shape: rates and start in turn, each the best for the other."""
    first = [FIRST_RATES[name] for name in _names(shape)]
    if shape.season == 1:
        point = lowest(partial(_error_of_best_start, values, shape), first, TRIES)
        point = lowest(partial(_error_of_best_start, values, shape), point, MORE_TRIES)
        rates = _rates(shape, point)
        return _told(values, shape, rates, _solved(values, shape, rates, (0.0,)))
    start = _first_state(values, shape)
    point = lowest(partial(_error, values, shape, start), first, TRIES)
    for _ in range(ROUNDS):
        start = _solved(values, shape, _rates(shape, point), start.seasons)
        point = lowest(partial(_error, values, shape, start), point, MORE_TRIES)
    return _told(values, shape, _rates(shape, point), start)


def _told(values: Sequence[float], shape: Shape, rates: Rates, start: State) -> Fit:
    errors, end = follow(values, rates, start)
    return Fit(shape, rates, start, end, sum(one * one for one in errors), len(values))


def _names(shape: Shape) -> tuple[str, ...]:
    names = (("level", True), ("trend", shape.has_trend), ("season", shape.season > 1), ("kept", shape.is_damped))
    return tuple(name for name, is_there in names if is_there)


def _rates(shape: Shape, point: Point) -> Rates:
    """Rates of a place in the box: a trend learns no faster than the level, a season takes what the level leaves."""
    told = {name: LEAST + (MOST - LEAST) * value for name, value in zip(_names(shape), point, strict=True)}
    level = told["level"]
    kept = KEPT_LEAST + (KEPT_MOST - KEPT_LEAST) * told["kept"] if shape.is_damped else 1.0
    return Rates(level, told.get("trend", 0.0) * level, told.get("season", 0.0) * (1 - level), kept)


def _error(values: Sequence[float], shape: Shape, start: State, point: Point) -> float:
    errors, _ = follow(values, _rates(shape, point), start)
    return sum(one * one for one in errors)


def _error_of_best_start(values: Sequence[float], shape: Shape, point: Point) -> float:
    rates = _rates(shape, point)
    return _error(values, shape, _solved(values, shape, rates, (0.0,)), point)


def _solved(values: Sequence[float], shape: Shape, rates: Rates, seasons: tuple[float, ...]) -> State:
    """The start that leaves the smallest errors under these rates; long seasons stay as they are."""
    length = len(seasons)
    is_whole = 1 < length <= LONGEST_SOLVED_SEASON
    blank = (0.0,) * length
    units = [State(1.0, 0.0, blank)] + ([State(0.0, 1.0, blank)] if shape.has_trend else [])
    if is_whole:
        # Seasons add up to nothing: the last one is what the others leave.
        ones = [tuple(float(at == place) for at in range(length - 1)) for place in range(length - 1)]
        units += [State(0.0, 0.0, (*one, -1.0)) for one in ones]
    silence = [0.0] * len(values)
    echoes = [follow(silence, rates, unit)[0] for unit in units]
    rest = follow(values, rates, State(0.0, 0.0, blank if is_whole else seasons))[0]
    found = _least_squares(echoes, rest)
    trend = found[1] if shape.has_trend else 0.0
    if is_whole:
        free = found[1 + shape.has_trend :]
        seasons = (*free, -sum(free))
    return State(found[0], trend, seasons)


def _least_squares(columns: Sequence[Sequence[float]], rest: Sequence[float]) -> list[float]:
    """The factors with which these columns, added to the rest, leave the least."""
    size = len(columns)
    table = [
        [sum(a * b for a, b in zip(one, other, strict=True)) for other in columns]
        + [-sum(a * b for a, b in zip(one, rest, strict=True))]
        for one in columns
    ]
    for place in range(size):
        pivot = max(range(place, size), key=lambda row: abs(table[row][place]))
        table[place], table[pivot] = table[pivot], table[place]
        if abs(table[place][place]) < NOTHING:
            table[place][place] += NOTHING
        for row in range(size):
            if row != place:
                factor = table[row][place] / table[place][place]
                table[row] = [a - factor * b for a, b in zip(table[row], table[place], strict=True)]
    return [table[place][size] / table[place][place] for place in range(size)]


def _first_state(values: Sequence[float], shape: Shape) -> State:
    """Where a series seems to start: a moving average tells the trend, what it leaves the season."""
    season = shape.season
    known = values[: max(min(len(values), 3 * season), 2 * season)]
    half = season // 2
    weights = [1.0] * season if season % 2 else [0.5, *([1.0] * (season - 1)), 0.5]
    left: list[list[float]] = [[] for _ in range(season)]
    for at in range(half, len(known) - half):
        window = known[at - half : at - half + len(weights)]
        smooth = sum(w * v for w, v in zip(weights, window, strict=True)) / season
        left[at % season].append(known[at] - smooth)
    raw = [sum(one) / len(one) if one else 0.0 for one in left]
    middle = sum(raw) / season
    seasons = tuple(one - middle for one in raw)
    plain = [value - seasons[at % season] for at, value in enumerate(known)]
    level, trend = _straight(plain) if shape.has_trend else (sum(plain[:season]) / season, 0.0)
    return State(level, trend, seasons)


def _straight(values: Sequence[float]) -> tuple[float, float]:
    """The straight line through values at 1, 2, 3 …: where it is at 0, and how far it rises at each step."""
    count = len(values)
    middle, mean = (count + 1) / 2, sum(values) / count
    over = sum((at - middle) * (value - mean) for at, value in enumerate(values, 1))
    slope = over / (count * (count * count - 1) / 12)
    return mean - slope * middle, slope


def _off(values: Sequence[float], shape: Shape, held: int) -> float | None:
    known, actual = values[:-held], values[-held:]
    if any(one == 0 for one in actual):
        return None
    fit = fitted(known, shape)
    expected = look_ahead(fit.end, fit.rates, fit.variance, held, 80).expected
    return sum(abs((was - told) / was) for was, told in zip(actual, expected, strict=True)) / held
