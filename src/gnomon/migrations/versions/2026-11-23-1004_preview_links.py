"""Say of links whether they tell what they lead to where somebody pastes them; those that there are do not.

Revision ID: b7e20c94d1f5
Revises: e41b6c09a7d5
Create Date: 2026-11-23 10:04:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "b7e20c94d1f5"
down_revision: str | None = "e41b6c09a7d5"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("share_links") as batch_op:
        batch_op.add_column(sa.Column("preview", sa.Boolean(), nullable=True))
    links = sa.table("share_links", sa.column("preview", sa.Boolean()))
    op.execute(links.update().values(preview=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("share_links") as batch_op:
        batch_op.drop_column("preview")
