"""Create templates of dashboards.

Revision ID: 3e9a41c7d802
Revises: 4c1e9a70d2b8
Create Date: 2026-11-23 10:01:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from gnomon.foundation.db.base import JsonDocument
from gnomon.foundation.db.types import UtcDateTime

revision: str = "3e9a41c7d802"
down_revision: str | None = "4c1e9a70d2b8"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "dashboard_templates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("document", JsonDocument, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("deleted_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_dashboard_templates_workspace_id")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_dashboard_templates_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dashboard_templates")),
    )
    op.create_index(
        "ix_dashboard_templates_workspace_id_deleted_at", "dashboard_templates", ["workspace_id", "deleted_at"]
    )


def downgrade() -> None:
    op.drop_index("ix_dashboard_templates_workspace_id_deleted_at", table_name="dashboard_templates")
    op.drop_table("dashboard_templates")
