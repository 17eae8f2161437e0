"""The rate that every request of the API counts against: its person's, or its address's when nobody is known.

The keys of a person count as the person, and a wrong key against the address that it came from. Whoever comes by a link
or an embed is counted where they knock.
"""

from typing import Annotated

from fastapi import Depends, Request

from gnomon.foundation.kit.errors import AppError
from gnomon.identity.contracts import Limit, Principal
from gnomon.identity.deps import current_principal, provide
from gnomon.identity.rate_limits import RateLimits

COUNTED_AT_THE_DOOR = ("/api/v1/public/shares/", "/api/v1/public/embeds/")
Limits = Annotated[RateLimits, provide(RateLimits)]


async def count_request(request: Request, limits: Limits) -> None:
    """Count this request; raises `RateLimited` when there were too many."""
    if request.url.path.startswith(COUNTED_AT_THE_DOOR):
        return
    principal = await _known_principal(request)
    if principal is not None:
        await limits.hit(Limit.SIGNED_IN, str(principal.user_id))
    else:
        await limits.hit(Limit.DEFAULT, request.client.host if request.client else "")


async def _known_principal(request: Request) -> Principal | None:
    """The caller, where the request proves one; a proof that fails is told by the route that needs it."""
    if not request.headers.get("authorization") and "x-api-key" not in request.headers:
        return None
    try:
        return await current_principal(request, None)
    except AppError:
        return None


throttled = Depends(count_request)
