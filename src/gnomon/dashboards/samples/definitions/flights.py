"""Flights on time: 20,000 flights in the United States in the first three months of 2001."""

from gnomon.charts.contracts import ChartOptions, ChartSort, Encodings, Mark
from gnomon.dashboards.contracts import CreateDashboard, DashboardPage, DashboardSpec, PageFilter
from gnomon.dashboards.samples.pieces import Place, Tiles, by, count, of, text
from gnomon.datasets.contracts import DatasetId
from gnomon.query.contracts import Bins, InFilter, RangeFilter
from gnomon.semantic.contracts import Aggregation, TimeGrain

NAME = "Flights on time"
FLIGHTS = count("Flights")
# Hardly a flight leaves between midnight and five, so an average of those hours means little.
BY_DAY = InFilter(member="date", grain=TimeGrain.HOUR_OF_DAY, values=tuple(range(5, 24)))
DELAY = of("delay", Aggregation.AVG, "Average delay (minutes)")

ABOUT = """\
**20,000 flights** in the United States, January to March 2001. A delay below zero means an early arrival.

Click any mark and the other tiles follow; click it again to let go.
"""


def flights_dashboard(dataset_id: DatasetId) -> CreateDashboard:
    """The dashboard over the flights."""
    tiles = Tiles(dataset_id)
    whole = ChartOptions(number_format=",.0f")
    page = DashboardPage(
        id="page-1",
        title="Delays",
        filters=(
            PageFilter(id="dates", label="Date", dataset_id=dataset_id, member="date", control="date"),
            PageFilter(id="from", label="From", dataset_id=dataset_id, member="origin", control="list"),
            PageFilter(id="distance", label="Distance", dataset_id=dataset_id, member="distance", control="range"),
        ),
        tiles=(
            tiles.number("flights", Place(0, 0, 5, 3), "Flights", FLIGHTS, ",d"),
            tiles.number("average", Place(5, 0, 5, 3), "Average delay, minutes", DELAY, ".1f"),
            tiles.number(
                "late",
                Place(10, 0, 5, 3),
                "1 in 10 is later, minutes",
                of("delay", Aggregation.QUANTILE, "90th percentile of delay", quantile=0.9),
                ",.0f",
            ),
            tiles.number(
                "airports",
                Place(15, 0, 4, 3),
                "Airports",
                of("origin", Aggregation.COUNT_DISTINCT, "Airports"),
                ",d",
            ),
            text("about", Place(19, 0, 5, 6), ABOUT),
            tiles.chart(
                "days",
                Place(0, 3, 19, 9),
                "A few days are far worse than the rest",
                Mark.LINE,
                Encodings(x=by("date", TimeGrain.DAY, label="Day"), y=(DELAY,)),
            ),
            tiles.chart(
                "weekdays",
                Place(19, 6, 5, 6),
                "Fridays are worst",
                Mark.BAR,
                Encodings(x=by("date", TimeGrain.DAY_OF_WEEK, label="Weekday"), y=(DELAY,)),
            ),
            tiles.chart(
                "hours",
                Place(0, 12, 12, 9),
                "Delays grow through the day",
                Mark.BAR,
                Encodings(x=by("date", TimeGrain.HOUR_OF_DAY, label="Hour"), y=(DELAY,)),
                filters=(BY_DAY,),
            ),
            tiles.chart(
                "spread",
                Place(12, 12, 12, 9),
                "Half of the flights arrive early or on time",
                Mark.HISTOGRAM,
                Encodings(x=by("delay", bins=Bins(width=10), label="Delay (minutes)")),
                filters=(RangeFilter(member="delay", min=-60, max=180),),
            ),
            tiles.chart(
                "origins",
                Place(0, 21, 7, 11),
                "The busiest airports",
                Mark.BAR,
                Encodings(x=by("origin", label="From"), y=(FLIGHTS,)),
                options=ChartOptions(is_horizontal=True, show_labels=True, limit=12),
            ),
            tiles.chart(
                "week",
                Place(7, 21, 9, 11),
                "Late evenings are slow all week",
                Mark.HEATMAP,
                Encodings(
                    x=by("date", TimeGrain.HOUR_OF_DAY, label="Hour"),
                    y=(by("date", TimeGrain.DAY_OF_WEEK, label="Weekday"),),
                    color=DELAY,
                ),
                filters=(BY_DAY,),
            ),
            tiles.chart(
                "routes",
                Place(16, 21, 8, 11),
                "Routes by number of flights",
                Mark.TABLE,
                Encodings(
                    x=by("origin", label="From"),
                    y=(by("destination", label="To"), FLIGHTS),
                ),
                options=whole.model_copy(update={"sort": ChartSort.VALUE_DESCENDING, "limit": 100}),
            ),
        ),
    )
    return CreateDashboard(
        name=NAME,
        description="When, where and how late: 20,000 flights of 2001. Sample data.",
        spec=DashboardSpec(pages=(page,)),
    )
