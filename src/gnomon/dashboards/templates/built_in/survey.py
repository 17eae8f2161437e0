"""Survey and people: what was answered, by whom, and how it changes."""

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
    largest,
    need,
    of,
    over_time,
    page,
)
from gnomon.semantic.contracts import Aggregation, DimensionKind

SCORE = of("score", Aggregation.AVG, "Average score")
ANSWERS = count("Answers")

SURVEY = built_in(
    "Survey and people",
    "How many answered, what they say on average and how far apart they are, by group and by question.",
    TemplateCategory.PEOPLE,
    (
        need("score", "Score", DimensionKind.NUMBER, "rating", "answer", "points", "satisfaction", "salary", "grade"),
        need("group", "Group", DimensionKind.CATEGORICAL, "department", "team", "gender", "role", "segment", "country"),
        need("question", "Question", DimensionKind.CATEGORICAL, "topic", "item", "theme", "category", is_optional=True),
        need("date", "Date of the answer", DimensionKind.TIME, *DATES, "answered", "submitted", is_optional=True),
    ),
    page(
        "Answers",
        TILES.number("answers", Place(0, 0, 8, 5), "Answers", ANSWERS),
        TILES.number("average", Place(8, 0, 8, 5), "Average score", SCORE, ",.2f"),
        TILES.number("middle", Place(16, 0, 8, 5), "Middle score", of("score", Aggregation.MEDIAN), ",.2f"),
        TILES.chart("spread", Place(0, 5, 12, 10), "How scores are spread", Mark.HISTOGRAM, Encodings(x=by("score"))),
        largest("groups", Place(12, 5, 12, 10), "Average by group", "group", SCORE, 15),
        TILES.chart(
            "boxes",
            Place(0, 15, 12, 10),
            "How far apart groups are",
            Mark.BOX,
            Encodings(x=by("group"), y=(by("score"),)),
        ),
        over_time("course", Place(12, 15, 12, 10), "How it changes", SCORE),
        crossed("questions", Place(0, 25, 24, 10), "Who says what", by("question"), by("group"), SCORE),
        filters=(choice("group", "Group"), choice("question", "Question")),
    ),
)
