"""PNG: its chunks, each with its checksum, without texts and whatever follows the end."""

import zlib

from gnomon.dashboards.contracts.assets import NotAnImage
from gnomon.dashboards.images.parts import SafeImage, Taken, checked_frames, checked_size

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DRAWN = frozenset(
    (
        b"IHDR",
        b"PLTE",
        b"tRNS",
        b"IDAT",
        b"IEND",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"pHYs",
        b"acTL",
        b"fcTL",
        b"fdAT",
    )
)
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


def safe_png(content: bytes) -> SafeImage:
    """The same picture of its drawing chunks alone. Raises `NotAnImage`."""
    taken = Taken(content)
    taken.take(len(SIGNATURE))
    kept = [SIGNATURE]
    size = (0, 0)
    seen: dict[bytes, int] = {}
    while b"IEND" not in seen:
        length, name = taken.number(4), taken.take(4)
        body, checksum = taken.take(length), taken.number(4)
        if zlib.crc32(name + body) != checksum:
            raise NotAnImage("a part of it is damaged.")
        if not seen:
            size = _size(name, body)
        elif name == b"IHDR":
            raise NotAnImage("it begins twice.")
        elif name == b"fcTL":
            frame = Taken(body[4:])
            checked_size(frame.number(4), frame.number(4))
        seen[name] = seen.get(name, 0) + 1
        if name in _DRAWN:
            kept.append(length.to_bytes(4, "big") + name + body + checksum.to_bytes(4, "big"))
        elif not name[:1].islower():
            raise NotAnImage("it needs a part that is not known here.")
    if b"IDAT" not in seen:
        raise NotAnImage("it holds no picture.")
    checked_frames(seen.get(b"fcTL", 0))
    return SafeImage("image/png", b"".join(kept), *size)


def _size(name: bytes, body: bytes) -> tuple[int, int]:
    if name != b"IHDR" or len(body) != 13:
        raise NotAnImage("it does not say how large it is.")
    head = Taken(body)
    size = checked_size(head.number(4), head.number(4))
    depth, color = head.number(1), head.number(1)
    if depth not in _DEPTHS.get(color, ()) or head.number(1) or head.number(1) or head.number(1) > 1:
        raise NotAnImage("its kind of colours is not known.")
    return size
