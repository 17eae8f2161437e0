"""The table of saved charts."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gnomon.foundation.db.base import Base


class ChartRow(Base):
    """A saved picture of a workspace."""

    __tablename__ = "charts"
    __table_args__ = (Index("ix_charts_workspace_id_deleted_at", "workspace_id", "deleted_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id"))
    name: Mapped[str] = mapped_column(String(255))
    description: Mapped[str | None] = mapped_column(Text)
    spec: Mapped[dict[str, Any]]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
    folder_id: Mapped[UUID | None] = mapped_column(ForeignKey("folders.id"), index=True)
