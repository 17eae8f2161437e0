"""Numbers by themselves, or how they moved."""

from dataclasses import replace

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.contracts import Ability, ChartOptions, ChartSpec, FieldRef, FieldRole, Mark
from gnomon.charts.fields import Field, Wells, field_of, grouped, row_count_field
from gnomon.charts.periods import (
    PERIODS_IN_A_YEAR,
    SPARK_PERIODS,
    Comparison,
    Trend,
    last_full,
    local,
    periods_needed,
    wall_clock,
)
from gnomon.charts.visual import Visual
from gnomon.charts.words import GRAIN_WORDS, listed, lowered
from gnomon.foundation.kit import clock
from gnomon.query.contracts import Sort
from gnomon.semantic.contracts import SemanticModel

NO_DATE = "There is no date to compare along: put one into X."


def arrange_kpi(wells: Wells, spec: ChartSpec, model: SemanticModel) -> Arrangement:
    """One number for each measure; where its movement is asked for, one for each period."""
    made = Arrangement(mark=Mark.KPI, y=wells.measures or (row_count_field("y"),), limit=1)
    if not is_moving(spec.options):
        return made
    date = _date_of(wells, model)
    if date is None or date.ref.grain is None:
        return replace(made, notes=(NO_DATE,))
    comparison, notes = spec.options.comparison, made.notes
    if comparison is Comparison.SAME_PERIOD_LAST_YEAR and date.ref.grain not in PERIODS_IN_A_YEAR:
        notes = (f"Steps of one {GRAIN_WORDS[date.ref.grain]} are too short to be compared with a year before.",)
    limit = periods_needed(date.ref.grain, comparison, has_sparkline=spec.options.show_sparkline)
    return replace(made, x=date, limit=limit, notes=notes)


def is_moving(options: ChartOptions) -> bool:
    """Whether it is asked how a number moved."""
    return options.comparison is not None or options.show_sparkline


def trend_of(made: Arrangement, spec: ChartSpec) -> Trend | None:
    """What tells the movement of a number; none where it stands alone."""
    date = made.x
    if made.mark is not Mark.KPI or date is None or date.ref.grain is None:
        return None
    grain, zone = date.ref.grain, spec.time_zone
    comparison = spec.options.comparison
    is_possible = comparison is not Comparison.SAME_PERIOD_LAST_YEAR or grain in PERIODS_IN_A_YEAR
    ends = [wall_clock(one, zone) for one in (date.min, date.max)]
    return Trend(
        column=date.column,
        title=date.label,
        grain=grain,
        latest=last_full(grain, ends[0], ends[1], local(clock.now(), zone)),
        comparison=comparison if is_possible else None,
        spark_periods=SPARK_PERIODS if spec.options.show_sparkline else 0,
    )


def _date_of(wells: Wells, model: SemanticModel) -> Field | None:
    """The date in x, else the only one that the dataset has."""
    x = wells.x
    if x is not None and x.is_moment and x.ref.bins is None:
        return grouped(x)
    own = [
        field_of("x", FieldRef(role=FieldRole.DIMENSION, member=one.name), model)
        for one in model.dimensions
        if not one.is_hidden
    ]
    dates = [one for one in own if one.is_moment and one.default_grain is not None]
    return grouped(dates[0]) if len(dates) == 1 else None


def kpi_sort(made: Arrangement) -> tuple[Sort, ...]:
    """The latest periods first: they are the ones to keep."""
    return () if made.x is None else (Sort(by=made.x.column, descending=True),)


def kpi_title(made: Arrangement) -> str:
    """What is counted; the period stands below the number."""
    titles = [one.title for one in made.measures]
    return listed([titles[0], *(lowered(one) for one in titles[1:])])


KPI = Visual(
    Mark.KPI, "Number", arrange_kpi, sort=kpi_sort, title=kpi_title, abilities=(Ability.COMPARISON, Ability.SIGNS)
)
