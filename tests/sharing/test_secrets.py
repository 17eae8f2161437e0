"""Addresses of links and tickets of visitors: nobody makes them but the holder of the key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnomon.sharing.secrets import LinkSecrets

LINKS = LinkSecrets(b"k" * 32)
HASH = "$2b$12$abc"


def test_the_token_of_a_handle_leads_back_to_it_with_the_same_key_only() -> None:
    handle = LINKS.new_handle()
    token = LINKS.token_of(handle)
    assert (len(handle), len(token)) == (16, 40)
    assert LINKS.handle_of(token) == handle
    assert LinkSecrets(b"other" * 8).handle_of(token) is None
    assert LINKS.new_handle() != handle


@pytest.mark.parametrize("place", range(40))
def test_a_token_with_another_letter_anywhere_leads_nowhere(place: int) -> None:
    token = LINKS.token_of("A" * 16)
    other = token[:place] + ("B" if token[place] != "B" else "C") + token[place + 1 :]
    assert LINKS.handle_of(other) is None


@given(st.text(max_size=60))
def test_whatever_somebody_makes_up_is_no_token_and_no_ticket(text: str) -> None:
    assert LINKS.handle_of(text) is None
    assert not LINKS.is_ticket(text, "A" * 16, HASH)


def test_a_ticket_holds_for_its_link_its_password_and_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = LINKS.ticket_of("A" * 16, HASH)
    assert LINKS.is_ticket(ticket, "A" * 16, HASH)
    assert not LINKS.is_ticket(ticket, "B" * 16, HASH)
    assert not LINKS.is_ticket(ticket, "A" * 16, "$2b$12$another")
    ends, _, proof = ticket.partition(".")
    assert not LINKS.is_ticket(f"{int(ends) + 1}.{proof}", "A" * 16, HASH)
    monkeypatch.setattr("time.time", lambda: int(ends) + 1.0)
    assert not LINKS.is_ticket(ticket, "A" * 16, HASH)
