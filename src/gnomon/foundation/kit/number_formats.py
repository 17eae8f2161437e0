"""How numbers are written: a d3-format that may name a currency, a unit, and words around the number.

`$EUR,.1f;M;~; per year` is a number in millions of euros: behind the d3-format stand, each after a semicolon and each
as one likes, the unit that numbers are divided by (`K`, `M`, `B` or `T`), what stands before the number, and what
stands behind it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gnomon.foundation.kit.currencies import currency_symbol, plain_format

_WORDS = r"[^;<>&\"'`\\\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]{0,12}"
"""Nothing that could end a text or turn its direction."""
_AROUND = f"(;{_WORDS}(;{_WORDS})?)?"
NUMBER_FORMAT = (
    r"^[-+( ]?(\$([A-Z]{3})?)?0?\d{0,2},?(\.\d{1,2})?~?"
    f"([dfnr]?(;[KMBT]?{_AROUND})?|[bcegopsxX%](;{_AROUND})?)$"
)
MOST_LETTERS = 48
POWERS: Mapping[str, int] = {"K": 3, "M": 6, "B": 9, "T": 12}
"""Of ten, by which a number in such a unit is divided."""


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format, taken apart."""

    d3: str
    """What d3 knows of it: its only currency is `$`."""
    symbol: str | None
    """What stands in place of that `$`; None where it is right as it is, or there is none."""
    unit: str = ""
    before: str = ""
    after: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether d3 writes all of it."""
        return self.symbol is None and not (self.unit or self.before or self.after)


def read_format(number_format: str) -> NumberFormat:
    """Take a format apart; one that `NUMBER_FORMAT` does not know is given to d3 as it is."""
    if re.fullmatch(NUMBER_FORMAT, number_format) is None:
        return NumberFormat(number_format, None)
    money, unit, before, after, *_ = [*number_format.split(";"), "", "", ""]
    return NumberFormat(plain_format(money), currency_symbol(money), unit, before, after)
