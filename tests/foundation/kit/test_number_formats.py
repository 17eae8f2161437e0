"""A number format is a d3-format with a currency, a unit and words around the number, each as one likes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnomon.foundation.kit.number_formats import NUMBER_FORMAT, NumberFormat, read_format


@pytest.mark.parametrize(
    ("number_format", "parts"),
    [
        (",.2f", NumberFormat(",.2f", None)),
        ("$EUR,.1f;M", NumberFormat("$,.1f", "€", "M")),
        ("(,.0f;K;~", NumberFormat("(,.0f", None, "K", "~")),
        (".1%;;;  of all", NumberFormat(".1%", None, "", "", "  of all")),
        (",.0f;T;≈ ; 件", NumberFormat(",.0f", None, "T", "≈ ", " 件")),
    ],
)
def test_a_format_is_taken_apart(number_format: str, parts: NumberFormat) -> None:
    assert read_format(number_format) == parts


def test_only_what_d3_writes_whole_is_plain() -> None:
    told = {form: read_format(form).is_plain for form in (",.2f", "$,.2f", "$EUR,.2f", ",.1f;K", ",.1f;;~", ",.1f;;;x")}
    assert [form for form, is_plain in told.items() if is_plain] == [",.2f", "$,.2f"]


@pytest.mark.parametrize(
    "wrong",
    [
        ".1%;K",
        ".3~s;M",
        ",.1f;X",
        ",.1f;KM",
        ",.1f;;a;b;c",
        ",.1f;;';",
        ",.1f;;;\\",
        ',.1f;;;"',
        ",.1f;;;<b>",
        ",.1f;;;`",
        ",.1f;;;\u202eabc",
        ",.1f;;;\n",
        ",.1f;;;" + "x" * 13,
    ],
)
def test_what_could_end_a_text_or_means_nothing_is_no_format(wrong: str) -> None:
    assert re.fullmatch(NUMBER_FORMAT, wrong) is None


def test_what_is_no_format_is_given_to_d3_as_it_is() -> None:
    assert [read_format(one) for one in (",.0f;;;x\n", "nonsense;a")] == [
        NumberFormat(",.0f;;;x\n", None),
        NumberFormat("nonsense;a", None),
    ]


@given(st.from_regex(NUMBER_FORMAT, fullmatch=True))
def test_no_format_holds_what_could_leave_a_text_of_an_expression(number_format: str) -> None:
    own = read_format(number_format)
    assert re.search(r"['\"`\\<>&;\x00-\x1f\u2028\u2029]", own.d3 + own.unit + own.before + own.after) is None
