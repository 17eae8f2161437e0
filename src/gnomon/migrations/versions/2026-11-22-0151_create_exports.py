"""Create exports.

Revision ID: c64e1f82a05d
Revises: b3a90d41c7e5
Create Date: 2026-11-22 01:51:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from gnomon.foundation.db.base import JsonDocument
from gnomon.foundation.db.types import UtcDateTime

revision: str = "c64e1f82a05d"
down_revision: str | None = "b3a90d41c7e5"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "exports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("format", sa.String(length=16), nullable=False),
        sa.Column("source", JsonDocument, nullable=False),
        sa.Column("is_raw", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=True),
        sa.Column("rows_written", sa.BigInteger(), nullable=False),
        sa.Column("row_count", sa.BigInteger(), nullable=True),
        sa.Column("byte_size", sa.BigInteger(), nullable=True),
        sa.Column("problem", JsonDocument, nullable=True),
        sa.Column("file_key", sa.String(length=255), nullable=True),
        sa.Column("ticket_hash", sa.String(length=64), nullable=True),
        sa.Column("ticket_until", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_exports_user_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_exports_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exports")),
        sa.UniqueConstraint("ticket_hash", name=op.f("uq_exports_ticket_hash")),
    )
    with op.batch_alter_table("exports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exports_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_exports_workspace_id_user_id_created_at"),
            ["workspace_id", "user_id", "created_at"],
            unique=False,
        )


def downgrade() -> None:
    with op.batch_alter_table("exports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exports_workspace_id_user_id_created_at"))
        batch_op.drop_index(batch_op.f("ix_exports_expires_at"))

    op.drop_table("exports")
