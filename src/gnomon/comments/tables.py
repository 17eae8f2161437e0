"""Tables of comments."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from gnomon.foundation.db.base import Base


class ThreadRow(Base):
    """A thread about something on a dashboard."""

    __tablename__ = "comment_threads"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id"))
    dashboard_id: Mapped[UUID] = mapped_column(ForeignKey("dashboards.id", ondelete="CASCADE"), index=True)
    anchor: Mapped[dict[str, Any]]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class CommentRow(Base):
    """Something that somebody said in a thread; taken back, it keeps its place without its words."""

    __tablename__ = "comments"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    thread_id: Mapped[UUID] = mapped_column(ForeignKey("comment_threads.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    words: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]


class MentionRow(Base):
    """A person who is mentioned in a comment."""

    __tablename__ = "comment_mentions"
    __table_args__ = (Index("ix_comment_mentions_user_id_workspace_id", "user_id", "workspace_id"),)

    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id"))
    is_seen: Mapped[bool]
