"""Add queries.

Revision ID: 59e607428f18
Revises: 160e9b61e1cf
Create Date: 2026-11-21 11:25:02.690670
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from gnomon.foundation.db.base import JsonDocument
from gnomon.foundation.db.types import UtcDateTime

revision: str = "59e607428f18"
down_revision: str | None = "160e9b61e1cf"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "saved_queries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("folder", sa.String(length=200), nullable=False),
        sa.Column("sql", sa.Text(), nullable=False),
        sa.Column("parameters", JsonDocument, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("deleted_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_saved_queries_created_by")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_saved_queries_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_queries")),
    )
    with op.batch_alter_table("saved_queries", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_saved_queries_workspace_id_deleted_at"), ["workspace_id", "deleted_at"], unique=False
        )

    op.create_table(
        "sql_runs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("saved_query_id", sa.Uuid(), nullable=True),
        sa.Column("sql", sa.Text(), nullable=False),
        sa.Column("parameters", JsonDocument, nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("error_code", sa.String(length=64), nullable=True),
        sa.Column("error_message", sa.Text(), nullable=True),
        sa.Column("row_count", sa.BigInteger(), nullable=True),
        sa.Column("total_rows", sa.BigInteger(), nullable=True),
        sa.Column("is_truncated", sa.Boolean(), nullable=False),
        sa.Column("elapsed_ms", sa.Float(), nullable=False),
        sa.Column("is_cached", sa.Boolean(), nullable=False),
        sa.Column("sources", JsonDocument, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["saved_query_id"], ["saved_queries.id"], name=op.f("fk_sql_runs_saved_query_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sql_runs_user_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_sql_runs_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sql_runs")),
    )
    with op.batch_alter_table("sql_runs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sql_runs_created_at"), ["created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_sql_runs_saved_query_id"), ["saved_query_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_sql_runs_workspace_id_user_id_created_at"),
            ["workspace_id", "user_id", "created_at"],
            unique=False,
        )


def downgrade() -> None:
    with op.batch_alter_table("sql_runs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sql_runs_workspace_id_user_id_created_at"))
        batch_op.drop_index(batch_op.f("ix_sql_runs_saved_query_id"))
        batch_op.drop_index(batch_op.f("ix_sql_runs_created_at"))

    op.drop_table("sql_runs")
    with op.batch_alter_table("saved_queries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_saved_queries_workspace_id_deleted_at"))

    op.drop_table("saved_queries")
