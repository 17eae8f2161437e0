"""Words in Markdown as a picture of a page shows them: looks, lists, quotes, and no more than there is room for."""

import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnomon.exports.pictures.prose import Block, Run, blocks_of, draw_blocks
from gnomon.exports.pictures.refusing import refuse_outside
from gnomon.exports.pictures.written.letters import width_of
from gnomon.exports.pictures.written.pen import pen_of
from gnomon.exports.pictures.xml_text import cleaned

PEN = pen_of("light", None)


def blocks(markdown: str) -> list[Block]:
    """The blocks, with one number known."""
    return blocks_of(markdown, lambda text: text.replace("{all}", "60.75"))


def drawn(markdown: str, width: float = 400, height: float = 400) -> list[ElementTree.Element]:
    """The texts of a picture of them, as a tree that only what is well formed becomes."""
    inside = cleaned(draw_blocks(PEN, blocks(markdown), 16, 12, width, height))
    refuse_outside(inside)
    return list(ElementTree.fromstring(f"<svg>{inside}</svg>").iter("text"))


def words(texts: list[ElementTree.Element]) -> list[str]:
    """What is read, line by line."""
    return ["".join(one.itertext()) for one in texts]


def test_words_keep_their_looks_and_numbers_stand_where_they_are_named() -> None:
    [paragraph] = blocks("All of it: **{all}**, *rather* [more](https://x.y) than `{half}`")
    assert paragraph.lines == (
        (
            Run("All of it: "),
            Run("60.75", is_strong=True),
            Run(", "),
            Run("rather", is_slanted=True),
            Run(" "),
            Run("more", is_link=True),
            Run(" than "),
            Run("{half}", is_code=True),
        ),
    )
    [text] = drawn("All of it: **{all}** [more](https://x.y)")
    assert [(one.text, one.get("font-weight"), one.get("text-decoration")) for one in text] == [
        ("60.75", "600", None),
        ("more", None, "underline"),
    ]


def test_headings_lists_quotes_code_and_rules_are_blocks() -> None:
    told = blocks("# One\n\n- a\n- b\n  1. c\n  2. d\n\n3. e\n\n> f\n\n```\ng\n  h\n```\n\n---\n\ni  \nj")
    shown = [
        (one.marker, one.indent, one.quotes, one.is_head, one.is_close, ["".join(r.text for r in x) for x in one.lines])
        for one in told
    ]
    assert shown == [
        (None, 0, 0, True, False, ["One"]),
        ("•", 20, 0, False, False, ["a"]),
        ("•", 20, 0, False, True, ["b"]),
        ("1.", 40, 0, False, True, ["c"]),
        ("2.", 40, 0, False, True, ["d"]),
        ("3.", 20, 0, False, False, ["e"]),
        (None, 0, 1, False, False, ["f"]),
        (None, 0, 0, False, False, ["g", "  h"]),
        (None, 0, 0, False, False, []),
        (None, 0, 0, False, False, ["i", "j"]),
    ]


def test_lines_are_broken_between_words_and_end_with_the_room() -> None:
    told = words(drawn("word " * 100, width=200, height=90))
    assert len(told) == 3
    assert all(width_of(one.rstrip(), 14) <= 200 for one in told)


def test_items_stand_behind_their_marker() -> None:
    marker, item = drawn("- one")
    assert (marker.text, item.text) == ("•", "one")
    assert float(marker.get("x") or 0) < float(item.get("x") or 0)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "![x](https://evil.example/a.png)",
        "[x](javascript:alert(1))",
        '"><image href="http://x"/>',
        "<a href='http://x'>y</a>",
        "[a]: http://x\n\n[a]",
    ],
)
def test_whatever_a_text_says_is_words_and_leads_nowhere(hostile: str) -> None:
    inside = cleaned(draw_blocks(PEN, blocks(hostile), 16, 12, 400, 400))
    tags = {one.tag for one in ElementTree.fromstring(f"<svg>{inside}</svg>").iter()}
    assert tags <= {"svg", "text", "tspan", "rect", "path"}
    assert "evil.example" not in inside


@given(st.text(max_size=300))
def test_any_text_becomes_a_picture(markdown: str) -> None:
    drawn(markdown, width=120, height=200)
