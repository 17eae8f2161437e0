"""The table of imports."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Float, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from gnomon.foundation.db.base import Base


class ImportRow(Base):
    """One file on its way into one dataset or several."""

    __tablename__ = "imports"
    __table_args__ = (Index("ix_imports_workspace_id_status", "workspace_id", "status"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id"))
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    status: Mapped[str] = mapped_column(String(20))
    stage: Mapped[str | None] = mapped_column(String(20))
    rows: Mapped[int | None] = mapped_column(BigInteger)
    fraction: Mapped[float | None] = mapped_column(Float)
    kind: Mapped[str] = mapped_column(String(20))
    file_name: Mapped[str] = mapped_column(String(255))
    file_size: Mapped[int] = mapped_column(BigInteger)
    raw_key: Mapped[str] = mapped_column(String(255), index=True)
    raw_sha256: Mapped[str] = mapped_column(String(64))
    """Empty while the file is still being made."""
    options: Mapped[dict[str, Any]]
    """How to read the file: `UploadOptions`."""
    sheets: Mapped[list[Any]]
    """The filled sheets of a workbook, once they are known and there are several."""
    targets: Mapped[list[Any]]
    """Which sheet goes into which dataset, and under which version the present attempt stores it: `Target`."""
    error: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
