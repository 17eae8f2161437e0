"""Sealed results: read as they were written, by who holds the key, under their own name, and never otherwise."""

import json
from dataclasses import replace
from uuid import UUID

import pytest

from gnomon.datasets.contracts import ColumnType, DatasetId
from gnomon.query.cache import KeptResult
from gnomon.query.caching import sealing
from gnomon.query.caching.sealing import MAGIC, SEAL_BYTES, BrokenSeal, Sealer, Unsealed
from gnomon.query.contracts import FanOut, FanOutFigures, FanOutTable, SqlColumn

SEALER = Sealer(b"a key of this instance, long enough")
NAME = SEALER.name_of("f1")
TABLE = FanOutTable(dataset_id=DatasetId(UUID(int=7)), sql_name="sales", alias="s")
FIGURES = FanOutFigures(
    type=ColumnType.FLOAT,
    inflated=1.5,
    true=0.5,
    times=2.0,
    group_columns=(SqlColumn(name="größe", type=ColumnType.TEXT),),
    groups=[["a", None], ["2024-01-01", 3]],
    wrong_groups=2,
)
FAN_OUT = FanOut(
    expression="sum(s.x)",
    function="sum",
    columns=("x",),
    table=TABLE,
    multiplied_by=(TABLE,),
    joined_on=("s.id = t.id",),
    message="counted twice",
    figures=FIGURES,
)
PLAIN = KeptResult(b"\x00\xffrows", 3, None)
FULL = KeptResult(b"", 2, 9, (SqlColumn(name="a", type=ColumnType.DECIMAL),), (FAN_OUT,), 'SELECT "ä"')
LONG = KeptResult(b"the same again " * 4000, 3, 3)
RANDOM = KeptResult(bytes((i * i * 31 + i // 7) % 251 for i in range(8000)), 3, 3)


@pytest.mark.parametrize("result", [PLAIN, FULL, LONG, RANDOM], ids=["plain", "full", "long", "random"])
def test_what_was_sealed_is_opened_as_it_was(result: KeptResult) -> None:
    assert SEALER.open(NAME, SEALER.seal(NAME, result, 12.5)) == Unsealed(result, 12.5)


def test_long_rows_that_repeat_themselves_are_packed() -> None:
    assert len(SEALER.seal(NAME, LONG, 0)) < len(LONG.ipc) // 20


def test_whoever_has_another_key_names_results_otherwise_and_opens_none_of_ours() -> None:
    other = Sealer(b"a key of another instance, long too")
    assert other.name_of("f1") != NAME
    with pytest.raises(BrokenSeal, match="not sealed by this instance"):
        other.open(NAME, SEALER.seal(NAME, PLAIN, 0))


def test_a_result_under_the_name_of_another_is_not_opened() -> None:
    with pytest.raises(BrokenSeal, match="not sealed by this instance"):
        SEALER.open(SEALER.name_of("f2"), SEALER.seal(NAME, PLAIN, 0))


def test_no_byte_can_be_changed_added_or_left_out() -> None:
    value = SEALER.seal(NAME, PLAIN, 0)
    changed = [value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :] for at in range(len(value))]
    for spoiled in (*changed, *(value[:at] for at in range(len(value))), value + b"\x00", b""):
        with pytest.raises(BrokenSeal):
            SEALER.open(NAME, spoiled)


def test_the_format_of_another_release_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "MAGIC", MAGIC[:-1] + bytes([MAGIC[-1] + 1]))
    value = SEALER.seal(NAME, PLAIN, 0)
    monkeypatch.undo()
    with pytest.raises(BrokenSeal):
        SEALER.open(NAME, value)


def sealed_anew(content: bytes) -> bytes:
    """Bytes that are well sealed, whatever they say: what an older fault of ours could have written."""
    return MAGIC + SEALER._seal(NAME, content) + content


HEAD = json.loads(SEALER.seal(NAME, PLAIN, 0)[len(MAGIC) + SEAL_BYTES + 4 : -len(PLAIN.ipc)])


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (b"no json", b""),
        (b"[]", b""),
        (b"{}", b""),
        (json.dumps(HEAD).encode(), b"shorter than it says"),
        (json.dumps(HEAD | {"is_packed": True}).encode(), b"not packed at all"),
        (json.dumps(HEAD | {"columns": [{"name": "a"}]}).encode(), PLAIN.ipc),
        (json.dumps(HEAD | {"kept_at": None}).encode(), PLAIN.ipc),
    ],
)
def test_what_is_sealed_but_makes_no_sense_is_not_read(head: bytes, body: bytes) -> None:
    with pytest.raises(BrokenSeal, match="cannot be read"):
        SEALER.open(NAME, sealed_anew(sealing.HEAD.pack(len(head)) + head + body))


def test_packed_rows_that_would_be_endless_are_not_unpacked_to_their_end() -> None:
    endless = replace(LONG, ipc=bytes(50_000_000))
    value = SEALER.seal(NAME, endless, 0)[len(MAGIC) + SEAL_BYTES :]
    smaller = value.replace(b'"size": 50000000', b'"size": 00000100').replace(b"00000100", b"     100")
    with pytest.raises(BrokenSeal, match="cannot be read"):
        SEALER.open(NAME, sealed_anew(smaller))
