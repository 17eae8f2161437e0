"""What every route asks for: the caller, a database session, a running part, and the right to be here.

All of it is `async`, whether it waits for something or not: what is not runs on a thread, and each way there and back
costs a request more than all that these functions do.
"""

from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request, params
from fastapi.security import APIKeyHeader, HTTPBearer
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity import service as identity
from gnomon.identity.contracts import KEY_ACTIONS, Action, Limit, Principal, Turn
from gnomon.identity.rate_limits import RateLimits

Part = TypeVar("Part")

bearer = HTTPBearer(auto_error=False, description="An access token from `/auth/login`, or an API key (`gn_…`).")
api_key = APIKeyHeader(
    name="X-API-Key",
    scheme_name="APIKey",
    auto_error=False,
    description="An API key (`gn_…`), which may read and ask. It is never taken from an address.",
)


def runtime_of(request: Request) -> Runtime:
    """The running parts of this application."""
    runtime: Runtime = request.app.state.runtime
    return runtime


async def _running(request: Request) -> Runtime:
    return runtime_of(request)


Running = Annotated[Runtime, Depends(_running)]
"""All the running parts, for routes that hand them on."""


def provide(kind: type[Part]) -> Any:
    """A dependency on one running part: `Annotated[Engine, provide(Engine)]`."""

    async def part(request: Request) -> Part:
        return runtime_of(request).get(kind)

    return Depends(part)


async def _write_session(request: Request) -> AsyncIterator[AsyncSession]:
    async with runtime_of(request).get(Database).write() as session:
        yield session


async def _read_session(request: Request) -> AsyncIterator[AsyncSession]:
    async with runtime_of(request).get(Database).read() as session:
        yield session


# Scope "function": the transaction is committed before the reply is sent, so that what was acknowledged is durable.
Db = Annotated[AsyncSession, Depends(_write_session, scope="function")]
"""One transaction for writing, committed when the route ends well. Not for routes that wait for the engine."""

ReadDb = Annotated[AsyncSession, Depends(_read_session, scope="function")]
"""One transaction for reading."""


async def current_principal(request: Request, _token: Annotated[Any, Depends(bearer)]) -> Principal:
    """The caller, from the request's token or key and workspace header; raises `Unauthenticated` or `NotFound`."""
    known: Principal | None = getattr(request.state, "principal", None)
    if known is not None:
        return known
    principal = await identity.authenticate(
        runtime_of(request),
        authorization=request.headers.get("authorization"),
        api_key=request.headers.get("x-api-key"),
        # A route about one workspace names it in its path; there the caller is in that one.
        workspace_header=request.path_params.get("workspace_id") or request.headers.get("x-workspace-id"),
    )
    request.state.principal = principal
    return principal


CurrentPrincipal = Annotated[Principal, Depends(current_principal)]


def allow(action: Action) -> params.Depends:
    """The right that a route needs: `dependencies=[allow(Action.DATASET_READ)]`."""

    async def check_token(who: CurrentPrincipal) -> None:
        who.require(action)

    async def check_token_or_key(who: CurrentPrincipal, _key: Annotated[Any, Depends(api_key)]) -> None:
        who.require(action)

    # Both check the same; they differ in what the document of the API says of the route.
    check: Callable[..., Coroutine[Any, Any, None]] = check_token_or_key if action in KEY_ACTIONS else check_token
    check.required_action = action  # type: ignore[attr-defined]
    dependency: params.Depends = Depends(check)
    return dependency


async def _anyone() -> None:
    """Marks a route that needs no sign-in."""


async def _signed_in(who: CurrentPrincipal) -> None:
    """Marks a route about the caller's own account, whatever their role; a key is refused."""
    who.require_person()


def rate_limited(limit: Limit) -> params.Depends:
    """What a route counts against, per person: `dependencies=[allow(…), rate_limited(Limit.UPLOADS)]`.

    The keys of a person count as that person; else whoever makes fifty keys would have fifty times the rate.

    Files that are dropped together carry the same `X-Drop-Id` and count once.
    """

    async def count(request: Request, who: CurrentPrincipal) -> None:
        limits = runtime_of(request).get(RateLimits)
        await limits.hit_once(limit, str(who.user_id), request.headers.get("x-drop-id"))

    dependency: params.Depends = Depends(count)
    return dependency


def turn_at(limit: Limit) -> Any:
    """A dependency on a turn, per caller, that the route may find to be free: `Annotated[Turn, turn_at(…)]`."""

    async def turn(request: Request, who: CurrentPrincipal) -> AsyncIterator[Turn]:
        async with runtime_of(request).get(RateLimits).turn(limit, str(who.user_id)) as taken:
            yield taken

    return Depends(turn, scope="function")


public: params.Depends = Depends(_anyone)
"""A route for everybody: `dependencies=[public]`."""

signed_in: params.Depends = Depends(_signed_in)
"""A route for anyone signed in, about their own account: `dependencies=[signed_in]`."""

ACCESS_MARKS: tuple[Callable[..., Any], ...] = (_anyone, _signed_in)
