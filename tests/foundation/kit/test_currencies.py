"""A number format may name a currency; d3 knows the dollar alone."""

import re

import pytest

from gnomon.foundation.kit.currencies import currency_symbol, plain_format
from gnomon.foundation.kit.number_formats import NUMBER_FORMAT


@pytest.mark.parametrize(
    ("number_format", "plain", "symbol"),
    [
        ("$EUR,.2f", "$,.2f", "€"),
        ("($GBP,.0f", "($,.0f", "£"),
        ("$CHF,.2f", "$,.2f", "CHF\u00a0"),
        ("+$SEK,.0f", "+$,.0f", "kr\u00a0"),
        ("$XTS.3~s", "$.3~s", "XTS\u00a0"),
        ("$AUD,.2f", "$,.2f", "$"),
        ("$,.2f", "$,.2f", None),
        (",.2f", ",.2f", None),
    ],
)
def test_a_currency_is_told_by_its_code(number_format: str, plain: str, symbol: str | None) -> None:
    assert (plain_format(number_format), currency_symbol(number_format)) == (plain, symbol)


@pytest.mark.parametrize("hostile", ["$eur,.2f", "$EURO,.2f", "$EU',.2f", "$€,.2f", "EUR,.2f", "$EUR,.2f'); x("])
def test_nothing_but_three_capital_letters_is_a_code(hostile: str) -> None:
    assert re.fullmatch(NUMBER_FORMAT, hostile) is None
