"""Which kind of image bytes are, whatever their name says."""

from gnomon.dashboards.contracts.assets import ImageTooLarge, NotAnImage
from gnomon.dashboards.images import gif, jpeg, png, webp
from gnomon.dashboards.images.parts import SafeImage
from gnomon.dashboards.images.svg import looks_like_svg, safe_svg

MAX_BYTES = 5_000_000


def safe_image(content: bytes) -> SafeImage:
    """The image that these bytes are, of its drawing parts alone. Raises `NotAnImage` and `ImageTooLarge`."""
    if len(content) > MAX_BYTES:
        raise ImageTooLarge(MAX_BYTES)
    if content.startswith(png.SIGNATURE):
        return png.safe_png(content)
    if content.startswith(jpeg.SIGNATURE):
        return jpeg.safe_jpeg(content)
    if content.startswith(gif.SIGNATURES):
        return gif.safe_gif(content)
    if content.startswith(webp.SIGNATURE) and content[8:12] == webp.NAME:
        return webp.safe_webp(content)
    if looks_like_svg(content):
        return safe_svg(content)
    raise NotAnImage("it is none of the kinds that are known here.")
