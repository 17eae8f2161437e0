"""Create folders, and make real ones of those that saved queries named.

Revision ID: 7b25d0f4e6a1
Revises: 3e9a41c7d802
Create Date: 2026-11-23 10:02:00.000000
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from gnomon.foundation.db.base import JsonDocument
from gnomon.foundation.db.types import UtcDateTime
from gnomon.foundation.kit.ids import uuid7

revision: str = "7b25d0f4e6a1"
down_revision: str | None = "3e9a41c7d802"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

FILED = ("dashboards", "charts", "saved_queries", "datasets")

folders = sa.table(
    "folders",
    sa.column("id", sa.Uuid()),
    sa.column("workspace_id", sa.Uuid()),
    sa.column("parent_id", sa.Uuid()),
    sa.column("name", sa.String()),
    sa.column("sees", sa.String()),
    sa.column("edits", sa.String()),
    sa.column("created_at", UtcDateTime()),
    sa.column("updated_at", UtcDateTime()),
    sa.column("cleared", JsonDocument),
)
queries = sa.table(
    "saved_queries",
    sa.column("id", sa.Uuid()),
    sa.column("workspace_id", sa.Uuid()),
    sa.column("folder", sa.String()),
    sa.column("folder_id", sa.Uuid()),
)


def upgrade() -> None:
    _create_tables()
    for table in FILED:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("folder_id", sa.Uuid(), nullable=True))
            batch_op.create_foreign_key(op.f(f"fk_{table}_folder_id"), "folders", ["folder_id"], ["id"])
        op.create_index(op.f(f"ix_{table}_folder_id"), table, ["folder_id"])
    _make_folders()
    with op.batch_alter_table("saved_queries", schema=None) as batch_op:
        batch_op.drop_column("folder")


def downgrade() -> None:
    with op.batch_alter_table("saved_queries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("folder", sa.String(length=200), nullable=False, server_default=""))
    _name_folders()
    with op.batch_alter_table("saved_queries", schema=None) as batch_op:
        batch_op.alter_column("folder", existing_type=sa.String(length=200), server_default=None)
    for table in FILED:
        op.drop_index(op.f(f"ix_{table}_folder_id"), table_name=table)
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(op.f(f"fk_{table}_folder_id"), type_="foreignkey")
            batch_op.drop_column("folder_id")
    op.drop_table("folder_people")
    op.drop_table("folders")


def _create_tables() -> None:
    op.create_table(
        "folders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("sees", sa.String(length=16), nullable=False),
        sa.Column("edits", sa.String(length=16), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("deleted_at", UtcDateTime(), nullable=True),
        sa.Column("cleared", JsonDocument, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_folders_workspace_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["folders.id"], name=op.f("fk_folders_parent_id")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_folders_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_folders")),
    )
    op.create_index("ix_folders_workspace_id_parent_id", "folders", ["workspace_id", "parent_id"])
    op.create_table(
        "folder_people",
        sa.Column("folder_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("may_edit", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["folder_id"], ["folders.id"], name=op.f("fk_folder_people_folder_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_folder_people_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("folder_id", "user_id", name=op.f("pk_folder_people")),
    )
    op.create_index(op.f("ix_folder_people_user_id"), "folder_people", ["user_id"])


def _make_folders() -> None:
    """Of the paths that saved queries name, folders that are open to everybody, as they were."""
    bind = op.get_bind()
    named = sa.select(queries.c.workspace_id, queries.c.folder).where(queries.c.folder != "").distinct()
    made: dict[tuple[UUID, str], UUID] = {}
    for workspace_id, path in bind.execute(named.order_by(queries.c.workspace_id, queries.c.folder)).all():
        names = path.split("/")
        parent: UUID | None = None
        for depth, name in enumerate(names, start=1):
            key = workspace_id, "/".join(names[:depth])
            if key not in made:
                made[key] = uuid7()
                now = datetime.now(UTC)
                bind.execute(
                    folders.insert().values(
                        id=made[key],
                        workspace_id=workspace_id,
                        parent_id=parent,
                        name=name[:100],
                        sees="everybody",
                        edits="editors",
                        created_at=now,
                        updated_at=now,
                        cleared=[],
                    )
                )
            parent = made[key]
        lies_there = (queries.c.workspace_id == workspace_id) & (queries.c.folder == path)
        bind.execute(queries.update().where(lies_there).values(folder_id=parent))


def _name_folders() -> None:
    """Write where saved queries lie as paths again, as far as those are not too long."""
    bind = op.get_bind()
    rows = {row.id: row for row in bind.execute(sa.select(folders.c.id, folders.c.parent_id, folders.c.name))}
    for folder_id in bind.execute(sa.select(queries.c.folder_id).distinct()).scalars().all():
        names: list[str] = []
        at = folder_id
        while at is not None:
            names.insert(0, rows[at].name)
            at = rows[at].parent_id
        if names:
            bind.execute(queries.update().where(queries.c.folder_id == folder_id).values(folder="/".join(names)[:200]))
