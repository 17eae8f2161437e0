"""What lines do where a value is missing: break, go on to the next one, or fall to zero."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.contracts import Ability, ChartSpec, Drawing
from gnomon.charts.encodings import Spec
from gnomon.charts.labels import label_column, label_transforms
from gnomon.charts.layers import Gaps
from gnomon.charts.names import datum
from gnomon.charts.periods import moved, wall_clock
from gnomon.charts.registry import VISUALS
from gnomon.charts.series import FOLDED_VALUE
from gnomon.query.contracts import QueryColumn
from gnomon.semantic.contracts import TimeGrain

MOST_FILLED = 5_000
"""Periods; where there would be more, the line stays as it is."""


def with_gaps(
    drawing: Drawing, made: Arrangement, spec: ChartSpec, columns: Sequence[QueryColumn], rows: Sequence[Sequence[Any]]
) -> Drawing:
    """The picture, whose lines do at gaps what was chosen."""
    gaps = spec.options.gaps
    if gaps is Gaps.AUTO or drawing.vega_lite is None or Ability.GAPS not in VISUALS[made.mark].abilities:
        return drawing
    usual = drawing.vega_lite["transform"]
    if gaps is Gaps.CONNECT:
        steps = _connected(made, usual)
    else:
        steps = [*_filled(made, gaps, _missing(made, spec, [one.name for one in columns], rows)), *usual]
    picture = drawing.vega_lite | {"transform": steps}
    return drawing.model_copy(update={"vega_lite": picture})


def _connected(made: Arrangement, steps: Sequence[Spec]) -> list[Spec]:
    """The steps without absent values: each measure loses its own alone."""
    if len(made.y) == 1:
        return [{"filter": f"isValid({datum(made.y[0].column)})"}, *steps]
    known: Spec = {"filter": f"isValid({datum(FOLDED_VALUE)})"}
    return [one for step in steps for one in ([step, known] if "fold" in step else [step])]


def _filled(made: Arrangement, gaps: Gaps, missing: Sequence[int]) -> Iterator[Spec]:
    value = 0 if gaps is Gaps.ZERO else None
    if made.x is not None and missing:
        groups = [one for one in (made.series, made.facet) if one is not None]
        yield from label_transforms(groups, {})
        by = [column for one in groups for column in (one.column, label_column(one))]
        for one in made.y:
            yield {"impute": one.column, "key": made.x.column, "keyvals": list(missing), "groupby": by, "value": value}
    if gaps is Gaps.ZERO:
        for one in made.y:
            column = datum(one.column)
            yield {"calculate": f"isValid({column}) ? {column} : 0", "as": one.column}


def _missing(made: Arrangement, spec: ChartSpec, names: list[str], rows: Sequence[Sequence[Any]]) -> list[int]:
    """The periods between the first and the last that no row tells of, as the browser counts time."""
    x = made.x
    if x is None or x.ref.grain is None or not x.is_moment:
        return []
    at = names.index(x.column)
    known = {moment for row in rows if (moment := wall_clock(row[at], spec.time_zone)) is not None}
    return [] if not known else list(_between(known, x.ref.grain))


def _between(known: set[datetime], grain: TimeGrain) -> Iterator[int]:
    start, last = min(known), max(known)
    for step in range(MOST_FILLED):
        moment = moved(start, grain, step)
        if moment >= last:
            return
        if moment not in known:
            yield int(moment.replace(tzinfo=UTC).timestamp() * 1000)
