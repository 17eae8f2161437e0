"""Tables of stored models: the present definition, the datasets that it claims, and every saved state."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gnomon.foundation.db.base import Base


class SemanticModelRow(Base):
    """What people say about their datasets, under a name."""

    __tablename__ = "semantic_models"
    __table_args__ = (Index(None, "workspace_id", "deleted_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id"))
    name: Mapped[str] = mapped_column(String(255))
    description: Mapped[str | None] = mapped_column(Text)
    definition: Mapped[dict[str, Any]]
    revision: Mapped[int]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


class SemanticModelDatasetRow(Base):
    """A dataset that a model claims; no other model can, until this one lies in the trash."""

    __tablename__ = "semantic_model_datasets"
    __table_args__ = (Index(None, "model_id"),)

    dataset_id: Mapped[UUID] = mapped_column(ForeignKey("datasets.id", ondelete="CASCADE"), primary_key=True)
    model_id: Mapped[UUID] = mapped_column(ForeignKey("semantic_models.id", ondelete="CASCADE"))


class SemanticModelRevisionRow(Base):
    """A state of a model as somebody saved it."""

    __tablename__ = "semantic_model_revisions"

    model_id: Mapped[UUID] = mapped_column(ForeignKey("semantic_models.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    description: Mapped[str | None] = mapped_column(Text)
    definition: Mapped[dict[str, Any]]
    changes: Mapped[list[Any]]
    """What it changed in the revision before it, the first of them."""
    change_count: Mapped[int]
    saved_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    saved_at: Mapped[datetime]
