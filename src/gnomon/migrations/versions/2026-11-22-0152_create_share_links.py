"""Create share links.

Revision ID: d97b2c063f1e
Revises: c64e1f82a05d
Create Date: 2026-11-22 01:52:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from gnomon.foundation.db.base import JsonDocument
from gnomon.foundation.db.types import UtcDateTime

revision: str = "d97b2c063f1e"
down_revision: str | None = "c64e1f82a05d"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "share_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("dashboard_id", sa.Uuid(), nullable=False),
        sa.Column("handle", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=True),
        sa.Column("password_hash", sa.String(length=100), nullable=True),
        sa.Column("expires_at", UtcDateTime(), nullable=True),
        sa.Column("locks", JsonDocument, nullable=False),
        sa.Column("view_count", sa.Integer(), nullable=False),
        sa.Column("last_viewed_at", UtcDateTime(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_share_links_workspace_id")),
        sa.ForeignKeyConstraint(
            ["dashboard_id"], ["dashboards.id"], name=op.f("fk_share_links_dashboard_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_share_links_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_links")),
        sa.UniqueConstraint("handle", name=op.f("uq_share_links_handle")),
    )
    op.create_index(op.f("ix_share_links_dashboard_id"), "share_links", ["dashboard_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_share_links_dashboard_id"), table_name="share_links")
    op.drop_table("share_links")
