"""Which reply is found: that of the same person, as they are now, in the same state."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from gnomon.datasets.contracts import DatasetId
from gnomon.identity.contracts import Principal, PrincipalKind, Role, UserId, WorkspaceId
from gnomon.query.caching.replies import REST_BYTES, Asked, KeptFrame, KeptReplies, KeptReply, asked_by
from gnomon.query.caching.subjects import person_of

PRINCIPAL = Principal(
    kind=PrincipalKind.USER,
    workspace_id=WorkspaceId(uuid4()),
    role=Role.EDITOR,
    user_id=UserId(uuid4()),
    email="a@example.com",
    attributes={"region": ("north",)},
)
HEAD = ("https", "/q", b"", ((b"accept", b"*/*"),))


def asked(body: bytes, head: object = HEAD) -> Asked:
    return asked_by(head, body)


def reply_of(byte_size: int) -> KeptReply:
    """A reply that counts so many bytes."""
    frame = KeptFrame(b"x" * (byte_size - REST_BYTES), DatasetId(uuid4()), "f", "f", 0, 0)
    return KeptReply(HEAD, PRINCIPAL, "state", (frame,), (), None)


ASKED = asked(b"key")
REPLY = reply_of(40_000)
OTHERS: dict[str, dict[str, Any]] = {
    "role": {"role": Role.VIEWER},
    "attributes": {"attributes": {"region": ("south",)}},
    "no attributes": {"attributes": {}},
    "email": {"email": "b@example.com"},
    "administrator": {"is_admin": True},
    "user": {"user_id": UserId(uuid4())},
    "workspace": {"workspace_id": WorkspaceId(uuid4())},
    "kind": {"kind": PrincipalKind.VISITOR},
}


def kept(max_bytes: int = 400_000) -> KeptReplies:
    replies = KeptReplies(max_bytes)
    replies.keep(ASKED, REPLY)
    return replies


def test_the_same_person_in_the_same_state_finds_it() -> None:
    assert kept().find(ASKED, replace(PRINCIPAL), "state") is REPLY
    assert kept().find(ASKED, PRINCIPAL, "another state") is None
    assert kept().find(asked(b"other"), PRINCIPAL, "state") is None


def test_a_head_of_the_same_digest_is_another_one_all_the_same() -> None:
    other = ("https", "/q", b"", ((b"accept", b"text/html"),))
    same_digest = replace(asked(b"key", other), key=ASKED.key)
    assert kept().find(same_digest, PRINCIPAL, "state") is None


@pytest.mark.parametrize("other", OTHERS)
def test_whoever_is_another_finds_nothing_although_nothing_was_committed(other: str) -> None:
    somebody = replace(PRINCIPAL, **OTHERS[other])
    assert kept().find(ASKED, somebody, "state") is None
    assert person_of(somebody) != person_of(PRINCIPAL)


def test_what_was_not_used_for_longest_makes_room() -> None:
    replies = kept(max_bytes=100_000)
    replies.keep(asked(b"second"), REPLY)
    replies.find(ASKED, PRINCIPAL, "state")
    replies.keep(asked(b"third"), REPLY)
    found = [replies.find(asked(key), PRINCIPAL, "state") is REPLY for key in (b"key", b"second", b"third")]
    assert (found, replies.byte_size) == ([True, False, True], 80_000)
    replies.keep(ASKED, reply_of(50_000))
    assert replies.byte_size == 90_000
    replies.keep(ASKED, reply_of(500_000))
    assert replies.byte_size == 0
