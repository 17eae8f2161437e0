"""Create dashboard bookmarks.

Revision ID: 2d9c41f7a6b8
Revises: e1a4c80b6d27
Create Date: 2026-11-22 09:51:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from gnomon.foundation.db.base import JsonDocument
from gnomon.foundation.db.types import UtcDateTime

revision: str = "2d9c41f7a6b8"
down_revision: str | None = "e1a4c80b6d27"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "dashboard_bookmarks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("dashboard_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("state", JsonDocument, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_dashboard_bookmarks_workspace_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["dashboard_id"], ["dashboards.id"], name=op.f("fk_dashboard_bookmarks_dashboard_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_dashboard_bookmarks_owner_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dashboard_bookmarks")),
    )
    op.create_index(
        "ix_dashboard_bookmarks_dashboard_id_owner_id",
        "dashboard_bookmarks",
        ["dashboard_id", "owner_id"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index("ix_dashboard_bookmarks_dashboard_id_owner_id", table_name="dashboard_bookmarks")
    op.drop_table("dashboard_bookmarks")
