"""What pointing at a tile does to each other tile of its page: it filters it, highlights in it, or leaves it alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gnomon.charts import service as charts
from gnomon.charts.contracts import ChartSpec
from gnomon.dashboards.contracts import DashboardPage, InteractionEffect
from gnomon.dashboards.filters import TypesByDataset, Wish, reach_of
from gnomon.semantic.contracts import SemanticModel


@dataclass(frozen=True, slots=True)
class Interactions:
    """The effects that a page has chosen, pair by pair, and the one of all other pairs."""

    usual: InteractionEffect = InteractionEffect.FILTER
    chosen: Mapping[tuple[str, str], InteractionEffect] = field(default_factory=dict)

    def effect(self, source: str, target: str) -> InteractionEffect:
        """What `target` does with a selection made in `source`."""
        return self.chosen.get((source, target), self.usual)

    def among(self, wishes: Sequence[Wish], target: str, *effects: InteractionEffect) -> tuple[Wish, ...]:
        """The wishes of other tiles that have one of these effects on a tile."""
        return tuple(one for one in wishes if one.own_tile is not None and self.effect(one.own_tile, target) in effects)


@dataclass(frozen=True, slots=True)
class ReachedTile:
    """A tile under what reaches it: its question, the one for what is highlighted in it, and what must be said."""

    draft: charts.Draft
    part: charts.Draft | None
    notes: tuple[str, ...]


def interactions_of(page: DashboardPage) -> Interactions:
    """The effects between the tiles of a page."""
    chosen = {(one.source, one.target): one.effect for one in page.interactions}
    return Interactions(page.default_interaction, chosen)


def reached(
    tile_id: str,
    chart: ChartSpec,
    model: SemanticModel,
    wishes: Sequence[Wish],
    types: TypesByDataset,
    interactions: Interactions,
) -> ReachedTile:
    """A tile under the filters of its page and the selections in other tiles, each by its effect.

    What has no marks to highlight, such as a number or a table, is filtered instead.
    """
    of_page = tuple(one for one in wishes if one.own_tile is None)
    filtering = (*of_page, *interactions.among(wishes, tile_id, InteractionEffect.FILTER))
    highlighting = interactions.among(wishes, tile_id, InteractionEffect.HIGHLIGHT)
    reach = reach_of(tile_id, chart, filtering, types)
    lit = reach_of(tile_id, chart, highlighting, types)
    notes = tuple(dict.fromkeys((*reach.notes, *lit.notes)))
    whole = charts.draft(chart, model, reach.filters)
    if not lit.filters:
        return ReachedTile(whole, None, notes)
    part = charts.draft(chart, model, (*reach.filters, *lit.filters))
    if not charts.can_highlight(whole):
        return ReachedTile(part, None, notes)
    return ReachedTile(whole, charts.of_part(part), notes)
