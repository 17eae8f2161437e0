"""Identifiers: UUIDs of version 7, which sort by the time they were made; each kind has its own type."""

import os
import time
from collections.abc import Callable
from typing import TypeVar
from uuid import UUID, uuid5

Kind = TypeVar("Kind")


def uuid7() -> UUID:
    """A UUID of version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    random_bits = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & ((1 << 48) - 1)) << 80 | random_bits
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


def new(kind: Callable[[UUID], Kind]) -> Kind:
    """A new identifier of one kind: `ids.new(DatasetId)`."""
    return kind(uuid7())


def derived(kind: Callable[[UUID], Kind], namespace: UUID, name: str) -> Kind:
    """The one identifier that a name has in a namespace (RFC 9562, section 5.5); it can be taken only once."""
    return kind(uuid5(namespace, name))


def random_hex() -> str:
    """128 random bits as text, for what nobody may guess."""
    return os.urandom(16).hex()
