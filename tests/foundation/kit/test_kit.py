"""The small tools that every room stands on."""

import base64
import time
from datetime import UTC, datetime

import pytest

from gnomon.foundation.kit import clock, ids
from gnomon.foundation.kit.errors import Invalid, did_you_mean
from gnomon.foundation.kit.near_misses import near_misses, near_spellings
from gnomon.foundation.kit.pagination import decode_cursor, encode_cursor, page_of
from gnomon.foundation.kit.runtime import Runtime


def test_identifiers_sort_by_the_time_they_were_made() -> None:
    first = ids.uuid7()
    time.sleep(0.002)
    second = ids.uuid7()
    assert first < second
    assert (first.version, first.variant) == (7, "specified in RFC 4122")
    assert len({ids.uuid7() for _ in range(10_000)}) == 10_000


def test_the_clock_can_be_held_still() -> None:
    moment = datetime(2026, 5, 3, tzinfo=UTC)
    with clock.fixed_at(moment):
        assert clock.now() == moment
    assert clock.now() > moment


def test_a_cursor_leads_to_where_it_was_made() -> None:
    page = page_of(["a", "b"], total=5, offset=2)
    assert page.next_cursor == encode_cursor(4)
    assert decode_cursor(page.next_cursor) == 4
    assert decode_cursor(None) == 0
    assert page_of(["e"], total=5, offset=4).next_cursor is None


@pytest.mark.parametrize(
    "cursor", ["", "x", "ü", "bm9uc2Vuc2U=", base64.b64encode(b"o-1").decode(), encode_cursor(10**30)]
)
def test_a_cursor_that_we_did_not_make_is_refused(cursor: str) -> None:
    with pytest.raises(Invalid, match="cursor"):
        decode_cursor(cursor)


def test_a_name_with_a_slip_finds_the_right_one() -> None:
    assert near_misses("revnue", ["region", "revenue", "date"])[0] == "revenue"
    assert near_misses("zzz", ["region", "revenue"]) == []
    assert did_you_mean(["revenue", "region"]) == "Did you mean “revenue” or “region”?"
    assert did_you_mean([]) is None


def test_a_part_is_found_by_its_kind_and_stands_there_once() -> None:
    runtime = Runtime()
    runtime.add(str, "part")
    assert runtime.get(str) == "part"
    with pytest.raises(LookupError, match="already"):
        runtime.add(str, "another")
    with pytest.raises(LookupError, match="int is not part"):
        runtime.get(int)


@pytest.mark.parametrize(
    ("name", "near"),
    [("cuont", ["count"]), ("lenght", ["length"]), ("regex_replace", ["regexp_replace"]), ("getenv", [])],
)
def test_slips_of_the_hand_are_recognised_and_nothing_else(name: str, near: list[str]) -> None:
    assert near_spellings(name, ["count", "length", "regexp_replace", "age", "even", "contains"]) == near
