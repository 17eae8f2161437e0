"""At a glance: any data with a date, an amount and a category."""

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

TOTAL = of("amount", Aggregation.SUM)

GLANCE = built_in(
    "At a glance",
    "How much, how many, since when and of what: a first look at any data with a date, an amount and a category.",
    TemplateCategory.OTHER,
    (
        need("date", "Date", DimensionKind.TIME, *DATES),
        need("amount", "Amount", DimensionKind.NUMBER, "value", "total", "revenue", "price", "quantity", "cost"),
        need("category", "Category", DimensionKind.CATEGORICAL, "type", "kind", "group", "product"),
        need("region", "Second category", DimensionKind.CATEGORICAL, "country", "city", "segment", is_optional=True),
    ),
    page(
        "Overview",
        moving("total", Place(0, 0, 8, 5), "Total", TOTAL),
        moving("rows", Place(8, 0, 8, 5), "Rows", count("Rows")),
        TILES.number("average", Place(16, 0, 8, 5), "On average", of("amount", Aggregation.AVG)),
        over_time("course", Place(0, 5, 24, 9), "How the total moves", TOTAL),
        largest("largest", Place(0, 14, 12, 10), "The largest categories", "category", TOTAL),
        TILES.chart(
            "spread", Place(12, 14, 12, 10), "How amounts are spread", Mark.HISTOGRAM, Encodings(x=by("amount"))
        ),
        crossed(
            "pattern", Place(0, 24, 24, 9), "When it happens", by("date", TimeGrain.DAY_OF_WEEK), by("region"), TOTAL
        ),
        filters=(dates(), choice("category", "Category")),
    ),
)
