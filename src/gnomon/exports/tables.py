"""The table of this room."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from gnomon.foundation.db.base import Base


class ExportRow(Base):
    """Rows that somebody takes home; it belongs to them alone."""

    __tablename__ = "exports"
    __table_args__ = (Index(None, "workspace_id", "user_id", "created_at"), Index(None, "expires_at"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    name: Mapped[str] = mapped_column(String(255))
    format: Mapped[str] = mapped_column(String(16))
    source: Mapped[dict[str, Any]]
    """What is exported, as it was asked for: only what was said, so that what was not stays unsaid."""
    is_raw: Mapped[bool]
    state: Mapped[str] = mapped_column(String(16))
    stage: Mapped[str | None] = mapped_column(String(16))
    rows_written: Mapped[int] = mapped_column(BigInteger)
    row_count: Mapped[int | None] = mapped_column(BigInteger)
    byte_size: Mapped[int | None] = mapped_column(BigInteger)
    problem: Mapped[dict[str, Any] | None]
    file_key: Mapped[str | None] = mapped_column(String(255))
    """Absent until there is a file, and when it is no more."""
    ticket_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    """Of the one address that is good for one download."""
    ticket_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]
