"""The tables of links and embeds."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from gnomon.foundation.db.base import Base


class ShareLinkRow(Base):
    """A link to a dashboard; its secret is not in here, only what it is made of together with the instance's key."""

    __tablename__ = "share_links"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id"))
    dashboard_id: Mapped[UUID] = mapped_column(ForeignKey("dashboards.id", ondelete="CASCADE"), index=True)
    handle: Mapped[str] = mapped_column(String(32), unique=True)
    """The part of the address by which the row is found; worth nothing without the other one."""
    name: Mapped[str | None] = mapped_column(String(255))
    password_hash: Mapped[str | None] = mapped_column(String(100))
    expires_at: Mapped[datetime | None]
    locks: Mapped[list[Any]]
    preview: Mapped[bool | None]
    """Whether pages in which somebody pastes it are told what it shows; null: unless it has locks."""
    opening: Mapped[UUID | None]
    """The bookmark that it opens with; where there is none of this id, it opens as the dashboard does."""
    view_count: Mapped[int]
    last_viewed_at: Mapped[datetime | None]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]


class EmbedRow(Base):
    """A dashboard framed by other sites; the secret of its tokens is made of this and the instance's key."""

    __tablename__ = "embeds"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id"))
    dashboard_id: Mapped[UUID] = mapped_column(ForeignKey("dashboards.id", ondelete="CASCADE"), index=True)
    handle: Mapped[str] = mapped_column(String(32), unique=True)
    """What it is called in addresses and in the audience of its tokens; no secret."""
    name: Mapped[str] = mapped_column(String(255))
    key_id: Mapped[str] = mapped_column(String(32))
    """Which of its secrets holds; another one with each rotation."""
    old_key_id: Mapped[str | None] = mapped_column(String(32))
    old_key_ends_at: Mapped[datetime | None]
    origins: Mapped[list[Any]]
    """Who may frame it."""
    fields: Mapped[list[Any]]
    """Which columns every token must lock."""
    open_filters: Mapped[list[Any] | None]
    """The filters that visitors may change; null where they may change all."""
    opening: Mapped[UUID | None]
    """The bookmark that it opens with; where there is none of this id, it opens as the dashboard does."""
    expires_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    """Since when it shows nothing; the row stays, so that sites that frame it still are told so."""
    view_count: Mapped[int]
    last_viewed_at: Mapped[datetime | None]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
