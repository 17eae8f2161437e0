"""How often: rates per account, address and user, counted in memory, or in Redis where several servers share them."""

import asyncio
import math
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from hashlib import sha256

from limits import RateLimitItem, parse
from limits.aio.storage import Storage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.storage import storage_from_string

from gnomon.foundation.kit.errors import AppError, Unavailable
from gnomon.foundation.settings import Settings
from gnomon.identity.contracts import Limit, RateLimited, Turn

OFF = "off"
FILES_IN_A_DROP = 100


class RateLimits:
    """Counts, and refuses what exceeds its rate."""

    def __init__(self, rules: Mapping[Limit, RateLimitItem | None], storage: Storage) -> None:
        self._rules = rules
        self._window = MovingWindowRateLimiter(storage)
        self._storage = storage
        self._failures = storage.base_exceptions
        self._one_drop_at_a_time = asyncio.Lock()
        self._under_way: Counter[tuple[str, ...]] = Counter()

    async def hit(self, limit: Limit, *who: str) -> None:
        """Count one more for these; raises `RateLimited`, or `Unavailable` when nobody can count."""
        rule = self._rules[limit]
        if rule is None:
            return
        try:
            if not await self._window.hit(rule, limit.value, *who):
                raise await self._refusal(rule, limit, *who)
        except self._failures as error:
            raise Unavailable("The service that counts requests does not answer.") from error

    @asynccontextmanager
    async def turn(self, limit: Limit, *who: str) -> AsyncIterator[Turn]:
        """Room for one more of these, which counts when the block ends unless it turned out to be free.

        Those under way in this process take up room, too. Raises what `hit` raises.
        """
        turn, rule, key = Turn(), self._rules[limit], (limit.value, *who)
        if rule is None:
            yield turn
            return
        self._under_way[key] += 1
        try:
            await self._require_room(rule, limit, *who, wanted=self._under_way[key])
            try:
                yield turn
            finally:
                if not turn.is_free:
                    # What is done is not undone when another server has counted the last one meanwhile.
                    with suppress(AppError):
                        await self.hit(limit, *who)
        finally:
            self._under_way[key] -= 1
            if not self._under_way[key]:
                del self._under_way[key]

    async def _require_room(self, rule: RateLimitItem, limit: Limit, *who: str, wanted: int) -> None:
        try:
            if not await self._window.test(rule, limit.value, *who, cost=wanted):
                raise await self._refusal(rule, limit, *who)
        except self._failures as error:
            raise Unavailable("The service that counts requests does not answer.") from error

    async def _refusal(self, rule: RateLimitItem, limit: Limit, *who: str) -> RateLimited:
        stats = await self._window.get_window_stats(rule, limit.value, *who)
        return RateLimited(max(1, math.ceil(stats.reset_time - time.time())))

    async def hit_once(self, limit: Limit, who: str, drop_id: str | None) -> None:
        """Count one drop of files: what carries the same `drop_id` counts once, up to `FILES_IN_A_DROP` files."""
        rule = self._rules[limit]
        if rule is None or drop_id is None:
            await self.hit(limit, who)
            return
        key = f"drop/{limit.value}/{who}/{sha256(drop_id.encode()).hexdigest()}"
        try:
            async with self._one_drop_at_a_time:
                if not 0 < await self._storage.get(key) < FILES_IN_A_DROP:
                    await self.hit(limit, who)
                    await self._storage.clear(key)
                await self._storage.incr(key, rule.get_expiry())
        except self._failures as error:
            raise Unavailable("The service that counts requests does not answer.") from error


def make_rate_limits(settings: Settings) -> RateLimits:
    """The rates of the settings; raises `ValueError` for a rate that cannot be read."""
    texts = {
        Limit.AUTH: settings.rate_limit_auth,
        Limit.QUERIES: settings.rate_limit_queries,
        Limit.UPLOADS: settings.rate_limit_uploads,
        Limit.DEFAULT: settings.rate_limit_default,
        Limit.SIGNED_IN: settings.rate_limit_signed_in,
        Limit.VISITORS: settings.rate_limit_visitors,
    }
    rules = {limit: _rule(limit, text) for limit, text in texts.items()}
    if settings.redis_url is None:
        storage = storage_from_string("async+memory://")
    else:
        storage = storage_from_string(f"async+{settings.redis_url.get_secret_value()}", implementation="redispy")
    if not isinstance(storage, Storage):
        raise TypeError("the address of the counter is not an asynchronous one")
    return RateLimits(rules, storage)


def _rule(limit: Limit, text: str) -> RateLimitItem | None:
    if text.strip().lower() == OFF:
        return None
    try:
        return parse(text)
    except ValueError as error:
        raise ValueError(f"RATE_LIMIT_{limit.name} is {text!r}; it looks like 5/minute, or off") from error
