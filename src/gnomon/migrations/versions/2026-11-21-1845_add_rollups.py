"""Add roll-ups.

Revision ID: 4be2a7d90c16
Revises: 3d5b8e0c6a17
Create Date: 2026-11-21 18:45:12.604410
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from gnomon.foundation.db.base import JsonDocument
from gnomon.foundation.db.types import UtcDateTime

revision: str = "4be2a7d90c16"
down_revision: str | None = "3d5b8e0c6a17"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "query_rollups",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("dataset_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("shape", JsonDocument, nullable=False),
        sa.Column("parts", JsonDocument, nullable=False),
        sa.Column("steps", JsonDocument, nullable=False),
        sa.Column("file_key", sa.String(length=255), nullable=True),
        sa.Column("row_count", sa.BigInteger(), nullable=False),
        sa.Column("byte_size", sa.BigInteger(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name=op.f("fk_query_rollups_dataset_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["dataset_versions.id"], name=op.f("fk_query_rollups_version_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_query_rollups_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_query_rollups")),
    )
    with op.batch_alter_table("query_rollups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_query_rollups_dataset_id"), ["dataset_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_query_rollups_version_id"), ["version_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_query_rollups_workspace_id"), ["workspace_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("query_rollups", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_query_rollups_workspace_id"))
        batch_op.drop_index(batch_op.f("ix_query_rollups_version_id"))
        batch_op.drop_index(batch_op.f("ix_query_rollups_dataset_id"))

    op.drop_table("query_rollups")
