"""Finance: what comes in and goes out, by account and department, month by month."""

from gnomon.charts.contracts import ChartOptions, Comparison, Encodings, Mark
from gnomon.dashboards.contracts import TemplateCategory
from gnomon.dashboards.samples.pieces import Place
from gnomon.dashboards.templates.built_in.pieces import (
    DATES,
    TILES,
    built_in,
    by,
    choice,
    dates,
    largest,
    moving,
    need,
    of,
    over_time,
    page,
)
from gnomon.semantic.contracts import Aggregation, DimensionKind, TimeGrain

AMOUNT = of("amount", Aggregation.SUM, "Amount")

FINANCE = built_in(
    "Finance by month",
    "The result of each month against the one before and last year's, what it is made of, and every account by "
    "quarter with totals.",
    TemplateCategory.FINANCE,
    (
        need("date", "Booking date", DimensionKind.TIME, *DATES, "booked", "posting", "posted", "due", "fiscal"),
        need("amount", "Amount", DimensionKind.NUMBER, "net", "balance", "value", "revenue", "cost", "total", "sum"),
        need("account", "Account", DimensionKind.CATEGORICAL, "category", "line", "ledger", "type", "product"),
        need("department", "Department", DimensionKind.CATEGORICAL, "cost_center", "unit", "team", is_optional=True),
    ),
    page(
        "Result",
        moving("month", Place(0, 0, 8, 5), "Last month", AMOUNT),
        TILES.chart(
            "year",
            Place(8, 0, 8, 5),
            "Against a year before",
            Mark.KPI,
            Encodings(x=by("date", TimeGrain.MONTH), y=(AMOUNT,)),
            options=ChartOptions(comparison=Comparison.SAME_PERIOD_LAST_YEAR),
        ),
        TILES.number("total", Place(16, 0, 8, 5), "In all", AMOUNT),
        TILES.chart(
            "bridge",
            Place(0, 5, 12, 10),
            "From quarter to quarter",
            Mark.WATERFALL,
            Encodings(x=by("date", TimeGrain.QUARTER), y=(AMOUNT,)),
        ),
        over_time("accounts", Place(12, 5, 12, 10), "By account", AMOUNT, color="account"),
        TILES.chart(
            "table",
            Place(0, 15, 14, 12),
            "Accounts by quarter",
            Mark.MATRIX,
            Encodings(x=by("date", TimeGrain.QUARTER), y=(by("account"), AMOUNT)),
        ),
        largest("departments", Place(14, 15, 10, 12), "By department", "department", AMOUNT, 15),
        filters=(dates(), choice("account", "Account"), choice("department", "Department")),
    ),
)
