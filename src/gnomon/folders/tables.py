"""Tables of folders."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from gnomon.foundation.db.base import Base


class FolderRow(Base):
    """A folder; one that was removed stays as long as things in the trash lie in it, and keeps them from others."""

    __tablename__ = "folders"
    __table_args__ = (Index("ix_folders_workspace_id_parent_id", "workspace_id", "parent_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("folders.id"))
    name: Mapped[str] = mapped_column(String(100))
    sees: Mapped[str] = mapped_column(String(16))
    edits: Mapped[str] = mapped_column(String(16))
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
    cleared: Mapped[list[Any]]
    """What lay in it when it was removed, so that this can be undone."""


class FolderPersonRow(Base):
    """Somebody who is let into a folder by name."""

    __tablename__ = "folder_people"

    folder_id: Mapped[UUID] = mapped_column(ForeignKey("folders.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
    may_edit: Mapped[bool]
