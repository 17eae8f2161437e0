"""Bring a text file of any encoding and line ending to UTF-8 with one kind of line ending, as a stream."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from gnomon.sources.importers import refusals
from gnomon.sources.importers.content import utf16_without_mark

_BLOCK = 4 * 1024 * 1024
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WESTERN = "gnomon-western"
_BREAKS = re.compile(r"\r+\n|\r")


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text file that the engine can read: UTF-8, without zero bytes, with one kind of line ending."""

    path: Path
    encoding: str
    """What the uploaded file was written in."""
    bom_size: int
    """Bytes to leave out at the start of `path`."""
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Survey:
    """What one look over all bytes of the file said."""

    is_utf8: bool
    zero_at: int | None
    breaks: int
    """How many different line endings there are; a lone carriage return counts twice, for it always needs a copy."""


def open_text(path: Path, output_dir: Path, encoding: str | None, *, keeps_mark: bool = True) -> TextFile:
    """The file itself where it is clean UTF-8, else a clean copy in the output folder."""
    bom_size, found = _mark(path)
    wanted = _known(encoding) if encoding else found
    survey = _survey(path)
    chosen = wanted or ("utf-8" if survey.is_utf8 else "cp1252")
    if survey.zero_at is not None and not chosen.startswith(("utf-16", "utf-32")):
        raise refusals.unreadable(
            f"Line {survey.zero_at:,} holds a zero byte, which text files do not have.",
            hint="The file is damaged or not text; save it again as UTF-8.",
        )
    warnings = () if wanted or survey.is_utf8 else ("The file is not UTF-8; it was read as Windows-1252.",)
    if chosen == "utf-8" and survey.is_utf8 and survey.breaks <= 1 and (keeps_mark or not bom_size):
        return TextFile(path, "utf-8", bom_size, ())
    copy = output_dir / "source.txt"
    skipped = bom_size if found == chosen else 0
    _transcode(path, copy, chosen, skipped)
    return TextFile(copy, chosen, 0, warnings)


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError as error:
        raise refusals.wrong_option(
            f"There is no text encoding “{encoding}”.", hint="Use one such as utf-8, utf-16, cp1252 or iso-8859-15."
        ) from error


def _mark(path: Path) -> tuple[int, str | None]:
    """The size of the byte order mark, and the encoding that it or the shape of the text names."""
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return len(mark), encoding
    return 0, utf16_without_mark(head)


def blocks(path: Path, skipped: int = 0) -> Iterator[bytes]:
    """The bytes of a file, a few megabytes at a time."""
    with path.open("rb") as file:
        file.seek(skipped)
        while block := file.read(_BLOCK):
            yield block


def _survey(path: Path) -> _Survey:
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8, zero_at, lines, pending = True, None, 0, False
    returns = pairs = feeds = 0
    last = b""
    for block in blocks(path):
        if is_utf8 and (pending or not block.isascii()):
            try:
                decoder.decode(block)
                pending = bool(decoder.getstate()[0])
            except UnicodeDecodeError:
                is_utf8 = False
        if zero_at is None and b"\0" in block:
            zero_at = lines + block.count(b"\n", 0, block.index(b"\0")) + 1
        feeds_here = block.count(b"\n")
        lines += feeds_here
        feeds += feeds_here
        if b"\r" in block or last == b"\r":
            returns += block.count(b"\r")
            pairs += block.count(b"\r\n") + (last == b"\r" and block.startswith(b"\n"))
        last = block[-1:]
    kinds = (pairs > 0) + 2 * (returns > pairs) + (feeds > pairs)
    return _Survey(is_utf8 and not pending, zero_at, kinds)


def _transcode(path: Path, copy: Path, encoding: str, skipped: int) -> None:
    """Write the text anew, with line endings made one outside of quotes and left alone inside."""
    decoder = codecs.getincrementaldecoder(encoding)(errors=_WESTERN if encoding == "cp1252" else "strict")
    is_quoted, held = False, ""
    with copy.open("wb") as out:
        for block in blocks(path, skipped):
            text = held + _decoded(decoder, block, encoding)
            held = text[len(text.rstrip("\r")) :]
            is_quoted = _write(out, text[: len(text) - len(held)], is_quoted=is_quoted)
        rest = held + _decoded(decoder, b"", encoding, is_last=True)
        _write(out, rest, is_quoted=is_quoted)


def _decoded(decoder: codecs.IncrementalDecoder, block: bytes, encoding: str, *, is_last: bool = False) -> str:
    try:
        return decoder.decode(block, is_last)
    except UnicodeDecodeError as error:
        raise refusals.unreadable(
            f"The file is not written in {encoding}: {error.reason}.",
            hint="Choose another encoding, or save the file again as UTF-8.",
        ) from error


def _write(out: BinaryIO, text: str, *, is_quoted: bool) -> bool:
    """Write one piece of text; returns whether it ends inside of quotes."""
    if "\r" not in text:
        out.write(text.encode("utf-8", "replace"))
        return is_quoted ^ (text.count('"') % 2 == 1)
    pieces = text.split('"')
    for index in range(1 if is_quoted else 0, len(pieces), 2):
        pieces[index] = _BREAKS.sub("\n", pieces[index])
    out.write('"'.join(pieces).encode("utf-8", "replace"))
    return is_quoted ^ (len(pieces) % 2 == 0)


def _western(error: UnicodeError) -> tuple[str, int]:
    """Bytes that Windows-1252 leaves open keep their number, as browsers have it."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error(_WESTERN, _western)
