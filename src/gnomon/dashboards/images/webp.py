"""WebP: its drawing chunks, without places, texts and whatever follows the end."""

from gnomon.dashboards.contracts.assets import NotAnImage
from gnomon.dashboards.images.parts import SafeImage, Taken, checked_frames, checked_size

SIGNATURE, NAME = b"RIFF", b"WEBP"
_METADATA_FLAGS = 0x08 | 0x04
_DRAWN = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))


def safe_webp(content: bytes) -> SafeImage:
    """The same picture of its drawing chunks alone. Raises `NotAnImage`."""
    taken = Taken(content)
    taken.take(4)
    length = taken.small_first(4)
    if taken.take(4) != NAME or length < 4:
        raise NotAnImage("a part of it is damaged.")
    chunks = _chunks(Taken(taken.take(length - 4)))
    frames = [body for name, body in chunks if name == b"ANMF"]
    checked_frames(len(frames))
    sizes = [found for one in chunks if (found := _size(*one))]
    inner = [found for body in frames for one in _chunks(Taken(body[16:])) if (found := _size(*one))]
    if not inner and not any(name in {b"VP8 ", b"VP8L"} for name, _ in chunks):
        raise NotAnImage("it holds no picture.")
    body = b"".join(_written(*one) for one in chunks)
    head = SIGNATURE + (len(body) + 4).to_bytes(4, "little") + NAME
    return SafeImage("image/webp", head + body, *sizes[0])


def _chunks(taken: Taken) -> list[tuple[bytes, bytes]]:
    found = []
    while not taken.is_at_end:
        name, length = taken.take(4), taken.small_first(4)
        body = taken.take(length)
        if length % 2:
            taken.take(1)
        if name == b"VP8X":
            body = bytes((body[0] & ~_METADATA_FLAGS & 0xFF,)) + body[1:]
        if name == b"ANMF":
            body = body[:16] + b"".join(_written(*one) for one in _chunks(Taken(body[16:])))
        if name in _DRAWN:
            found.append((name, body))
    return found


def _written(name: bytes, body: bytes) -> bytes:
    return name + len(body).to_bytes(4, "little") + body + b"\x00" * (len(body) % 2)


def _size(name: bytes, body: bytes) -> tuple[int, int] | None:
    """How large a chunk says that the picture is; none where it says nothing of it."""
    head = Taken(body)
    if name == b"VP8X":
        head.take(4)
        return checked_size(head.small_first(3) + 1, head.small_first(3) + 1)
    if name == b"VP8 ":
        head.take(3)
        if head.take(3) != b"\x9d\x01\x2a":
            raise NotAnImage("a part of it is damaged.")
        return checked_size(head.small_first(2) & 0x3FFF, head.small_first(2) & 0x3FFF)
    if name == b"VP8L":
        if head.take(1) != b"\x2f":
            raise NotAnImage("a part of it is damaged.")
        bits = head.small_first(4)
        return checked_size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    return None
