"""Tables of queries: runs of hand-written SQL, saved queries, and the datasets that were made of them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Float, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gnomon.foundation.db.base import Base


class SavedQueryRow(Base):
    """A statement that a workspace keeps under a name."""

    __tablename__ = "saved_queries"
    __table_args__ = (Index(None, "workspace_id", "deleted_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id"))
    name: Mapped[str] = mapped_column(String(255))
    description: Mapped[str | None] = mapped_column(Text)
    sql: Mapped[str] = mapped_column(Text)
    parameters: Mapped[list[Any]]
    revision: Mapped[int]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
    folder_id: Mapped[UUID | None] = mapped_column(ForeignKey("folders.id"), index=True)


class SqlRunRow(Base):
    """One run of a statement, whatever its end; it belongs to whoever ran it."""

    __tablename__ = "sql_runs"
    __table_args__ = (
        Index(None, "workspace_id", "user_id", "created_at"),
        Index(None, "created_at"),
        Index(None, "saved_query_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    saved_query_id: Mapped[UUID | None] = mapped_column(ForeignKey("saved_queries.id", ondelete="SET NULL"))
    sql: Mapped[str] = mapped_column(Text)
    parameters: Mapped[dict[str, Any] | None]
    """Absent where they were too large to keep."""
    status: Mapped[str] = mapped_column(String(16))
    error_code: Mapped[str | None] = mapped_column(String(64))
    error_message: Mapped[str | None] = mapped_column(Text)
    row_count: Mapped[int | None] = mapped_column(BigInteger)
    total_rows: Mapped[int | None] = mapped_column(BigInteger)
    is_truncated: Mapped[bool]
    elapsed_ms: Mapped[float] = mapped_column(Float)
    is_cached: Mapped[bool]
    sources: Mapped[list[Any]]
    created_at: Mapped[datetime]


class DatasetOriginRow(Base):
    """A statement whose answer is, or is about to become, a version of a dataset."""

    __tablename__ = "dataset_origins"
    __table_args__ = (Index(None, "dataset_id"), Index(None, "saved_query_id"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    """The identifier of the import."""
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id"))
    dataset_id: Mapped[UUID] = mapped_column(ForeignKey("datasets.id", ondelete="CASCADE"))
    raw_key: Mapped[str | None] = mapped_column(String(255))
    """The file of the answer, by which versions know where they come from; absent until it is made."""
    saved_query_id: Mapped[UUID | None] = mapped_column(ForeignKey("saved_queries.id", ondelete="SET NULL"))
    sql: Mapped[str] = mapped_column(Text)
    parameters: Mapped[dict[str, Any]]
    sources: Mapped[list[Any]]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime]
