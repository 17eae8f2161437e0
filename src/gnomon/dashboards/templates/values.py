"""Leave the values open that the filters of a dashboard are set to: they belong to its data."""

from collections.abc import Iterable

from gnomon.dashboards.contracts import (
    ApplyChoices,
    ButtonTile,
    ChartTile,
    DashboardPage,
    DashboardSpec,
    FilterChoice,
    PageChoices,
    PageFilter,
    TextTile,
    Tile,
    TopChoice,
)
from gnomon.query.contracts import AnyFilter, Filter, MeasureFilter, NullFilter, RelativeTimeFilter


def without_values(spec: DashboardSpec) -> DashboardSpec:
    """The same, where no filter and no note in a picture names a value.

    Spans of time up to now, whether there is a value, and which are the largest, remain.
    """
    return spec.model_copy(
        update={"filters": _controls(spec.filters), "pages": tuple(_page(page) for page in spec.pages)}
    )


def _page(page: DashboardPage) -> DashboardPage:
    return page.model_copy(
        update={"filters": _controls(page.filters), "tiles": tuple(_tile(tile) for tile in page.tiles)}
    )


def _tile(tile: Tile) -> Tile:
    match tile:
        case ChartTile(chart=chart):
            options = chart.options.model_copy(update={"annotations": ()})
            opened = chart.model_copy(update={"filters": _open(chart.filters), "options": options})
            return tile.model_copy(update={"chart": opened})
        case TextTile(figures=figures):
            return tile.model_copy(
                update={"figures": tuple(one.model_copy(update={"filters": _open(one.filters)}) for one in figures)}
            )
        case ButtonTile(action=ApplyChoices() as action):
            return tile.model_copy(update={"action": action.model_copy(update={"choices": _choices(action.choices)})})
        case _:
            return tile


def _choices(choices: PageChoices) -> PageChoices:
    kept = tuple(one for one in choices.chosen if one.filter is None or _says_no_value(one.filter))
    return PageChoices(chosen=kept, parameters=choices.parameters)


def _controls(filters: Iterable[PageFilter]) -> tuple[PageFilter, ...]:
    return tuple(
        one if one.default is None or _says_no_value(one.default) else one.model_copy(update={"default": None})
        for one in filters
    )


def _open(filters: Iterable[Filter]) -> tuple[Filter, ...]:
    return tuple(one for one in filters if _says_no_value(one))


def _says_no_value(one: FilterChoice) -> bool:
    if isinstance(one, AnyFilter):
        return all(_says_no_value(part) for part in one.filters)
    return isinstance(one, RelativeTimeFilter | NullFilter | MeasureFilter | TopChoice)
