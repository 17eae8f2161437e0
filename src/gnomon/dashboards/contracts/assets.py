"""Images that people put on dashboards."""

from datetime import datetime
from typing import Literal, NewType
from uuid import UUID

from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import AppError, Conflict, ErrorCode, ErrorKind, Invalid

AssetId = NewType("AssetId", UUID)

ContentType = Literal["image/png", "image/jpeg", "image/webp", "image/gif", "image/svg+xml"]


class Asset(Contract):
    """An image that the workspace keeps for its dashboards."""

    id: AssetId
    name: str
    content_type: ContentType
    byte_size: int
    width: int
    """In pixels."""
    height: int
    created_at: datetime


class NotAnImage(Invalid):
    """Bytes that are none of the images that can be shown safely."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"This file cannot be shown as an image: {why}",
            hint="Choose a PNG, JPEG, WebP, GIF or SVG file, or save it as PNG.",
        )


class ImageTooLarge(AppError):
    """An image of more bytes than a dashboard should make its readers wait for."""

    kind = ErrorKind.TOO_LARGE

    def __init__(self, max_bytes: int) -> None:
        super().__init__(
            ErrorCode.PAYLOAD_TOO_LARGE,
            f"An image may have {max_bytes // 1_000_000} MB at most.",
            hint="Save it smaller, or as JPEG or WebP.",
            details={"max_bytes": max_bytes},
        )


class ImageNotThere(Invalid):
    """A dashboard is to show an image that whoever saves it may not see."""

    def __init__(self) -> None:
        super().__init__(
            "An image on this dashboard is not there.",
            hint="Choose the image again from its file, or take it off the dashboard.",
        )


class TooManyAssets(Conflict):
    """The workspace keeps as many images as it can."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"This workspace keeps {count} images, which is the limit.",
            hint="Images that no dashboard shows are removed after a while.",
            details={"count": count},
        )
