"""Create favourites and sightings.

Revision ID: e1a4c80b6d27
Revises: d97b2c063f1e
Create Date: 2026-11-22 09:50:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from gnomon.foundation.db.types import UtcDateTime

revision: str = "e1a4c80b6d27"
down_revision: str | None = "d97b2c063f1e"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    for table, moment in (("favourites", "created_at"), ("sightings", "seen_at")):
        op.create_table(
            table,
            sa.Column("user_id", sa.Uuid(), nullable=False),
            sa.Column("workspace_id", sa.Uuid(), nullable=False),
            sa.Column("kind", sa.String(length=16), nullable=False),
            sa.Column("thing_id", sa.Uuid(), nullable=False),
            sa.Column(moment, UtcDateTime(), nullable=False),
            sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f(f"fk_{table}_user_id"), ondelete="CASCADE"),
            sa.ForeignKeyConstraint(
                ["workspace_id"], ["workspaces.id"], name=op.f(f"fk_{table}_workspace_id"), ondelete="CASCADE"
            ),
            sa.PrimaryKeyConstraint("user_id", "workspace_id", "kind", "thing_id", name=op.f(f"pk_{table}")),
        )
    op.create_index(
        "ix_sightings_user_id_workspace_id_seen_at", "sightings", ["user_id", "workspace_id", "seen_at"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_sightings_user_id_workspace_id_seen_at", table_name="sightings")
    op.drop_table("sightings")
    op.drop_table("favourites")
