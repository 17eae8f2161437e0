"""Publish dashboards; what there is counts as published.

Revision ID: b58f7d1c92e0
Revises: 2d9c41f7a6b8
Create Date: 2026-11-22 09:52:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from gnomon.foundation.db.types import UtcDateTime

revision: str = "b58f7d1c92e0"
down_revision: str | None = "2d9c41f7a6b8"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    # The default stays: a server of the edition before makes dashboards that are published as they are saved.
    with op.batch_alter_table("dashboards", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_live", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("published_revision", sa.Integer(), nullable=True))
    with op.batch_alter_table("dashboard_revisions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("published_by", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("published_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("note", sa.Text(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_dashboard_revisions_published_by"), "users", ["published_by"], ["id"])
    op.execute("UPDATE dashboard_revisions SET published_at = saved_at, published_by = saved_by")


def downgrade() -> None:
    with op.batch_alter_table("dashboard_revisions", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("fk_dashboard_revisions_published_by"), type_="foreignkey")
        batch_op.drop_column("note")
        batch_op.drop_column("published_at")
        batch_op.drop_column("published_by")
    with op.batch_alter_table("dashboards", schema=None) as batch_op:
        batch_op.drop_column("published_revision")
        batch_op.drop_column("is_live")
