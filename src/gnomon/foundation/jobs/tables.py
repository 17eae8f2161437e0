"""The table of this room."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gnomon.foundation.db.base import Base

QUEUED, RUNNING, FAILED = "queued", "running", "failed"


class JobRow(Base):
    """A job that is to be done, is being done, or could not be done; a job that is done has no row."""

    __tablename__ = "jobs"
    __table_args__ = (UniqueConstraint("name", "key"), Index("ix_jobs_state_run_at", "state", "run_at"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    key: Mapped[str | None] = mapped_column(String(200))
    payload: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(20))
    run_at: Mapped[datetime]
    attempts: Mapped[int]
    lease_token: Mapped[UUID | None]
    """Whoever runs the job holds this; who holds an older one has lost it."""
    lease_until: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
