"""Small images of every kind, written by hand, and ways to break them."""

import struct
import zlib


def png_chunk(name: bytes, body: bytes) -> bytes:
    """A chunk with its checksum."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int = 2, height: int = 3, *more: bytes, pixels: bytes | None = None) -> bytes:
    """A black picture; `more` are chunks before its pixels."""
    rows = b"".join(b"\x00" + b"\x00\x00\x00" * min(width, 4) for _ in range(min(height, 4)))
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = png_chunk(b"IDAT", zlib.compress(rows) if pixels is None else pixels)
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + body + png_chunk(b"IEND", b"")


def jpeg_segment(marker: int, body: bytes) -> bytes:
    """A segment with its length."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


JFIF = jpeg_segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")


def jpeg(width: int = 4, height: int = 5, *more: bytes, scans: int = 1) -> bytes:
    """The parts of a JPEG in their order; `more` are segments before the picture."""
    frame = jpeg_segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    scan = jpeg_segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
    return b"\xff\xd8" + JFIF + b"".join(more) + jpeg_segment(0xDB, b"\x00" * 65) + frame + scan * scans + b"\xff\xd9"


def exif(turn: int) -> bytes:
    """What a camera says of how it was held, and where it was."""
    entries = struct.pack("<HHIHH", 0x0112, 3, 1, turn, 0) + struct.pack("<HHII", 0x8825, 4, 1, 99)
    return jpeg_segment(0xE1, b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x02\x00" + entries + b"\x00" * 4 + b"51.5 N")


GIF_PICTURE = b"\x2c" + struct.pack("<HHHHB", 0, 0, 6, 7, 0) + b"\x02\x02\x4c\x01\x00"
GIF_REPEATS = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"


def gif(width: int = 6, height: int = 7, *more: bytes, frames: int = 1) -> bytes:
    """A picture of two colours; `more` are blocks before its frames."""
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\x00\x00\x00\xff\xff\xff"
    return head + b"".join(more) + GIF_PICTURE * frames + b"\x3b"


def webp_chunk(name: bytes, body: bytes) -> bytes:
    """A chunk, made even."""
    return name + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2)


def webp(width: int = 8, height: int = 9, *more: bytes) -> bytes:
    """A lossless picture; `more` are chunks after it."""
    bits = (width - 1) | (height - 1) << 14
    body = webp_chunk(b"VP8L", b"\x2f" + struct.pack("<I", bits) + b"\x00\x01\x02") + b"".join(more)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def svg(inside: str = '<rect width="10" height="10" fill="#f00"/>', root: str = 'viewBox="0 0 20 10"') -> bytes:
    """A drawing."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {root}>{inside}</svg>'.encode()
