"""One look at the database a moment, for everybody in this process who follows something.

A look asks whether anybody has committed; only then is read what is followed, once for all followers. What they are
told is a state and no event: whoever was away is told the present one, and nothing can be missed.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping
from uuid import UUID

import structlog

from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.errors import AppError, ErrorCode, ErrorKind, Unavailable
from gnomon.foundation.live.tags import Reader, Tag, Tags, Topic

log = structlog.get_logger(__name__)

PAUSE_SECONDS = 0.25
TROUBLED_PAUSE_SECONDS = 2.0
MAX_TOPICS = 200
"""Of one follower."""
MAX_OF_ONE = 24
"""Streams of one person in one process."""
MAX_FOLLOWERS = 2_000


class TooManyStreams(AppError):
    """One person holds as many streams open as anybody may."""

    kind = ErrorKind.LIMIT

    def __init__(self) -> None:
        super().__init__(
            ErrorCode.RATE_LIMITED,
            f"There are {MAX_OF_ONE} live streams of yours already.",
            hint="Close some, or ask for the changes from time to time.",
            retry_after_seconds=30,
        )


class Follower:
    """Somebody who is told the present tags of some things; what they do not take at once is replaced by the next."""

    def __init__(self, workspace_id: UUID, topics: Collection[Topic]) -> None:
        self.workspace_id = workspace_id
        self.topics = frozenset(topics)
        self._tags: Tags | None = None
        self._news = asyncio.Event()

    async def next(self, seconds: float) -> Tags | None:
        """The present tags when they are others than those taken last; None when that takes longer than `seconds`."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), seconds)
        if not self._news.is_set():
            return None
        self._news.clear()
        return self._tags

    def offer(self, found: Mapping[Topic, Tag]) -> None:
        """Take of what was read what is followed, and is theirs."""
        tags = theirs(found, self.workspace_id, self.topics)
        if tags != self._tags:
            self._tags = tags
            self._news.set()


class LiveWatch:
    """The tags of things, told to whoever follows them."""

    def __init__(self, database: Database, readers: Mapping[str, Reader]) -> None:
        self._database = database
        self._readers = readers
        self._followers: set[Follower] = set()
        self._of_each: Counter[UUID] = Counter()
        self._task: asyncio.Task[None] | None = None
        self._wake = asyncio.Event()

    @contextlib.contextmanager
    def following(self, person: UUID, workspace_id: UUID, topics: Collection[Topic]) -> Iterator[Follower]:
        """A follower for as long as the block lasts. Raises `TooManyStreams`, `Unavailable`."""
        if self._of_each[person] >= MAX_OF_ONE:
            raise TooManyStreams
        if len(self._followers) >= MAX_FOLLOWERS:
            raise Unavailable("This server tells as many people of changes as it can.", retry_after_seconds=60)
        follower = Follower(workspace_id, topics)
        self._followers.add(follower)
        self._of_each[person] += 1
        self._wake.set()
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._look_on())
        try:
            yield follower
        finally:
            self._followers.discard(follower)
            self._of_each[person] -= 1
            self._of_each += Counter()

    async def now(self, workspace_id: UUID, topics: Collection[Topic]) -> Tags:
        """The present tags of what is there of these things, and belongs to the workspace."""
        return theirs(await self._read(frozenset(topics)), workspace_id, topics)

    def count(self) -> int:
        """How many followers there are."""
        return len(self._followers)

    async def close(self) -> None:
        """Look no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _look_on(self) -> None:
        last: Hashable | None = None
        while self._followers:
            is_asked = self._wake.is_set()
            self._wake.clear()
            pause = PAUSE_SECONDS
            try:
                stamp = await self._database.stamps.now()
                if is_asked or stamp is None or stamp != last:
                    await self._tell()
                    last = stamp
            except Exception as error:
                # The database is away: whoever asks for something hears of it, and this goes on when it is back.
                log.warning("live.unread", error=type(error).__name__)
                last, pause = None, TROUBLED_PAUSE_SECONDS
            await asyncio.sleep(pause)

    async def _tell(self) -> None:
        topics = frozenset[Topic]().union(*(follower.topics for follower in self._followers))
        found = await self._read(topics)
        for follower in tuple(self._followers):
            # Whoever came while this was read is told by the next look.
            if follower.topics <= topics:
                follower.offer(found)

    async def _read(self, topics: frozenset[Topic]) -> dict[Topic, Tag]:
        found: dict[Topic, Tag] = {}
        async with self._database.read() as session:
            for kind, read in self._readers.items():
                wanted = {topic.id for topic in topics if topic.kind == kind}
                if wanted:
                    found |= {Topic(kind, one): tag for one, tag in (await read(session, wanted)).items()}
        return found


def theirs(found: Mapping[Topic, Tag], workspace_id: UUID, topics: Collection[Topic]) -> dict[Topic, str]:
    """Of what was found, what is asked for and belongs to the workspace."""
    return {
        topic: found[topic].state for topic in topics if topic in found and found[topic].workspace_id == workspace_id
    }
