"""The rate that every request of the API counts against: its user's, or its address's when nobody is signed in."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security.utils import get_authorization_scheme_param

from gnomon.foundation.kit.errors import AppError
from gnomon.identity.contracts import Limit, Principal
from gnomon.identity.deps import current_principal, provide
from gnomon.identity.rate_limits import RateLimits

Limits = Annotated[RateLimits, provide(RateLimits)]


async def count_request(request: Request, limits: Limits) -> None:
    """Count this request; raises `RateLimited` when there were too many."""
    principal = await _known_principal(request)
    if principal is not None:
        await limits.hit(Limit.SIGNED_IN, str(principal.user_id))
    else:
        await limits.hit(Limit.DEFAULT, request.client.host if request.client else "")


async def _known_principal(request: Request) -> Principal | None:
    """The caller, where the request proves one; a proof that fails is told by the route that needs it."""
    scheme, _ = get_authorization_scheme_param(request.headers.get("authorization"))
    if not scheme:
        return None
    try:
        return await current_principal(request, None)
    except AppError:
        return None


throttled = Depends(count_request)
