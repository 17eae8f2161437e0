"""Tables of datasets, their versions, profiles and original files."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gnomon.foundation.db.base import Base


class DatasetRow(Base):
    """A named table of a workspace; what it holds is its active version."""

    __tablename__ = "datasets"
    __table_args__ = (
        UniqueConstraint("workspace_id", "sql_name"),
        Index("ix_datasets_workspace_id_deleted_at", "workspace_id", "deleted_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id"))
    name: Mapped[str] = mapped_column(String(255))
    sql_name: Mapped[str | None] = mapped_column(String(80))
    """Absent in the trash, so that the name is free for others."""
    description: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(20))
    error: Mapped[str | None] = mapped_column(Text)
    active_version_id: Mapped[UUID | None]
    row_count: Mapped[int] = mapped_column(BigInteger)
    """Of the active version, here for lists that sort by it."""
    file_size: Mapped[int] = mapped_column(BigInteger)
    """Bytes of the original file."""
    import_id: Mapped[UUID | None]
    file_name: Mapped[str | None] = mapped_column(String(255))
    column_words: Mapped[dict[str, Any]]
    """What people said about columns, by lower-case name; it outlives versions."""
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
    folder_id: Mapped[UUID | None] = mapped_column(ForeignKey("folders.id"), index=True)


class DatasetVersionRow(Base):
    """One immutable state of a dataset."""

    __tablename__ = "dataset_versions"
    __table_args__ = (UniqueConstraint("dataset_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    dataset_id: Mapped[UUID] = mapped_column(ForeignKey("datasets.id", ondelete="CASCADE"))
    number: Mapped[int]
    row_count: Mapped[int] = mapped_column(BigInteger)
    byte_size: Mapped[int] = mapped_column(BigInteger)
    rejected_rows: Mapped[int] = mapped_column(BigInteger)
    rejects_key: Mapped[str | None] = mapped_column(String(255))
    content_hash: Mapped[str] = mapped_column(String(64))
    raw_key: Mapped[str | None] = mapped_column(String(255))
    raw_sha256: Mapped[str | None] = mapped_column(String(64))
    raw_size: Mapped[int | None] = mapped_column(BigInteger)
    file_name: Mapped[str | None] = mapped_column(String(255))
    file_keys: Mapped[list[Any]]
    columns: Mapped[list[Any]]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]


class DatasetProfileRow(Base):
    """The profile of one version, computed over all its rows."""

    __tablename__ = "dataset_profiles"

    version_id: Mapped[UUID] = mapped_column(ForeignKey("dataset_versions.id", ondelete="CASCADE"), primary_key=True)
    columns: Mapped[list[Any]]


class DatasetFileRow(Base):
    """An original file that feeds a dataset; a workbook with several sheets feeds several."""

    __tablename__ = "dataset_files"

    dataset_id: Mapped[UUID] = mapped_column(ForeignKey("datasets.id", ondelete="CASCADE"), primary_key=True)
    raw_key: Mapped[str] = mapped_column(String(255), primary_key=True, index=True)
    byte_size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    file_name: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[datetime]
