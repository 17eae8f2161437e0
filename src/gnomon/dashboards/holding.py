"""Pictures that hide small numbers, as visitors see them: they stand still, whatever is chosen beside them.

Who may filter a figure as they like can take one answer from another, and has the figure of the few records between
them. Members may ask the data themselves, so that nothing is kept from them by a picture; a visitor has nothing but it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from gnomon.charts.contracts import ChartSpec
from gnomon.dashboards.contracts import AskForResults, ChartTile, PageChoices
from gnomon.identity.contracts import Principal, PrincipalKind

NOTE = "This does not follow your choices, so that small numbers stay hidden."


def stands_still(principal: Principal, chart: ChartSpec) -> bool:
    """Whether a picture is the same for a visitor whatever they choose."""
    return principal.kind is PrincipalKind.VISITOR and chart.options.suppress_below is not None


def held(
    principal: Principal, charts: Mapping[str, ChartSpec], wanted: Sequence[str], ask: AskForResults
) -> tuple[str, ...]:
    """Those of the wanted tiles that what was chosen must not reach."""
    if untouched(ask, ask.tile_ids or ()) == ask:
        return ()
    return tuple(one for one in wanted if one in charts and stands_still(principal, charts[one]))


def untouched(ask: AskForResults, tile_ids: Sequence[str]) -> AskForResults:
    """The same tiles as they are before anybody chooses anything, on the clock of their pictures."""
    plain = {name: field.get_default(call_default_factory=True) for name, field in PageChoices.model_fields.items()}
    update: dict[str, Any] = plain | {"time_zone": None, "tile_ids": tuple(tile_ids) or ask.tile_ids}
    return ask.model_copy(update=update)


def has_choices(ask: AskForResults) -> bool:
    """Whether anything was chosen that would reach a tile."""
    return any(getattr(ask, name) for name in PageChoices.model_fields)


def in_tooltip(tile: ChartTile, chart: ChartSpec) -> ChartSpec:
    """The picture in the tooltips of a tile: it hides what the tile hides."""
    fewest = max(tile.chart.options.suppress_below or 0, chart.options.suppress_below or 0)
    if not fewest:
        return chart
    options = chart.options.model_copy(update={"suppress_below": fewest})
    return chart.model_copy(update={"options": options})


def hides_in_tooltip(tile: ChartTile) -> bool:
    """Whether what a tooltip shows of single marks would tell a visitor of small groups."""
    return tile.tooltip is not None and in_tooltip(tile, tile.tooltip.chart).options.suppress_below is not None
