"""Create dashboard assets.

Revision ID: 7d2be05c1f94
Revises: 4c7ae1d0935b
Create Date: 2026-11-22 09:54:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from gnomon.foundation.db.types import UtcDateTime

revision: str = "7d2be05c1f94"
down_revision: str | None = "4c7ae1d0935b"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "dashboard_assets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("content_type", sa.String(length=50), nullable=False),
        sa.Column("byte_size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("unused_since", UtcDateTime(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_dashboard_assets_workspace_id")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_dashboard_assets_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dashboard_assets")),
        sa.UniqueConstraint("workspace_id", "sha256", name=op.f("uq_dashboard_assets_workspace_id_sha256")),
    )


def downgrade() -> None:
    op.drop_table("dashboard_assets")
