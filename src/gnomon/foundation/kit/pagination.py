"""Pages of a list: items, the total, and an opaque cursor to what follows."""

import base64
import binascii
from typing import Generic, TypeVar

from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import Invalid

Item = TypeVar("Item")

DEFAULT_PAGE_SIZE = 50
MAX_PAGE_SIZE = 500
MAX_OFFSET = 1_000_000_000


class Page(Contract, Generic[Item]):
    """One page of a list."""

    items: tuple[Item, ...]
    total: int
    next_cursor: str | None


def encode_cursor(offset: int) -> str:
    """An opaque cursor for the items from `offset` on."""
    return base64.urlsafe_b64encode(f"o{offset}".encode()).decode()


def decode_cursor(cursor: str | None) -> int:
    """The offset that a cursor stands for; 0 for none. Raises `Invalid` for a cursor that we did not make."""
    if cursor is None:
        return 0
    try:
        text = base64.urlsafe_b64decode(cursor.encode()).decode()
        offset = int(text.removeprefix("o"))
    except (ValueError, binascii.Error):
        offset = -1
    if not 0 <= offset <= MAX_OFFSET:
        raise Invalid("The cursor is not one that this list gave out.", hint="Start again without a cursor.")
    return offset


def page_of(items: list[Item], *, total: int, offset: int) -> Page[Item]:
    """The page that holds `items`, the list's items from `offset` on."""
    end = offset + len(items)
    return Page(items=tuple(items), total=total, next_cursor=encode_cursor(end) if end < total else None)
