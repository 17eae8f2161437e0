"""Movies: budgets, takings and ratings of 3,201 films."""

from gnomon.charts.contracts import ChartOptions, ChartSort, Encodings, Mark
from gnomon.dashboards.contracts import CreateDashboard, DashboardPage, DashboardSpec, PageFilter
from gnomon.dashboards.samples.pieces import Place, Tiles, by, count, of, text
from gnomon.datasets.contracts import DatasetId
from gnomon.query.contracts import Bins, NullFilter
from gnomon.semantic.contracts import Aggregation

NAME = "What makes a film pay"
FILMS = count("Films")
GROSS = of("Worldwide Gross", Aggregation.SUM, "Worldwide takings")
MEDIAN_GROSS = of("Worldwide Gross", Aggregation.MEDIAN, "Median takings")
RATING = of("IMDB Rating", Aggregation.AVG, "Average IMDB rating")
HAS_GENRE = (NullFilter(member="Major Genre", is_null=False),)

ABOUT = """\
**3,201 films** with what they cost, what they took and how they were rated.

The data is famous for its mistakes, which makes it good practice: look for them in the table.
"""


def movies_dashboard(dataset_id: DatasetId) -> CreateDashboard:
    """The dashboard over the films."""
    tiles = Tiles(dataset_id)
    page = DashboardPage(
        id="page-1",
        title="Films",
        filters=(
            PageFilter(id="genre", label="Genre", dataset_id=dataset_id, member="Major Genre", control="list"),
            PageFilter(id="rated", label="Rated", dataset_id=dataset_id, member="MPAA Rating", control="list"),
            PageFilter(id="rating", label="IMDB rating", dataset_id=dataset_id, member="IMDB Rating", control="range"),
        ),
        tiles=(
            tiles.number("films", Place(0, 0, 5, 3), "Films", FILMS, ",d"),
            tiles.number("gross", Place(5, 0, 5, 3), "Worldwide takings, dollars", GROSS),
            tiles.number("median", Place(10, 0, 5, 3), "Median takings, dollars", MEDIAN_GROSS),
            tiles.number("rating", Place(15, 0, 4, 3), "Average IMDB rating", RATING, ".1f"),
            text("about", Place(19, 0, 5, 6), ABOUT),
            tiles.chart(
                "genres",
                Place(0, 3, 10, 10),
                "Adventure and action take the most",
                Mark.BAR,
                Encodings(x=by("Major Genre", label="Genre"), y=(GROSS,)),
                options=ChartOptions(is_horizontal=True, show_labels=True),
                filters=HAS_GENRE,
            ),
            tiles.chart(
                "critics",
                Place(10, 3, 9, 10),
                "Audiences and critics mostly agree",
                Mark.SCATTER,
                Encodings(
                    x=by("IMDB Rating", label="Audience (IMDB)"),
                    y=(by("Rotten Tomatoes Rating", label="Critics (Rotten Tomatoes)"),),
                    tooltip=(by("Title"), by("Major Genre", label="Genre")),
                ),
                filters=(
                    NullFilter(member="IMDB Rating", is_null=False),
                    NullFilter(member="Rotten Tomatoes Rating", is_null=False),
                ),
            ),
            tiles.chart(
                "rated",
                Place(19, 6, 5, 7),
                "More than a third are rated R",
                Mark.PIE,
                Encodings(color=by("MPAA Rating", label="Rated"), y=(FILMS,)),
            ),
            tiles.chart(
                "ratings",
                Place(0, 13, 8, 9),
                "A typical film is rated between 6 and 7",
                Mark.HISTOGRAM,
                Encodings(x=by("IMDB Rating", bins=Bins(width=0.5))),
            ),
            tiles.chart(
                "sources",
                Place(8, 13, 8, 9),
                "Comics take more than books",
                Mark.BAR,
                Encodings(x=by("Source"), y=(of("Worldwide Gross", Aggregation.AVG, "Average takings"),)),
                options=ChartOptions(is_horizontal=True, limit=10),
                filters=(NullFilter(member="Source", is_null=False),),
            ),
            tiles.chart(
                "best",
                Place(16, 13, 8, 9),
                "The films that took most",
                Mark.TABLE,
                Encodings(x=by("Title"), y=(GROSS, of("Production Budget", Aggregation.SUM, "Budget"), RATING)),
                options=ChartOptions(sort=ChartSort.VALUE_DESCENDING, limit=100),
            ),
            tiles.chart(
                "kinds",
                Place(0, 22, 24, 9),
                "How each genre is rated",
                Mark.HEATMAP,
                Encodings(x=by("Major Genre", label="Genre"), y=(by("MPAA Rating", label="Rated"),), color=FILMS),
                filters=HAS_GENRE,
            ),
        ),
    )
    return CreateDashboard(
        name=NAME,
        description="Budgets, takings and ratings of 3,201 films. Sample data.",
        spec=DashboardSpec(pages=(page,)),
    )
