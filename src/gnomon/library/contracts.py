"""The front door of the library."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import Conflict

MAX_FAVOURITES = 500
MAX_RECENT = 50
"""So many of what a person saw last are remembered in a workspace."""
MAX_WORDS = 200
"""Characters of a search."""


class ThingKind(StrEnum):
    """The kinds of thing that have a name and an address."""

    DASHBOARD = "dashboard"
    DATASET = "dataset"
    MODEL = "model"
    QUERY = "query"
    CHART = "chart"


class Thing(Contract):
    """Something in the workspace, as a list of many kinds shows it."""

    kind: ThingKind
    id: UUID
    name: str
    description: str | None
    updated_at: datetime
    is_favourite: bool


class SeenThing(Thing):
    """Something that the caller looked at."""

    seen_at: datetime


class TooManyFavourites(Conflict):
    """As many favourites as a person may have in a workspace."""

    def __init__(self) -> None:
        super().__init__(
            f"You have {MAX_FAVOURITES} favourites in this workspace.", hint="Take the star from one you no longer use."
        )
