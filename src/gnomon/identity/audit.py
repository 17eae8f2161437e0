"""The audit trail: entries are added, never changed and never removed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.kit import clock, ids
from gnomon.identity.contracts import Principal, PrincipalKind, UserId
from gnomon.identity.tables import AuditEntryRow


async def record(
    session: AsyncSession,
    principal: Principal,
    verb: str,
    kind: str,
    resource_id: UUID | str | None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Write down who did what to which, in the caller's transaction; `verb` is `room.fact`, details hold no secret."""
    session.add(
        AuditEntryRow(
            id=ids.uuid7(),
            at=clock.now(),
            workspace_id=principal.workspace_id,
            user_id=principal.user_id,
            principal_kind=principal.kind.value,
            verb=verb,
            kind=kind,
            resource_id=None if resource_id is None else str(resource_id),
            details=dict(details or {}),
        )
    )


async def record_sign_in(
    session: AsyncSession, verb: str, user_id: UserId | None, details: Mapping[str, Any] | None = None
) -> None:
    """Write down a sign-in or its failure, which happen in no workspace."""
    session.add(
        AuditEntryRow(
            id=ids.uuid7(),
            at=clock.now(),
            workspace_id=None,
            user_id=user_id,
            principal_kind=PrincipalKind.VISITOR.value if user_id is None else PrincipalKind.USER.value,
            verb=verb,
            kind="user",
            resource_id=None if user_id is None else str(user_id),
            details=dict(details or {}),
        )
    )
