"""Tables of query: who asked what, without a value of anybody's data."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Float, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from gnomon.foundation.db.base import Base


class QueryLogRow(Base):
    """One question that ran, was answered from what was kept, or failed."""

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
    elapsed_ms: Mapped[float] = mapped_column(Float)
    is_cached: Mapped[bool]
    error_code: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime]
