"""The first start: whether the instance waits for its owner, and the claim."""

from fastapi import APIRouter, Request, Response

from gnomon import __version__
from gnomon.identity import claims
from gnomon.identity.contracts import ClaimInstance, SetupState, SignedIn
from gnomon.identity.deps import ReadDb, public
from gnomon.identity.routes.callers import Parts, WhereFrom, answer_sign_in

router = APIRouter(prefix="/setup", tags=["setup"])


@router.get("", dependencies=[public])
async def get_setup(db: ReadDb, parts: Parts) -> SetupState:
    """What a newcomer finds: an instance that waits for its owner, open or closed sign-up, a showcase or none."""
    return SetupState(
        is_required=not await claims.is_claimed(db),
        is_signup_open=parts.is_signup_open,
        has_showcase=await parts.has_showcase(db),
        version=__version__,
    )


@router.post("", status_code=201, dependencies=[public])
async def claim_instance(
    body: ClaimInstance, parts: Parts, caller: WhereFrom, request: Request, response: Response
) -> SignedIn:
    """Become the first owner with the one-time set-up link, and be signed in."""
    return answer_sign_in(request, response, await claims.claim_instance(parts, body, caller))
