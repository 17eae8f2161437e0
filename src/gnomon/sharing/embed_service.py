"""Make, list, change, rotate and end embeds of dashboards."""

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import service as dashboards
from gnomon.dashboards.contracts import BookmarkId, Dashboard, DashboardId, DashboardSpec
from gnomon.dashboards.openings import check_opening
from gnomon.foundation.kit import clock, ids
from gnomon.identity import service as identity
from gnomon.identity.contracts import Principal, UserId
from gnomon.query import service as query
from gnomon.query.service import QueryRuntime
from gnomon.sharing import repository
from gnomon.sharing.doors import author_in, authors_of, check_end, gone_of, locks_of_token
from gnomon.sharing.embed_contracts import (
    MAX_EMBEDS,
    ChangeEmbed,
    CreateEmbed,
    Embed,
    EmbedField,
    EmbedId,
    EmbedPreview,
    EmbedsClosed,
    MadeEmbed,
    NoSuchEmbed,
    PreviewEmbed,
    RotateEmbed,
    TooManyEmbeds,
    UnknownFilters,
)
from gnomon.sharing.embed_tokens import PREVIEW_SECONDS, SigningKey, sign_token
from gnomon.sharing.secrets import LinkSecrets
from gnomon.sharing.tables import EmbedRow


async def list_embeds(
    session: AsyncSession, links: LinkSecrets, principal: Principal, dashboard_id: DashboardId
) -> tuple[Embed, ...]:
    """The embeds of a dashboard, the newest first. Raises `EmbedsClosed` and `NotFound`."""
    if not links.is_open:
        raise EmbedsClosed
    await dashboards.check_changeable(session, principal, dashboard_id)
    rows = await repository.embeds_of(session, principal, dashboard_id)
    names = await authors_of(session, rows)
    gone = await gone_of(session, principal, dashboard_id, (row.opening for row in rows))
    return tuple(_shown(row, names, gone) for row in rows)


async def create_embed(
    runtime: QueryRuntime, links: LinkSecrets, principal: Principal, command: CreateEmbed
) -> MadeEmbed:
    """Make an embed; its secret is told this once.

    Raises `EmbedsClosed`, `NotFound`, `EndsInThePast`, `TooManyEmbeds`, `UnknownFilters`, and what is wrong with a
    field.
    """
    if not links.is_open:
        raise EmbedsClosed
    check_end(command.expires_at)
    await _check_fields(runtime, principal, command.fields)
    now = clock.now()
    async with runtime.database.write() as session:
        await dashboards.check_changeable(session, principal, command.dashboard_id)
        await check_opening(session, principal, command.dashboard_id, command.opening)
        dashboard = await dashboards.get_dashboard(session, principal, command.dashboard_id)
        _check_filters(dashboard, command.open_filters)
        if await repository.count_embeds(session, principal, command.dashboard_id, now) >= MAX_EMBEDS:
            raise TooManyEmbeds
        row = EmbedRow(
            id=ids.new(EmbedId),
            workspace_id=principal.workspace_id,
            dashboard_id=command.dashboard_id,
            handle=links.new_handle(),
            name=command.name,
            key_id=links.new_handle(),
            old_key_id=None,
            old_key_ends_at=None,
            origins=list(command.origins),
            fields=_written(command.fields),
            open_filters=None if command.open_filters is None else list(command.open_filters),
            expires_at=command.expires_at,
            ended_at=None,
            opening=command.opening,
            view_count=0,
            last_viewed_at=None,
            created_by=principal.user_id,
            created_at=now,
        )
        session.add(row)
        await session.flush()
        await _note(session, principal, "sharing.embed_created", row)
        return await _with_secret(session, links, principal, row)


async def change_embed(
    runtime: QueryRuntime, links: LinkSecrets, principal: Principal, embed_id: EmbedId, command: ChangeEmbed
) -> Embed:
    """Change an embed; its id and its secret stay. Raises `NoSuchEmbed`, and like `create_embed`."""
    if not links.is_open:
        raise EmbedsClosed
    changed = command.model_fields_set
    if "expires_at" in changed:
        check_end(command.expires_at)
    await _check_fields(runtime, principal, command.fields)
    async with runtime.database.write() as session:
        row = await repository.lock_embed(session, principal, embed_id)
        if "open_filters" in changed:
            dashboard = await dashboards.get_dashboard(session, principal, DashboardId(row.dashboard_id))
            _check_filters(dashboard, command.open_filters)
            row.open_filters = None if command.open_filters is None else list(command.open_filters)
        if command.name is not None:
            row.name = command.name
        if command.origins is not None:
            row.origins = list(command.origins)
        if "fields" in changed:
            row.fields = _written(command.fields)
        if "expires_at" in changed:
            row.expires_at = command.expires_at
        if "opening" in changed:
            await check_opening(session, principal, DashboardId(row.dashboard_id), command.opening)
            row.opening = command.opening
        await session.flush()
        await _note(session, principal, "sharing.embed_changed", row)
        return await _alone(session, principal, row)


async def rotate_embed(
    session: AsyncSession, links: LinkSecrets, principal: Principal, embed_id: EmbedId, command: RotateEmbed
) -> MadeEmbed:
    """Another secret for an embed; the one before holds on for as long as is asked, or not at all."""
    if not links.is_open:
        raise EmbedsClosed
    row = await repository.lock_embed(session, principal, embed_id)
    row.old_key_id, row.old_key_ends_at = None, None
    if command.keep_old_hours:
        row.old_key_id = row.key_id
        row.old_key_ends_at = clock.now() + timedelta(hours=command.keep_old_hours)
    row.key_id = links.new_handle()
    await session.flush()
    await _note(session, principal, "sharing.embed_rotated", row)
    return await _with_secret(session, links, principal, row)


async def preview_embed(
    session: AsyncSession, links: LinkSecrets, principal: Principal, embed_id: EmbedId, command: PreviewEmbed
) -> EmbedPreview:
    """An address that shows an embed for some minutes as a site would with these locks. Raises `NoSuchEmbed`."""
    if not links.is_open:
        raise EmbedsClosed
    row = await repository.embed_of(session, principal, embed_id)
    key = SigningKey(row.key_id, links.embed_secret_of(row.handle, row.key_id))
    token = sign_token(key, row.handle, {name: list(values) for name, values in command.locks.items()})
    return EmbedPreview(path=f"/embed/{row.handle}#token={token}", expires_in=PREVIEW_SECONDS)


async def end_embed(session: AsyncSession, principal: Principal, embed_id: EmbedId) -> None:
    """End an embed for good: the next request of a visitor finds nothing. Raises `NoSuchEmbed`."""
    row = await repository.lock_embed(session, principal, embed_id)
    row.ended_at = clock.now()
    await _note(session, principal, "sharing.embed_ended", row)


async def origins_of(session: AsyncSession, links: LinkSecrets, handle: str) -> tuple[str, ...]:
    """Who may frame an embed, also one that has ended, so that they are told so. Raises `NoSuchEmbed`."""
    row = await repository.embed_of_handle(session, handle) if links.is_open else None
    if row is None:
        raise NoSuchEmbed
    return tuple(row.origins)


def fields_in(row: EmbedRow) -> tuple[EmbedField, ...]:
    """The fields that tokens of an embed lock."""
    return tuple(EmbedField.model_validate(one) for one in row.fields)


def filter_ids(spec: DashboardSpec) -> frozenset[str]:
    """All filters of a dashboard and of its pages."""
    return frozenset(one.id for one in (*spec.filters, *(each for page in spec.pages for each in page.filters)))


async def _check_fields(runtime: QueryRuntime, principal: Principal, fields: Iterable[EmbedField]) -> None:
    fields = tuple(fields)
    await query.check_locks(runtime, principal, locks_of_token(fields, {one.name: () for one in fields}))


def _check_filters(dashboard: Dashboard, open_filters: Iterable[str] | None) -> None:
    if not frozenset(open_filters or ()) <= filter_ids(dashboard.spec):
        raise UnknownFilters


def _written(fields: Iterable[EmbedField]) -> list[object]:
    return [one.model_dump(mode="json") for one in fields]


async def _note(session: AsyncSession, principal: Principal, verb: str, row: EmbedRow) -> None:
    details = {
        "dashboard_id": str(row.dashboard_id),
        "name": row.name,
        "key_id": row.key_id,
        "origins": row.origins,
        "fields": len(row.fields),
        "expires_at": None if row.expires_at is None else row.expires_at.isoformat(),
    }
    await identity.record(session, principal, verb, "embed", row.id, details)


async def _alone(session: AsyncSession, principal: Principal, row: EmbedRow) -> Embed:
    gone = await gone_of(session, principal, DashboardId(row.dashboard_id), [row.opening])
    return _shown(row, await authors_of(session, [row]), gone)


async def _with_secret(session: AsyncSession, links: LinkSecrets, principal: Principal, row: EmbedRow) -> MadeEmbed:
    shown = await _alone(session, principal, row)
    return MadeEmbed(**dict(shown), secret=links.embed_secret_of(row.handle, row.key_id))


def _shown(row: EmbedRow, names: Mapping[UserId, str], gone: Collection[UUID]) -> Embed:
    now = clock.now()
    has_old_key = row.old_key_ends_at is not None and row.old_key_ends_at > now
    return Embed(
        id=EmbedId(row.id),
        dashboard_id=DashboardId(row.dashboard_id),
        name=row.name,
        embed_id=row.handle,
        key_id=row.key_id,
        old_key_ends_at=row.old_key_ends_at if has_old_key else None,
        origins=tuple(row.origins),
        fields=fields_in(row),
        open_filters=None if row.open_filters is None else tuple(row.open_filters),
        expires_at=row.expires_at,
        view_count=row.view_count,
        last_viewed_at=row.last_viewed_at,
        created_at=row.created_at,
        created_by=author_in(names, row),
        is_live=row.expires_at is None or row.expires_at > now,
        opening=None if row.opening is None else BookmarkId(row.opening),
        opening_is_gone=row.opening in gone,
    )
