"""Uploaded images made safe: known by their bytes, put together anew of the parts that draw, never decoded here."""

from gnomon.dashboards.images.parts import SafeImage
from gnomon.dashboards.images.sniffing import MAX_BYTES, safe_image

__all__ = ["MAX_BYTES", "SafeImage", "safe_image"]
