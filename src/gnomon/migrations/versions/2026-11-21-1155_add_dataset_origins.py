"""Add dataset origins.

Revision ID: 1a60d4a68410
Revises: 59e607428f18
Create Date: 2026-11-21 11:55:43.901712
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from gnomon.foundation.db.base import JsonDocument
from gnomon.foundation.db.types import UtcDateTime

revision: str = "1a60d4a68410"
down_revision: str | None = "59e607428f18"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "dataset_origins",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("dataset_id", sa.Uuid(), nullable=False),
        sa.Column("raw_key", sa.String(length=255), nullable=True),
        sa.Column("saved_query_id", sa.Uuid(), nullable=True),
        sa.Column("sql", sa.Text(), nullable=False),
        sa.Column("parameters", JsonDocument, nullable=False),
        sa.Column("sources", JsonDocument, nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name=op.f("fk_dataset_origins_dataset_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name=op.f("fk_dataset_origins_made_by")),
        sa.ForeignKeyConstraint(
            ["saved_query_id"],
            ["saved_queries.id"],
            name=op.f("fk_dataset_origins_saved_query_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_dataset_origins_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dataset_origins")),
    )
    with op.batch_alter_table("dataset_origins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dataset_origins_dataset_id"), ["dataset_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dataset_origins_saved_query_id"), ["saved_query_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("dataset_origins", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dataset_origins_saved_query_id"))
        batch_op.drop_index(batch_op.f("ix_dataset_origins_dataset_id"))

    op.drop_table("dataset_origins")
