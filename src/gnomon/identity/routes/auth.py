"""Registering, signing in and out, renewing a session."""

from fastapi import APIRouter, Request, Response

from gnomon.foundation.kit.errors import Unauthenticated
from gnomon.identity import accounts, sessions
from gnomon.identity.authentication import bearer_token
from gnomon.identity.contracts import Login, Me, Refresh, Register, SignedIn, UserAccount
from gnomon.identity.deps import CurrentPrincipal, Db, ReadDb, public, signed_in
from gnomon.identity.routes.callers import Parts, WhereFrom, answer_sign_in, cookie_token, forget_cookie
from gnomon.identity.tokens import TokenType

router = APIRouter(prefix="/auth", tags=["auth"])


@router.post("/register", status_code=201, dependencies=[public])
async def register(body: Register, parts: Parts, caller: WhereFrom) -> UserAccount:
    """Open an account; a personal workspace comes with it."""
    return await accounts.register(parts, body, caller)


@router.post("/login", dependencies=[public])
async def login(body: Login, parts: Parts, caller: WhereFrom, request: Request, response: Response) -> SignedIn:
    """Sign in with e-mail address and password."""
    return answer_sign_in(request, response, await accounts.sign_in(parts, body, caller))


@router.post("/refresh", dependencies=[public])
async def refresh(parts: Parts, request: Request, response: Response, body: Refresh | None = None) -> SignedIn:
    """Renew a session; the refresh token is spent and another one takes its place."""
    token = _refresh_token(request, body)
    if token is None:
        raise Unauthenticated
    return answer_sign_in(request, response, await sessions.refresh(parts, token))


@router.post("/logout", status_code=204, dependencies=[public])
async def logout(db: Db, parts: Parts, request: Request, response: Response, body: Refresh | None = None) -> None:
    """Sign out: the session of the presented token ends, here and on every other server."""
    forget_cookie(request, response)
    token = _refresh_token(request, body)
    if token is not None:
        await sessions.end_by_token(db, parts, token, TokenType.REFRESH)
    else:
        await sessions.end_by_token(db, parts, bearer_token(request.headers.get("authorization")), TokenType.ACCESS)


@router.get("/me", dependencies=[signed_in])
async def me(who: CurrentPrincipal, db: ReadDb) -> Me:
    """The signed-in person and where they are."""
    return await accounts.describe_me(db, who)


def _refresh_token(request: Request, body: Refresh | None) -> str | None:
    if body is not None and body.refresh_token is not None:
        return body.refresh_token.get_secret_value()
    return cookie_token(request)
