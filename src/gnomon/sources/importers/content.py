"""What a file really is, by its first and last bytes rather than by its name."""

from pathlib import Path

from gnomon.sources.contracts import FileKind
from gnomon.sources.importers import refusals

HEAD_BYTES = 64 * 1024

WORDS = {
    FileKind.CSV: "a CSV file",
    FileKind.TSV: "a TSV file",
    FileKind.XLSX: "an Excel workbook (XLSX)",
    FileKind.JSON: "a JSON file",
    FileKind.NDJSON: "an NDJSON file",
    FileKind.PARQUET: "a Parquet file",
}
_MAGIC = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (XLS, DOC) or a workbook with a password"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"ARROW1", "an Arrow file"),
    (b"ORC", "an ORC file"),
    (b"Obj\x01", "an Avro file"),
)
_MARKUP = (
    (b"<!doctype html", "a web page (HTML)"),
    (b"<html", "a web page (HTML)"),
    (b"<?xml", "an XML document"),
    (b"<svg", "an XML document"),
)
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_TEXT_KINDS = frozenset({FileKind.CSV, FileKind.TSV, FileKind.JSON, FileKind.NDJSON})
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


def check_content(path: Path, file_name: str, kind: FileKind) -> None:
    """Refuse a file whose content is not what its name says."""
    head, tail = _ends(path)
    check_ends(head, tail, file_name, kind)


def check_ends(head: bytes, tail: bytes, file_name: str, kind: FileKind) -> None:
    """Refuse a file whose first and last bytes are not what its name says."""
    if not head:
        raise refusals.unreadable("The file is empty.", hint="Check that it was saved completely, and upload it again.")
    found = _looks_like(head, tail)
    is_right = found is None if kind in _TEXT_KINDS else found == WORDS[kind]
    if not is_right:
        raise refusals.not_what_it_says(file_name, WORDS[kind], found or "text")
    if kind in (FileKind.JSON, FileKind.NDJSON) and not _starts_like_json(head):
        raise refusals.not_what_it_says(file_name, WORDS[kind], "other text")


def _ends(path: Path) -> tuple[bytes, bytes]:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        file.seek(max(0, path.stat().st_size - 4))
        return head, file.read(4)


def _looks_like(head: bytes, tail: bytes) -> str | None:
    """What bytes are, in words; None for text."""
    if head.startswith(b"PAR1"):
        return WORDS[FileKind.PARQUET] if tail == b"PAR1" else "a Parquet file that was cut off"
    if head.startswith(b"PK\x03\x04"):
        return WORDS[FileKind.XLSX] if b"xl/" in head or b"[Content_Types].xml" in head else "a zip archive"
    if head.startswith(b"PK"):
        return "an empty zip archive"
    for magic, words in _MAGIC:
        if head.startswith(magic) and not (magic.isalnum() and _is_text(head)):
            return words
    return _markup(head) if _is_text(head) else "binary data"


def _markup(head: bytes) -> str | None:
    """What text is that is made for browsers: often a page that was saved in place of the file."""
    start = head[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((words for tag, words in _MARKUP if start.startswith(tag)), None)


def _is_text(head: bytes) -> bool:
    if head.startswith(_UTF16_BOMS) or utf16_without_mark(head):
        return True
    controls = len(head) - len(head.translate(None, _CONTROL))
    return controls <= len(head) // 500 + (1 if len(head) > 8 else 0)


def utf16_without_mark(head: bytes) -> str | None:
    """The byte order of UTF-16 text that does not name it: half of the bytes of western text are then zero."""
    half = len(head) // 2
    if half < 4:
        return None
    even, odd = head[: 2 * half : 2].count(0), head[1 : 2 * half : 2].count(0)
    if odd > 0.4 * half and even < 0.02 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.02 * half:
        return "utf-16-be"
    return None


def _starts_like_json(head: bytes) -> bool:
    text = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return text[:1] in (b"{", b"[")
