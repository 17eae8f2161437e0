"""Say something about a dashboard, answer, settle, take back; and tell people where they are mentioned."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.comments import repository
from gnomon.comments.contracts import (
    MAX_COMMENTS,
    MAX_THREADS,
    Anchor,
    ChangeThread,
    Comment,
    CommentId,
    Mention,
    NoSuchTile,
    NotAMember,
    NotYours,
    SayWords,
    StartThread,
    Thread,
    ThreadId,
    ThreadIsFull,
    TooManyThreads,
)
from gnomon.comments.mentions import mentioned
from gnomon.comments.reach import is_on, readable
from gnomon.comments.tables import CommentRow, MentionRow, ThreadRow
from gnomon.dashboards import service as dashboards
from gnomon.dashboards.contracts import DashboardId, DashboardSpec
from gnomon.foundation.kit import clock, ids
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity import service as identity
from gnomon.identity.contracts import Action, Principal, UserId

Names = Mapping[UserId, str]


async def list_threads(session: AsyncSession, principal: Principal, dashboard_id: DashboardId) -> tuple[Thread, ...]:
    """The threads about a dashboard, the latest changed first, settled ones too. Raises `NotFound`."""
    dashboard = await dashboards.find_dashboard(session, principal, dashboard_id)
    rows = await repository.threads_of(session, principal, dashboard_id)
    return await _shown(session, principal, await readable(session, principal, dashboard, rows))


async def start_thread(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, command: StartThread
) -> Thread:
    """Say something. Raises `NotFound`, `NoSuchTile`, `NotAMember`, `TooManyMentions`, `TooManyThreads`."""
    dashboard = await dashboards.find_dashboard(session, principal, dashboard_id)
    _check_anchor(dashboard.spec, command.anchor)
    users = await _mentioned(session, principal, command.words)
    if await repository.count_threads(session, principal, dashboard_id) >= MAX_THREADS:
        raise TooManyThreads
    now = clock.now()
    row = ThreadRow(
        id=ids.new(ThreadId),
        workspace_id=principal.workspace_id,
        dashboard_id=dashboard_id,
        anchor=command.anchor.model_dump(mode="json"),
        resolved_at=None,
        resolved_by=None,
        created_at=now,
        updated_at=now,
    )
    session.add(row)
    await session.flush()
    await _say(session, principal, row, command.words, users)
    return await _one(session, principal, row)


async def reply(session: AsyncSession, principal: Principal, thread_id: ThreadId, command: SayWords) -> Thread:
    """Answer; a settled thread is open again. Raises `NotFound`, `NotAMember`, `TooManyMentions`, `ThreadIsFull`."""
    row = await _held(session, principal, thread_id)
    users = await _mentioned(session, principal, command.words)
    if len((await repository.comments_of(session, [row.id]))[row.id]) >= MAX_COMMENTS:
        raise ThreadIsFull
    row.resolved_at, row.resolved_by, row.updated_at = None, None, clock.now()
    await _say(session, principal, row, command.words, users)
    return await _one(session, principal, row)


async def change_thread(
    session: AsyncSession, principal: Principal, thread_id: ThreadId, command: ChangeThread
) -> Thread:
    """Settle a thread, or open it again. Raises `NotFound`."""
    row = await _held(session, principal, thread_id)
    if command.is_resolved != (row.resolved_at is not None):
        row.resolved_at = clock.now() if command.is_resolved else None
        row.resolved_by = principal.user_id if command.is_resolved else None
        await session.flush()
    return await _one(session, principal, row)


async def change_comment(
    session: AsyncSession, principal: Principal, thread_id: ThreadId, comment_id: CommentId, command: SayWords
) -> Thread:
    """Put one's own words otherwise. Raises `NotFound`, `NotYours`, `NotAMember`, `TooManyMentions`."""
    row = await _held(session, principal, thread_id)
    said = await repository.find_comment(session, thread_id, comment_id)
    if said.author_id != principal.user_id:
        raise NotYours
    users = await _mentioned(session, principal, command.words)
    said.words, said.edited_at = command.words, clock.now()
    await session.flush()
    await repository.set_mentions(session, principal, comment_id, users)
    return await _one(session, principal, row)


async def remove_comment(
    session: AsyncSession, principal: Principal, thread_id: ThreadId, comment_id: CommentId
) -> Thread | None:
    """Take words back; a thread of which nothing is left goes with them. Raises `NotFound`, `NotYours`."""
    row = await _held(session, principal, thread_id)
    said = await repository.find_comment(session, thread_id, comment_id)
    if not _may_remove(principal, said):
        raise NotYours
    said.words = None
    await repository.set_mentions(session, principal, comment_id, ())
    left = (await repository.comments_of(session, [row.id]))[row.id]
    if all(one.words is None for one in left):
        await session.delete(row)
        return None
    return await _one(session, principal, row)


async def list_mentions(session: AsyncSession, principal: Principal) -> tuple[Mention, ...]:
    """Where the caller is mentioned, on dashboards that they may see, the latest first."""
    found = await repository.mentions_for(session, principal)
    boards = {DashboardId(thread.dashboard_id) for _, _, thread in found}
    known = {one.id: one.name for one in await dashboards.named_dashboards(session, principal, boards)}
    names = await _names(session, (said.author_id for _, said, _ in found))
    return tuple(
        _mention(mention, said, thread, known[thread.dashboard_id], names)
        for mention, said, thread in found
        if thread.dashboard_id in known
    )


async def mark_seen(session: AsyncSession, principal: Principal, comment_ids: tuple[CommentId, ...]) -> None:
    """Mentions of the caller that need no more attention; others' stay as they are."""
    await repository.mark_seen(session, principal, comment_ids)


async def _held(session: AsyncSession, principal: Principal, thread_id: ThreadId) -> ThreadRow:
    row = await repository.lock_thread(session, principal, thread_id)
    try:
        # A thread is as far away as its dashboard: thrown away, it cannot be spoken of.
        dashboard = await dashboards.find_dashboard(session, principal, DashboardId(row.dashboard_id))
    except NotFound as error:
        raise NotFound("thread") from error
    if not await readable(session, principal, dashboard, [row]):
        raise NotFound("thread")
    return row


async def _say(
    session: AsyncSession, principal: Principal, row: ThreadRow, words: str, users: tuple[UserId, ...]
) -> None:
    said = CommentRow(
        id=ids.new(CommentId),
        thread_id=row.id,
        author_id=principal.user_id,
        words=words,
        created_at=row.updated_at,
        edited_at=None,
    )
    session.add(said)
    await session.flush()
    await repository.set_mentions(session, principal, CommentId(said.id), users)


async def _mentioned(session: AsyncSession, principal: Principal, words: str) -> tuple[UserId, ...]:
    users = mentioned(words)
    if users:
        members = await identity.member_ids(session, principal)
        strangers = tuple(one for one in users if one not in members)
        if strangers:
            raise NotAMember(strangers)
    return users


def _check_anchor(spec: DashboardSpec, anchor: Anchor) -> None:
    if not is_on(spec, anchor) or (anchor.point and anchor.tile_id is None):
        raise NoSuchTile


async def _one(session: AsyncSession, principal: Principal, row: ThreadRow) -> Thread:
    (thread,) = await _shown(session, principal, [row])
    return thread


async def _shown(session: AsyncSession, principal: Principal, rows: Iterable[ThreadRow]) -> tuple[Thread, ...]:
    threads = list(rows)
    comments = await repository.comments_of(session, [row.id for row in threads])
    said = [one for each in comments.values() for one in each]
    mentions = await repository.mentions_of(session, [one.id for one in said])
    names = await _names(session, [*(one.author_id for one in said), *(row.resolved_by for row in threads)])
    return tuple(
        Thread(
            id=ThreadId(row.id),
            dashboard_id=DashboardId(row.dashboard_id),
            anchor=Anchor.model_validate(row.anchor),
            resolved_at=row.resolved_at,
            resolved_by=None if row.resolved_by is None else names.get(UserId(row.resolved_by)),
            created_at=row.created_at,
            updated_at=row.updated_at,
            comments=tuple(_comment(principal, one, mentions[one.id], names) for one in comments[row.id]),
        )
        for row in threads
    )


def _comment(principal: Principal, row: CommentRow, mentions: Iterable[MentionRow], names: Names) -> Comment:
    author = None if row.author_id is None else UserId(row.author_id)
    is_there = row.words is not None
    return Comment(
        id=CommentId(row.id),
        author_id=author,
        author_name=None if author is None else names.get(author),
        words=row.words,
        mentions=tuple(sorted(UserId(one.user_id) for one in mentions)),
        created_at=row.created_at,
        edited_at=row.edited_at,
        may_change=is_there and author is not None and author == principal.user_id,
        may_remove=is_there and _may_remove(principal, row),
    )


def _may_remove(principal: Principal, row: CommentRow) -> bool:
    is_own = row.author_id is not None and row.author_id == principal.user_id
    return is_own or principal.may(Action.WORKSPACE_MANAGE)


def _mention(mention: MentionRow, said: CommentRow, thread: ThreadRow, board: str, names: Names) -> Mention:
    return Mention(
        thread_id=ThreadId(thread.id),
        comment_id=CommentId(said.id),
        dashboard_id=DashboardId(thread.dashboard_id),
        dashboard_name=board,
        anchor=Anchor.model_validate(thread.anchor),
        author_name=None if said.author_id is None else names.get(UserId(said.author_id)),
        words=said.words or "",
        created_at=said.created_at,
        is_seen=mention.is_seen,
    )


async def _names(session: AsyncSession, user_ids: Iterable[UUID | None]) -> Names:
    return await identity.names_of(session, {UserId(one) for one in user_ids if one is not None})
