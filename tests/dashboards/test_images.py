"""Uploaded images made safe: known by their bytes, and nothing left of them but what draws."""

import struct

import pytest
from tests.dashboards.images import (
    GIF_PICTURE,
    GIF_REPEATS,
    exif,
    gif,
    jpeg,
    jpeg_segment,
    png,
    png_chunk,
    svg,
    webp,
    webp_chunk,
)

from gnomon.dashboards.contracts import ImageTooLarge, NotAnImage
from gnomon.dashboards.images import MAX_BYTES, SafeImage, safe_image

SCRIPT = b"<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (png(), SafeImage("image/png", png(), 2, 3)),
        (jpeg(), SafeImage("image/jpeg", jpeg(), 4, 5)),
        (gif(), SafeImage("image/gif", gif(), 6, 7)),
        (webp(), SafeImage("image/webp", webp(), 8, 9)),
    ],
)
def test_a_plain_image_stays_as_it_is(content: bytes, expected: SafeImage) -> None:
    assert safe_image(content) == expected


@pytest.mark.parametrize(
    ("content", "clean"),
    [
        (png(2, 3, png_chunk(b"tEXt", b"Comment\x00" + SCRIPT), png_chunk(b"eXIf", b"II*\x00 51.5 N")), png()),
        (png() + SCRIPT, png()),
        (
            jpeg(4, 5, jpeg_segment(0xFE, SCRIPT), jpeg_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + SCRIPT)),
            jpeg(),
        ),
        (jpeg() + b"PK\x03\x04" + SCRIPT, jpeg()),
        (jpeg(4, 5, exif(1)), jpeg()),
        (gif(6, 7, b"\x21\xfe" + bytes((len(SCRIPT),)) + SCRIPT + b"\x00"), gif()),
        (gif(6, 7, b"\x21\xff\x0bXMP DataXMP\x03abc\x00", GIF_REPEATS), gif(6, 7, GIF_REPEATS)),
        (gif() + SCRIPT, gif()),
        (webp(8, 9, webp_chunk(b"EXIF", b"51.5 N"), webp_chunk(b"XMP ", SCRIPT)), webp()),
        (webp() + SCRIPT, webp()),
    ],
)
def test_texts_places_and_what_follows_the_end_are_left_out(content: bytes, clean: bytes) -> None:
    assert safe_image(content).content == clean


def test_how_a_camera_was_held_stays_and_where_it_was_does_not() -> None:
    made = safe_image(jpeg(4, 5, exif(6)))
    assert (made.width, made.height) == (5, 4)
    assert b"51.5 N" not in made.content
    assert safe_image(made.content) == made


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"<html><body>hi</body></html>",
        b"\x00" * 100,
        b"BM" + b"\x00" * 60,
        png()[:-4],
        png()[:20],
        png().replace(b"IDAT", b"IDAX"),
        png(0, 3),
        png(60_000, 60_000),
        png(16_384, 16_384),
        png(2, 3, png_chunk(b"IHDR", b"\x00" * 13)),
        png(2, 3, png_chunk(b"XYZW", b"")),
        png(2, 3, *[png_chunk(b"fcTL", struct.pack(">IIIIIHHBB", 0, 2, 3, 0, 0, 1, 1, 0, 0))] * 301),
        png(2, 3, png_chunk(b"fcTL", struct.pack(">IIIIIHHBB", 0, 60_000, 60_000, 0, 0, 1, 1, 0, 0))),
        jpeg(0, 5),
        jpeg(60_000, 60_000),
        jpeg(scans=500),
        jpeg()[:-2],
        b"\xff\xd8\xff\xd9",
        gif(65_535, 65_535),
        gif(frames=301),
        gif()[:-1],
        gif(6, 7, GIF_PICTURE.replace(struct.pack("<HH", 6, 7), b"\xff\xff\xff\xff")),
        b"GIF89a/*" + b"\x00" * 20 + b"*/=1;alert(1)",
        webp()[:-3],
        b"RIFF\x04\x00\x00\x00WEBP",
        b"RIFF\xff\xff\xff\xffWEBP" + b"VP8L",
        webp(8, 9, webp_chunk(b"VP8X", b"\x00" * 4 + b"\xff\xff\xff\xff\xff\xff")),
        svg(root="").replace(b"http://www.w3.org/2000/svg", b"http://www.w3.org/1999/xhtml"),
        b"<svg><rect/></svg>",
        svg()[:-3],
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("<text>&a;</text>"),
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("<text>&a;</text>"),
        b'<!DOCTYPE svg [<!ENTITY a0 "x"><!ENTITY a1 "&a0;&a0;">]>' + svg("<text>&a1;</text>"),
        b'<?xml version="1.0" encoding="utf-7"?>' + svg(),
        svg("<g>" * 100 + "</g>" * 100),
        svg("<rect/>" * 20_001),
        svg("<!-- " + "x" * 1_000_000 + " -->"),
    ],
)
def test_what_is_no_image_or_too_much_of_one_is_refused(content: bytes) -> None:
    with pytest.raises(NotAnImage):
        safe_image(content)


def test_more_bytes_than_readers_should_wait_for_are_refused() -> None:
    with pytest.raises(ImageTooLarge):
        safe_image(b"\x00" * (MAX_BYTES + 1))


def drawn(inside: str, root: str = 'viewBox="0 0 20 10"') -> str:
    """What is left inside of a drawing."""
    made = safe_image(svg(inside, root)).content.decode()
    return made.partition(">")[2].removesuffix("</svg>")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<script href="https://evil.example/x.js"/>',
        '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
        '<foreignObject><b xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="alert(1)"/></b></foreignObject>',
        '<image href="https://evil.example/pixel.png"/>',
        '<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="data:text/html,x"/>',
        '<a href="javascript:alert(1)"><rect/></a>',
        '<animate attributeName="href" values="javascript:alert(1)"/>',
        '<set attributeName="onload" to="alert(1)"/>',
        '<style>@import url("https://evil.example/x.css");</style>',
        '<filter id="f"><feImage href="https://evil.example"/></filter>',
        '<pattern id="p"><rect/></pattern>',
        '<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example"/>',
        "<!-- <script>alert(1)</script> -->",
        '<?xml-stylesheet href="https://evil.example/x.css"?>',
    ],
)
def test_whatever_acts_or_fetches_is_left_out_of_a_drawing(hostile: str) -> None:
    assert drawn(hostile + '<rect width="1"/>') == '<rect width="1"></rect>'


@pytest.mark.parametrize(
    "attribute",
    [
        'onload="alert(1)"',
        'onclick="alert(1)"',
        'href="#other"',
        'fill="url(https://evil.example/x.svg#a)"',
        "fill=\"url('//evil.example')\"",
        'fill="URL(#a) url(data:x)"',
        'style="fill: url(https://evil.example); background: red"',
        'style="fill:\\75rl(https://evil.example)"',
        'style="behavior: url(#x); -moz-binding: url(#y)"',
        'fill="image(x)"',
        'fill="expression(alert(1))"',
        'clip-path="url(https://evil.example#a)"',
        'id="1 onload=x"',
        'xml:base="https://evil.example/"',
        'data-x="y"',
        'class="unknown"',
        'tabindex="0"',
    ],
)
def test_attributes_that_do_more_than_draw_are_left_out(attribute: str) -> None:
    assert drawn(f'<rect width="1" {attribute}/>') == '<rect width="1"></rect>'


def test_what_only_draws_stays() -> None:
    inside = (
        '<defs><linearGradient id="a" spreadMethod="pad"><stop offset="0%" stop-color="rgb(1, 2, 3)"/>'
        '</linearGradient></defs><g transform="translate(1 2)"><path d="M0 0L1,1.5e-3z" fill="url(#a)"/></g>'
    )
    assert drawn(inside) == (
        '<defs><linearGradient id="a" spreadMethod="pad"><stop offset="0%" stop-color="rgb(1, 2, 3)"></stop>'
        '</linearGradient></defs><g transform="translate(1 2)"><path d="M0 0L1,1.5e-3z" fill="url(#a)"></path></g>'
    )


def test_colours_of_classes_and_styles_become_attributes() -> None:
    style = (
        "<style>/* a */ .one, .two { fill: #123456; behavior: url(x) } rect { fill: red } .two { stroke: none }</style>"
    )
    assert drawn(style + '<rect class="two" style="opacity: .5; fill: blue !important"/>') == (
        '<rect fill="blue" stroke="none" opacity=".5"></rect>'
    )


def test_words_are_written_as_words() -> None:
    assert drawn("<text>a &lt;script&gt; &amp; b</text><rect>words</rect>") == (
        "<text>a &lt;script&gt; &amp; b</text><rect></rect>"
    )
    assert drawn("<rect fill='&quot;>&lt;script'/>") == "<rect></rect>"


def test_copies_cannot_double_at_every_step() -> None:
    doubling = '<g id="a"><use href="#b"/><use href="#b"/></g><defs><use href="#a"/></defs><use id="c" href="#a"/>'
    assert "<use" not in drawn(doubling)
    assert drawn('<circle id="a" r="1"/>' + '<use href="#a"/>' * 60).count("<use") == 50
    assert "<use></use>" in drawn('<use href="https://evil.example#a"/>')


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('viewBox="0 0 20 10"', (20, 10)),
        ('viewBox="0,0,20,10" width="900" height="1"', (20, 10)),
        ('width="30px" height="40"', (30, 40)),
        ("", (300, 150)),
        ('viewBox="0 0 1e9 1"', (300, 150)),
        ('viewBox="0 0 -1 nan"', (300, 150)),
        ('viewBox="0 0 409600 204800"', (2048, 1024)),
        ('width="100%" height="100%"', (300, 150)),
    ],
)
def test_a_drawing_has_the_size_that_it_speaks_of(root: str, size: tuple[int, int]) -> None:
    made = safe_image(svg(root=root))
    assert (made.content_type, made.width, made.height) == ("image/svg+xml", *size)
    assert safe_image(made.content).content == made.content
