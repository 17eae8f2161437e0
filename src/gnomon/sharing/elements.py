"""What visitors are told of texts, images and buttons: enough to draw them, and no ids but those of this dashboard."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gnomon.charts.contracts import FieldRef, FieldRole
from gnomon.dashboards.contracts import (
    ApplyChoices,
    AssetId,
    ButtonTile,
    Figure,
    ImageTile,
    OpenDashboard,
    PageChoices,
    TextTile,
    Tile,
)
from gnomon.datasets.contracts import DatasetId

_NO_QUESTION = FieldRef(role=FieldRole.MEASURE, member="*")


@dataclass(frozen=True, slots=True)
class Door:
    """What things are called behind a link or an embed, and what may be chosen there."""

    dataset: Callable[[DatasetId], DatasetId]
    image: Callable[[AssetId], AssetId]
    may_choose: Callable[[PageChoices], bool]


def shown_elements(tiles: Iterable[Tile], door: Door) -> tuple[Tile, ...]:
    """The tiles as visitors are told of them; a button that leads nowhere from here is left out."""
    shown = (_shown(tile, door) for tile in tiles)
    return tuple(tile for tile in shown if tile is not None)


def _shown(tile: Tile, door: Door) -> Tile | None:
    match tile:
        case TextTile():
            return tile.model_copy(update={"figures": tuple(_shown_figure(one, door) for one in tile.figures)})
        case ImageTile():
            return tile.model_copy(update={"asset_id": door.image(AssetId(tile.asset_id))})
        case ButtonTile():
            return _shown_button(tile, door)
        case _:
            return tile


def _shown_figure(figure: Figure, door: Door) -> Figure:
    """Where a number stands, and not what it is a number of."""
    return Figure(name=figure.name, dataset_id=door.dataset(figure.dataset_id), measure=_NO_QUESTION)


def _shown_button(tile: ButtonTile, door: Door) -> Tile | None:
    match tile.action:
        case OpenDashboard():
            return None
        case ApplyChoices(choices=choices):
            if not door.may_choose(choices):
                return None
            return tile.model_copy(update={"action": ApplyChoices(choices=shown_choices(choices, door))})
        case _:
            return tile


def shown_choices(choices: PageChoices, door: Door) -> PageChoices:
    """The same choices under the names that things have behind a door."""
    carried = choices.carried
    update = {
        "selections": tuple(
            one.model_copy(update={"dataset_id": door.dataset(one.dataset_id)}) for one in choices.selections
        ),
        "changes": tuple(
            one.model_copy(update={"dataset_id": door.dataset(one.dataset_id)}) for one in choices.changes
        ),
        "carried": carried and carried.model_copy(update={"dataset_id": door.dataset(carried.dataset_id)}),
    }
    return choices.model_copy(update=update)
