"""Operations: how many cases there are, how long they take, and where they wait."""

from gnomon.charts.contracts import Encodings, Mark
from gnomon.dashboards.contracts import TemplateCategory
from gnomon.dashboards.samples.pieces import Place
from gnomon.dashboards.templates.built_in.pieces import (
    DATES,
    TILES,
    built_in,
    by,
    choice,
    count,
    crossed,
    dates,
    largest,
    moving,
    need,
    of,
    over_time,
    page,
)
from gnomon.semantic.contracts import Aggregation, DimensionKind, TimeGrain

CASES = count("Cases")
TYPICAL = of("duration", Aggregation.MEDIAN, "Typical time")
SLOW = of("duration", Aggregation.QUANTILE, "9 in 10 are done within", quantile=0.9)

OPERATIONS = built_in(
    "Operations and service levels",
    "Cases week by week, how long they take (typical, and 9 in 10), by team and by status.",
    TemplateCategory.OPERATIONS,
    (
        need("date", "Opened on", DimensionKind.TIME, *DATES, "opened", "received", "start", "started", "reported"),
        need("duration", "Time taken", DimensionKind.NUMBER, "hours", "minutes", "delay", "age", "wait", "resolution"),
        need("status", "Status", DimensionKind.CATEGORICAL, "state", "stage", "result", "outcome", "type"),
        need("team", "Team", DimensionKind.CATEGORICAL, "group", "assignee", "queue", "site", "carrier", "owner"),
        need("priority", "Priority", DimensionKind.CATEGORICAL, "severity", "urgency", "class", is_optional=True),
    ),
    page(
        "Service",
        moving("cases", Place(0, 0, 8, 5), "Cases a week", CASES, TimeGrain.WEEK),
        TILES.number("typical", Place(8, 0, 8, 5), "Typical time", TYPICAL),
        TILES.number("slow", Place(16, 0, 8, 5), "9 in 10 are done within", SLOW),
        over_time("course", Place(0, 5, 12, 9), "Cases by status", CASES, grain=TimeGrain.WEEK, color="status"),
        over_time("speed", Place(12, 5, 12, 9), "Typical time by week", TYPICAL, grain=TimeGrain.WEEK),
        TILES.chart("spread", Place(0, 14, 12, 10), "How long cases take", Mark.HISTOGRAM, Encodings(x=by("duration"))),
        largest("teams", Place(12, 14, 12, 10), "Typical time by team", "team", TYPICAL, 15),
        crossed("load", Place(0, 24, 12, 9), "Where cases wait", by("status"), by("team"), CASES),
        crossed(
            "weekdays",
            Place(12, 24, 12, 9),
            "When they come",
            by("date", TimeGrain.DAY_OF_WEEK, label="Weekday"),
            by("priority"),
            CASES,
        ),
        filters=(dates(), choice("team", "Team"), choice("status", "Status")),
    ),
)
