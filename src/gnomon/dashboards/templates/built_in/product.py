"""Product analytics: who uses it, what they do, on what, and when."""

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

EVENTS = count("Events")
PEOPLE = of("user", Aggregation.COUNT_DISTINCT, "People")

PRODUCT = built_in(
    "Web and product analytics",
    "People and events week by week, what is used most, on which platform, and on which days.",
    TemplateCategory.PRODUCT,
    (
        need("date", "Date of the event", DimensionKind.TIME, *DATES, "event", "visit", "session"),
        need("user", "Person", None, "visitor", "customer", "account", "session", "member", "device_id"),
        need("event", "Event or page", DimensionKind.CATEGORICAL, "action", "page", "url", "path", "feature"),
        need("platform", "Platform", DimensionKind.CATEGORICAL, "device", "browser", "os", "source", is_optional=True),
        need("country", "Country", DimensionKind.GEO, "region", "city", "language", "locale", is_optional=True),
        need("duration", "Duration", DimensionKind.NUMBER, "seconds", "time", "length", "minutes", is_optional=True),
    ),
    page(
        "Use",
        moving("people", Place(0, 0, 8, 5), "People a week", PEOPLE, TimeGrain.WEEK),
        moving("events", Place(8, 0, 8, 5), "Events a week", EVENTS, TimeGrain.WEEK),
        TILES.number("typical", Place(16, 0, 8, 5), "Typical duration", of("duration", Aggregation.MEDIAN)),
        over_time("daily", Place(0, 5, 12, 9), "People by day", PEOPLE, grain=TimeGrain.DAY),
        over_time(
            "platforms", Place(12, 5, 12, 9), "Events by platform", EVENTS, grain=TimeGrain.WEEK, color="platform"
        ),
        largest("used", Place(0, 14, 12, 10), "What is used most", "event", EVENTS),
        largest("countries", Place(12, 14, 12, 10), "Where people are", "country", PEOPLE),
        crossed(
            "weekdays",
            Place(0, 24, 24, 9),
            "What happens on which day",
            by("date", TimeGrain.DAY_OF_WEEK, label="Weekday"),
            by("event"),
            EVENTS,
        ),
        filters=(dates(), choice("event", "Event or page"), choice("platform", "Platform")),
    ),
)
