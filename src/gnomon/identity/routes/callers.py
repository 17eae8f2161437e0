"""What sign-in routes read from a request besides its body: the caller's place, and tokens in cookies and headers."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request, Response

from gnomon.foundation.kit.errors import Forbidden
from gnomon.foundation.settings import Settings
from gnomon.identity.contracts import SignedIn
from gnomon.identity.deps import provide, runtime_of
from gnomon.identity.parts import IdentityParts
from gnomon.identity.sessions import Caller

COOKIE = "gnomon_refresh"
COOKIE_PATH = "/api/v1/auth"
SESSION_HEADER = "x-gnomon-session"
LOOPBACK_NAMES = {"localhost", "127.0.0.1", "::1"}

Parts = Annotated[IdentityParts, provide(IdentityParts)]


async def caller_of(request: Request) -> Caller:
    """Where a request comes from."""
    address = None if request.client is None else request.client.host
    return Caller(address=address, user_agent=request.headers.get("user-agent"))


WhereFrom = Annotated[Caller, Depends(caller_of)]


def wants_cookie(request: Request) -> bool:
    """Whether a browser asks for the refresh token as a cookie."""
    return request.headers.get(SESSION_HEADER, "").lower() == "cookie"


def cookie_token(request: Request) -> str | None:
    """The refresh token of the cookie; only for a request that another site's page cannot make."""
    token = request.cookies.get(COOKIE)
    if token is None or not wants_cookie(request):
        return None
    require_same_origin(request)
    return token


def require_same_origin(request: Request) -> None:
    """Refuse a request that a page of another site has sent."""
    origin = request.headers.get("origin")
    if origin is None:
        return
    settings = runtime_of(request).get(Settings)
    own = {request.headers.get("host", ""), urlsplit(settings.public_url or "").netloc} - {""}
    if urlsplit(origin).netloc not in own and origin not in settings.cors_origins:
        raise Forbidden("This request came from another site.", hint="Open the application itself and try again.")


def answer_sign_in(request: Request, response: Response, signed_in: SignedIn) -> SignedIn:
    """The reply to a sign-in: with the refresh token in the body, or in the cookie when the browser asked for that."""
    response.headers["cache-control"] = "no-store"
    if not wants_cookie(request):
        return signed_in
    require_same_origin(request)
    seconds = int(runtime_of(request).get(IdentityParts).session_lifetime.total_seconds())
    response.set_cookie(
        COOKIE,
        signed_in.refresh_token or "",
        max_age=seconds,
        path=COOKIE_PATH,
        secure=is_secure(request),
        httponly=True,
        samesite="strict",
    )
    return signed_in.model_copy(update={"refresh_token": None})


def forget_cookie(request: Request, response: Response) -> None:
    """Take the refresh token out of the browser."""
    response.delete_cookie(COOKIE, path=COOKIE_PATH, secure=is_secure(request), httponly=True, samesite="strict")


def is_secure(request: Request) -> bool:
    """Whether the cookie may ask for a secure connection: under HTTPS, and on loopback, which browsers take for one."""
    return request.url.scheme == "https" or (request.url.hostname or "") in LOOPBACK_NAMES
