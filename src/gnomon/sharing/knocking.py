"""How often: against the address of whoever is not let in, and against the link or the embed of whoever is.

Many visitors share an address, as the readers in one office do; what lets them in tells them apart from strangers.
"""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar
from uuid import UUID

from gnomon.identity.contracts import Limit
from gnomon.identity.service import RateLimits


class LetIn(Protocol):
    """Somebody who came by a link or an embed."""

    @property
    def door_id(self) -> UUID:
        """By which."""
        ...


Visitor = TypeVar("Visitor", bound=LetIn)


async def let_in(limits: RateLimits, address: str, opened: Callable[[], Awaitable[Visitor]]) -> Visitor:
    """Whoever is behind a door. Raises what opening it raises, and `RateLimited`.

    An address that has knocked in vain too often is not even looked at.
    """
    async with limits.turn(Limit.DEFAULT, address) as turn:
        visitor = await opened()
        turn.is_free = True
    await limits.hit(Limit.VISITORS, str(visitor.door_id))
    return visitor
