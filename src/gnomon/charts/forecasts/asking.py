"""Looking ahead: has a worker foretell what follows the answer of a picture, and draws it in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gnomon.charts.contracts import Ability, Drawing
from gnomon.charts.drawing import Draft, abilities_of
from gnomon.charts.forecasts.histories import History, NoForecast, Past, past_of, period_words
from gnomon.charts.forecasts.layers import Step, with_layers
from gnomon.charts.layers import DrawnForecast, Forecast, ForecastPeriod
from gnomon.charts.periods import moved
from gnomon.charts.words import GRAIN_WORDS, counted, listed
from gnomon.engine.contracts import Budget, WorkerCall
from gnomon.foundation.kit.errors import AppError
from gnomon.query import service as query

FORECAST = "gnomon.charts.forecasts.call:forecast"
SECONDS, BYTES = 10.0, 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is to come of a picture, or why nobody says."""

    past: Past | None
    told: tuple[Mapping[str, Any], ...]
    notes: tuple[str, ...]


async def look_ahead(runtime: query.QueryRuntime, made: Draft, answer: query.QueryAnswer) -> Outlook | None:
    """What the next periods are likely to bring; None where nobody asked. A forecast that fails breaks no picture."""
    forecast = made.spec.options.forecast
    if forecast is None or Ability.FORECAST not in abilities_of(made.made):
        return None
    rows = query.rows_of(answer.ipc, answer.meaning.columns)
    try:
        past = past_of(made.made, made.spec, answer.meaning.columns, rows)
    except NoForecast as why:
        return Outlook(None, (), (f"No forecast: {why}.",))
    if not past.histories:
        return Outlook(past, (), past.notes)
    payload = {
        "series": [one.values for one in past.histories],
        "season": past.season,
        "periods": forecast.periods,
        "percent": forecast.interval,
    }
    try:
        call = WorkerCall(FORECAST, payload)
        told = await runtime.engine.call(call, Budget(seconds=SECONDS, memory_bytes=BYTES, max_rows=0))
    except AppError:
        return Outlook(past, (), ("No forecast: it took too long to work out.",))
    return Outlook(past, tuple(told["series"]), past.notes)


def with_outlook(drawing: Drawing, made: Draft, outlook: Outlook | None) -> Drawing:
    """The picture with what is to come of it."""
    forecast = made.spec.options.forecast
    if outlook is None or forecast is None:
        return drawing
    if outlook.past is None or not outlook.told:
        return drawing.model_copy(update={"notes": (*drawing.notes, *outlook.notes)})
    past, told = outlook.past, outlook.told
    steps = [step for one, its in zip(past.histories, told, strict=True) for step in _steps(past, one, its)]
    number_format = made.spec.options.number_format or made.made.shared_format
    options = made.spec.options.model_copy(update={"number_format": number_format})
    words = _words(past, told, forecast)
    description = f"{drawing.description} {words}"
    spec = with_layers(drawing, made.made, options, steps, forecast.interval)
    return drawing.model_copy(
        update={
            "vega_lite": None if spec is None else spec | {"description": description},
            "description": description,
            "forecast": DrawnForecast(interval=forecast.interval, periods=_periods(past, steps)),
            "notes": (*drawing.notes, words, *outlook.notes),
        }
    )


def _steps(past: Past, history: History, told: Mapping[str, Any]) -> list[Step]:
    least = 0.0 if history.is_count else None
    steps = [Step(past.last, history.value, history.title, history.values[-1], None, None)]
    spans = zip(told["expected"], told["low"], told["high"], strict=True)
    for number, span in enumerate(spans, 1):
        # There are never fewer than none.
        expected, low, high = (float(one) if least is None else max(float(one), least) for one in span)
        steps.append(Step(moved(past.last, past.grain, number), history.value, history.title, expected, low, high))
    return steps


def _periods(past: Past, steps: Sequence[Step]) -> tuple[ForecastPeriod, ...]:
    return tuple(
        ForecastPeriod(
            start=one.start.isoformat(),
            label=period_words(one.start, past.grain),
            series=one.title,
            expected=one.expected,
            low=one.low,
            high=one.high,
        )
        for one in steps
        if one.low is not None and one.high is not None
    )


def _words(past: Past, told: Sequence[Mapping[str, Any]], forecast: Forecast) -> str:
    step = GRAIN_WORDS[past.grain]
    kinds = listed(tuple(dict.fromkeys(str(one["words"]) for one in told))) if len(told) > 1 else told[0]["words"]
    how = f"by exponential smoothing of {kinds}" if len(told) == 1 else "by exponential smoothing"
    ahead = f"Forecast of the next {counted(forecast.periods, step)} {how}, {forecast.interval}% interval."
    return f"{ahead} {_tested(past, told, step)}"


def _tested(past: Past, told: Sequence[Mapping[str, Any]], step: str) -> str:
    tested = [(one, its) for one, its in zip(past.histories, told, strict=True) if its["tested"]]
    if not tested:
        return "There are too few periods to test it on."
    known = [(one, its) for one, its in tested if its["off"] is not None]
    held = max(int(its["tested"]) for _, its in tested)
    on = f"Foretold from what came before, the last {counted(held, step)} were"
    if not known:
        return f"{on} not measured in percent, because a value was zero."
    if len(past.histories) == 1:
        return f"{on} off by {known[0][1]['off']:.1%} on average."
    each = [f"{its['off']:.1%} for {one.title}" for one, its in known]
    return f"{on} off by {listed(each)} on average."
