"""Rows of dashboards as contracts."""

from collections.abc import Mapping

from gnomon.dashboards.contracts import (
    Dashboard,
    DashboardId,
    DashboardRevision,
    DashboardSpec,
    DashboardSummary,
)
from gnomon.dashboards.tables import DashboardRevisionRow, DashboardRow
from gnomon.identity.contracts import Action, Principal, UserId, WorkspaceId


def tile_count(spec: DashboardSpec) -> int:
    """How many tiles all pages hold."""
    return sum(len(page.tiles) for page in spec.pages)


def dashboard_of(row: DashboardRow, principal: Principal) -> Dashboard:
    """A dashboard as this caller sees it."""
    return Dashboard(
        id=DashboardId(row.id),
        workspace_id=WorkspaceId(row.workspace_id),
        name=row.name,
        description=row.description,
        spec=DashboardSpec.model_validate(row.spec),
        revision=row.revision,
        may_edit=principal.may(Action.DASHBOARD_WRITE),
        created_by=None if row.created_by is None else UserId(row.created_by),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def summary_of(row: DashboardRow) -> DashboardSummary:
    """A dashboard as a list shows it."""
    return DashboardSummary(
        id=DashboardId(row.id),
        name=row.name,
        description=row.description,
        tile_count=row.tile_count,
        created_by=None if row.created_by is None else UserId(row.created_by),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def revision_of(row: DashboardRevisionRow, names: Mapping[UserId, str]) -> DashboardRevision:
    """A saved state with what its author is called."""
    author = None if row.saved_by is None else UserId(row.saved_by)
    return DashboardRevision(
        revision=row.revision,
        name=row.name,
        saved_by=author,
        saved_by_name=None if author is None else names.get(author),
        saved_at=row.saved_at,
        tile_count=row.tile_count,
    )
