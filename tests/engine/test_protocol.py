"""The protocol: what is written is read as the very same value."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gnomon.engine import protocol
from gnomon.engine.contracts import Scalar

SCALARS: st.SearchStrategy[Scalar] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.datetimes(),
    st.datetimes(timezones=st.just(UTC)),
    st.times(),
)


@given(SCALARS)
def test_a_scalar_survives_the_journey(value: Scalar) -> None:
    kind = protocol.FrameKind.STATEMENT
    frame = protocol.pack_json(kind, {"value": protocol.write_scalar(value)})
    head, body = frame[: protocol.FRAME_HEAD.size], frame[protocol.FRAME_HEAD.size :]
    assert protocol.FRAME_HEAD.unpack(head) == (kind, len(body))
    arrived = protocol.read_scalar(protocol.unpack_json(body)["value"])
    assert (type(arrived), arrived) == (type(value), value)


def test_each_kind_of_scalar_is_told_apart() -> None:
    values: list[Scalar] = [1, 1.0, True, "1", Decimal(1), date(2024, 1, 1), datetime(2024, 1, 1), time(1)]
    assert [type(protocol.read_scalar(protocol.write_scalar(value))) for value in values] == [
        type(value) for value in values
    ]
