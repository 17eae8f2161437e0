"""Tables of the library: what people marked, and what they saw."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from gnomon.foundation.db.base import Base


class FavouriteRow(Base):
    """A person's star on something. What it stands on may be gone: then it is not shown."""

    __tablename__ = "favourites"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    thing_id: Mapped[UUID] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]


class SightingRow(Base):
    """When a person last looked at something."""

    __tablename__ = "sightings"
    __table_args__ = (Index("ix_sightings_user_id_workspace_id_seen_at", "user_id", "workspace_id", "seen_at"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    thing_id: Mapped[UUID] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime]
