"""Workspaces and their members; the workspace in a path is the one that the caller is in."""

from uuid import UUID

from fastapi import APIRouter

from gnomon.foundation.kit.pagination import Page
from gnomon.identity import workspaces
from gnomon.identity.contracts import (
    Action,
    AddMember,
    ChangeMember,
    CreateWorkspace,
    Member,
    UpdateWorkspace,
    WorkspaceMembership,
)
from gnomon.identity.deps import CurrentPrincipal, Db, ReadDb, allow, signed_in
from gnomon.identity.routes.callers import Parts

router = APIRouter(prefix="/workspaces", tags=["workspaces"])

may_read = allow(Action.WORKSPACE_READ)
may_manage = allow(Action.WORKSPACE_MANAGE)


@router.get("", dependencies=[signed_in])
async def list_workspaces(who: CurrentPrincipal, db: ReadDb) -> Page[WorkspaceMembership]:
    """One's own workspaces, the personal one first."""
    return await workspaces.list_workspaces(db, who)


@router.post("", status_code=201, dependencies=[signed_in])
async def create_workspace(body: CreateWorkspace, who: CurrentPrincipal, db: Db, parts: Parts) -> WorkspaceMembership:
    """Open a workspace and become its owner."""
    return await workspaces.create_workspace(db, who, parts.states, body)


@router.get("/{workspace_id}", dependencies=[may_read])
async def get_workspace(workspace_id: UUID, who: CurrentPrincipal, db: ReadDb) -> WorkspaceMembership:
    """One workspace."""
    return await workspaces.get_workspace(db, who)


@router.patch("/{workspace_id}", dependencies=[may_manage])
async def rename_workspace(
    workspace_id: UUID, body: UpdateWorkspace, who: CurrentPrincipal, db: Db
) -> WorkspaceMembership:
    """Rename a workspace."""
    return await workspaces.rename_workspace(db, who, body)


@router.delete("/{workspace_id}", status_code=204, dependencies=[may_manage])
async def delete_workspace(workspace_id: UUID, who: CurrentPrincipal, db: Db, parts: Parts) -> None:
    """Close a workspace to everybody."""
    await workspaces.delete_workspace(db, who, parts.states)


@router.get("/{workspace_id}/members", dependencies=[may_read])
async def list_members(workspace_id: UUID, who: CurrentPrincipal, db: ReadDb) -> Page[Member]:
    """The people in a workspace."""
    return await workspaces.list_members(db, who)


@router.post("/{workspace_id}/members", status_code=201, dependencies=[may_manage])
async def add_member(workspace_id: UUID, body: AddMember, who: CurrentPrincipal, db: Db, parts: Parts) -> Member:
    """Bring a person who has an account into a workspace."""
    return await workspaces.add_member(db, who, parts.states, body)


@router.patch("/{workspace_id}/members/{user_id}", dependencies=[may_manage])
async def change_member(
    workspace_id: UUID, user_id: UUID, body: ChangeMember, who: CurrentPrincipal, db: Db, parts: Parts
) -> Member:
    """Give a member another role, or other attributes for policies."""
    return await workspaces.change_member(db, who, parts.states, user_id, body)


@router.delete("/{workspace_id}/members/{user_id}", status_code=204, dependencies=[may_read])
async def remove_member(workspace_id: UUID, user_id: UUID, who: CurrentPrincipal, db: Db, parts: Parts) -> None:
    """Take a member out, or leave by oneself."""
    await workspaces.remove_member(db, who, parts.states, user_id)
