"""Parameters: every scalar arrives as the very same value."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from tests.engine.budgets import ask, budget
from tests.engine.rows import rows_of

from gnomon.engine.contracts import Scalar
from gnomon.engine.service import ProcessEngine

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize(
    ("value", "engine_type", "text"),
    [
        (None, '"NULL"', None),
        (True, "BOOLEAN", "true"),
        (-7, "INTEGER", "-7"),
        (2**63 - 1, "BIGINT", "9223372036854775807"),
        (10**25, "HUGEINT", "10000000000000000000000000"),
        (0.1, "DOUBLE", "0.1"),
        ("it's “odd”\n\x7f", "VARCHAR", "it's “odd”\n\x7f"),
        (Decimal("12345678901234567890.12345"), "DECIMAL(25,5)", "12345678901234567890.12345"),
        (date(2024, 2, 29), "DATE", "2024-02-29"),
        (datetime(2024, 2, 29, 23, 59, 59, 999999), "TIMESTAMP", "2024-02-29 23:59:59.999999"),
        (datetime(2024, 2, 29, tzinfo=UTC), "TIMESTAMP WITH TIME ZONE", "2024-02-29 00:00:00+00"),
        (
            datetime(2024, 2, 29, tzinfo=timezone(timedelta(hours=2))),
            "TIMESTAMP WITH TIME ZONE",
            "2024-02-28 22:00:00+00",
        ),
        (time(12, 30, 0, 5), "TIME", "12:30:00.000005"),
    ],
)
async def test_parameters_arrive_exactly(
    shared_engine: ProcessEngine, value: Scalar, engine_type: str, text: str | None
) -> None:
    result = await shared_engine.run(ask("SELECT typeof($1), CAST($1 AS VARCHAR)", value), budget())
    assert rows_of(result.ipc) == [[engine_type, text]]
