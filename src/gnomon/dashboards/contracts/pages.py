"""What a dashboard is: pages of tiles under filters."""

from collections.abc import Mapping
from uuid import UUID

from pydantic import Field, ValidationInfo, field_validator, model_validator

from gnomon.dashboards.contracts.canvas import Arrangement, PhoneLayout
from gnomon.dashboards.contracts.drilling import MAX_DRILL_THROUGH
from gnomon.dashboards.contracts.filtering import MAX_PAGE_FILTERS, MAX_PARAMETERS, DashboardParameter, PageFilter
from gnomon.dashboards.contracts.interactions import (
    MAX_INTERACTIONS,
    InteractionEffect,
    TileInteraction,
    without_dangling,
)
from gnomon.dashboards.contracts.tiles import TextTile, Tile, TileId
from gnomon.dashboards.editions import PRESENT_EDITION, in_present_edition
from gnomon.foundation.kit.contract import Contract
from gnomon.query.contracts import Name
from gnomon.themes.contracts import ThemeId

MAX_TILES = 200
MAX_PAGES = 50
MAX_PAGE_FIGURES = 100
LEAST_REFRESH_SECONDS = 30


class DashboardPage(Contract):
    """One canvas of tiles."""

    id: TileId
    title: str = Field(max_length=255, json_schema_extra={"minLength": 1})
    tiles: tuple[Tile, ...] = Field(default=(), max_length=MAX_TILES)
    filters: tuple[PageFilter, ...] = Field(default=(), max_length=MAX_PAGE_FILTERS)
    arrangement: Arrangement = Field(default="grid", exclude_if=lambda arrangement: arrangement == "grid")
    phone: PhoneLayout | None = Field(default=None, exclude_if=lambda phone: phone is None)
    """Generated from the order of the tiles until somebody changes it."""

    interactions: tuple[TileInteraction, ...] = Field(
        default=(), max_length=MAX_INTERACTIONS, exclude_if=lambda pairs: pairs == ()
    )
    """What pointing at one tile does to another, where it is not the page's usual effect."""
    default_interaction: InteractionEffect = Field(
        default=InteractionEffect.FILTER, exclude_if=lambda effect: effect is InteractionEffect.FILTER
    )
    drill_through: tuple[Name, ...] = Field(
        default=(), max_length=MAX_DRILL_THROUGH, exclude_if=lambda fields: fields == ()
    )
    """The fields that it tells the details of: marks of them lead here."""
    opening: UUID | None = Field(default=None, exclude_if=lambda opening: opening is None)
    """The shared bookmark whose choices it begins with; where there is none of this id, it begins as it is."""

    @field_validator("interactions")
    @classmethod
    def _are_between_its_tiles(
        cls, pairs: tuple[TileInteraction, ...], info: ValidationInfo
    ) -> tuple[TileInteraction, ...]:
        # What was chosen about a tile goes with it, whichever way it went.
        return without_dangling(pairs, (tile.id for tile in info.data.get("tiles", ())))

    @field_validator("tiles")
    @classmethod
    def _holds_few_figures(cls, tiles: tuple[Tile, ...]) -> tuple[Tile, ...]:
        if sum(len(tile.figures) for tile in tiles if isinstance(tile, TextTile)) > MAX_PAGE_FIGURES:
            raise ValueError(f"The texts of a page hold at most {MAX_PAGE_FIGURES} numbers.")
        return tiles

    @field_validator("title")
    @classmethod
    def _can_be_read(cls, title: str) -> str:
        if not title.strip():
            raise ValueError("A page needs a name.")
        return title


class DashboardSpec(Contract):
    """What a dashboard is; materialised from the document that people edit."""

    version: int = Field(default=PRESENT_EDITION, json_schema_extra={"enum": list(range(1, PRESENT_EDITION + 1))})
    """The edition of the contract that it is written in; older ones are read too, and answered in the present one."""
    # The least length is checked below: beside a fault inside a page it would be told as a second, wrong one.
    pages: tuple[DashboardPage, ...] = Field(max_length=MAX_PAGES, json_schema_extra={"minItems": 1})
    filters: tuple[PageFilter, ...] = Field(default=(), max_length=MAX_PAGE_FILTERS)
    """Those that reach every page."""
    parameters: tuple[DashboardParameter, ...] = Field(default=(), max_length=MAX_PARAMETERS)
    refresh_seconds: int | None = Field(
        default=None, ge=LEAST_REFRESH_SECONDS, le=86_400, exclude_if=lambda seconds: seconds is None
    )
    """How often those who look ask anew by themselves; none: only when something has changed."""
    opening: UUID | None = Field(default=None, exclude_if=lambda opening: opening is None)
    """The shared bookmark that it opens with; where there is none of this id, it opens as it is."""
    theme_id: ThemeId | None = Field(default=None, exclude_if=lambda theme_id: theme_id is None)
    """The theme that it is drawn in; none, or one that is gone: the workspace's default."""

    @model_validator(mode="before")
    @classmethod
    def _in_present_edition(cls, document: object) -> object:
        return in_present_edition(document) if isinstance(document, Mapping) else document

    @model_validator(mode="after")
    def _has_pages_with_unique_ids(self) -> "DashboardSpec":
        if not self.pages:
            raise ValueError("A dashboard has at least one page.")
        ids = [page.id for page in self.pages] + [tile.id for page in self.pages for tile in page.tiles]
        if len(ids) != len(set(ids)):
            raise ValueError("Pages and tiles have ids of their own.")
        return self
