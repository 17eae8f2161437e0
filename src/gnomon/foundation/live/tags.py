"""What is told of a thing: a tag of its state, which is another one whenever the state is."""

import hashlib
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession


class Topic(NamedTuple):
    """A thing that is followed: of a kind that a room reads, and its id."""

    kind: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Tag:
    """In which state a thing is, and whose it is: it is told in that workspace only."""

    workspace_id: UUID
    state: str


Tags = Mapping[Topic, str]
"""The states of the things that are there, by topic; what was thrown away has none."""

Reader = Callable[[AsyncSession, Collection[UUID]], Awaitable[Mapping[UUID, Tag]]]
"""Reads the tags of some things of one kind; those that are not there are left out."""


def sign_of(tags: Tags) -> str:
    """A short text that is the same for the same tags: what a client has been told already."""
    told = sorted(f"{topic.kind} {topic.id} {state}" for topic, state in tags.items())
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]
