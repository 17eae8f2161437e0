"""What lies beneath the nulls of a batch, made zero before anybody gets it.

Arrow leaves the bytes of a null undefined, and DuckDB leaves there what its vectors held before: values of other rows,
perhaps of such as the reader may not see. Whoever reads Arrow by hand would read them, and two runs would differ.

The two structures are those of the Arrow C data interface, https://arrow.apache.org/docs/format/CDataInterface.html.
"""

import ctypes
from collections.abc import Iterator

from arro3.core import DataType, RecordBatch, RecordBatchReader

BLOCK = 512
"""So many bytes of a validity bitmap are looked at together: 4,096 rows."""
FULL = b"\xff" * BLOCK
ONE_BIT = 0
STRUCT = b"+s"
WIDTHS = {
    **dict.fromkeys((b"c", b"C"), 1),
    **dict.fromkeys((b"s", b"S", b"e"), 2),
    **dict.fromkeys((b"i", b"I", b"f", b"tdD", b"tts", b"ttm", b"tiM"), 4),
    **dict.fromkeys((b"l", b"L", b"g", b"tdm", b"ttu", b"ttn", b"tiD"), 8),
    **dict.fromkeys((b"tss", b"tsm", b"tsu", b"tsn", b"tDs", b"tDm", b"tDu", b"tDn"), 8),
    b"tin": 16,
    b"b": ONE_BIT,
}
"""Bytes of a value by the format of its type."""


class _Schema(ctypes.Structure):
    pass


class _Array(ctypes.Structure):
    pass


_Schema._fields_ = (
    ("format", ctypes.c_char_p),
    ("name", ctypes.c_char_p),
    ("metadata", ctypes.c_char_p),
    ("flags", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("children", ctypes.POINTER(ctypes.POINTER(_Schema))),
    ("dictionary", ctypes.POINTER(_Schema)),
    ("release", ctypes.c_void_p),
    ("private_data", ctypes.c_void_p),
)
_Array._fields_ = (
    ("length", ctypes.c_int64),
    ("null_count", ctypes.c_int64),
    ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.POINTER(ctypes.POINTER(_Array))),
    ("dictionary", ctypes.POINTER(_Array)),
    ("release", ctypes.c_void_p),
    ("private_data", ctypes.c_void_p),
)

_pointer_of = ctypes.pythonapi.PyCapsule_GetPointer
_pointer_of.restype = ctypes.c_void_p
_pointer_of.argtypes = (ctypes.py_object, ctypes.c_char_p)


def blank(batch: RecordBatch) -> RecordBatch:
    """The same batch, whose memory is changed in place: zeros where a value is null.

    The batch has to be the only owner of its memory, as one that was just read from a stream is.
    """
    if any(column.null_count or DataType.is_nested(column.type) for column in batch.columns):
        # The capsules own what the pointers lead to.
        of_schema, of_array = batch.__arrow_c_array__()
        schema = _Schema.from_address(_pointer_of(of_schema, b"arrow_schema"))
        _blank(schema, _Array.from_address(_pointer_of(of_array, b"arrow_array")), None)
    return batch


def blanked(reader: RecordBatchReader) -> RecordBatchReader:
    """The batches of a stream one after the other, with zeros beneath their nulls."""

    def batches() -> Iterator[RecordBatch]:
        for batch in reader:
            yield blank(batch)

    return RecordBatchReader.from_batches(reader.schema, batches())


def _blank(schema: _Schema, array: _Array, around: bytes | None) -> None:
    """`around` is the validity of the structure that the array is a part of, where one of it is null."""
    valid = _validity(array)
    if around is not None:
        valid = around if valid is None else _both(valid, around)
    width = _width(schema.format)
    if valid is not None and width is not None and array.length:
        _clear(array, valid, width)
    is_struct = schema.format == STRUCT
    for place in range(array.n_children):
        child = array.children[place].contents
        # Children of a list have places of their own; of a null list there are none.
        inner = _moved(valid, child.offset) if is_struct else None
        _blank(schema.children[place].contents, child, inner)


def _width(format_: bytes) -> int | None:
    """Bytes of one value; None where values are not of one width, and those of nulls thus empty."""
    if format_.startswith(b"d:"):
        parts = format_[2:].split(b",")
        return int(parts[2]) // 8 if len(parts) > 2 else 16
    if format_.startswith(b"w:"):
        return int(format_[2:])
    return WIDTHS.get(format_[:3] if format_.startswith(b"t") else format_)


def _validity(array: _Array) -> bytes | None:
    """The bitmap of what is there, from the first row of the buffer on; None when all is."""
    if not array.null_count or not array.n_buffers or not array.buffers[0]:
        return None
    return ctypes.string_at(array.buffers[0], (array.offset + array.length + 7) // 8)


def _both(one: bytes, other: bytes) -> bytes:
    both = int.from_bytes(one, "little") & int.from_bytes(other, "little")
    return both.to_bytes(len(one), "little")


def _moved(valid: bytes | None, by_rows: int) -> bytes | None:
    """A bitmap that begins so many rows later, as the parts of a structure may have it."""
    if valid is None or not by_rows:
        return valid
    moved = int.from_bytes(valid, "little") << by_rows | (1 << by_rows) - 1
    return moved.to_bytes((by_rows + 7) // 8 + len(valid), "little")


def _clear(array: _Array, valid: bytes, width: int) -> None:
    address = array.buffers[1]
    if width == ONE_BIT:
        kept = _both(ctypes.string_at(address, len(valid)), valid)
        ctypes.memmove(address, kept, len(kept))
        return
    end = (array.offset + array.length) * width
    masks = _masks(width)
    for first in range(0, len(valid), BLOCK):
        block = valid[first : first + BLOCK]
        if block == FULL:
            continue
        start = first * 8 * width
        size = min(len(block) * 8 * width, end - start)
        mask = b"".join([masks[byte] for byte in block])[:size]
        kept = _both(ctypes.string_at(address + start, size), mask)
        ctypes.memmove(address + start, kept, size)


_known_masks: dict[int, tuple[bytes, ...]] = {}


def _masks(width: int) -> tuple[bytes, ...]:
    """For every byte of a bitmap what its eight values are to be masked with."""
    if width not in _known_masks:
        there, gone = b"\xff" * width, bytes(width)
        _known_masks[width] = tuple(
            b"".join(there if byte >> bit & 1 else gone for bit in range(8)) for byte in range(256)
        )
    return _known_masks[width]
