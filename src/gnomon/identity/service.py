"""The verbs that other rooms use: who is calling, and what they did."""

from gnomon.identity.audit import record
from gnomon.identity.authentication import authenticate
from gnomon.identity.contracts import Principal, PrincipalKind, Role, WorkspaceId

__all__ = ["authenticate", "record", "system_principal"]


def system_principal(workspace_id: WorkspaceId) -> Principal:
    """A job or the composition root, acting in a workspace with an owner's rights."""
    return Principal(kind=PrincipalKind.SYSTEM, workspace_id=workspace_id, role=Role.OWNER)
