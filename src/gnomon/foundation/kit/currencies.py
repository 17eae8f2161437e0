"""How currencies are written in numbers: the narrow symbols that the Unicode CLDR has for American English.

Browsers have the same.

A number format names its currency by the code of ISO 4217 behind the dollar sign: `$EUR,.2f`; the dollar sign alone is
US dollars, as in d3.
"""

import re
from collections.abc import Mapping

_CODE = re.compile(r"(?<=\$)[A-Z]{3}")
_CODES: Mapping[str, str] = {
    "؋": "AFN",
    "֏": "AMD",
    "Kz": "AOA",
    "$": "ARS AUD BBD BMD BND BSD BZD CAD CLP COP CUC CUP DOP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD TTD TWD "
    "USD UYU XCD",
    "₼": "AZN",
    "KM": "BAM",
    "৳": "BDT",
    "Bs": "BOB",
    "R$": "BRL",
    "P": "BWP",
    "¥": "CNY JPY",
    "₡": "CRC",
    "Kč": "CZK",
    "kr": "DKK ISK NOK SEK",
    "E£": "EGP",
    "€": "EUR",
    "£": "FKP GBP GIP SHP SSP SYP",
    "₾": "GEL",
    "GH₵": "GHS",
    "FG": "GNF",
    "Q": "GTQ",
    "L": "HNL",
    "kn": "HRK",
    "Ft": "HUF",
    "Rp": "IDR",
    "₪": "ILS",
    "₹": "INR",
    "⃀": "KGS",
    "៛": "KHR",
    "CF": "KMF",
    "₩": "KPW KRW",
    "₸": "KZT",
    "₭": "LAK",
    "L£": "LBP",
    "Rs": "LKR MUR NPR PKR",
    "Ar": "MGA",
    "K": "MMK",
    "₮": "MNT",
    "RM": "MYR",
    "₦": "NGN",
    "C$": "NIO",
    "₱": "PHP",
    "zł": "PLN",
    "₲": "PYG",
    "lei": "RON",
    "₽": "RUB",
    "RF": "RWF",
    "Db": "STN",
    "฿": "THB",
    "T$": "TOP",
    "₺": "TRY",
    "₴": "UAH",
    "₫": "VND",
    "FCFA": "XAF",
    "Cg.": "XCG",
    "F CFA": "XOF",
    "CFPF": "XPF",
    "R": "ZAR",
    "ZK": "ZMW",
}
_SYMBOLS = {code: symbol for symbol, codes in _CODES.items() for code in codes.split()}


def plain_format(number_format: str) -> str:
    """The format as d3 knows it, whose only currency is `$`."""
    return _CODE.sub("", number_format, count=1)


def currency_symbol(number_format: str) -> str | None:
    """What stands in place of the `$` of `plain_format`; None where that is right as it is, or there is none."""
    code = _CODE.search(number_format)
    if code is None:
        return None
    symbol = _SYMBOLS.get(code.group(), code.group())
    # Letters do not run into the digits behind them.
    return f"{symbol}\u00a0" if symbol[-1].isalpha() or symbol[-1] == "." else symbol
