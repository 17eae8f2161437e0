"""The drawing: from a chart spec and the model to the question, and from the answer's meaning to the picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from gnomon.charts.absent import notes_of_absent
from gnomon.charts.arrange import arrange
from gnomon.charts.arrangement import Arrangement
from gnomon.charts.axis_choices import drawn_axes, notes_of_axes
from gnomon.charts.cell_formats import cell_columns, cells_of
from gnomon.charts.cells import CellFormat, CellKind
from gnomon.charts.color_rules import can_follow_rules, words_of_rules
from gnomon.charts.contracts import Ability, ChannelBinding, ChartSpec, Drawing, Mark, Recommendation
from gnomon.charts.encodings import has_extent
from gnomon.charts.fields import Place, wells_of
from gnomon.charts.labels import format_of_label
from gnomon.charts.layers import Gaps
from gnomon.charts.marks.kpi import trend_of
from gnomon.charts.names import clean_title
from gnomon.charts.ranking import ranking_of
from gnomon.charts.registry import VISUALS
from gnomon.charts.to_query import to_query
from gnomon.charts.to_vega import to_vega
from gnomon.charts.to_vega_lite import to_vega_lite
from gnomon.charts.view import View
from gnomon.charts.words import GRAIN_WORDS, counted, listed, lowered
from gnomon.query.contracts import DimensionRef, Filter, QueryMeaning, QueryMode, QuerySpec
from gnomon.semantic.contracts import SemanticModel

SLICED = frozenset({Mark.PIE, Mark.DONUT})
LOOKED_AT = frozenset({Ability.CELLS, Ability.SIGNS, Ability.COLOR_RULES})
"""Abilities to which columns of numbers belong."""
WRITTEN = frozenset({Mark.TABLE, Mark.MATRIX})
"""Whose groups are written without Vega, and need to be told the format of years."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A picture that waits for the answer to its question."""

    query: QuerySpec
    spec: ChartSpec
    made: Arrangement
    ranking: tuple[Recommendation, ...]
    dataset_name: str

    @property
    def axis(self) -> DimensionRef | None:
        """What a brush along the picture goes over; None where nothing runs along it in steps."""
        x = self.made.x
        if not VISUALS[self.made.mark].is_brushed or self.made.facet is not None or x is None:
            return None
        if not (self.made.has_running_axis and has_extent(x)) or self.made.is_horizontal:
            return None
        return next(one for one in self.query.dimensions if one.name == x.column)

    @property
    def is_of_its_rows(self) -> bool:
        """Whether other rows could be drawn in their place: nothing in it is worked out of the whole answer."""
        options = self.spec.options
        if options.suppress_below is not None:
            return False
        return options.forecast is None and not options.annotations and options.gaps is Gaps.AUTO

    def drawing(self, meaning: QueryMeaning | None = None) -> Drawing:
        """The picture; with the answer's meaning it knows the widths of steps and what was left out."""
        widths = {} if meaning is None else {one.name: one.bin_width for one in meaning.columns}
        row_count = 0 if meaning is None else meaning.row_count
        title = clean_title(self.spec.title) if self.spec.title else title_of(self.made, self.dataset_name)
        description = _description(self.made, title, meaning) + words_of_rules(self.made, self.spec.options.colors)
        number_format = self.spec.options.number_format or self.made.shared_format
        options = self.spec.options.model_copy(update={"number_format": number_format})
        view = View(made=self.made, options=options, widths=widths, row_count=row_count)
        mark = self.made.mark
        abilities = abilities_of(self.made)
        picture = to_vega_lite(view, description)
        axes = () if picture is None else drawn_axes(view, picture, abilities)
        return Drawing(
            title=title,
            subtitle=clean_title(options.subtitle) if options.subtitle else None,
            mark=mark,
            abilities=abilities,
            axes=axes,
            reason=next((one.reason for one in self.ranking if one.mark is mark), "Chosen by hand."),
            alternatives=tuple(one for one in self.ranking if one.mark is not mark),
            vega_lite=picture,
            vega=to_vega(view, description),
            bindings=tuple(ChannelBinding(channel=channel, column=one.column) for channel, one in self.made),
            number_format=number_format,
            number_formats=self._number_formats(),
            totals=self.made.totals,
            trend=trend_of(self.made, self.spec),
            cells=_cells(self.made, self.spec.options.cells, abilities),
            cell_columns=cell_columns(self.made) if LOOKED_AT.intersection(abilities) else (),
            custom=options.custom if mark is Mark.CUSTOM else None,
            description=description,
            notes=(
                *self.made.notes,
                *notes_of_absent(self.made, options),
                *self._notes(meaning),
                *notes_of_axes(view, axes, abilities),
            ),
        )

    def _number_formats(self) -> dict[str, str]:
        own = self.spec.options.number_format
        is_written = self.made.mark in WRITTEN
        chosen: dict[str, str | None] = {}
        for one in self.made.fields:
            of_label = format_of_label(one) if is_written else one.format
            chosen[one.column] = own or one.format if one.is_measure else of_label
        return {column: form for column, form in chosen.items() if form is not None}

    def _notes(self, meaning: QueryMeaning | None) -> tuple[str, ...]:
        return () if meaning is None else notes_of(self.made, meaning, is_filtered=bool(self.query.filters))

    def meaning(self, meaning: QueryMeaning) -> QueryMeaning:
        """The answer's meaning with the titles of this picture."""
        titles = {one.column: one.title for one in self.made.fields}
        columns = tuple(one.model_copy(update={"label": titles.get(one.name, one.label)}) for one in meaning.columns)
        # Periods before those that tell how a number moved are not missing from it.
        is_truncated = meaning.is_truncated and self.made.mark is not Mark.KPI
        return meaning.model_copy(update={"columns": columns, "is_truncated": is_truncated})


def draft(spec: ChartSpec, model: SemanticModel, extra_filters: Sequence[Filter] = ()) -> Draft:
    """Choose the mark, put the fields in their places and ask. Raises `UnknownField` and `NotDrawable`."""
    wells = wells_of(spec, model)
    ranking = ranking_of(wells, model.row_count)
    mark = ranking[0].mark if spec.mark is Mark.AUTO else spec.mark
    made = arrange(mark, wells, spec, model)
    check = VISUALS[mark].check
    if check is not None:
        check(made, spec)
    query = to_query(made, spec, extra_filters)
    return Draft(query=query, spec=spec, made=made, ranking=ranking, dataset_name=model.dataset_name)


def abilities_of(made: Arrangement) -> tuple[Ability, ...]:
    """What can be chosen of a picture: nobody looks ahead but over time, or orders what runs."""
    x = made.x
    is_over_time = x is not None and x.place is Place.TIME and x.ref.grain is not None
    holds = {Ability.FORECAST: is_over_time, Ability.ORDER: x is not None and x.place is Place.NAME}
    more = (Ability.COLOR_RULES,) if can_follow_rules(made) else ()
    return tuple(one for one in (*VISUALS[made.mark].abilities, *more) if holds.get(one, True))


def _cells(
    made: Arrangement, formats: tuple[CellFormat, ...], abilities: tuple[Ability, ...]
) -> tuple[CellFormat, ...]:
    """What cells show; of numbers that stand by themselves there are no others to compare with."""
    if Ability.CELLS in abilities:
        return cells_of(made, formats)
    is_signed = Ability.SIGNS in abilities
    return cells_of(made, tuple(one for one in formats if one.kind is CellKind.RULE)) if is_signed else ()


def title_of(made: Arrangement, dataset_name: str) -> str:
    """What the picture shows, in a few words: “Sum of amount by month”."""
    own_title = VISUALS[made.mark].title
    if own_title is not None:
        return clean_title(own_title(made))
    groups = [_group_words(made, index) for index in range(len(made.dimensions))]
    if made.mark is Mark.HISTOGRAM and made.x is not None:
        by = f" by {listed(groups[1:])}" if groups[1:] else ""
        return clean_title(f"Distribution of {lowered(made.x.label)}{by}")
    if made.mode is QueryMode.ROWS and made.x is not None:
        return clean_title(f"{made.y[0].title} against {lowered(made.x.title)}")
    values = [one.title for one in made.measures]
    if not values:
        return clean_title(f"Rows of {dataset_name}")
    what = listed([values[0], *(lowered(one) for one in values[1:])])
    return clean_title(f"{what} by {listed(groups)}" if groups else what)


def _group_words(made: Arrangement, index: int) -> str:
    one = made.dimensions[index]
    is_only_time = sum(other.ref.grain is not None for other in made.dimensions) == 1
    if one.ref.grain is not None and one.ref.label is None and is_only_time:
        return GRAIN_WORDS[one.ref.grain]
    return lowered(one.label if one.ref.bins is not None and one.ref.label is None else one.title)


def _description(made: Arrangement, title: str, meaning: QueryMeaning | None) -> str:
    kind = VISUALS[made.mark].word
    if meaning is None:
        return f"{kind}: {title}."
    if meaning.row_count == 0:
        return f"{kind}: {title}. There is nothing to show."
    if made.mark in {Mark.KPI, Mark.MATRIX, Mark.GAUGE}:
        return f"{kind}: {title}."
    what = "row" if made.mode is QueryMode.ROWS or made.mark is Mark.TABLE else "value"
    return f"{kind}: {title}, {counted(meaning.row_count, what)}."


def notes_of(made: Arrangement, meaning: QueryMeaning, *, is_filtered: bool) -> tuple[str, ...]:
    """What the reader must know about what is left out."""
    notes: list[str] = []
    is_cut = made.mark is not Mark.KPI and bool(made.dimensions or made.mark is Mark.TABLE)
    if is_cut and meaning.total_rows > meaning.row_count:
        notes.append(_cut_note(made, meaning))
    for channel, count in made.top.items():
        note = _top_note(made, channel, count, meaning, is_filtered=is_filtered)
        if note is not None:
            notes.append(note)
    return tuple(notes)


def _cut_note(made: Arrangement, meaning: QueryMeaning) -> str:
    shown, total = f"{meaning.row_count:,}", f"{meaning.total_rows:,}"
    if made.mark is Mark.MATRIX:
        return f"{shown} of {total} cells and totals; the totals count what is not shown as well."
    if made.is_sample:
        return f"A sample of {shown} of {total} rows, each with the same chance."
    if made.mode is QueryMode.ROWS:
        return f"The first {shown} of {total} rows."
    if made.mark in {Mark.TABLE, Mark.VEGA_LITE, Mark.CUSTOM}:
        return f"The first {shown} of {total} groups."
    axis = made.x or made.color
    if axis is not None and axis.place is Place.TIME:
        return f"The latest {shown} of {total} values."
    is_single = len(made.dimensions) == 1 and axis is not None and axis.place is Place.NAME
    return f"The {shown} largest of {total} {'categories' if is_single else 'values'}."


def _top_note(made: Arrangement, channel: str, count: int, meaning: QueryMeaning, *, is_filtered: bool) -> str | None:
    one = dict(made).get(channel)
    if one is None or meaning.row_count <= count + (1 if made.mark in SLICED else 0):
        return None
    is_total_known = one.distinct_count is not None and one.ref.grain is None and not is_filtered
    total = f" of {one.distinct_count:,}" if is_total_known else ""
    name = lowered(one.title)
    if made.mark in SLICED:
        return f"The {count} largest slices by {name}; all others are one slice."
    return f"The {count} largest{total} values of {name}."
