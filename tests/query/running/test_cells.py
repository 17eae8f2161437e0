"""Cell by cell: what an answer says in JSON and in Arrow, for every type of column and at the ends of each."""

import io
import json
from decimal import Decimal, localcontext
from typing import Any, TypeAlias
from uuid import UUID

import duckdb
import orjson
import pytest
import pytest_asyncio
from arro3.core import DataType, Table
from arro3.io import read_ipc_stream
from tests.query.running.house import House, send
from tests.query.test_routes import ARROW, BATCH, frames_of

from gnomon.datasets.contracts import DatasetId

pytestmark = pytest.mark.asyncio(loop_scope="module")

Cells: TypeAlias = list[tuple[str, Any, Any]]
"""A value as SQL, as JSON, and as Arrow: moments there as numbers of days or microseconds."""

DAY = 86_400_000_000
NONE: Cells = [("NULL", None, None)]
INTEGERS: Cells = [
    ("0", 0, 0),
    ("9007199254740992", 9007199254740992, 9007199254740992),
    ("-9007199254740992", -9007199254740992, -9007199254740992),
    ("9007199254740993", "9007199254740993", 9007199254740993),
    ("9223372036854775807", "9223372036854775807", 2**63 - 1),
    ("-9223372036854775808", "-9223372036854775808", -(2**63)),
]
LARGE_INTEGERS: Cells = [
    ("0", 0, "0"),
    ("9007199254740992", 9007199254740992, "9007199254740992"),
    ("9007199254740993", "9007199254740993", "9007199254740993"),
    ("18446744073709551615", "18446744073709551615", "18446744073709551615"),
]
MONEY: Cells = [
    ("0.00", 0.0, "0.00"),
    ("0.10", 0.1, "0.10"),
    ("-12.50", -12.5, "-12.50"),
    ("12345678901234.50", 12345678901234.5, "12345678901234.50"),
    ("1234567890123.45", 1234567890123.45, "1234567890123.45"),
    ("12345678901234.56", "12345678901234.56", "12345678901234.56"),
    ("9007199254740993.00", "9007199254740993.00", "9007199254740993.00"),
    ("-9999999999999999.99", "-9999999999999999.99", "-9999999999999999.99"),
]
FINE_DECIMALS: Cells = [
    ("1.5", 1.5, "1.500000000000000000"),
    ("0.000000000000000001", 1e-18, "0.000000000000000001"),
    ("1.000000000000000001", "1.000000000000000001", "1.000000000000000001"),
    *[("12345678901234567890.123456789012345678", *("12345678901234567890.123456789012345678",) * 2)],
]
HUGE_DECIMALS: Cells = [
    ("900000000000000", 900000000000000.0, "900000000000000"),
    ("9007199254740993", "9007199254740993", "9007199254740993"),
    ("100000000000000000000", "100000000000000000000", "100000000000000000000"),
    *[("-" + "9" * 38, "-" + "9" * 38, "-" + "9" * 38)],
]
FLOATS: Cells = [
    ("0.1", 0.1, 0.1),
    ("'-0.0'", -0.0, -0.0),
    ("'5e-324'", 5e-324, 5e-324),
    ("'1.7976931348623157e308'", 1.7976931348623157e308, 1.7976931348623157e308),
    ("9007199254740993", 9007199254740992.0, 9007199254740992.0),
    ("'NaN'", None, float("nan")),
    ("'Infinity'", None, float("inf")),
    ("'-Infinity'", None, float("-inf")),
]
DATES: Cells = [
    ("'0001-01-01'", "0001-01-01", -719_162),
    ("'1969-12-31'", "1969-12-31", -1),
    ("'2024-02-29'", "2024-02-29", 19_782),
    ("'9999-12-31'", "9999-12-31", 2_932_896),
    ("'0044-03-15 (BC)'", "-0043-03-15", -735_160),
    ("'infinity'", None, 2**31 - 1),
]
DATETIMES: Cells = [
    ("'0001-01-01 00:00:00'", "0001-01-01T00:00:00", -719_162 * DAY),
    ("'1969-12-31 23:59:59.999999'", "1969-12-31T23:59:59.999999", -1),
    ("'2024-02-29 10:20:30.5'", "2024-02-29T10:20:30.500", 19_782 * DAY + 37_230_500_000),
    ("'9999-12-31 23:59:59.999999'", "9999-12-31T23:59:59.999999", 2_932_897 * DAY - 1),
    ("'-infinity'", None, -(2**63) + 1),
]
ZONED: Cells = [
    ("'2024-03-31 00:59:59+00'", "2024-03-31T01:59:59", 19_813 * DAY + 7_199_000_000),
    ("'2024-03-31 01:00:00+00'", "2024-03-31T03:00:00", 19_813 * DAY + 10_800_000_000),
    ("'2024-10-27 00:30:00+00'", "2024-10-27T02:30:00", 20_023 * DAY + 9_000_000_000),
    ("'2024-10-27 01:30:00+00'", "2024-10-27T02:30:00", 20_023 * DAY + 9_000_000_000),
    ("'9999-12-31 22:59:59+00'", "9999-12-31T23:59:59", 2_932_897 * DAY - 1_000_000),
    ("'9999-12-31 23:00:00+00'", "+10000-01-01T00:00:00", 2_932_897 * DAY),
]
TIMES: Cells = [
    ("'00:00:00'", "00:00:00", 0),
    ("'23:59:59.999999'", "23:59:59.999999", DAY - 1),
    ("'24:00:00'", "24:00:00", DAY),
]
DURATIONS: Cells = [
    (text, shown, shown)
    for text, shown in {
        "'0 days'": "00:00:00",
        "'14 months 3 days 04:05:06.5'": "1 year 2 months 3 days 04:05:06.5",
    }.items()
]
TEXTS: Cells = [
    (sql, text, text)
    for sql, text in {
        "''": "",
        "' a '": " a ",
        "'\"\\'": '"\\',
        "'𝕌 ä ‮'": "𝕌 ä ‮",
        "chr(10) || chr(1)": "\n\x01",
    }.items()
]
DOCUMENTS: Cells = [
    (sql, text, text)
    for sql, text in {
        "{'a': 9007199254740993, 'b': [1, NULL]}": '{"a":9007199254740993,"b":[1,null]}',
        "{'a': 1, 'b': []}": '{"a":1,"b":[]}',
    }.items()
]
BOOLEANS: Cells = [("true", True, True), ("false", False, False)]

COLUMNS: dict[str, tuple[str, str, bool, Cells]] = {
    "integers": ("BIGINT", "integer", False, INTEGERS),
    "large integers": ("UBIGINT", "integer", True, LARGE_INTEGERS),
    "money": ("DECIMAL(18,2)", "decimal", True, MONEY),
    "fine decimals": ("DECIMAL(38,18)", "decimal", True, FINE_DECIMALS),
    "huge decimals": ("DECIMAL(38,0)", "decimal", True, HUGE_DECIMALS),
    "floats": ("DOUBLE", "float", False, FLOATS),
    "dates": ("DATE", "date", False, DATES),
    "datetimes": ("TIMESTAMP", "datetime", False, DATETIMES),
    "zoned": ("TIMESTAMPTZ", "datetime", False, ZONED),
    "times": ("TIME", "time", False, TIMES),
    "durations": ("INTERVAL", "duration", False, DURATIONS),
    "texts": ("VARCHAR", "text", False, TEXTS),
    "documents": ("STRUCT(a BIGINT, b BIGINT[])", "json", False, DOCUMENTS),
    "booleans": ("BOOLEAN", "boolean", False, BOOLEANS),
}
"""By name: the engine's type in the file, the type of the column, whether Arrow carries it as text, and its cells."""

MOMENTS = {
    "dates": DataType.int32(),
    "datetimes": DataType.int64(),
    "zoned": DataType.int64(),
    "times": DataType.int64(),
}
ROWS = 1 + max(len(cells) for _, _, _, cells in COLUMNS.values())
IN_BERLIN = {"time_zone": "Europe/Berlin"}
WARNINGS = [
    "“floats” holds NaN or an infinity, which is shown as null.",
    "“dates” holds moments beyond the calendar, which are shown as null.",
    "“datetimes” holds moments beyond the calendar, which are shown as null.",
]


def padded(cells: Cells) -> Cells:
    """As many cells as there are rows; the rest of a column is null."""
    return cells + NONE * (ROWS - len(cells))


def a_row(row: int) -> str:
    """The SQL of one row."""
    values = [f'({padded(cells)[row][0]})::{kind} AS "{name}"' for name, (kind, _, _, cells) in COLUMNS.items()]
    return f"SELECT {row} AS place, {', '.join(values)}"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def everything(house: House) -> DatasetId:
    """A Parquet file with every type, read by the importer like any other."""
    path = house.folder / "everything.parquet"
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"COPY ({' UNION ALL '.join(map(a_row, range(ROWS)))}) TO '{path}' (FORMAT parquet)")
    files = {"file": (path.name, path.read_bytes())}
    answer = await house.team.owner.client.post("/api/v1/datasets/upload", files=files)
    assert answer.status_code == 201, answer.text
    return DatasetId(UUID(answer.json()["id"]))


def all_rows() -> dict[str, Any]:
    return {"mode": "rows", "dimensions": [{"member": name} for name in COLUMNS], **IN_BERLIN}


def columns_of(rows: list[list[Any]]) -> dict[str, list[Any]]:
    return dict(zip(COLUMNS, map(list, zip(*rows, strict=True)), strict=True))


def arrow_columns(ipc: bytes) -> dict[str, list[Any]]:
    """The cells of an Arrow stream, moments as numbers."""
    table: Table = read_ipc_stream(io.BytesIO(ipc)).read_all()
    found: dict[str, Any] = {}
    for name in table.column_names:
        column = table.column(name)
        found[name] = (column.cast(MOMENTS[name]) if name in MOMENTS else column).to_pylist()
    return found


def exactly(columns: dict[str, list[Any]]) -> dict[str, str]:
    """Cells as text, which tells minus zero from zero, 1 from 1.0, and finds NaN equal to NaN."""
    return {name: repr(cells) for name, cells in columns.items()}


def expected(form: int) -> dict[str, str]:
    return exactly({name: [cell[form] for cell in padded(cells)] for name, (_, _, _, cells) in COLUMNS.items()})


async def test_every_cell_is_told_exactly_in_json(house: House, everything: DatasetId) -> None:
    answer = await send(house.team.owner, everything, **all_rows())
    found = json.loads(answer.content, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))
    assert exactly(columns_of(found["rows"])) == expected(1)
    assert [(one["name"], one["type"]) for one in found["columns"]] == [
        (name, kind) for name, (_, kind, _, _) in COLUMNS.items()
    ]
    assert found["warnings"] == WARNINGS


async def test_every_cell_is_told_exactly_in_arrow(house: House, everything: DatasetId) -> None:
    stream = (await send(house.team.owner, everything, accept=ARROW, **all_rows())).content
    assert exactly(arrow_columns(stream)) == expected(2)
    meaning = orjson.loads(read_ipc_stream(io.BytesIO(stream)).read_all().schema.metadata[b"gnomon"])
    assert [(one["name"], one["type"], one["is_text_encoded"]) for one in meaning["columns"]] == [
        (name, kind, is_text) for name, (_, kind, is_text, _) in COLUMNS.items()
    ]
    ((header, body),) = frames_of((await send(house.team.owner, everything, accept=BATCH, **all_rows())).content)
    assert exactly(arrow_columns(body)) == expected(2)
    assert header["meaning"]["columns"] == meaning["columns"]


LISTED = [name for name in COLUMNS if name not in {"zoned"}]


@pytest.mark.parametrize("name", LISTED)
async def test_values_to_group_by_are_told_as_rows_are(house: House, everything: DatasetId, name: str) -> None:
    parts = {"dimensions": [{"member": name}], "measures": [{"aggregation": "count", "name": "n"}]}
    answer = (await send(house.team.owner, everything, **parts, **IN_BERLIN)).json()
    cells = padded(COLUMNS[name][3])
    assert sorted(repr(row[0]) for row in answer["rows"]) == sorted(
        repr(cell[1]) for cell in [*COLUMNS[name][3], *NONE]
    )
    assert sum(row[1] for row in answer["rows"]) == len(cells)


EXTREMES: dict[str, tuple[Any, Any]] = {
    "integers": ("-9223372036854775808", "9223372036854775807"),
    "large integers": (0, "18446744073709551615"),
    "money": ("-9999999999999999.99", "9007199254740993.00"),
    "fine decimals": (1e-18, "12345678901234567890.123456789012345678"),
    "huge decimals": ("-" + "9" * 38, "100000000000000000000"),
    "dates": ("-0043-03-15", None),
    "datetimes": (None, "9999-12-31T23:59:59.999999"),
    "zoned": ("2024-03-31T01:59:59", "+10000-01-01T00:00:00"),
    "times": ("00:00:00", "24:00:00"),
    "texts": ("", "𝕌 ä ‮"),
}


async def test_least_and_greatest_are_told_as_cells_are(house: House, everything: DatasetId) -> None:
    measures = [{"member": name, "aggregation": one} for name in EXTREMES for one in ("min", "max")]
    answer = (await send(house.team.owner, everything, measures=measures, **IN_BERLIN)).json()
    assert answer["rows"] == [[extreme for pair in EXTREMES.values() for extreme in pair]]


async def test_sums_are_exact_beyond_what_a_double_holds(house: House, everything: DatasetId) -> None:
    sums: dict[str, int | str] = {
        "integers": 9007199254740992,
        "large integers": "18464758472219033600",
        "money": "-966874819566426.88",
        "fine decimals": "12345678901234567892.623456789012345680",
    }
    with localcontext(prec=60):
        by_hand = {name: sum(Decimal(sql) for sql, _, _ in COLUMNS[name][3]) for name in sums}
    assert {name: Decimal(told) for name, told in sums.items()} == by_hand
    measures = [{"member": name, "aggregation": "sum"} for name in sums]
    answer = (await send(house.team.owner, everything, measures=measures)).json()
    assert answer["rows"] == [list(sums.values())]
