"""Numbers inside of words: asked like the numbers of tiles of their own, answered as one plain value each."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from gnomon.charts import service as charts
from gnomon.charts.contracts import ChartOptions, ChartSpec, Drawing, Encodings, Mark
from gnomon.dashboards.contracts import DashboardPage, Figure, TextTile
from gnomon.query.contracts import QueryMeaning
from gnomon.query.service import QueryAnswer, QueryFrame

VALUE = "value"
"""The only column of every answer: what is asked for is not told by its name."""
_APART = "."
"""Stands in no id of a tile."""


def name_of(tile_id: str, figure: Figure) -> str:
    """The id of the answer to a figure."""
    return f"{tile_id}{_APART}{figure.name}"


def is_figure(name: str) -> bool:
    """Whether the id of an answer is the one of a figure."""
    return _APART in name


def tile_of(name: str) -> str:
    """The tile that an answer belongs to."""
    return name.partition(_APART)[0]


def charts_of(page: DashboardPage) -> dict[str, ChartSpec]:
    """The figures of a page, each as the number that it would be on a tile of its own."""
    texts = (tile for tile in page.tiles if isinstance(tile, TextTile))
    return {name_of(tile.id, figure): _chart(figure) for tile in texts for figure in tile.figures}


def with_figures(tile_ids: Iterable[str], figures: Mapping[str, ChartSpec]) -> tuple[str, ...]:
    """What is asked for these tiles: in the place of a text its figures."""
    inside: dict[str, list[str]] = {}
    for name in figures:
        inside.setdefault(tile_of(name), []).append(name)
    return tuple(name for tile_id in tile_ids for name in inside.get(tile_id, [tile_id]))


def plainly_asked(draft: charts.Draft) -> charts.Draft:
    """The same question, whose answer has one column of a name that says nothing."""
    measures = tuple(one.model_copy(update={"name": VALUE}) for one in draft.query.measures)
    return replace(draft, query=draft.query.model_copy(update={"measures": measures}))


def plainly_drawn(draft: charts.Draft, frame: QueryFrame, notes: tuple[str, ...]) -> QueryFrame:
    """The answer to a figure: its value, how it is written, and what must be known about it."""
    written = draft.drawing().number_format
    drawing = Drawing(
        title="",
        mark=Mark.KPI,
        reason="",
        alternatives=(),
        vega_lite=None,
        bindings=(),
        number_format=written,
        description="",
        notes=notes,
    )
    return replace(frame, extra=drawing.model_dump(mode="json"))


def nameless(answer: QueryAnswer) -> QueryAnswer:
    """The same value without the words of its field, for those who are told no questions."""
    return replace(answer, meaning=_nameless(answer.meaning))


def _nameless(meaning: QueryMeaning) -> QueryMeaning:
    hidden = {"label": "", "member": "", "aggregation": None}
    columns = tuple(one.model_copy(update=hidden) for one in meaning.columns)
    return meaning.model_copy(update={"columns": columns})


def _chart(figure: Figure) -> ChartSpec:
    return ChartSpec(
        dataset_id=figure.dataset_id,
        mark=Mark.KPI,
        encodings=Encodings(y=(figure.measure,)),
        filters=figure.filters,
        options=ChartOptions(number_format=figure.number_format),
    )
