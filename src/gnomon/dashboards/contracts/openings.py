"""What a dashboard opens with, for those who are told nothing of the bookmark behind it."""

from pydantic import Field

from gnomon.dashboards.contracts.choosing import PageChoices
from gnomon.dashboards.contracts.identifiers import TileId
from gnomon.foundation.kit.contract import Contract


class Opening(Contract):
    """A state to begin with: a page, and what is chosen there."""

    page_id: TileId | None = Field(default=None, exclude_if=lambda page_id: page_id is None)
    """None: the first page."""
    choices: PageChoices
