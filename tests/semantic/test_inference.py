"""What a model says of a dataset: worked out from names, types and values, and from nothing else."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from gnomon.datasets.contracts import (
    Column,
    ColumnProfile,
    ColumnType,
    DatasetId,
    DatasetTable,
    DatasetVersionId,
    Profile,
    ProfileValue,
)
from gnomon.identity.contracts import WorkspaceId
from gnomon.semantic.contracts import Aggregation, Dimension, DimensionKind, Measure, SemanticModel, TimeGrain
from gnomon.semantic.inference import default_grain, infer_model
from gnomon.semantic.words import is_id_like, label_of, usual_aggregation

MADE_AT = datetime(2024, 6, 1, tzinfo=UTC)
SUMMED = ("sum", "avg", "min", "max", "median", "quantile", "stddev", "count", "count_distinct")
UNSAID: dict[str, Any] = {"formula": None, "format": None, "unit": None, "synonyms": ()}
ROWS = Measure(
    name="*",
    label="Rows",
    type=ColumnType.INTEGER,
    description="How many rows there are.",
    is_hidden=False,
    default_aggregation=Aggregation.COUNT,
    aggregations=(Aggregation.COUNT,),
    table="sales_q4",
    **UNSAID,
)


def column(name: str, kind: str, position: int = 0, **words: Any) -> Column:
    said = {"label": None, "description": None, "is_hidden": False, **words}
    return Column(
        name=name, source_name=name, type=ColumnType(kind), engine_type="", position=position, notes=(), **said
    )


def table_of(columns: Sequence[Column]) -> DatasetTable:
    return DatasetTable(
        dataset_id=DatasetId(UUID(int=1)),
        workspace_id=WorkspaceId(UUID(int=2)),
        name="Sales Q4",
        sql_name="sales_q4",
        version_id=DatasetVersionId(UUID(int=3)),
        version_number=7,
        content_hash="hash",
        row_count=1234,
        columns=tuple(columns),
        file_keys=("a.parquet",),
        created_at=MADE_AT,
    )


def known(name: str, kind: str, low: ProfileValue | None, high: ProfileValue | None, distinct: int) -> ColumnProfile:
    nothing = dict.fromkeys(("mean", "stddev", "q25", "median", "q75"))
    counts = {"row_count": 1234, "null_count": 4, "distinct_count": distinct, "is_distinct_exact": True}
    return ColumnProfile(
        name=name, type=ColumnType(kind), min=low, max=high, histogram=(), top_values=(), **counts, **nothing
    )


def profile_of(*columns: ColumnProfile) -> Profile:
    return Profile(
        dataset_id=DatasetId(UUID(int=1)), version_id=DatasetVersionId(UUID(int=3)), row_count=1234, columns=columns
    )


def dimension(name: str, kind: str, column_type: str, **more: Any) -> Dimension:
    parts: dict[str, Any] = {
        "label": label_of(name),
        "description": None,
        "is_hidden": False,
        "grains": (),
        "default_grain": None,
        "distinct_count": None,
        "min": None,
        "max": None,
        **UNSAID,
        **more,
    }
    return Dimension(name=name, kind=DimensionKind(kind), type=ColumnType(column_type), **parts)


def measure(name: str, column_type: str, usual: str, **more: Any) -> Measure:
    parts: dict[str, Any] = {"label": label_of(name), "description": None, "is_hidden": False, **UNSAID, **more}
    return Measure(
        name=name,
        table="sales_q4",
        type=ColumnType(column_type),
        default_aggregation=Aggregation(usual),
        aggregations=tuple(map(Aggregation, SUMMED)),
        **parts,
    )


DAYS = tuple(map(TimeGrain, ("day", "week", "month", "quarter", "year", "day_of_week", "month_of_year")))
SALES = (
    column("amount", "decimal", 3),
    column("order_id", "integer", 0),
    column("ordered_at", "datetime", 1, label="When", description="Local time"),
    column("region", "text", 2),
    column("unitPrice", "float", 4, is_hidden=True),
    column("shipped", "date", 5),
    column("is_new", "boolean", 6),
)
PROFILE = profile_of(
    known("order_id", "integer", 1, 1234, 1234),
    known("ordered_at", "datetime", "2024-01-01T00:00:00", "2024-03-01T10:00:00", 900),
    known("region", "text", "East", "West", 4),
    known("amount", "decimal", 0.5, "12345678901234567.89", 700),
    known("unitPrice", "float", 0.1, 9.5, 12),
    known("shipped", "date", "2020-01-01", "2024-03-01", 800),
    known("is_new", "boolean", False, True, 2),
)


def test_a_model_is_all_that_names_types_and_values_tell() -> None:
    assert infer_model(table_of(SALES), PROFILE) == SemanticModel(
        model_id=None,
        table="sales_q4",
        related=(),
        hierarchies=(),
        parameters=(),
        dataset_id=DatasetId(UUID(int=1)),
        dataset_name="Sales Q4",
        sql_name="sales_q4",
        version_id=DatasetVersionId(UUID(int=3)),
        row_count=1234,
        as_of=MADE_AT,
        dimensions=(
            dimension("order_id", "number", "integer", label="Order ID", distinct_count=1234, min=1, max=1234),
            dimension(
                "ordered_at",
                "time",
                "datetime",
                label="When",
                description="Local time",
                grains=tuple(TimeGrain),
                default_grain=TimeGrain.DAY,
                distinct_count=900,
                min="2024-01-01T00:00:00",
                max="2024-03-01T10:00:00",
            ),
            dimension("region", "categorical", "text", label="Region", distinct_count=4, min="East", max="West"),
            dimension(
                "amount",
                "number",
                "decimal",
                label="Amount",
                distinct_count=700,
                min=0.5,
                max="12345678901234567.89",
            ),
            dimension(
                "unitPrice", "number", "float", label="Unit price", is_hidden=True, distinct_count=12, min=0.1, max=9.5
            ),
            dimension(
                "shipped",
                "time",
                "date",
                label="Shipped",
                grains=DAYS,
                default_grain=TimeGrain.MONTH,
                distinct_count=800,
                min="2020-01-01",
                max="2024-03-01",
            ),
            dimension("is_new", "boolean", "boolean", label="Is new", distinct_count=2, min=False, max=True),
        ),
        measures=(
            ROWS,
            measure("amount", "decimal", "sum", label="Amount"),
            measure("unitPrice", "float", "avg", label="Unit price", is_hidden=True),
        ),
    )


KINDS = {
    "integer": ("number", ()),
    "decimal": ("number", ()),
    "float": ("number", ()),
    "text": ("categorical", ()),
    "boolean": ("boolean", ()),
    "date": ("time", DAYS),
    "datetime": ("time", tuple(TimeGrain)),
    "time": ("categorical", ()),
    "duration": ("categorical", ()),
    "json": ("categorical", ()),
    "geo": ("geo", ()),
}


@pytest.mark.parametrize("kind", ColumnType)
def test_every_type_makes_a_dimension_and_numbers_make_a_measure_too(kind: ColumnType) -> None:
    model = infer_model(table_of([column("thing", kind.value)]), None)
    (found,) = model.dimensions
    assert (found.kind.value, found.grains) == KINDS[kind.value]
    is_number = kind.value in {"integer", "decimal", "float"}
    assert model.measures == ((ROWS, measure("thing", kind.value, "sum")) if is_number else (ROWS,))


def test_a_table_without_columns_still_has_rows() -> None:
    model = infer_model(table_of([]), profile_of())
    assert (model.dimensions, model.measures) == ((), (ROWS,))


@pytest.mark.parametrize(
    ("name", "is_key"),
    [
        *[(name, True) for name in ("id", "ID", "customer_id", "customerID", "Customer Id", "order-key", "SKU")],
        *[(name, True) for name in ("zip", "Zipcode", "plz", "phone", "year", "Year", "MONTH", "Jahr", "ids")],
        *[(name, False) for name in ("idea", "paid", "android", "monkey", "keyboard", "id_count", "ids per day")],
        *[(name, False) for name in ("rainfall_year", "days", "years", "zipped", "amount", "_", "", "日", "1")],
    ],
)
def test_whole_numbers_that_name_something_are_not_added_up(name: str, is_key: bool) -> None:
    assert is_id_like(name, ColumnType.INTEGER) is is_key
    assert not is_id_like(name, ColumnType.FLOAT)
    assert not is_id_like(name, ColumnType.DECIMAL)
    measures = infer_model(table_of([column(name, "integer")]), None).measures
    assert [one.name for one in measures] == (["*"] if is_key else ["*", name])


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        *[(name, "avg") for name in ("price", "unit_price", "UnitPrice", "Unit Price", "rate", "interest-rate", "Age")],
        *[(name, "avg") for name in ("tax %", "share of wallet", "lat", "Life expectancy", "mpg", "customerRating")],
        *[(name, "sum") for name in ("amount", "page_views", "storage", "corporate", "shares")],
        *[(name, "sum") for name in ("teenager", "", "日本", "operates", "ageing")],
    ],
)
def test_rates_are_averaged_and_amounts_are_summed(name: str, usual: str) -> None:
    assert usual_aggregation(name) is Aggregation(usual)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("sale_amount", "Sale amount"),
        ("saleAmount", "Sale amount"),
        ("sale-amount.net", "Sale amount net"),
        ("SaleAmount", "Sale amount"),
        ("GDPPerCapita", "GDP per capita"),
        ("customer_id", "Customer ID"),
        ("user_url", "User URL"),
        ("USA", "USA"),
        ("REVENUE", "Revenue"),
        ("größeÄnderung", "Größe änderung"),
        ("日本語", "日本語"),
        ("2024", "2024"),
        ("Total (in EUR)", "Total (in EUR)"),
        (" spaced out ", "spaced out"),
        ("___", "___"),
        ("%", "%"),
        ("", ""),
    ],
)
def test_a_name_becomes_words_for_people(name: str, label: str) -> None:
    assert label_of(name) == label


START = datetime(2020, 1, 1, tzinfo=UTC)
SPANS = [
    (timedelta(0), "second", "day"),
    (timedelta(minutes=3), "second", "day"),
    (timedelta(minutes=3, seconds=1), "minute", "day"),
    (timedelta(hours=3), "minute", "day"),
    (timedelta(hours=3, seconds=1), "hour", "day"),
    (timedelta(days=4), "hour", "day"),
    (timedelta(days=5), "day", "day"),
    (timedelta(days=100), "day", "day"),
    (timedelta(days=101), "week", "week"),
    (timedelta(days=400), "week", "week"),
    (timedelta(days=401), "month", "month"),
    (timedelta(days=12 * 366), "month", "month"),
    (timedelta(days=12 * 366 + 1), "quarter", "quarter"),
    (timedelta(days=40 * 366), "quarter", "quarter"),
    (timedelta(days=40 * 366 + 1), "year", "year"),
]


@pytest.mark.parametrize(("span", "of_moments", "of_days"), SPANS)
def test_the_usual_grain_fits_the_span_of_the_values(span: timedelta, of_moments: str, of_days: str) -> None:
    low, high = START, START + span
    texts = (low.replace(tzinfo=None).isoformat(), high.replace(tzinfo=None).isoformat())
    assert default_grain(ColumnType.DATETIME, *texts) is TimeGrain(of_moments)
    assert default_grain(ColumnType.DATETIME, f"{texts[0]}Z", f"{texts[1]}Z") is TimeGrain(of_moments)
    assert default_grain(ColumnType.DATE, low.date().isoformat(), high.date().isoformat()) is TimeGrain(of_days)


@pytest.mark.parametrize(
    ("low", "high"), [(None, None), ("2024-01-01", None), (None, "2024-01-01"), (1, 2), ("soon", "2024-01-01")]
)
def test_a_span_that_is_not_known_is_cut_by_months(low: ProfileValue | None, high: ProfileValue | None) -> None:
    assert default_grain(ColumnType.DATE, low, high) is TimeGrain.MONTH
    assert default_grain(ColumnType.TEXT, low, high) is None
