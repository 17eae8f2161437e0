"""Create embeds.

Revision ID: 4c7ae1d0935b
Revises: b58f7d1c92e0
Create Date: 2026-11-22 09:53:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from gnomon.foundation.db.base import JsonDocument
from gnomon.foundation.db.types import UtcDateTime

revision: str = "4c7ae1d0935b"
down_revision: str | None = "b58f7d1c92e0"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "embeds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("dashboard_id", sa.Uuid(), nullable=False),
        sa.Column("handle", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.Column("old_key_id", sa.String(length=32), nullable=True),
        sa.Column("old_key_ends_at", UtcDateTime(), nullable=True),
        sa.Column("origins", JsonDocument, nullable=False),
        sa.Column("fields", JsonDocument, nullable=False),
        sa.Column("open_filters", JsonDocument, nullable=True),
        sa.Column("expires_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("view_count", sa.Integer(), nullable=False),
        sa.Column("last_viewed_at", UtcDateTime(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_embeds_workspace_id")),
        sa.ForeignKeyConstraint(
            ["dashboard_id"], ["dashboards.id"], name=op.f("fk_embeds_dashboard_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_embeds_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_embeds")),
        sa.UniqueConstraint("handle", name=op.f("uq_embeds_handle")),
    )
    op.create_index(op.f("ix_embeds_dashboard_id"), "embeds", ["dashboard_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_embeds_dashboard_id"), table_name="embeds")
    op.drop_table("embeds")
