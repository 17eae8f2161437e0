"""Sales overview: revenue, orders and customers, by product, region and channel."""

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

REVENUE = of("amount", Aggregation.SUM, "Revenue")
ORDERS = count("Orders")
CUSTOMERS = of("customer", Aggregation.COUNT_DISTINCT, "Customers")

SALES = built_in(
    "Sales overview",
    "Revenue, orders and customers against last month; what sells, where, to whom, and on which days.",
    TemplateCategory.SALES,
    (
        need("date", "Order date", DimensionKind.TIME, *DATES, "order", "ordered", "sold", "purchase", "invoice"),
        need("amount", "Amount", DimensionKind.NUMBER, "revenue", "sales", "total", "price", "value", "turnover"),
        need("product", "Product", DimensionKind.CATEGORICAL, "category", "item", "article", "sku", "brand"),
        need("region", "Region", DimensionKind.GEO, "country", "state", "city", "market", "area", "store"),
        need("customer", "Customer", None, "client", "buyer", "account", "user", is_optional=True),
        need("channel", "Channel", DimensionKind.CATEGORICAL, "source", "segment", "type", "payment", is_optional=True),
    ),
    page(
        "Sales",
        moving("revenue", Place(0, 0, 6, 5), "Revenue", REVENUE),
        moving("orders", Place(6, 0, 6, 5), "Orders", ORDERS),
        TILES.number("basket", Place(12, 0, 6, 5), "Average order", of("amount", Aggregation.AVG, "Average order")),
        moving("customers", Place(18, 0, 6, 5), "Customers", CUSTOMERS),
        over_time("course", Place(0, 5, 16, 9), "Revenue by month", REVENUE),
        TILES.chart(
            "channels",
            Place(16, 5, 8, 9),
            "Revenue by channel",
            Mark.DONUT,
            Encodings(color=by("channel"), y=(REVENUE,)),
        ),
        largest("products", Place(0, 14, 12, 10), "What sells best", "product", REVENUE),
        largest("regions", Place(12, 14, 12, 10), "Where it sells", "region", REVENUE),
        crossed(
            "weekdays",
            Place(0, 24, 12, 9),
            "Orders by weekday",
            by("date", TimeGrain.DAY_OF_WEEK, label="Weekday"),
            by("region"),
            ORDERS,
        ),
        TILES.chart(
            "buyers",
            Place(12, 24, 12, 9),
            "The best customers",
            Mark.TABLE,
            Encodings(x=by("customer"), y=(REVENUE, ORDERS)),
        ),
        filters=(dates(), choice("product", "Product"), choice("region", "Region")),
    ),
)
