"""Principals: who is calling, with which role, and what they may do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, NewType
from uuid import UUID

from pydantic import StringConstraints

from gnomon.foundation.kit.errors import Forbidden

UserId = NewType("UserId", UUID)
SessionId = NewType("SessionId", UUID)
ApiKeyId = NewType("ApiKeyId", UUID)
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
    MODEL_READ = "model.read"
    MODEL_WRITE = "model.write"
    POLICY_MANAGE = "policy.manage"
    """Say which rows and columns others may see, and by which attributes."""
    QUERY_RUN = "query.run"
    QUERY_READ = "query.read"
    QUERY_WRITE = "query.write"
    CHART_READ = "chart.read"
    CHART_WRITE = "chart.write"
    DASHBOARD_READ = "dashboard.read"
    DASHBOARD_WRITE = "dashboard.write"
    FOLDER_WRITE = "folder.write"
    """Make, move and remove folders, and file things in them."""
    OWN_WRITE = "own.write"
    """Keep what is one's own: favourites, comments, bookmarks."""


VIEWER_ACTIONS = frozenset(
    {
        Action.WORKSPACE_READ,
        Action.DATASET_READ,
        Action.MODEL_READ,
        Action.QUERY_RUN,
        Action.QUERY_READ,
        Action.CHART_READ,
        Action.DASHBOARD_READ,
        Action.OWN_WRITE,
    }
)
EDITOR_ACTIONS = VIEWER_ACTIONS | {
    Action.DATASET_WRITE,
    Action.MODEL_WRITE,
    Action.QUERY_WRITE,
    Action.CHART_WRITE,
    Action.DASHBOARD_WRITE,
    Action.FOLDER_WRITE,
}
OWNER_ACTIONS = EDITOR_ACTIONS | {Action.WORKSPACE_MANAGE, Action.POLICY_MANAGE}

ROLE_ACTIONS: Mapping[Role, frozenset[Action]] = MappingProxyType(
    {Role.VIEWER: VIEWER_ACTIONS, Role.EDITOR: EDITOR_ACTIONS, Role.OWNER: OWNER_ACTIONS}
)


class KeyScope(StrEnum):
    """What an API key is good for, of that which its person may do."""

    READ = "read"
    """Look at what is there: datasets, models, saved queries, charts, dashboards."""
    QUERY = "query"
    """Ask questions and run SQL, and all that `read` allows."""


READ_ACTIONS = frozenset(
    {
        Action.WORKSPACE_READ,
        Action.DATASET_READ,
        Action.MODEL_READ,
        Action.QUERY_READ,
        Action.CHART_READ,
        Action.DASHBOARD_READ,
    }
)
SCOPE_ACTIONS: Mapping[KeyScope, frozenset[Action]] = MappingProxyType(
    {KeyScope.READ: READ_ACTIONS, KeyScope.QUERY: READ_ACTIONS | {Action.QUERY_RUN}}
)
KEY_ACTIONS: frozenset[Action] = frozenset().union(*SCOPE_ACTIONS.values())
"""All that any API key may ever do; what is not named here no key does, whoever made it."""


MAX_ATTRIBUTES = 50
MAX_ATTRIBUTE_VALUES = 200

AttributeName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,49}$")]
AttributeValue = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Attributes = Mapping[AttributeName, tuple[AttributeValue, ...]]
"""What is said of a member, for row and column policies: `{"region": ["north", "south"]}`."""

OWN_ATTRIBUTES = frozenset({"email", "role", "user_id"})
"""Attributes that everybody has without anybody saying so."""


class PrincipalKind(StrEnum):
    """What sort of caller it is."""

    USER = "user"
    VISITOR = "visitor"
    """Somebody signed out, who looks at the showcase or follows a link."""
    API_KEY = "api_key"
    """A program with a key of a person, which acts for them in one workspace."""
    SYSTEM = "system"
    """A job or the composition root, acting in a workspace."""


@dataclass(frozen=True, slots=True)
class FieldLock:
    """The rows of a table in which a column holds one of these values."""

    column: str
    values: tuple[str | int | float | bool, ...]


Locks = Mapping[UUID, tuple[FieldLock, ...]]
"""For each dataset that may be seen at all: what must hold of its rows."""


@dataclass(frozen=True, slots=True)
class Principal:
    """Who is calling, in which workspace, and what they may do there."""

    kind: PrincipalKind
    workspace_id: WorkspaceId
    role: Role
    user_id: UserId | None = None
    session_id: SessionId | None = None
    is_admin: bool = False
    email: str | None = None
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What owners of the workspace said of the caller, for policies."""
    scopes: frozenset[KeyScope] = frozenset()
    """What the caller's API key is good for; looked at for keys alone."""
    locks: Locks | None = None
    """What is left to a visitor of a link, beside all policies; None: nothing more is locked."""

    @property
    def actions(self) -> frozenset[Action]:
        """Every action that the caller's role has in this workspace, cut to the scopes where the caller is a key."""
        if self.kind is not PrincipalKind.API_KEY:
            return ROLE_ACTIONS[self.role]
        return ROLE_ACTIONS[self.role] & frozenset().union(*(SCOPE_ACTIONS[scope] for scope in self.scopes))

    def attribute(self, name: str) -> tuple[str, ...]:
        """The values of an attribute, of the caller's own ones too; none where nothing is said."""
        match name:
            case "email":
                return () if self.email is None else (self.email,)
            case "role":
                return (self.role.value,)
            case "user_id":
                return () if self.user_id is None else (str(self.user_id),)
            case _:
                return self.attributes.get(name, ())

    def may(self, action: Action) -> bool:
        """Whether the caller may do this in this workspace."""
        return action in self.actions

    def require(self, action: Action) -> None:
        """Raise `Forbidden` unless the caller may do this."""
        if self.may(action):
            return
        if self.kind is PrincipalKind.API_KEY and action in ROLE_ACTIONS[self.role]:
            raise Forbidden(
                "This API key does not allow this.",
                hint=(
                    "Make a key that may also ask questions."
                    if action in KEY_ACTIONS
                    else "Keys read and ask; sign in to change something."
                ),
                details={"action": action.value, "scopes": sorted(self.scopes)},
            )
        raise Forbidden(
            f"Your role in this workspace is {self.role.value}, which does not allow this.",
            hint="Ask an owner of the workspace for a larger role.",
            details={"action": action.value, "role": self.role.value},
        )

    def require_person(self) -> None:
        """Raise `Forbidden` for an API key: accounts, sessions, memberships and keys are matters of people."""
        if self.kind is PrincipalKind.API_KEY:
            raise Forbidden(
                "An API key cannot be used for one's own account, sessions, workspaces or keys.",
                hint="Sign in with your password to do this.",
            )
