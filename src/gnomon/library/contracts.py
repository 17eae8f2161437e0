"""The front door of the library."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from gnomon.folders.contracts import FolderId
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import Conflict, Invalid

MAX_FAVOURITES = 500
MAX_RECENT = 50
"""So many of what a person saw last are remembered in a workspace."""
MAX_FILED = 500
"""So many are put in a folder at once."""
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
    folder_id: UUID | None
    """The folder in which it lies, if the caller may see that."""


class PlaceKind(StrEnum):
    """What a search finds inside of things."""

    PAGE = "page"
    TILE = "tile"
    TEXT = "text"
    COLUMN = "column"
    FIELD = "field"
    """A column that a formula computes."""
    MEASURE = "measure"


class Place(Contract):
    """Where in a thing the words stand."""

    kind: PlaceKind
    name: str
    """What it is called; of a text, its words around those that were searched."""
    page_id: str | None = None
    tile_id: str | None = None
    member: str | None = None
    """How a question calls the field."""


class FoundThing(Thing):
    """Something that answers a search."""

    place: Place | None
    """Where in it the words stand; none: its name or its description says them."""


class SeenThing(Thing):
    """Something that the caller looked at."""

    seen_at: datetime


class ThingKey(Contract):
    """Which thing."""

    kind: ThingKind
    id: UUID


class FileThings(Contract):
    """Things that are put in a folder, or in none."""

    things: tuple[ThingKey, ...] = Field(min_length=1, max_length=MAX_FILED)
    folder_id: FolderId | None


class FiledThing(ThingKey):
    """A thing, and the folder in which it lies or lay."""

    folder_id: FolderId | None


class MovedThings(Contract):
    """Where things were before they were put elsewhere."""

    before: tuple[FiledThing, ...]


class ContentOfFolder(StrEnum):
    """What becomes of what lies in a folder that is removed."""

    UP = "up"
    """It moves to the folder above, or out of folders."""
    TRASH = "trash"


class NeverFiled(Invalid):
    """Models stand with their datasets, and lie in no folder."""

    def __init__(self) -> None:
        super().__init__("A model lies in no folder.", hint="File the dataset that it is about.")


class TooManyFavourites(Conflict):
    """As many favourites as a person may have in a workspace."""

    def __init__(self) -> None:
        super().__init__(
            f"You have {MAX_FAVOURITES} favourites in this workspace.", hint="Take the star from one you no longer use."
        )
