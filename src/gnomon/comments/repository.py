"""Every statement of comments; each begins from the caller's workspace."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.comments.contracts import CommentId, ThreadId
from gnomon.comments.tables import CommentRow, MentionRow, ThreadRow
from gnomon.dashboards.contracts import DashboardId
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity.contracts import Principal, UserId

MOST_MENTIONS = 100


def owned(principal: Principal) -> Select[ThreadRow]:
    """The threads of the caller's workspace."""
    return select(ThreadRow).where(ThreadRow.workspace_id == principal.workspace_id)


async def threads_of(session: AsyncSession, principal: Principal, dashboard_id: DashboardId) -> Sequence[ThreadRow]:
    """The threads about a dashboard, the latest changed first."""
    found = owned(principal).where(ThreadRow.dashboard_id == dashboard_id)
    return (await session.scalars(found.order_by(ThreadRow.updated_at.desc(), ThreadRow.id.desc()))).all()


async def count_threads(session: AsyncSession, principal: Principal, dashboard_id: DashboardId) -> int:
    """How many threads there are about a dashboard."""
    found = owned(principal).where(ThreadRow.dashboard_id == dashboard_id)
    return await session.scalar(select(func.count()).select_from(found.subquery())) or 0


async def lock_thread(session: AsyncSession, principal: Principal, thread_id: ThreadId) -> ThreadRow:
    """A thread of the workspace, held against changes by others. Raises `NotFound`."""
    row = await session.scalar(owned(principal).where(ThreadRow.id == thread_id).with_for_update())
    if row is None:
        raise NotFound("thread")
    return row


async def comments_of(session: AsyncSession, thread_ids: Collection[UUID]) -> Mapping[UUID, list[CommentRow]]:
    """The comments of some threads, the oldest first."""
    found = select(CommentRow).where(CommentRow.thread_id.in_(thread_ids)).order_by(CommentRow.id)
    comments: dict[UUID, list[CommentRow]] = {one: [] for one in thread_ids}
    for row in await session.scalars(found):
        comments[row.thread_id].append(row)
    return comments


async def find_comment(session: AsyncSession, thread_id: ThreadId, comment_id: CommentId) -> CommentRow:
    """A comment in a thread that was not taken back. Raises `NotFound`."""
    found = select(CommentRow).where(CommentRow.thread_id == thread_id, CommentRow.id == comment_id)
    row = await session.scalar(found.where(CommentRow.words.is_not(None)))
    if row is None:
        raise NotFound("comment")
    return row


async def mentions_of(session: AsyncSession, comment_ids: Collection[UUID]) -> Mapping[UUID, list[MentionRow]]:
    """Who is mentioned in some comments."""
    mentions: dict[UUID, list[MentionRow]] = {one: [] for one in comment_ids}
    for row in await session.scalars(select(MentionRow).where(MentionRow.comment_id.in_(comment_ids))):
        mentions[row.comment_id].append(row)
    return mentions


async def set_mentions(
    session: AsyncSession, principal: Principal, comment_id: CommentId, users: Collection[UserId]
) -> None:
    """Who is mentioned from now on; whoever was already is not called anew."""
    known = {row.user_id: row for row in (await mentions_of(session, [comment_id]))[comment_id]}
    await session.execute(
        delete(MentionRow).where(MentionRow.comment_id == comment_id, MentionRow.user_id.not_in(users))
    )
    session.add_all(
        MentionRow(comment_id=comment_id, user_id=one, workspace_id=principal.workspace_id, is_seen=False)
        for one in users
        if one not in known
    )
    await session.flush()


async def mentions_for(session: AsyncSession, principal: Principal) -> list[tuple[MentionRow, CommentRow, ThreadRow]]:
    """Where the caller is mentioned in this workspace, the latest first."""
    found = (
        select(MentionRow, CommentRow, ThreadRow)
        .join(CommentRow, CommentRow.id == MentionRow.comment_id)
        .join(ThreadRow, ThreadRow.id == CommentRow.thread_id)
        .where(
            MentionRow.user_id == principal.user_id,
            MentionRow.workspace_id == principal.workspace_id,
            CommentRow.words.is_not(None),
        )
        .order_by(CommentRow.id.desc())
        .limit(MOST_MENTIONS)
    )
    return [(row[0], row[1], row[2]) for row in await session.execute(found)]


async def mark_seen(session: AsyncSession, principal: Principal, comment_ids: Collection[CommentId]) -> None:
    """The caller's own mentions in these comments need no more attention."""
    await session.execute(
        update(MentionRow)
        .where(
            MentionRow.user_id == principal.user_id,
            MentionRow.workspace_id == principal.workspace_id,
            MentionRow.comment_id.in_(comment_ids),
        )
        .values(is_seen=True)
    )
