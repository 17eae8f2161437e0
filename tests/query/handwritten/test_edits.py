"""Edits to a text, and the way back: whatever is cut and put in, each letter that stays knows where it came from."""

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from gnomon.query.handwritten.edits import Edit, Edited, edited
from gnomon.query.handwritten.places import place_in
from gnomon.query.handwritten.script import Script


@st.composite
def texts_with_edits(draw: st.DrawFn) -> tuple[bytes, list[Edit]]:
    """A text and edits of it that do not overlap."""
    text = draw(st.binary(max_size=40))
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8).filter(lambda found: len(found) % 2 == 0)))
    pairs = zip(places[::2], places[1::2], strict=True)
    return text, [Edit(start, end, draw(st.binary(max_size=6))) for start, end in pairs]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(texts_with_edits())
def test_every_byte_that_stays_is_found_again_where_it_was(drawn: tuple[bytes, list[Edit]]) -> None:
    text, edits = drawn
    found = edited(text, edits)
    written = [range(start, end) for start, end in found.ranges()]
    for place in range(len(found.text)):
        if not any(place in one for one in written):
            start, length = found.back(place, 1)
            assert (text[start : start + 1], length) == (found.text[place : place + 1], 1)


def test_what_was_put_in_is_the_whole_of_what_it_replaced() -> None:
    found = edited(b"from sales s", [Edit(5, 10, b"(SELECT 1) AS sales")])
    assert found == Edited(b"from (SELECT 1) AS sales s", (Edit(5, 10, b"(SELECT 1) AS sales"),))
    assert found.ranges() == [(5, 24)]
    assert [found.back(place, 3) for place in (0, 5, 12, 23, 25)] == [(0, 3), (5, 5), (5, 5), (5, 5), (11, 3)]


def test_edits_that_overlap_are_an_error_of_ours() -> None:
    with pytest.raises(ValueError, match="overlap"):
        edited(b"abcdef", [Edit(0, 3, b""), Edit(2, 4, b"")])


def test_places_are_told_in_characters_and_lines() -> None:
    text = "select 'äöü😀',\n  näme from t".encode()
    start = text.index("näme".encode())
    assert place_in(text, start, 5) == {"line": 2, "column": 3, "length": 4}
    assert place_in(text, text.index(b"'"), 12) == {"line": 1, "column": 8, "length": 6}


def test_a_script_knows_the_way_back_through_all_its_edits() -> None:
    script = Script("TABLE sales ; -- c")
    script.edit([Edit(0, 5, b"FROM")])
    script.cut(10)
    assert script.edit([Edit(5, 10, b'(SELECT 1) AS "sales"')]) == [(5, 26)]
    wrapped = script.wrapped("SELECT * FROM (\n", "\n)")
    assert wrapped.sql == 'SELECT * FROM (\nFROM (SELECT 1) AS "sales"\n)'
    inside = wrapped.sql.index("SELECT 1")
    assert wrapped.place(inside, 8) == {"line": 1, "column": 7, "length": 5}
    assert wrapped.place(16, 4) == {"line": 1, "column": 1, "length": 5}
    assert (wrapped.place(None, 4), wrapped.place(10_000, 1)) == ({}, {})
    assert script.sql == 'FROM (SELECT 1) AS "sales"'
