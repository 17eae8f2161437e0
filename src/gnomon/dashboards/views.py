"""Rows of dashboards as contracts."""

from collections.abc import Mapping
from datetime import datetime

from gnomon.dashboards.contracts import (
    Dashboard,
    DashboardId,
    DashboardRevision,
    DashboardSpec,
    DashboardSummary,
    PublicationState,
)
from gnomon.dashboards.tables import DashboardRevisionRow, DashboardRow
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity.contracts import Action, Principal, PrincipalKind, UserId, WorkspaceId


def tile_count(spec: DashboardSpec) -> int:
    """How many tiles all pages hold."""
    return sum(len(page.tiles) for page in spec.pages)


def dashboard_of(row: DashboardRow, principal: Principal, published: DashboardRevisionRow | None) -> Dashboard:
    """A dashboard as this caller sees it: its draft for those who may edit, what is published for all others."""
    shown = _shown(row, principal, published)
    return Dashboard(
        id=DashboardId(row.id),
        workspace_id=WorkspaceId(row.workspace_id),
        name=shown.name,
        description=shown.description,
        spec=DashboardSpec.model_validate(shown.spec),
        revision=shown.revision,
        may_edit=principal.may(Action.DASHBOARD_WRITE),
        publication=publication_of(row, principal),
        folder_id=None if principal.kind is PrincipalKind.VISITOR else row.folder_id,
        created_by=None if row.created_by is None else UserId(row.created_by),
        created_at=row.created_at,
        updated_at=_changed_at(shown),
    )


def summary_of(row: DashboardRow, principal: Principal, published: DashboardRevisionRow | None) -> DashboardSummary:
    """A dashboard as a list shows it to this caller."""
    shown = _shown(row, principal, published)
    return DashboardSummary(
        id=DashboardId(row.id),
        name=shown.name,
        description=shown.description,
        tile_count=shown.tile_count,
        publication=publication_of(row, principal),
        created_by=None if row.created_by is None else UserId(row.created_by),
        created_at=row.created_at,
        updated_at=_changed_at(shown),
    )


def publication_of(row: DashboardRow, principal: Principal) -> PublicationState:
    """How the present state stands to what readers see; that there is a draft is not told to those who only read."""
    if row.is_live:
        return PublicationState.LIVE
    if not principal.may(Action.DASHBOARD_WRITE) or row.published_revision == row.revision:
        return PublicationState.PUBLISHED
    return PublicationState.DRAFT if row.published_revision is None else PublicationState.CHANGED


def revision_of(row: DashboardRevisionRow, names: Mapping[UserId, str], published: int | None) -> DashboardRevision:
    """A saved state with what its author, and who published it, are called."""
    author = None if row.saved_by is None else UserId(row.saved_by)
    return DashboardRevision(
        revision=row.revision,
        name=row.name,
        saved_by=author,
        saved_by_name=None if author is None else names.get(author),
        saved_at=row.saved_at,
        tile_count=row.tile_count,
        is_published=row.revision == published,
        published_at=row.published_at,
        published_by_name=None if row.published_by is None else names.get(UserId(row.published_by)),
        note=row.note,
    )


def _shown(
    row: DashboardRow, principal: Principal, published: DashboardRevisionRow | None
) -> DashboardRow | DashboardRevisionRow:
    if row.is_live or principal.may(Action.DASHBOARD_WRITE):
        return row
    if published is None:
        # Whoever only reads finds no dashboard that was never published; this keeps a new road from showing it.
        raise NotFound("dashboard")
    return published


def _changed_at(shown: DashboardRow | DashboardRevisionRow) -> datetime:
    if isinstance(shown, DashboardRow):
        return shown.updated_at
    return shown.published_at or shown.saved_at
