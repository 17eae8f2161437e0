"""Followers of things: told the present state, theirs alone, once for every state, however many they are."""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.errors import ErrorKind
from gnomon.foundation.live import watch as watching
from gnomon.foundation.live.tags import Tag, Topic, sign_of
from gnomon.foundation.live.watch import LiveWatch, TooManyStreams

HOME, ELSEWHERE, PERSON = uuid4(), uuid4(), uuid4()
THINGS = {number: uuid4() for number in (1, 2, 3)}
WAIT = 3.0


class Kept:
    """Things in a table of their own: a number, whose it is, and its state."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.reads: list[int] = []
        self.is_broken = False

    async def put(self, number: int, state: str, home: UUID = HOME) -> None:
        """Commit a state of a thing."""
        async with self.database.write() as session:
            await session.execute(text("DELETE FROM followed WHERE n = :n"), {"n": number})
            row = {"n": number, "home": str(home), "state": state}
            await session.execute(text("INSERT INTO followed VALUES (:n, :home, :state)"), row)

    async def read(self, session: AsyncSession, wanted: Collection[UUID]) -> Mapping[UUID, Tag]:
        """The reader of these things."""
        self.reads.append(len(wanted))
        if self.is_broken:
            raise OSError("away")
        rows = await session.execute(text("SELECT n, home, state FROM followed"))
        return {THINGS[row.n]: Tag(UUID(row.home), row.state) for row in rows if THINGS[row.n] in wanted}


@pytest.fixture
async def kept(database_url: str) -> AsyncIterator[Kept]:
    database = Database(database_url)
    async with database.write() as session:
        await session.execute(text("CREATE TABLE IF NOT EXISTS followed (n INTEGER, home TEXT, state TEXT)"))
    yield Kept(database)
    async with database.write() as session:
        await session.execute(text("DROP TABLE followed"))
    await database.close()


@pytest.fixture
async def live(kept: Kept) -> AsyncIterator[LiveWatch]:
    watch = LiveWatch(kept.database, {"thing": kept.read})
    yield watch
    await watch.close()


def topic(number: int) -> Topic:
    return Topic("thing", THINGS[number])


async def test_the_present_state_comes_first_and_then_every_new_one_that_is_committed(
    kept: Kept, live: LiveWatch, database_url: str
) -> None:
    await kept.put(1, "a")
    with live.following(PERSON, HOME, [topic(1)]) as follower:
        assert await follower.next(WAIT) == {topic(1): "a"}
        beside = Database(database_url)
        for state in ("b", "c"):
            await Kept(beside).put(1, state)
            assert await follower.next(WAIT) == {topic(1): state}
        await beside.close()
        async with kept.database.write() as session:
            await session.execute(text("DELETE FROM followed"))
        assert await follower.next(WAIT) == {}
    assert live.count() == 0


async def test_what_is_not_committed_is_told_to_nobody(kept: Kept, live: LiveWatch) -> None:
    await kept.put(1, "a")
    with live.following(PERSON, HOME, [topic(1)]) as follower:
        assert await follower.next(WAIT) == {topic(1): "a"}
        async with kept.database.write() as session:
            await session.execute(text("UPDATE followed SET state = 'z'"))
            assert await follower.next(0.6) is None
            await session.rollback()
        assert await follower.next(0.6) is None


async def test_what_belongs_to_another_workspace_is_as_if_it_were_not_there(kept: Kept, live: LiveWatch) -> None:
    await kept.put(1, "a")
    await kept.put(2, "b", home=ELSEWHERE)
    topics = [topic(1), topic(2), topic(3)]
    with live.following(PERSON, HOME, topics) as here, live.following(PERSON, ELSEWHERE, topics) as there:
        assert await here.next(WAIT) == {topic(1): "a"}
        assert await there.next(WAIT) == {topic(2): "b"}
        await kept.put(2, "c", home=ELSEWHERE)
        assert await there.next(WAIT) == {topic(2): "c"}
        assert await here.next(0.3) is None
    assert await live.now(HOME, topics) == {topic(1): "a"}


async def test_other_commits_are_told_to_nobody_and_many_followers_cost_one_read(kept: Kept, live: LiveWatch) -> None:
    await kept.put(1, "a")
    people = [live.following(uuid4(), HOME, [topic(1)]) for _ in range(300)]
    followers = [person.__enter__() for person in people]
    assert await asyncio.gather(*(one.next(WAIT) for one in followers)) == [{topic(1): "a"}] * 300
    first = len(kept.reads)
    assert first <= 3
    await asyncio.sleep(0.6)
    assert len(kept.reads) == first, "nothing was committed, so nothing is read"
    await kept.put(2, "x")
    assert await asyncio.gather(*(one.next(0.6) for one in followers)) == [None] * 300
    await kept.put(1, "b")
    assert await asyncio.gather(*(one.next(WAIT) for one in followers)) == [{topic(1): "b"}] * 300
    assert len(kept.reads) <= first + 3
    for person in people:
        person.__exit__(None, None, None)


async def test_whoever_does_not_take_what_is_told_is_told_the_last_of_it(kept: Kept, live: LiveWatch) -> None:
    with live.following(PERSON, HOME, [topic(1)]) as follower:
        assert await follower.next(WAIT) == {}
        for state in "abc":
            await kept.put(1, state)
            await asyncio.sleep(0.4)
        assert await follower.next(WAIT) == {topic(1): "c"}
        assert await follower.next(0.3) is None


async def test_a_database_that_is_away_for_a_while_ends_nothing(
    kept: Kept, live: LiveWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "TROUBLED_PAUSE_SECONDS", 0.1)
    with live.following(PERSON, HOME, [topic(1)]) as follower:
        assert await follower.next(WAIT) == {}
        kept.is_broken = True
        await kept.put(1, "a")
        assert await follower.next(0.5) is None
        kept.is_broken = False
        assert await follower.next(WAIT) == {topic(1): "a"}


async def test_nobody_holds_more_streams_than_their_share(live: LiveWatch) -> None:
    held = [live.following(PERSON, HOME, [topic(1)]) for _ in range(watching.MAX_OF_ONE)]
    for one in held:
        one.__enter__()
    with pytest.raises(TooManyStreams) as refused, live.following(PERSON, HOME, []):
        pass
    assert refused.value.kind is ErrorKind.LIMIT
    with live.following(uuid4(), HOME, []):
        held.pop().__exit__(None, None, None)
    with live.following(PERSON, HOME, []):
        assert live.count() == watching.MAX_OF_ONE
    for one in held:
        one.__exit__(None, None, None)


def test_the_sign_is_of_the_states_whatever_their_order() -> None:
    tags = {topic(1): "a", topic(2): "b"}
    assert sign_of(tags) == sign_of(dict(reversed(tags.items())))
    assert len({sign_of({}), sign_of(tags), sign_of({topic(1): "b", topic(2): "a"}), sign_of({topic(1): "a"})}) == 4
