"""Let links and embeds name a bookmark that they open with; those that there are open as their dashboards do.

Revision ID: c3f81a6e20b7
Revises: b7e20c94d1f5
Create Date: 2026-11-23 10:05:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "c3f81a6e20b7"
down_revision: str | None = "b7e20c94d1f5"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

DOORS = ("share_links", "embeds")


def upgrade() -> None:
    for table in DOORS:
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(sa.Column("opening", sa.Uuid(), nullable=True))


def downgrade() -> None:
    for table in DOORS:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column("opening")
