"""The front door of comments: threads about a dashboard, a tile or a point, and mentions of people."""

from datetime import datetime
from typing import Annotated, NewType
from uuid import UUID

from pydantic import Field, StringConstraints

from gnomon.dashboards.contracts import DashboardId, TileId
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import Conflict, Forbidden, Invalid
from gnomon.identity.contracts import UserId

ThreadId = NewType("ThreadId", UUID)
CommentId = NewType("CommentId", UUID)

MAX_THREADS = 1_000
"""Threads that a dashboard may have."""
MAX_COMMENTS = 200
"""Comments that a thread may have."""
MAX_MENTIONS = 20
MAX_POINT_FIELDS = 10

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5_000)]
"""Plain text. A person is mentioned by `@[Name](user id)`."""


class PointField(Contract):
    """One field of a point in a picture, as the picture says it."""

    label: str = Field(min_length=1, max_length=255)
    value: str = Field(max_length=500)


class Anchor(Contract):
    """What a thread is about: the dashboard unless a page or a tile is named."""

    page_id: TileId | None = None
    tile_id: TileId | None = None
    point: tuple[PointField, ...] = Field(default=(), max_length=MAX_POINT_FIELDS)
    """A point in the picture of the tile, in words that stay when the data change."""


class Comment(Contract):
    """Something that somebody said."""

    id: CommentId
    author_id: UserId | None
    author_name: str | None
    words: str | None
    """Nothing once it was taken back."""
    mentions: tuple[UserId, ...]
    created_at: datetime
    edited_at: datetime | None
    may_change: bool
    """Only one's own words are changed; an owner of the workspace may take back others'."""
    may_remove: bool


class Thread(Contract):
    """A comment with what was answered, the oldest first."""

    id: ThreadId
    dashboard_id: DashboardId
    anchor: Anchor
    resolved_at: datetime | None
    resolved_by: str | None
    """What the person who settled it is called."""
    created_at: datetime
    updated_at: datetime
    comments: tuple[Comment, ...]


class StartThread(Contract):
    """Say something about a dashboard."""

    anchor: Anchor = Anchor()
    words: Words


class SayWords(Contract):
    """Answer in a thread, or put one's words otherwise."""

    words: Words


class ChangeThread(Contract):
    """Settle a thread, or open it again."""

    is_resolved: bool


class Mention(Contract):
    """Where somebody was mentioned."""

    thread_id: ThreadId
    comment_id: CommentId
    dashboard_id: DashboardId
    dashboard_name: str
    anchor: Anchor
    author_name: str | None
    words: str
    created_at: datetime
    is_seen: bool


class MentionsSeen(Contract):
    """Mentions that need no more attention."""

    comment_ids: tuple[CommentId, ...] = Field(min_length=1, max_length=200)


class NotYours(Forbidden):
    """Somebody else's words."""

    def __init__(self) -> None:
        super().__init__("These are somebody else's words.", hint="Answer them instead.")


class NotAMember(Invalid):
    """A mention of somebody who is not in the workspace."""

    def __init__(self, user_ids: tuple[UserId, ...]) -> None:
        super().__init__(
            "Only members of this workspace can be mentioned.",
            hint="Choose a person from the list that opens with @.",
            details={"user_ids": [str(one) for one in user_ids]},
        )


class TooManyMentions(Invalid):
    """A comment that would call everybody."""

    def __init__(self) -> None:
        super().__init__(f"A comment mentions at most {MAX_MENTIONS} people.", hint="Mention those who must know.")


class NoSuchTile(Invalid):
    """An anchor that is not on the dashboard."""

    def __init__(self) -> None:
        super().__init__("What this comment is about is no longer on the dashboard.", hint="Load the dashboard again.")


class TooManyThreads(Conflict):
    """As many threads as a dashboard may have."""

    def __init__(self) -> None:
        super().__init__(f"A dashboard holds at most {MAX_THREADS} threads.", hint="Answer in one that is there.")


class ThreadIsFull(Conflict):
    """As many comments as a thread may have."""

    def __init__(self) -> None:
        super().__init__(f"A thread holds at most {MAX_COMMENTS} comments.", hint="Begin another thread.")
