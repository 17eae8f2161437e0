"""How wide texts are in the letters of the house, near enough to lay out what stands beside them."""

import unicodedata

_FIRST = 32
_NORMAL = (
    281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360, 631, 407, 610, 618, 646, 593, 620,
    566, 619, 620, 288, 302, 662, 662, 662, 511, 966, 690, 654, 730, 722, 601, 590, 746, 743, 269, 571, 672, 565, 903,
    753, 765, 639, 765, 644, 642, 646, 744, 690, 985, 682, 679, 629, 365, 360, 365, 471, 456, 323, 562, 612, 571, 612,
    583, 370, 613, 591, 242, 242, 549, 242, 876, 591, 600, 612, 612, 376, 528, 327, 591, 562, 818, 546, 562, 552, 426,
    333, 426, 662,
)  # fmt: skip
"""Of Inter, in thousandths of its size, from the space on."""
_OTHER, _WIDE = 640, 1000
_STRONGER = {400: 1.0, 500: 1.01, 600: 1.025}
ELLIPSIS = "…"


def width_of(text: str, size: float, weight: int = 400) -> float:
    """About how wide a text is; marks that stand above others take no room."""
    thousandths = sum(_letter(one) for one in text)
    return thousandths / 1000 * size * _STRONGER[weight]


def fitted(text: str, size: float, room: float, weight: int = 400) -> str:
    """As much of a text as there is room for, with a sign where some of it is left out."""
    if width_of(text[:2_000], size, weight) <= room and len(text) <= 2_000:
        return text
    left = room - width_of(ELLIPSIS, size, weight)
    held = 0
    for one in text[:2_000]:
        left -= width_of(one, size, weight)
        if left < 0:
            break
        held += 1
    return f"{text[:held].rstrip()}{ELLIPSIS}"


def _letter(one: str) -> int:
    place = ord(one) - _FIRST
    if 0 <= place < len(_NORMAL):
        return _NORMAL[place]
    if unicodedata.combining(one):
        return 0
    return _WIDE if unicodedata.east_asian_width(one) in "WF" or ord(one) > 0xFFFF or one == ELLIPSIS else _OTHER
