"""What pointing at one tile does to another."""

from collections.abc import Iterable
from enum import StrEnum

from gnomon.dashboards.contracts.tiles import TileId
from gnomon.foundation.kit.contract import Contract

MAX_INTERACTIONS = 2_000


class InteractionEffect(StrEnum):
    """What a tile does with a selection made in another one."""

    FILTER = "filter"
    """It shows what was selected, and nothing else."""
    HIGHLIGHT = "highlight"
    """It shows everything, and what was selected stands out."""
    NONE = "none"
    """It stays as it is."""


class TileInteraction(Contract):
    """What `target` does with what was pointed at in `source`."""

    source: TileId
    target: TileId
    effect: InteractionEffect


def without_dangling(pairs: Iterable[TileInteraction], tile_ids: Iterable[TileId]) -> tuple[TileInteraction, ...]:
    """The pairs of different tiles that are there; of two about the same tiles the last one."""
    there = set(tile_ids)
    kept = {
        (one.source, one.target): one
        for one in pairs
        if one.source != one.target and one.source in there and one.target in there
    }
    return tuple(kept.values())
