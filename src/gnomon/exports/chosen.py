"""What a reader chose on a page, in words: they stand below its picture."""

from collections.abc import Iterable, Iterator

from gnomon.dashboards.contracts import DashboardPage, DashboardSpec, PageChoices, PageFilter
from gnomon.dashboards.contracts.slicing import FilterChoice, TopChoice
from gnomon.dashboards.service import filter_words
from gnomon.query.contracts import AnyFilter, Filter, MeasureFilter, PathFilter, RowFilterSpec


def choices_in_words(spec: DashboardSpec, page: DashboardPage, choices: PageChoices) -> tuple[str, ...]:
    """As they stand below the page: “Filtered by Region: North, South; Year: 2024.”"""
    chosen = {one.filter_id: one.filter for one in choices.chosen}
    filters = tuple(_told(one, chosen.get(one.id, one.default)) for one in page.filters)
    pointed = tuple(_named(one) for selection in choices.selections for one in _rows_of(selection.filters))
    carried = () if choices.carried is None else tuple(_named(one) for one in choices.carried.filters)
    told = [
        ("Filtered by", tuple(one for one in filters if one is not None)),
        ("Pointed at", pointed),
        ("Details of", carried),
        ("With", tuple(_parameters(spec, choices))),
    ]
    return tuple(f"{what} {'; '.join(words)}." for what, words in told if words)


def words_of_filter(one: PageFilter, choice: FilterChoice | None) -> str:
    """What a filter is set to: “All” where nothing is left out."""
    if choice is None:
        return "All"
    if isinstance(choice, TopChoice):
        ranked = () if one.ranking is None else one.ranking.measures
        by = next((f" by {measure.shown_name}" for measure in ranked if measure.id == choice.by), "")
        return f"{'largest' if choice.descending else 'smallest'} {choice.count}{by}"
    return "set" if isinstance(choice, MeasureFilter) else filter_words(choice)


def _told(one: PageFilter, choice: FilterChoice | None) -> str | None:
    return None if choice is None else f"{one.shown_name}: {words_of_filter(one, choice)}"


def _parameters(spec: DashboardSpec, choices: PageChoices) -> Iterator[str]:
    values = {one.parameter_id: one.value for one in choices.parameters}
    for one in spec.parameters:
        value = values.get(one.id)
        if value is not None:
            yield f"{one.shown_name}: {value}"


def _rows_of(filters: Iterable[Filter]) -> Iterator[RowFilterSpec]:
    for one in filters:
        if not isinstance(one, MeasureFilter):
            yield one


def _named(one: RowFilterSpec) -> str:
    if isinstance(one, AnyFilter):
        return " or ".join(_named(part) for part in one.filters)
    member = one.levels[0].member if isinstance(one, PathFilter) else one.member
    return f"{member.rpartition('.')[2].replace('_', ' ')}: {filter_words(one)}"
