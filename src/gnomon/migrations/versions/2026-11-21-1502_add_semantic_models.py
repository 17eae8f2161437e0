"""Add semantic models.

Revision ID: 7c1f0e9b2d54
Revises: 1a60d4a68410
Create Date: 2026-11-21 15:02:31.118204
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from gnomon.foundation.db.base import JsonDocument
from gnomon.foundation.db.types import UtcDateTime

revision: str = "7c1f0e9b2d54"
down_revision: str | None = "1a60d4a68410"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "semantic_models",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("definition", JsonDocument, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("deleted_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_semantic_models_created_by")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_semantic_models_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_semantic_models")),
    )
    with op.batch_alter_table("semantic_models", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_semantic_models_workspace_id_deleted_at"), ["workspace_id", "deleted_at"], unique=False
        )

    op.create_table(
        "semantic_model_datasets",
        sa.Column("dataset_id", sa.Uuid(), nullable=False),
        sa.Column("model_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name=op.f("fk_semantic_model_datasets_dataset_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["model_id"], ["semantic_models.id"], name=op.f("fk_semantic_model_datasets_model_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("dataset_id", name=op.f("pk_semantic_model_datasets")),
    )
    with op.batch_alter_table("semantic_model_datasets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_semantic_model_datasets_model_id"), ["model_id"], unique=False)

    op.create_table(
        "semantic_model_revisions",
        sa.Column("model_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("definition", JsonDocument, nullable=False),
        sa.Column("changes", JsonDocument, nullable=False),
        sa.Column("change_count", sa.Integer(), nullable=False),
        sa.Column("saved_by", sa.Uuid(), nullable=True),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["model_id"],
            ["semantic_models.id"],
            name=op.f("fk_semantic_model_revisions_model_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["saved_by"], ["users.id"], name=op.f("fk_semantic_model_revisions_saved_by")),
        sa.PrimaryKeyConstraint("model_id", "number", name=op.f("pk_semantic_model_revisions")),
    )


def downgrade() -> None:
    op.drop_table("semantic_model_revisions")
    with op.batch_alter_table("semantic_model_datasets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_semantic_model_datasets_model_id"))

    op.drop_table("semantic_model_datasets")
    with op.batch_alter_table("semantic_models", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_semantic_models_workspace_id_deleted_at"))

    op.drop_table("semantic_models")
