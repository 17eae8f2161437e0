"""Whatever stands in a file comes out of it again: as the same value, as a reject, or not at all altered."""

import csv
import io
import tempfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.sources.importers.reading import Read, read

from gnomon.datasets.contracts import ColumnType
from gnomon.sources.importers.readings import NULL_MARKERS

quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t", exclude_characters="\ufeff"), max_size=12
)
odd = st.sampled_from(
    [
        *("00501", "+1555", "1E5", "1e+05", "1.5", "-0", "-0.0", "1,5", "1.234,5", "1,234", "NA", "null", "-"),
        *("true", "yes", "2024-02-29", "2023-02-29", "01/02/2024", "31/01/2024", "12:30", "9" * 19, "9" * 39),
        *("0.1" + "0" * 20 + "1", "5.", "2024-01-01T10:00:00Z", "2024-01-01 10:00", "inf", "nan", " 7 ", "0x1F"),
        *("1_000", "٣", "1 234", "=1+1", "'", '"'),
    ]
)
numbers = st.one_of(
    st.integers(-(10**20), 10**20).map(str), st.decimals(allow_nan=False, allow_infinity=False, places=4).map(str)
)
cells = st.one_of(odd, numbers, texts)


def _csv(rows: list[list[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return buffer.getvalue()


def _read(content: str, **options: Any) -> Read:
    with tempfile.TemporaryDirectory() as folder:
        return read(Path(folder), content, "csv", options)


def _means_the_same(kind: ColumnType, notes: tuple[str, ...], before: str, after: str | None) -> bool:
    """Whether a value of the file and a value of the dataset are one, worked out without the engine."""
    plain = before.strip()
    if kind is ColumnType.TEXT:
        return after == before
    if plain in NULL_MARKERS:
        return after is None
    if after is None:
        return False
    match kind:
        case ColumnType.INTEGER | ColumnType.DECIMAL:
            return Decimal(_plain_number(plain, notes)) == Decimal(after)
        case ColumnType.FLOAT:
            return float(_plain_number(plain, notes)) == float(after)
        case ColumnType.BOOLEAN:
            return plain.lower() in {"true": ("true", "yes"), "false": ("false", "no")}[after]
        case _:
            return bool(after)


def _plain_number(text: str, notes: tuple[str, ...]) -> str:
    said = " ".join(notes)
    for word, mark in (("Commas", ","), ("Dots", "."), ("Apostrophes", "'"), ("Spaces", " ")):
        if f"{word} were read as thousands" in said:
            text = text.replace(mark, "").replace("\u00a0", "").replace("\u202f", "")
    return text.replace(",", ".")


@quick
@given(st.lists(cells, min_size=1, max_size=30))
def test_no_value_of_a_column_is_ever_altered(values: list[str]) -> None:
    result = _read(_csv([["v", "k"], *([value, "x"] for value in values)]), header_line=1, delimiter=",")

    column = result.outcome.columns[0]
    pairs = list(zip(values, result.values("v"), strict=True))
    assert [pair for pair in pairs if not _means_the_same(column.type, column.notes, *pair)] == []
    assert result.rejects == []


@quick
@given(st.lists(st.lists(texts, min_size=1, max_size=5), min_size=1, max_size=30))
def test_every_row_is_either_kept_or_rejected(rows: list[list[str]]) -> None:
    every = [["x", "y", "z"], *rows]
    result = _read(_csv([["a", "b", "c"], *every]), header_line=1, delimiter=",")

    odd_rows = [row for row in every if len(row) != len(result.outcome.columns)]
    assert (result.outcome.row_count, result.outcome.rejected_rows) == (len(every) - len(odd_rows), len(odd_rows))
    assert len(result.rejects) == len(odd_rows)


@quick
@given(st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=1, max_size=30))
def test_dates_come_out_as_they_went_in(days: list[date]) -> None:
    rows = [[day.isoformat(), f"{day:%d.%m.}{day.year}", f"{day:%d %b }{day.year}"] for day in days]
    result = _read(_csv([["iso", "dots", "words"], *rows]), header_line=1)

    assert result.columns == [("iso", "DATE"), ("dots", "DATE"), ("words", "DATE")]
    assert result.rows == [(day.isoformat(),) * 3 for day in days]


@quick
@given(st.lists(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)), min_size=1, max_size=30))
def test_moments_come_out_as_they_went_in(moments: list[datetime]) -> None:
    result = _read(_csv([["at", "k"], *([moment.isoformat(), "x"] for moment in moments)]), header_line=1)

    assert [datetime.fromisoformat(value) for value in result.values("at")] == moments


@quick
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=30))
def test_floats_come_out_as_they_went_in(floats: list[float]) -> None:
    result = _read(_csv([["f", "k"], *([repr(number), "x"] for number in floats)]), header_line=1)

    assert [float(value) for value in result.values("f")] == floats


@quick
@given(st.lists(st.integers(0, 5), min_size=1, max_size=40), st.integers(0, 39))
def test_the_line_of_a_misfit_is_its_line_in_the_file(newlines: list[int], place: int) -> None:
    rows = [[str(number), "x" + "\n" * count] for number, count in enumerate(newlines)]
    place %= len(rows)
    rows[place][0] = "oops"
    result = _read(_csv([["n", "t"], *rows]), header_line=1, types={"n": "integer"})

    line = 2 + sum(1 + count for count in newlines[:place])
    assert result.rejects == [
        {"line": line, "column": "n", "value": "oops", "reason": "The value is not of the type integer."}
    ]
