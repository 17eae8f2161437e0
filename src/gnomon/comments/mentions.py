"""Mentions in the words of a comment: `@[Name](user id)`."""

import re
from uuid import UUID

from gnomon.comments.contracts import MAX_MENTIONS, TooManyMentions
from gnomon.identity.contracts import UserId

MENTION = re.compile(r"@\[[^\[\]\n]{1,255}\]\(([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\)")


def mentioned(words: str) -> tuple[UserId, ...]:
    """Who is mentioned, each once, in order. Raises `TooManyMentions`."""
    found = tuple(dict.fromkeys(UserId(UUID(one)) for one in MENTION.findall(words)))
    if len(found) > MAX_MENTIONS:
        raise TooManyMentions
    return found
