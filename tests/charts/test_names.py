import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnomon.charts.names import clean_title, datum, derived, safe_name, unique_name


@given(st.text(max_size=300))
def test_a_safe_name_holds_nothing_that_an_expression_could_read(text: str) -> None:
    name = safe_name(text)
    assert name
    assert not set(name) & set(".[]'\"\\:;(){}$`<>\n\r\u2028\u2029\0")
    assert not name.startswith("__")
    assert datum(derived(name, "label")) == f'datum["{name}:label"]'


@given(st.text(max_size=40), st.lists(st.text(max_size=40), max_size=8))
def test_a_unique_name_is_taken_by_nobody(wanted: str, taken: list[str]) -> None:
    assert unique_name(wanted, taken).casefold() not in {name.casefold() for name in taken}


@pytest.mark.parametrize("name", ["constructor", "__proto__", "toString", "hasOwnProperty", "prototype"])
def test_names_of_every_object_are_set_apart(name: str) -> None:
    assert safe_name(name).startswith("field_")


def test_an_unsafe_name_never_gets_into_an_expression() -> None:
    with pytest.raises(ValueError, match="only safe column names"):
        datum('x"] + evil')


def test_a_title_is_one_short_visible_line() -> None:
    assert clean_title("a\u2028b\x00c") == "a b c"
    assert len(clean_title("long " * 100)) == 120
