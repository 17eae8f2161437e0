"""Tables of query: who asked what, without a value of anybody's data, and what is aggregated beforehand."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Float, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from gnomon.foundation.db.base import Base


class QueryLogRow(Base):
    """One question that ran or failed, or one that was answered from what was kept several times within seconds."""

    __tablename__ = "query_log"
    __table_args__ = (
        Index(None, "workspace_id", "created_at"),
        Index(None, "created_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    # No foreign keys: what was asked stays on record when the asker or the dataset is gone.
    workspace_id: Mapped[UUID]
    user_id: Mapped[UUID | None]
    dataset_id: Mapped[UUID]
    fingerprint: Mapped[str | None] = mapped_column(String(64))
    row_count: Mapped[int] = mapped_column(Integer)
    times: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    elapsed_ms: Mapped[float] = mapped_column(Float)
    """On average of all times."""
    is_cached: Mapped[bool]
    error_code: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime]


class RollupRow(Base):
    """A table that was aggregated beforehand of one dataset version, or a shape that is not worth one."""

    __tablename__ = "query_rollups"
    __table_args__ = (Index(None, "version_id"), Index(None, "workspace_id"), Index(None, "dataset_id"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id"))
    # Goes with its dataset, and its file with the dataset's files.
    dataset_id: Mapped[UUID] = mapped_column(ForeignKey("datasets.id", ondelete="CASCADE"))
    version_id: Mapped[UUID] = mapped_column(ForeignKey("dataset_versions.id", ondelete="CASCADE"))
    state: Mapped[str] = mapped_column(String(20))
    """Whether it can be read, was not worth its file, or is about to be removed."""
    shape: Mapped[dict[str, Any]]
    parts: Mapped[list[Any]]
    steps: Mapped[dict[str, Any]]
    """Where steps of instants begin and end, as the rows have them."""
    file_key: Mapped[str | None] = mapped_column(String(255))
    row_count: Mapped[int] = mapped_column(BigInteger)
    byte_size: Mapped[int] = mapped_column(BigInteger)
    used_at: Mapped[datetime]
    created_at: Mapped[datetime]
