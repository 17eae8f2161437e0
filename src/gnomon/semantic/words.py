"""What the words of a column's name say about its meaning."""

import re

from gnomon.datasets.contracts import ColumnType
from gnomon.semantic.contracts import Aggregation

_WORD = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Ý])|(?<=[A-ZÀ-Ý])(?=[A-ZÀ-Ý][a-zà-ÿ])")
_SPELLED_IN_CAPITALS = frozenset({"id", "url", "uuid", "ip", "sku", "gdp", "vat", "iso", "utc"})

_ID_WORDS = frozenset({"id", "ids", "uuid", "guid", "key", "sku", "zip", "zipcode", "postcode", "plz", "phone", "isbn"})
_CALENDAR_WORDS = frozenset({"year", "month", "quarter", "week", "weekday", "day", "hour", "jahr"})
_AVERAGED_WORDS = frozenset(
    {
        *("rate", "ratio", "percent", "percentage", "pct", "share", "average", "avg", "mean", "median", "score"),
        *("rating", "price", "age", "temperature", "temp", "humidity", "pressure", "speed", "index", "rank", "level"),
        *("lat", "latitude", "lon", "lng", "long", "longitude", "expectancy", "density", "fertility", "mpg", "gpa"),
    }
)


def words_of(name: str) -> list[str]:
    """The words of a name, whatever joins them: `saleAmount`, `sale_amount` and `Sale amount` have two."""
    return _WORD.findall(_HUMP.sub(" ", name))


def label_of(name: str) -> str:
    """A label for people: `sale_amount` becomes “Sale amount”. Names that hold a space stay as they are."""
    if " " in name.strip():
        return name.strip()
    words = [_as_in_text(word) for word in words_of(name)]
    if not words:
        return name
    first = words[0]
    return " ".join([first[:1].upper() + first[1:], *words[1:]])


def _as_in_text(word: str) -> str:
    if word.lower() in _SPELLED_IN_CAPITALS:
        return word.upper()
    return word if len(word) > 1 and word.isupper() and len(word) <= 4 else word.lower()


def is_id_like(name: str, column_type: ColumnType) -> bool:
    """Whether a number names something instead of counting it."""
    words = [word.lower() for word in words_of(name)]
    if not words or column_type is not ColumnType.INTEGER:
        return False
    return words[-1] in _ID_WORDS or (len(words) == 1 and words[0] in _CALENDAR_WORDS)


def usual_aggregation(name: str) -> Aggregation:
    """Sum for amounts, average for rates."""
    words = {word.lower() for word in words_of(name)}
    return Aggregation.AVG if words & _AVERAGED_WORDS or "%" in name else Aggregation.SUM
