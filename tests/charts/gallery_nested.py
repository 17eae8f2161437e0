"""Charts of parts within parts, maps and flows, as the tests of pictures draw them."""

from typing import Any

from tests.charts.gallery import AMOUNT, PROFIT, SALES, answer_to, by, chart, dimension, model_of, of

from gnomon.charts.contracts import ChartOptions, ChartSpec, Drawing, Mark
from gnomon.charts.drawing import draft
from gnomon.datasets.contracts import ColumnType
from gnomon.semantic.contracts import Aggregation, SemanticModel

NESTED: dict[str, ChartSpec] = {
    "treemap": chart(Mark.TREEMAP, ChartOptions(show_labels=True), x=by("region"), y=(AMOUNT,), color=by("product")),
    "treemap_of_one": chart(Mark.TREEMAP, x=by("product"), y=(AMOUNT,)),
    "treemap_of_three": chart(
        Mark.TREEMAP, x=by("region"), y=(AMOUNT,), color=by("is_new"), facet=by("product"), tooltip=(PROFIT,)
    ),
    "treemap_colored_by_a_measure": chart(Mark.TREEMAP, x=by("product"), y=(AMOUNT,), color=PROFIT),
    "sunburst": chart(Mark.SUNBURST, x=by("region"), y=(AMOUNT,), color=by("is_new")),
    "sunburst_of_three": chart(
        Mark.SUNBURST,
        ChartOptions(show_labels=True),
        x=by("region"),
        y=(AMOUNT,),
        color=by("is_new"),
        facet=by("rating"),
    ),
    "map_of_names": chart(Mark.CHOROPLETH, x=by("country"), y=(AMOUNT,)),
    "map_of_codes": chart(Mark.CHOROPLETH, x=by("market")),
    "points_on_a_map": chart(
        Mark.POINT_MAP, x=by("longitude"), y=(by("latitude"),), color=by("market"), size=AMOUNT, tooltip=(by("city"),)
    ),
    "points_of_rows_on_a_map": chart(Mark.POINT_MAP, x=by("longitude"), y=(by("latitude"),), tooltip=(by("city"),)),
    "points_around_the_world": chart(
        x=of("longitude", Aggregation.SUM), y=(of("latitude", Aggregation.SUM),), color=AMOUNT, tooltip=(by("city"),)
    ),
    "words": chart(Mark.WORDS, x=by("city"), y=(AMOUNT,)),
    "words_with_amounts": chart(Mark.WORDS, ChartOptions(show_labels=True), x=by("product"), y=(AMOUNT,)),
    "flow": chart(Mark.SANKEY, ChartOptions(show_labels=True), x=by("region"), y=(AMOUNT,), color=by("is_new")),
    "flow_of_many": chart(Mark.SANKEY, x=by("product"), y=(AMOUNT,), color=by("order_date")),
    "sunburst_of_one": chart(Mark.SUNBURST, x=by("product"), y=(AMOUNT,)),
}
TRADE = model_of(
    dimension("country", ColumnType.TEXT, 180, "Afghanistan", "Zimbabwe"),
    dimension("market", ColumnType.TEXT, 20, "AT", "US"),
    dimension("city", ColumnType.TEXT, 900, "Aachen", "Zwolle"),
    dimension("longitude", ColumnType.FLOAT, 900, -122.4, 151.2),
    dimension("latitude", ColumnType.FLOAT, 900, -33.9, 60.2),
    dimension("amount", ColumnType.DECIMAL, 1_500, 0.5, 999.5),
)
CITIES = (
    ("Vienna", "AT", 16.37, 48.21, 900.0),
    ("Graz", "AT", 15.44, 47.07, 200.0),
    ("Berlin", "DE", 13.4, 52.52, 1500.0),
    ("Hamburg", "DE", 9.99, 53.55, 700.0),
    ("Paris", "FR", 2.35, 48.86, 2100.0),
    ("Lyon", "FR", 4.84, 45.76, None),
    ("Helsinki", "FI", 24.94, 60.17, 340.0),
    ("Madrid", "ES", -3.7, 40.42, 1100.0),
    (None, None, 12.5, 41.9, -5.0),
)
FAR = (
    ("Sydney", "AU", 151.2, -33.9, 600.0),
    ("San Francisco", "US", -122.4, 37.8, 1900.0),
    ("São Paulo", "BR", -46.6, -23.6, 4000.0),
)
LOST = (("Nowhere", "AT", None, 48.0, 10.0), ("Beyond", "DE", 400.0, 91.0, 20.0))
PLACES = [
    {"city": city, "market": market, "longitude": east, "latitude": north, "sum_amount": amount}
    for city, market, east, north, amount in (*CITIES, *LOST)
]
WORLDWIDE = [
    {"city": city, "market": market, "longitude": east, "latitude": north, "sum_amount": amount}
    for city, market, east, north, amount in (*CITIES, *FAR)
]
NAMES = (
    "delivery",
    "late",
    "refund",
    "broken",
    "great",
    "support",
    "price",
    "quality",
    "slow",
    "friendly",
    "packaging",
    "wrong size",
    "colour",
    "recommend",
    "return",
    "fast",
    "cheap",
    "expensive",
    "missing",
    "invoice",
    "discount",
    "voucher",
    "website",
    "login",
    "password",
    "newsletter",
    "shipping",
    "customs",
    "tracking",
    "hotline",
    None,
    "perfect",
    "again",
    "never",
    "always",
    "thank you",
    "smell",
    "material",
    "size",
    "fit",
    "Überraschung",
)
ANSWERS: dict[str, list[dict[str, Any]]] = {
    "words": [
        {"city": name, "sum_amount": float(amount)}
        for name, amount in zip(NAMES, range(4000, 0, -4000 // len(NAMES)), strict=False)
    ],
    "points_on_a_map": PLACES,
    "points_of_rows_on_a_map": PLACES,
    "points_around_the_world": WORLDWIDE,
    "map_of_names": [
        {"country": name, "sum_amount": amount}
        for name, amount in (
            ("United States", 5200.0),
            (" usa ", 300.0),
            ("Brazil", 2400.0),
            ("Germany", 3100.0),
            ("south korea", 1800.0),
            ("Côte d'Ivoire", 900.0),
            ("Atlantis", 70.0),
            ("Singapore", 800.0),
            ("Narnia <script>", 10.0),
            ("constructor", 5.0),
            ("India", None),
            (None, 33.0),
        )
    ],
    "map_of_codes": [
        {"market": code, "count": 10 + 7 * place}
        for place, code in enumerate(("US", "DEU", "fr", "GBR", "CN", "AUS", "ZA", "XX"))
    ],
}

MODELS: dict[str, SemanticModel] = dict.fromkeys(
    ("map_of_names", "map_of_codes", "words", *(one for one in NESTED if one.startswith("points"))), TRADE
)


def drawn(name: str) -> tuple[Drawing, list[dict[str, Any]], dict[str, Any]]:
    """A chart of the gallery: its picture, the rows that were made up for it, and its question."""
    made = draft(NESTED[name], MODELS.get(name, SALES))
    meaning, rows = answer_to(made.query, MODELS.get(name, SALES))
    if name in ANSWERS:
        rows = ANSWERS[name]
        meaning = meaning.model_copy(update={"row_count": len(rows), "total_rows": len(rows)})
    return made.drawing(meaning), rows, made.query.model_dump(mode="json", exclude_defaults=True)
