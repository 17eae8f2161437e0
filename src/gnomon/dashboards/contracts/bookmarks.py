"""Bookmarks: states of a dashboard that readers keep, and come back to."""

from datetime import datetime
from typing import Annotated, NewType
from uuid import UUID

import orjson
from pydantic import Field, JsonValue, field_validator

from gnomon.dashboards.contracts.kept import DashboardId
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import Conflict, Forbidden, NotFound

MAX_BOOKMARKS = 100
"""Of one person on one dashboard."""
MAX_STATE_BYTES = 64 * 1024
MAX_STATE_PARTS = 32
MAX_STATE_DEPTH = 16

BookmarkId = NewType("BookmarkId", UUID)

BookmarkState = Annotated[
    dict[Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z][A-Za-z0-9_]*$")], JsonValue],
    Field(max_length=MAX_STATE_PARTS),
]
"""What a reader chose, as the address of the dashboard holds it: its parts by name.

Like an address it may name what is gone: whoever reads it takes what is there.
"""


def _checked_name(name: str) -> str:
    if not name.strip():
        raise ValueError("A bookmark needs a name.")
    return name.strip()


def _checked_state(state: BookmarkState) -> BookmarkState:
    # Depth first: what is nested too deeply cannot be written at all.
    if _depth(state) > MAX_STATE_DEPTH:
        raise ValueError("This state is nested too deeply to be kept.")
    if len(orjson.dumps(state)) > MAX_STATE_BYTES:
        raise ValueError(f"A bookmark holds at most {MAX_STATE_BYTES // 1024} kB.")
    return state


def _depth(state: JsonValue) -> int:
    """How deeply lists and objects lie in each other, counted level by level."""
    level: list[JsonValue] = [state]
    depth = 0
    while level and depth <= MAX_STATE_DEPTH:
        inner = [one for one in level if isinstance(one, dict | list)]
        depth += bool(inner)
        level = [part for one in inner for part in (one.values() if isinstance(one, dict) else one)]
    return depth


class Bookmark(Contract):
    """A state of a dashboard under a name."""

    id: BookmarkId
    dashboard_id: DashboardId
    name: str
    state: BookmarkState
    is_shared: bool
    """Whether everybody who sees the dashboard finds it."""
    is_mine: bool
    owner_name: str | None
    may_change: bool
    created_at: datetime
    updated_at: datetime


class CreateBookmark(Contract):
    """A new bookmark; to share one takes somebody who may edit the dashboard."""

    name: str = Field(min_length=1, max_length=120)
    state: BookmarkState
    is_shared: bool = False

    _name = field_validator("name")(_checked_name)
    _state = field_validator("state")(_checked_state)


class ChangeBookmark(Contract):
    """What is to be changed of a bookmark: its name, the state it holds, or who finds it."""

    name: str | None = Field(default=None, min_length=1, max_length=120)
    state: BookmarkState | None = None
    is_shared: bool | None = None

    @field_validator("name")
    @classmethod
    def _is_a_name(cls, name: str | None) -> str | None:
        return None if name is None else _checked_name(name)

    @field_validator("state")
    @classmethod
    def _can_be_kept(cls, state: BookmarkState | None) -> BookmarkState | None:
        return None if state is None else _checked_state(state)


class NoSuchBookmark(NotFound):
    """There is none that the caller may see."""

    def __init__(self) -> None:
        super().__init__("bookmark")


class SharedByEditors(Forbidden):
    """What everybody finds is a matter of those who may edit the dashboard."""

    def __init__(self) -> None:
        super().__init__(
            "Only those who may edit this dashboard keep bookmarks for everybody.",
            hint="Keep one for yourself, or ask an editor to share it.",
        )


class TooManyBookmarks(Conflict):
    """As many as one person may keep of one dashboard."""

    def __init__(self) -> None:
        super().__init__(
            f"You may keep {MAX_BOOKMARKS} bookmarks of a dashboard.", hint="Remove one that is not wanted any more."
        )
