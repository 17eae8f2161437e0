"""Tables of dashboards, their revisions, and the showcase."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column

from gnomon.foundation.db.base import Base


class DashboardRow(Base):
    """A dashboard of a workspace, in its present state."""

    __tablename__ = "dashboards"
    __table_args__ = (Index("ix_dashboards_workspace_id_deleted_at", "workspace_id", "deleted_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id"))
    name: Mapped[str] = mapped_column(String(255))
    description: Mapped[str | None] = mapped_column(Text)
    spec: Mapped[dict[str, Any]]
    revision: Mapped[int]
    tile_count: Mapped[int]
    """Of the present state, here for lists."""
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
    is_live: Mapped[bool] = mapped_column(server_default=true())
    """What is saved is published with it."""
    published_revision: Mapped[int | None]
    """What readers see of a dashboard that is published by hand; none: nothing yet."""
    folder_id: Mapped[UUID | None] = mapped_column(ForeignKey("folders.id"), index=True)


class DashboardRevisionRow(Base):
    """One saved state of a dashboard; never changed, and thinned only where one person saves again and again."""

    __tablename__ = "dashboard_revisions"

    dashboard_id: Mapped[UUID] = mapped_column(ForeignKey("dashboards.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(255))
    description: Mapped[str | None] = mapped_column(Text)
    spec: Mapped[dict[str, Any]]
    tile_count: Mapped[int]
    is_kept: Mapped[bool]
    """Never thinned: the first state, both sides of a restoration, and what was published by hand."""
    saved_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    saved_at: Mapped[datetime]
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    published_at: Mapped[datetime | None]
    """Since when readers could see it; none: they never could."""
    note: Mapped[str | None] = mapped_column(Text)
    """What whoever published it says of it."""


class ShowcaseRow(Base):
    """The dashboard that signed-out visitors see; there is at most one."""

    __tablename__ = "showcase"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id"))
    dashboard_id: Mapped[UUID | None] = mapped_column(ForeignKey("dashboards.id"))
    """Absent until the sample data is imported."""
    samples_version: Mapped[int]
    """Which edition of the samples this is; a newer one is installed in its place."""


class DashboardBookmarkRow(Base):
    """A state of a dashboard that somebody keeps."""

    __tablename__ = "dashboard_bookmarks"
    __table_args__ = (Index("ix_dashboard_bookmarks_dashboard_id_owner_id", "dashboard_id", "owner_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"))
    dashboard_id: Mapped[UUID] = mapped_column(ForeignKey("dashboards.id", ondelete="CASCADE"))
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    is_shared: Mapped[bool]
    """Whether everybody who sees the dashboard finds it."""
    state: Mapped[dict[str, Any]]
    """What its reader had chosen, as the address holds it."""
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class DashboardAssetRow(Base):
    """An image that a workspace keeps for its dashboards; never changed."""

    __tablename__ = "dashboard_assets"
    __table_args__ = (UniqueConstraint("workspace_id", "sha256"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id"))
    name: Mapped[str] = mapped_column(String(255))
    content_type: Mapped[str] = mapped_column(String(50))
    byte_size: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    unused_since: Mapped[datetime | None]
    """Since when no dashboard and no revision is known to show it."""
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]


class DashboardAssetHolderRow(Base):
    """Somebody who brought an image, and what they called it; the same image is kept once for all of them."""

    __tablename__ = "dashboard_asset_holders"

    asset_id: Mapped[UUID] = mapped_column(ForeignKey("dashboard_assets.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(255))


class DashboardTemplateRow(Base):
    """A dashboard to begin with, kept by a workspace."""

    __tablename__ = "dashboard_templates"
    __table_args__ = (Index("ix_dashboard_templates_workspace_id_deleted_at", "workspace_id", "deleted_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id"))
    name: Mapped[str] = mapped_column(String(255))
    description: Mapped[str | None] = mapped_column(Text)
    category: Mapped[str] = mapped_column(String(32))
    document: Mapped[dict[str, Any]]
    """What it is and what it needs, by the ids of the workspace."""
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
