"""Count repeats in the query log.

Revision ID: 8c15e7f0b3d2
Revises: 4be2a7d90c16
Create Date: 2026-11-21 21:45:03.118274
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "8c15e7f0b3d2"
down_revision: str | None = "4be2a7d90c16"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("query_log", schema=None) as batch_op:
        batch_op.add_column(sa.Column("times", sa.Integer(), server_default=sa.text("1"), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("query_log", schema=None) as batch_op:
        batch_op.drop_column("times")
