"""What a dashboard is: pages of tiles under filters."""

from typing import Literal

from pydantic import Field, field_validator, model_validator

from gnomon.dashboards.contracts.tiles import Tile, TileId
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.query.contracts import Filter, Name

MAX_TILES = 200
MAX_PAGES = 50


class PageFilter(Contract):
    """A filter that stands above a page; what a viewer chooses lives in the URL, the default here."""

    id: TileId
    label: str | None = Field(default=None, max_length=255)
    dataset_id: DatasetId
    member: Name
    control: Literal["list", "range", "date", "text"]
    default: Filter | None = None


class DashboardPage(Contract):
    """One canvas of tiles."""

    id: TileId
    title: str = Field(max_length=255, json_schema_extra={"minLength": 1})
    tiles: tuple[Tile, ...] = Field(default=(), max_length=MAX_TILES)
    filters: tuple[PageFilter, ...] = Field(default=(), max_length=50)

    @field_validator("title")
    @classmethod
    def _can_be_read(cls, title: str) -> str:
        if not title.strip():
            raise ValueError("A page needs a name.")
        return title


class DashboardSpec(Contract):
    """What a dashboard is; materialised from the document that people edit."""

    version: Literal[1] = 1
    # The least length is checked below: beside a fault inside a page it would be told as a second, wrong one.
    pages: tuple[DashboardPage, ...] = Field(max_length=MAX_PAGES, json_schema_extra={"minItems": 1})

    @model_validator(mode="after")
    def _has_pages_with_unique_ids(self) -> "DashboardSpec":
        if not self.pages:
            raise ValueError("A dashboard has at least one page.")
        ids = [page.id for page in self.pages] + [tile.id for page in self.pages for tile in page.tiles]
        if len(ids) != len(set(ids)):
            raise ValueError("Pages and tiles have ids of their own.")
        return self
