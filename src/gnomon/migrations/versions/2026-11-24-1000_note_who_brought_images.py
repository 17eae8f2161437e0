"""Note who brought which image; those that there are were brought by those who added them.

Revision ID: d94b17e0a6c2
Revises: c3f81a6e20b7
Create Date: 2026-11-24 10:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "d94b17e0a6c2"
down_revision: str | None = "c3f81a6e20b7"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

HELD = """
INSERT INTO dashboard_asset_holders (asset_id, user_id, name)
SELECT id, created_by, name FROM dashboard_assets WHERE created_by IS NOT NULL
"""


def upgrade() -> None:
    op.create_table(
        "dashboard_asset_holders",
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"],
            ["dashboard_assets.id"],
            name=op.f("fk_dashboard_asset_holders_asset_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_dashboard_asset_holders_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("asset_id", "user_id", name=op.f("pk_dashboard_asset_holders")),
    )
    op.execute(HELD)


def downgrade() -> None:
    op.drop_table("dashboard_asset_holders")
