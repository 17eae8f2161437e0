"""Add attributes of members.

Revision ID: 3d5b8e0c6a17
Revises: 7c1f0e9b2d54
Create Date: 2026-11-21 18:30:12.502917
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from gnomon.foundation.db.base import JsonDocument

revision: str = "3d5b8e0c6a17"
down_revision: str | None = "7c1f0e9b2d54"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.add_column(sa.Column("attributes", JsonDocument, nullable=False, server_default="{}"))
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.alter_column("attributes", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_column("attributes")
