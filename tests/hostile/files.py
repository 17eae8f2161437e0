"""Files that nobody should send, made small and quickly."""

import io
import struct
import zipfile
import zlib
from itertools import pairwise

import openpyxl

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MEBIBYTE = 1024 * 1024


def workbook(rows: int = 50) -> bytes:
    """A workbook as a spreadsheet program writes it."""
    book = openpyxl.Workbook()
    for number in range(rows):
        book.active.append([f"name {number}", number, number / 2])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def with_sheet(sheet: bytes) -> bytes:
    """A workbook whose only sheet is these bytes."""
    return _changed(workbook(1), {"xl/worksheets/sheet1.xml": sheet})


def far_cell() -> bytes:
    """A workbook of two cells, in opposite corners of the largest sheet that there can be."""
    return with_sheet(
        f'<worksheet xmlns="{MAIN}"><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
        "</sheetData></worksheet>".encode()
    )


def entities() -> bytes:
    """A workbook whose sheet defines each entity as ten of the one before."""
    names = "abcdefghij"
    laughs = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    return with_sheet(
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">{laughs}]><worksheet xmlns="{MAIN}"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row></sheetData></worksheet>'.encode()
    )


def many_entries(count: int) -> bytes:
    """A workbook with so many more files in it."""
    return _changed(workbook(1), {f"xl/media/{number}": b"" for number in range(count)})


def nested() -> bytes:
    """A workbook in a workbook in a workbook."""
    inner = workbook(1)
    for _ in range(5):
        inner = _changed(workbook(1), {"xl/embeddings/book.xlsx": inner})
    return inner


def bomb(said_bytes: int | None = None, gibibytes: int = 4) -> bytes:
    """A workbook whose sheet unpacks to gigabytes; it says how large it is, or that it is much smaller."""
    start = _packed(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
    again = _packed(b" " * 4 * MEBIBYTE)
    count = gibibytes * 256
    return _with_packed_sheet(start + again * count, said_bytes or min(0xFFFFFFFE, count * 4 * MEBIBYTE))


def _packed(piece: bytes) -> bytes:
    """A deflated piece that others can follow."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)


def _with_packed_sheet(packed: bytes, said_bytes: int) -> bytes:
    """A workbook whose sheet is this deflated stream, under the size that it is said to have."""
    kept, name = io.BytesIO(), b"xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(workbook(1))) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name.decode():
                new.writestr(entry, old.read(entry))
        new.writestr(name.decode(), b"")
    whole = kept.getvalue()
    return _spliced(whole, name, packed, said_bytes)


def _spliced(whole: bytes, name: bytes, packed: bytes, said_bytes: int) -> bytes:
    """Give the last entry of an archive other bytes than those it was written with."""
    first = whole.index(name)
    body = first + len(name)
    central = whole.index(b"PK\x01\x02")
    last = whole.rindex(name)
    sizes = struct.pack("<III", 0, len(packed), said_bytes)
    head = whole[: first - 16] + sizes + whole[first - 4 : body]
    directory = whole[central : last - 30] + sizes + whole[last - 18 : -6]
    return head + packed + directory + struct.pack("<I", len(head) + len(packed)) + b"\0\0"


def _changed(book: bytes, entries: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in entries:
                new.writestr(entry, old.read(entry))
        for name, content in entries.items():
            new.writestr(name, content)
    return kept.getvalue()
