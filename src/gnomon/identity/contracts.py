"""The front door of identity: principals, roles, actions, and what the wire shows of people and workspaces."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NewType
from uuid import UUID

from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import Forbidden

UserId = NewType("UserId", UUID)
SessionId = NewType("SessionId", UUID)
WorkspaceId = NewType("WorkspaceId", UUID)


class Role(StrEnum):
    """A set of actions in one workspace."""

    OWNER = "owner"
    EDITOR = "editor"
    VIEWER = "viewer"


class Action(StrEnum):
    """A verb that is checked; every route names the one that it needs."""

    WORKSPACE_READ = "workspace.read"
    WORKSPACE_MANAGE = "workspace.manage"
    DATASET_READ = "dataset.read"
    DATASET_WRITE = "dataset.write"
    QUERY_RUN = "query.run"
    CHART_READ = "chart.read"
    CHART_WRITE = "chart.write"
    DASHBOARD_READ = "dashboard.read"
    DASHBOARD_WRITE = "dashboard.write"


VIEWER_ACTIONS = frozenset(
    {
        Action.WORKSPACE_READ,
        Action.DATASET_READ,
        Action.QUERY_RUN,
        Action.CHART_READ,
        Action.DASHBOARD_READ,
    }
)
EDITOR_ACTIONS = VIEWER_ACTIONS | {Action.DATASET_WRITE, Action.CHART_WRITE, Action.DASHBOARD_WRITE}
OWNER_ACTIONS = EDITOR_ACTIONS | {Action.WORKSPACE_MANAGE}

ROLE_ACTIONS: Mapping[Role, frozenset[Action]] = MappingProxyType(
    {Role.VIEWER: VIEWER_ACTIONS, Role.EDITOR: EDITOR_ACTIONS, Role.OWNER: OWNER_ACTIONS}
)


class PrincipalKind(StrEnum):
    """What sort of caller it is."""

    USER = "user"
    VISITOR = "visitor"
    """Somebody signed out, who looks at the showcase on the landing page."""
    SYSTEM = "system"
    """A job or the composition root, acting in a workspace."""


@dataclass(frozen=True, slots=True)
class Principal:
    """Who is calling, in which workspace, and what they may do there."""

    kind: PrincipalKind
    workspace_id: WorkspaceId
    role: Role
    user_id: UserId | None = None
    session_id: SessionId | None = None
    is_admin: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def actions(self) -> frozenset[Action]:
        """Every action that the caller's role has in this workspace."""
        return ROLE_ACTIONS[self.role]

    def may(self, action: Action) -> bool:
        """Whether the caller may do this in this workspace."""
        return action in self.actions

    def require(self, action: Action) -> None:
        """Raise `Forbidden` unless the caller may do this."""
        if not self.may(action):
            raise Forbidden(
                f"Your role in this workspace is {self.role.value}, which does not allow this.",
                hint="Ask an owner of the workspace for a larger role.",
                details={"action": action.value, "role": self.role.value},
            )


class WorkspaceMembership(Contract):
    """A workspace as one of its members sees it."""

    id: WorkspaceId
    name: str
    role: Role
    is_personal: bool


class UserSummary(Contract):
    """The few facts about a person that a sign-in answers."""

    id: UserId
    email: str
    full_name: str | None


class Me(Contract):
    """The signed-in person and where they are."""

    id: UserId
    email: str
    full_name: str | None
    username: str | None
    is_admin: bool
    created_at: datetime
    workspace: WorkspaceMembership
    workspaces: tuple[WorkspaceMembership, ...]


class SignedIn(Contract):
    """The reply to a sign-in or a refresh."""

    access_token: str
    refresh_token: str | None
    """Absent when the browser asked for a cookie instead."""
    token_type: str
    expires_in: int
    user: UserSummary


class Member(Contract):
    """A person in a workspace."""

    user_id: UserId
    email: str
    full_name: str | None
    role: Role
    joined_at: datetime
