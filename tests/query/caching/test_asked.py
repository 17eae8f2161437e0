"""What tells requests apart: their bytes and their address, but not the id of the run at either end."""

from uuid import UUID

import pytest

from gnomon.query.caching.replies import asked_by

RUN = UUID("01234567-89ab-7def-8123-456789abcdef")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (b'{"spec":{"limit":1}}', b'{"spec":{"limit":2}}'),
        (b'{"spec":{"limit":1}}', b'{"spec":{"limit":1.0}}'),
        (b'{"a":{"run_id":"%s","b":1},"c":2}', b'{"a":{"b":1},"c":2}'),
        (b'{"a":1,"b":{"c":2,"run_id":"%s"}}', b'{"a":1,"b":{"c":2}}'),
        (b'{"a":[1,"run_id"],"run_id":"nonsense"}', b'{"a":[1,"run_id"]}'),
        (b'{"a":"{\\"run_id\\":\\"%s\\"}"}', b'{"a":"{}"}'),
    ],
)
def test_only_an_id_of_the_run_at_either_end_is_looked_over(one: bytes, other: bytes) -> None:
    given = one.replace(b"%s", str(RUN).encode())
    assert asked_by("/q", given).key != asked_by("/q", other).key


def test_the_same_bytes_to_another_address_are_another_request() -> None:
    asked = [asked_by(head, b"{}").head for head in (("/a", b""), ("/b", b""), ("/a", b"x"))]
    assert len(set(asked)) == 3
    with_run = asked_by("/a", b'{"x":1,"run_id": "%s"}' % str(RUN).encode())
    assert (with_run.key, with_run.run_id) == (asked_by("/a", b'{"x":1}').key, RUN)
