"""A dataset's name made into an identifier, by which SQL addresses it."""

import re
import unicodedata
from collections.abc import Collection, Iterator

LONGEST = 60
FALLBACK = "dataset"

_RESERVED_WORDS = """
all analyse analyze and anti any array as asc asof asymmetric at authorization between both by case cast check collate
collation column columns concurrently constraint create cross default deferrable desc describe distinct do else end
except exists false fetch for foreign freeze from full generated glob group having ilike in initially inner intersect
into is isnull join lambda lateral leading left like limit map natural not notnull null offset on only or order outer
overlaps pivot pivot_longer pivot_wider placing positional primary qualify references returning right select semi show
similar some struct summarize symmetric table tablesample then to trailing true try_cast union unique unpivot using
values variadic when where window with
"""
RESERVED = frozenset(_RESERVED_WORDS.split())


def identifier(name: str) -> str:
    """`Sales Q4.csv` becomes `sales_q4`: lower-case letters, digits and `_`, usable in SQL without quotes."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    word = re.sub(r"[^\w]+|_+", "_", plain.lower()).strip("_")[:LONGEST].strip("_")
    if not word:
        return FALLBACK
    if word[0].isdigit():
        word = f"t_{word}"
    return f"{word}_data" if word in RESERVED else word


def free_identifiers(name: str, taken: Collection[str]) -> Iterator[str]:
    """Identifiers for a name that nobody has, nearest first: `sales`, `sales_2`, `sales_3` …"""
    wanted = identifier(name)
    if wanted not in taken:
        yield wanted
    number = 2
    while True:
        if (candidate := f"{wanted}_{number}") not in taken:
            yield candidate
        number += 1
