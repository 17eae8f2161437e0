"""Who comes by a frame on another site: a visitor whom that site's token lets in, under the locks of the token."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import assert_never

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import service as dashboards
from gnomon.dashboards.contracts import DashboardId, DashboardSpec, PageFilter
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.errors import AppError, NotFound
from gnomon.identity import service as identity
from gnomon.identity.contracts import Locks, WorkspaceId
from gnomon.query import service as query
from gnomon.query.contracts import Filter, InFilter, PathFilter, RangeFilter, TimeRangeFilter
from gnomon.query.service import QueryRuntime
from gnomon.sharing import repository, visits
from gnomon.sharing.doors import locks_of_token
from gnomon.sharing.embed_contracts import EmbeddedDashboard, EmbedId, EmbedTokenRefused, NoSuchEmbed
from gnomon.sharing.embed_service import fields_in, filter_ids
from gnomon.sharing.embed_tokens import (
    Between,
    EmbedClaims,
    InitialFilter,
    SigningKey,
    framers,
    locked_values,
    read_token,
)
from gnomon.sharing.openings import decided_by, opened
from gnomon.sharing.secrets import LinkSecrets
from gnomon.sharing.tables import EmbedRow
from gnomon.sharing.visits import Visit


@dataclass(frozen=True, slots=True)
class TokenVisit(Visit):
    """A visit whose token says more than who comes."""

    claims: EmbedClaims = field(kw_only=True)


async def look(runtime: QueryRuntime, visit: TokenVisit) -> EmbeddedDashboard:
    """The dashboard of an embed, and count the look. Raises `EmbedTokenRefused`."""
    claims = visit.claims
    await _check_values(runtime, visit)
    async with runtime.database.write() as session:
        await repository.count_embed_view(session, EmbedId(visit.door_id), clock.now())
        shown = await opened(session, visit, visits.shown_to(visit), _decided(visit))
    left = max(0, int(claims.exp - time.time()))
    return EmbeddedDashboard(**dict(shown), theme=claims.theme, locale=claims.locale, expires_in=left)


async def by_token(runtime: QueryRuntime, links: LinkSecrets, handle: str, token: str) -> TokenVisit:
    """Who comes with a token at this moment.

    Raises `NoSuchEmbed`, `EmbedTokenRefused`, `EmbedTokenExpired`, `EmbedLockMissing`.
    """
    async with runtime.database.read() as session:
        return await _visit(session, links, handle, token)


async def framers_by_token(session: AsyncSession, links: LinkSecrets, handle: str, token: str) -> tuple[str, ...]:
    """Who may frame an embed while a token lets visitors in.

    Raises `NoSuchEmbed`, `EmbedTokenRefused`, `EmbedTokenExpired`.
    """
    row = await repository.live_embed(session, handle, clock.now()) if links.is_open else None
    if row is None:
        raise NoSuchEmbed
    return framers(row.origins, read_token(token, row.handle, _keys(links, row)))


async def _visit(session: AsyncSession, links: LinkSecrets, handle: str, token: str) -> TokenVisit:
    now = clock.now()
    row = await repository.live_embed(session, handle, now) if links.is_open else None
    if row is None:
        raise NoSuchEmbed
    claims = read_token(token, row.handle, _keys(links, row))
    framers(row.origins, claims)
    fields = fields_in(row)
    values = locked_values(fields, claims)
    locks: Locks | None = locks_of_token(fields, values) if fields else None
    principal = identity.visitor_principal(WorkspaceId(row.workspace_id), locks)
    try:
        dashboard = await dashboards.get_dashboard(session, principal, DashboardId(row.dashboard_id))
    except NotFound as error:
        raise NoSuchEmbed from error
    begun = dashboard.model_copy(update={"spec": _begun(dashboard.spec, claims.filters)})
    known = filter_ids(dashboard.spec)
    closed = frozenset() if row.open_filters is None else known - frozenset(row.open_filters)
    return TokenVisit(row.id, principal, begun, closed, row.opening, claims=claims)


def _decided(visit: TokenVisit) -> frozenset[str]:
    """The filters about which the token has the last word."""
    spec = visit.dashboard.spec
    return decided_by(
        (*spec.filters, *(one for page in spec.pages for one in page.filters)), visit.claims.filters.keys()
    )


def _keys(links: LinkSecrets, row: EmbedRow) -> tuple[SigningKey, ...]:
    key_ids = [row.key_id]
    if row.old_key_id is not None and row.old_key_ends_at is not None and row.old_key_ends_at > clock.now():
        key_ids.append(row.old_key_id)
    return tuple(SigningKey(one, links.embed_secret_of(row.handle, one)) for one in key_ids)


async def _check_values(runtime: QueryRuntime, visit: Visit) -> None:
    """See that the columns can hold the values of the locks: tiles would show nothing, and nobody would know why."""
    if visit.principal.locks is None:
        return
    try:
        system = identity.system_principal(visit.principal.workspace_id)
        await query.check_locks(runtime, system, visit.principal.locks)
    except AppError as error:
        raise EmbedTokenRefused("A field that it locks cannot have such a value.") from error


def _begun(spec: DashboardSpec, wanted: Mapping[str, InitialFilter]) -> DashboardSpec:
    """The dashboard whose filters begin as a token says; each is called by its id, or by its field."""
    called = {
        name for one in (*spec.filters, *(each for page in spec.pages for each in page.filters)) for name in _names(one)
    }
    if not wanted.keys() <= called:
        raise EmbedTokenRefused("Its “filters” name one that this dashboard does not have.")
    pages = tuple(
        page.model_copy(update={"filters": tuple(_begin(one, wanted) for one in page.filters)}) for page in spec.pages
    )
    return spec.model_copy(update={"pages": pages, "filters": tuple(_begin(one, wanted) for one in spec.filters)})


def _names(one: PageFilter) -> tuple[str, str]:
    return one.id, one.member


def _begin(one: PageFilter, wanted: Mapping[str, InitialFilter]) -> PageFilter:
    for name in _names(one):
        if name in wanted:
            return one.model_copy(update={"default": _filter_of(one, wanted[name])})
    return one


def _filter_of(one: PageFilter, wanted: InitialFilter) -> Filter | None:
    match wanted:
        case None:
            return None
        case _ if one.control == "top" or (one.control == "hierarchy" and isinstance(wanted, Between)):
            raise EmbedTokenRefused("Its “filters” set one to what it cannot be set to.")
        case list() if one.control == "hierarchy":
            paths = tuple((value,) for value in wanted)
            return PathFilter(levels=one.levels, paths=paths) if paths else None
        case list():
            return InFilter(member=one.member, values=tuple(wanted)) if wanted else None
        case Between(min=low, max=high) if one.control == "date":
            start, end = (None if end is None else str(end) for end in (low, high))
            return TimeRangeFilter(member=one.member, start=start, end=end)
        case Between(min=low, max=high):
            return RangeFilter(member=one.member, min=low, max=high, include_max=True)
        case _:
            assert_never(wanted)
