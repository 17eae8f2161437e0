"""What the readers of image formats share: the outcome, the limits, and bytes that are taken one after another."""

from dataclasses import dataclass

from gnomon.dashboards.contracts.assets import ContentType, NotAnImage

MAX_EDGE = 16_384
MAX_PIXELS = 50_000_000
MAX_FRAMES = 300


@dataclass(frozen=True, slots=True)
class SafeImage:
    """An image of which nothing is left but what draws it."""

    content_type: ContentType
    content: bytes
    width: int
    height: int


class Taken:
    """Bytes from which one takes what comes next; too few of them are a broken image."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.place = 0

    @property
    def is_at_end(self) -> bool:
        """Whether nothing is left."""
        return self.place >= len(self.content)

    def take(self, count: int) -> bytes:
        """The next so many bytes."""
        found = self.content[self.place : self.place + count]
        if len(found) < count:
            raise NotAnImage("it breaks off.")
        self.place += count
        return found

    def number(self, count: int) -> int:
        """The next so many bytes as a number, the most significant first."""
        return int.from_bytes(self.take(count), "big")

    def small_first(self, count: int) -> int:
        """The next so many bytes as a number, the least significant first."""
        return int.from_bytes(self.take(count), "little")


def checked_size(width: int, height: int) -> tuple[int, int]:
    """A size that browsers can hold in memory. Raises `NotAnImage`."""
    if width < 1 or height < 1:
        raise NotAnImage("it has no size.")
    if max(width, height) > MAX_EDGE or width * height > MAX_PIXELS:
        raise NotAnImage(f"{width:,} by {height:,} pixels are too many to be drawn.")
    return width, height


def checked_frames(count: int) -> None:
    """So few frames that they can be played. Raises `NotAnImage`."""
    if count > MAX_FRAMES:
        raise NotAnImage(f"it has more than {MAX_FRAMES} frames.")
