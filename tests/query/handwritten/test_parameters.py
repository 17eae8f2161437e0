"""The values of `$name`: each is read by its type, or told what is wrong with it."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from gnomon.engine.contracts import Scalar
from gnomon.query.contracts import ParameterType, TypedValue
from gnomon.query.handwritten.errors import WrongParameters
from gnomon.query.handwritten.parameters import bound_values


def typed(kind: str, value: Any) -> TypedValue:
    return TypedValue(type=ParameterType(kind), value=value)


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        ("text", "00501", "00501"),
        ("integer", "9007199254740993", 9007199254740993),
        ("integer", 12.0, 12),
        ("integer", -(2**100), -(2**100)),
        ("decimal", "0.10", Decimal("0.10")),
        ("decimal", 0.1, Decimal("0.1")),
        ("float", "1e3", 1000.0),
        ("boolean", False, False),
        ("date", "2024-02-29", date(2024, 2, 29)),
        ("datetime", "2024-02-29T18:00:00", datetime(2024, 2, 29, 18)),
        ("datetime", "2024-02-29T18:00:00Z", datetime(2024, 2, 29, 18, tzinfo=UTC)),
        ("time", "23:59:59.5", time(23, 59, 59, 500_000)),
        ("date", None, None),
    ],
)
def test_a_value_is_read_by_its_type(kind: str, value: Any, read: Scalar) -> None:
    (found,) = bound_values(["x"], {"x": typed(kind, value)}).values()
    assert (found, type(found)) == (read, type(read))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", 5),
        ("integer", "twelve"),
        ("integer", 12.5),
        ("integer", True),
        ("integer", str(2**127)),
        ("decimal", "NaN"),
        ("decimal", "1,5"),
        ("float", "x"),
        ("boolean", "true"),
        ("boolean", 1),
        ("date", "2023-02-29"),
        ("date", 20240101),
        ("datetime", "yesterday"),
        ("time", "25:00:00"),
    ],
)
def test_a_value_that_does_not_fit_its_type_is_named(kind: str, value: Any) -> None:
    with pytest.raises(WrongParameters) as raised:
        bound_values(["from"], {"from": typed(kind, value)})
    assert raised.value.message.startswith("The value of $from is not ")
    assert raised.value.details == {"parameters": ["from"]}


def test_bare_values_keep_the_type_that_json_gives_them() -> None:
    given: dict[str, Any] = {"a": 1, "b": 1.5, "c": "x", "d": True, "e": None}
    assert bound_values(list("abcde"), given) == given


def test_names_that_differ_by_case_alone_are_refused() -> None:
    with pytest.raises(WrongParameters, match=r"\$A and \$a are one parameter to the engine\."):
        bound_values(["A", "a", "b"], {"A": 1, "a": 2, "b": 3})


def test_missing_and_unknown_parameters_are_told_by_name() -> None:
    with pytest.raises(WrongParameters, match=r"There is no value for \$from, \$until\."):
        bound_values(["from", "region", "until"], {"region": "North"})
    with pytest.raises(WrongParameters) as raised:
        bound_values(["region"], {"region": "North", "regoin": "South"})
    assert (raised.value.message, raised.value.hint) == (
        "The statement has no parameter $regoin.",
        "Did you mean “$region”?",
    )
    assert bound_values(["region"], {"region": "North", "regoin": "South"}, may_be_more=True) == {"region": "North"}
