"""GIF: its frames and how long they stand, without comments and whatever follows the end."""

from gnomon.dashboards.contracts.assets import NotAnImage
from gnomon.dashboards.images.parts import SafeImage, Taken, checked_frames, checked_size

SIGNATURES = (b"GIF87a", b"GIF89a")
_FRAME, _EXTENSION, _END = 0x2C, 0x21, 0x3B
_CONTROL, _APPLICATION = 0xF9, 0xFF
_REPEATS = frozenset((b"NETSCAPE2.0", b"ANIMEXTS1.0"))


def safe_gif(content: bytes) -> SafeImage:
    """The same frames without what does not draw. Raises `NotAnImage`."""
    taken = Taken(content)
    taken.take(6)
    size = checked_size(taken.small_first(2), taken.small_first(2))
    flags, rest = taken.number(1), taken.take(2)
    kept = [b"GIF89a", *(edge.to_bytes(2, "little") for edge in size), bytes((flags,)), rest, _colors(taken, flags)]
    frames = 0
    while (kind := taken.number(1)) != _END:
        if kind == _FRAME:
            frames += 1
            checked_frames(frames)
            kept.append(b"\x2c" + _frame(taken))
        elif kind == _EXTENSION:
            kept.append(_extension(taken))
        else:
            raise NotAnImage("a part of it is damaged.")
    if not frames:
        raise NotAnImage("it holds no picture.")
    return SafeImage("image/gif", b"".join((*kept, b"\x3b")), *size)


def _colors(taken: Taken, flags: int) -> bytes:
    return taken.take(3 * 2 ** ((flags & 7) + 1)) if flags & 0x80 else b""


def _blocks(taken: Taken) -> bytes:
    start = taken.place
    while length := taken.number(1):
        taken.take(length)
    return taken.content[start : taken.place]


def _frame(taken: Taken) -> bytes:
    place = taken.take(4)
    size = taken.take(4)
    checked_size(int.from_bytes(size[:2], "little"), int.from_bytes(size[2:], "little"))
    flags = taken.number(1)
    return place + size + bytes((flags,)) + _colors(taken, flags) + taken.take(1) + _blocks(taken)


def _extension(taken: Taken) -> bytes:
    kind = taken.number(1)
    body = _blocks(taken)
    is_kept = (kind == _CONTROL and len(body) == 6) or (kind == _APPLICATION and body[1:12] in _REPEATS)
    return bytes((_EXTENSION, kind)) + body if is_kept else b""
