"""JPEG: its segments without comments, places and small pictures; of its metadata only how it is turned stays."""

import re

from gnomon.dashboards.contracts.assets import NotAnImage
from gnomon.dashboards.images.parts import SafeImage, Taken, checked_size

SIGNATURE = b"\xff\xd8\xff"
MAX_SCANS = 60
"""A progressive picture has about ten; each one is a pass over all its pixels."""
_NEXT_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
_FRAMES = frozenset((0xC0, 0xC1, 0xC2))
_TABLES = frozenset((0xC4, 0xDB, 0xDD))
_SCAN, _END = 0xDA, 0xD9
_ORIENTATION = 0x0112
_TURNED = frozenset((5, 6, 7, 8))


def safe_jpeg(content: bytes) -> SafeImage:
    """The same picture without what does not draw. Raises `NotAnImage`."""
    taken = Taken(content)
    taken.take(2)
    size: tuple[int, int] | None = None
    turn, scans = 1, 0
    kept: list[bytes] = []
    while (marker := _marker(taken)) != _END:
        length = taken.number(2)
        body = taken.take(length - 2) if length >= 2 else taken.take(len(content))
        if marker in _FRAMES and size is None:
            size = _size(body)
        elif 0xC0 <= marker <= 0xCF and marker not in _TABLES:
            raise NotAnImage("its way of packing is not known.")
        turn = max(turn, _turn(body)) if marker == 0xE1 else turn
        if marker == _SCAN:
            scans += 1
            kept.append(_written(marker, body) + _scanned(taken))
        elif marker in _FRAMES or marker in _TABLES or _is_color(marker, body):
            kept.append(_written(marker, body))
        if scans > MAX_SCANS:
            raise NotAnImage("it is drawn in too many passes.")
    if size is None or not scans:
        raise NotAnImage("it holds no picture.")
    width, height = reversed(size) if turn in _TURNED else size
    head = b"\xff\xd8" + (_written(0xE1, _exif(turn)) if turn != 1 else b"")
    return SafeImage("image/jpeg", head + b"".join(kept) + b"\xff\xd9", width, height)


def _marker(taken: Taken) -> int:
    if taken.take(1) != b"\xff":
        raise NotAnImage("a part of it is damaged.")
    while (found := taken.number(1)) == 0xFF:
        pass
    if found in {0x00, 0x01, 0xD8, 0xDC} or 0xD0 <= found <= 0xD7:
        raise NotAnImage("a part of it is damaged.")
    return found


def _written(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body


def _scanned(taken: Taken) -> bytes:
    found = _NEXT_MARKER.search(taken.content, taken.place)
    if found is None:
        raise NotAnImage("it breaks off.")
    return taken.take(found.start() - taken.place)


def _size(body: bytes) -> tuple[int, int]:
    head = Taken(body)
    head.take(1)
    height, width = head.number(2), head.number(2)
    return checked_size(width, height)


def _is_color(marker: int, body: bytes) -> bool:
    if marker == 0xE0:
        return body.startswith(b"JFIF\x00") and len(body) == 14
    if marker == 0xE2:
        return body.startswith(b"ICC_PROFILE\x00")
    return marker == 0xEE and body.startswith(b"Adobe") and len(body) == 12


def _turn(body: bytes) -> int:
    """How the camera was held, 1 to 8; 1 where it is not said."""
    if not body.startswith(b"Exif\x00\x00"):
        return 1
    notes = body[6:]
    order = {b"II*\x00": "little", b"MM\x00*": "big"}.get(notes[:4])
    if order is None:
        return 1
    byte_order: str = order

    def number(place: int, count: int) -> int:
        return int.from_bytes(notes[place : place + count], "little" if byte_order == "little" else "big")

    first = number(4, 4)
    for entry in range(first + 2, first + 2 + 12 * number(first, 2), 12):
        if entry + 12 > len(notes):
            return 1
        if number(entry, 2) == _ORIENTATION:
            turn = number(entry + 8, 2)
            return turn if 1 <= turn <= 8 else 1
    return 1


def _exif(turn: int) -> bytes:
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + turn.to_bytes(2, "big") + b"\x00\x00"
    return b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01" + entry + b"\x00\x00\x00\x00"
