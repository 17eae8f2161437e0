"""The table of links."""

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
    view_count: Mapped[int]
    last_viewed_at: Mapped[datetime | None]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
