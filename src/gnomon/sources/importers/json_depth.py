"""Refuse JSON that is nested deeper than anything a person would tabulate, before a parser sees it."""

import re
from collections.abc import Iterable

from gnomon.engine.contracts import TaskRefused
from gnomon.sources.importers import refusals

MAX_DEPTH = 64
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_OPEN_STRING = re.compile(rb'"(?:[^"\\]|\\.)*\\?\Z', re.DOTALL)
_NOT_BRACKETS = bytes(set(range(256)) - set(b"{}[]"))


def check_depth(blocks: Iterable[bytes]) -> None:
    """Refuse text whose brackets stand more than `MAX_DEPTH` deep."""
    held, brackets = b"", b""
    for block in blocks:
        text = _STRING.sub(b"", held + block)
        cut = _OPEN_STRING.search(text)
        held = text[cut.start() :] if cut else b""
        if len(held) > 64 * 1024 * 1024:
            raise refusals.unreadable("The file holds a text longer than 64 MB.", hint="Shorten it or leave it out.")
        brackets += text[: len(text) - len(held)].translate(None, _NOT_BRACKETS)
        brackets = _reduced(brackets)
        if len(brackets) > MAX_DEPTH:
            raise _too_deep()


def _reduced(brackets: bytes) -> bytes:
    """What is left when every pair that closes has been taken out, innermost first, at most `MAX_DEPTH` times."""
    for _level in range(MAX_DEPTH):
        shorter = brackets.replace(b"{}", b"").replace(b"[]", b"")
        if len(shorter) == len(brackets):
            return shorter
        brackets = shorter
    if brackets.replace(b"{}", b"").replace(b"[]", b"") != brackets:
        raise _too_deep()
    return brackets


def _too_deep() -> TaskRefused:
    return refusals.unreadable(
        f"The JSON is nested more than {MAX_DEPTH} levels deep.", hint="Flatten it before uploading it."
    )
