"""What things say inside, kept beside them so that a search need not open each: written when they are."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Select, String, Text, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gnomon.foundation.db.base import Base
from gnomon.foundation.kit.folding import folded, parts_with_a_slip

MOST_CHARACTERS = 50_000
SHORTEST_WITH_A_SLIP = 4
"""Shorter words are taken as they are typed."""


class SearchEntryRow(Base):
    """The words that stand in a thing; whoever finds one by them opens it under the rights of whoever searches."""

    __tablename__ = "search_entries"
    __table_args__ = (Index("ix_search_entries_workspace_id_kind", "workspace_id", "kind"),)

    kind: Mapped[str] = mapped_column(String(32), primary_key=True)
    thing_id: Mapped[UUID] = mapped_column(primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"))
    words: Mapped[str] = mapped_column(Text)


async def keep_words(
    session: AsyncSession, workspace_id: UUID, kind: str, thing_id: UUID, texts: Iterable[str]
) -> None:
    """Say which words stand in a thing now."""
    words = "\n".join(dict.fromkeys(folded(text) for text in texts))[:MOST_CHARACTERS]
    row = SearchEntryRow(kind=kind, thing_id=thing_id, workspace_id=workspace_id, words=words.replace("\x00", ""))
    await session.merge(row)
    await session.flush()


async def forget_words(session: AsyncSession, kinds: Collection[str], thing_id: UUID) -> None:
    """Let go of the words of a thing that is gone for good."""
    row = SearchEntryRow
    await session.execute(delete(row).where(row.kind.in_(kinds), row.thing_id == thing_id))


def holding(workspace_id: UUID, kinds: Collection[str], words: Sequence[str], *, is_loose: bool) -> Select[UUID]:
    """The things of a workspace in which all of these words stand, each with at most one slip where that is allowed.

    With slips it answers more than those: it looks for what a slip leaves of each word.
    """
    row = SearchEntryRow
    found = select(row.thing_id).where(row.workspace_id == workspace_id, row.kind.in_(kinds))
    for word in words:
        found = found.where(or_(*(row.words.contains(part, autoescape=True) for part in _parts(word, is_loose))))
    return found


def _parts(word: str, is_loose: bool) -> tuple[str, ...]:
    if not is_loose or len(word) < SHORTEST_WITH_A_SLIP:
        return (word,)
    return parts_with_a_slip(word)
