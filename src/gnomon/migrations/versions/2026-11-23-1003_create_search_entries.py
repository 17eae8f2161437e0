"""Keep what stands in dashboards, datasets and models, for who searches.

Revision ID: e41b6c09a7d5
Revises: 7b25d0f4e6a1
Create Date: 2026-11-23 10:03:00.000000
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from gnomon.foundation.db.base import JsonDocument
from gnomon.foundation.kit.folding import folded, wordings

revision: str = "e41b6c09a7d5"
down_revision: str | None = "7b25d0f4e6a1"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

MOST_CHARACTERS = 50_000
DRAFTS = sa.text("SELECT id, workspace_id, name, spec FROM dashboards")
READ = sa.text(
    "SELECT d.id, d.workspace_id, r.name, r.spec FROM dashboards d JOIN dashboard_revisions r"
    " ON r.dashboard_id = d.id AND r.revision = CASE WHEN d.is_live THEN d.revision ELSE d.published_revision END"
)
DATASETS = sa.text(
    "SELECT d.id, d.workspace_id, d.column_words, v.columns FROM datasets d"
    " JOIN dataset_versions v ON v.id = d.active_version_id"
)
MODELS = sa.text(
    "SELECT c.dataset_id, m.workspace_id, m.definition FROM semantic_models m"
    " JOIN semantic_model_datasets c ON c.model_id = m.id"
)

entries = sa.table(
    "search_entries",
    sa.column("kind", sa.String()),
    sa.column("thing_id", sa.Uuid()),
    sa.column("workspace_id", sa.Uuid()),
    sa.column("words", sa.Text()),
)


def upgrade() -> None:
    op.create_table(
        "search_entries",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_search_entries_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("kind", "thing_id", name=op.f("pk_search_entries")),
    )
    op.create_index("ix_search_entries_workspace_id_kind", "search_entries", ["workspace_id", "kind"])
    _keep("dashboard-draft", DRAFTS.columns(id=sa.Uuid(), workspace_id=sa.Uuid(), spec=JsonDocument))
    _keep("dashboard-read", READ.columns(id=sa.Uuid(), workspace_id=sa.Uuid(), spec=JsonDocument))
    _keep(
        "dataset",
        DATASETS.columns(id=sa.Uuid(), workspace_id=sa.Uuid(), column_words=JsonDocument, columns=JsonDocument),
    )
    _keep("model", MODELS.columns(dataset_id=sa.Uuid(), workspace_id=sa.Uuid(), definition=JsonDocument))


def downgrade() -> None:
    op.drop_table("search_entries")


def _keep(kind: str, stored: sa.TextualSelect) -> None:
    """Write down what people wrote in the documents of some things."""
    bind = op.get_bind()
    for thing_id, workspace_id, *documents in bind.execute(stored).all():
        bind.execute(entries.insert().values(**_entry(kind, thing_id, workspace_id, documents)))


def _entry(kind: str, thing_id: UUID, workspace_id: UUID, documents: list[Any]) -> dict[str, Any]:
    texts = [text for one in documents for text in ([one] if isinstance(one, str) else wordings(one))]
    words = "\n".join(dict.fromkeys(folded(text) for text in texts)).replace("\x00", "")
    return {"kind": kind, "thing_id": thing_id, "workspace_id": workspace_id, "words": words[:MOST_CHARACTERS]}
