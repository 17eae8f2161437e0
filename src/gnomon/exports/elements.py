"""What stands on a page beside pictures, as the worker is told of it: words, shapes, images, buttons and filters."""

import base64
from collections.abc import Mapping
from typing import Any, assert_never
from uuid import UUID

from gnomon.dashboards import assets
from gnomon.dashboards.contracts import (
    AssetId,
    ButtonTile,
    DashboardPage,
    DashboardSpec,
    ImageTile,
    PageChoices,
    ShapeTile,
    SlicerTile,
    TextTile,
)
from gnomon.exports.chosen import words_of_filter
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.errors import NotFound
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.storage import Blobs
from gnomon.identity.contracts import Principal

DRAWN_IMAGES = frozenset({"image/png", "image/jpeg"})
MOST_IMAGE_BYTES = 8 * 1024 * 1024
"""Of all images of a page together; those beyond it are named only."""

Element = ButtonTile | ImageTile | ShapeTile | SlicerTile | TextTile
Figures = Mapping[str, Mapping[str, Any] | None]


async def images_of(runtime: Runtime, principal: Principal, page: DashboardPage) -> Mapping[UUID, str]:
    """The images of a page that its reader may see, as what a picture holds of them."""
    found: dict[UUID, str] = {}
    left = MOST_IMAGE_BYTES
    blobs = runtime.get(Blobs)  # type: ignore[type-abstract]
    for asset_id in dict.fromkeys(tile.asset_id for tile in page.tiles if isinstance(tile, ImageTile)):
        async with runtime.get(Database).read() as session:
            try:
                file = await assets.seen_asset_file(session, blobs, principal, AssetId(asset_id))
            except NotFound:
                continue
        if file.content_type not in DRAWN_IMAGES or file.byte_size > left:
            continue
        content = b"".join([piece async for piece in file.pieces])
        left -= len(content)
        found[asset_id] = f"data:{file.content_type};base64,{base64.b64encode(content).decode()}"
    return found


def element_of(
    tile: Element,
    page: DashboardPage,
    spec: DashboardSpec,
    choices: PageChoices,
    images: Mapping[UUID, str],
    figures: Figures,
) -> dict[str, Any]:
    """What is drawn of a tile that is no picture of data."""
    match tile:
        case TextTile():
            own = {one.name: figures.get(f"{tile.id}.{one.name}") for one in tile.figures}
            return {"kind": "text", "markdown": tile.markdown, "figures": own}
        case ImageTile():
            return {"kind": "image", "data": images.get(tile.asset_id), "words": tile.alt, "fit": tile.fit.value}
        case ShapeTile():
            return {"kind": "shape", **tile.model_dump(mode="json", include=SHAPE)}
        case ButtonTile():
            return {"kind": "button", "words": tile.words, "look": tile.look.value}
        case SlicerTile():
            return {"kind": "slicer", **_control(tile, page, spec, choices)}
        case _:
            assert_never(tile)


SHAPE = {"form", "fill", "stroke", "thickness", "opacity", "direction"}


def _control(tile: SlicerTile, page: DashboardPage, spec: DashboardSpec, choices: PageChoices) -> dict[str, str]:
    chosen = {one.filter_id: one.filter for one in choices.chosen}
    for one in page.filters:
        if one.id == tile.control_id:
            return {"title": one.shown_name, "words": words_of_filter(one, chosen.get(one.id, one.default))}
    values = {one.parameter_id: one.value for one in choices.parameters}
    for parameter in spec.parameters:
        if parameter.id == tile.control_id:
            value = values.get(parameter.id)
            return {"title": parameter.shown_name, "words": str(parameter.default if value is None else value)}
    return {"title": "", "words": ""}
