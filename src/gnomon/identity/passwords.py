"""Passwords: five rules, and bcrypt in threads of its own so that sign-ins never stall the rest."""

import asyncio
import base64
import hashlib
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import bcrypt

from gnomon.identity.contracts import WeakPassword

Result = TypeVar("Result")

COST = 12
BCRYPT_BYTES = 72

# The hash of a random password that nobody kept: checking against it takes as long as against a real one.
NOBODY_HASH = "$2b$12$5gHjxzwWIWIUMyPIMtXeu.p9/8ZZZBaexip4zUIPzSLXVAuEkHdIS"

RULES: dict[str, tuple[Callable[[str], bool], str]] = {
    "length": (lambda text: len(text) >= 8, "A password needs at least 8 characters."),
    "upper": (lambda text: any(sign.isupper() for sign in text), "A password needs an upper-case letter."),
    "lower": (lambda text: any(sign.islower() for sign in text), "A password needs a lower-case letter."),
    "digit": (lambda text: any(sign.isdigit() for sign in text), "A password needs a digit."),
    "special": (
        lambda text: any(not sign.isalnum() and not sign.isspace() for sign in text),
        "A password needs a special character, such as ! or -.",
    ),
}

_threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="bcrypt")


def check_rules(password: str) -> None:
    """Raise `WeakPassword` with every rule that the password breaks."""
    text = unicodedata.normalize("NFKC", password)
    broken = {rule: message for rule, (holds, message) in RULES.items() if not holds(text)}
    if "\x00" in text:
        broken["nul"] = "A password cannot hold the NUL character."
    if broken:
        raise WeakPassword(broken)


async def hash_password(password: str) -> str:
    """The bcrypt hash of a password."""
    secret = _bcrypt_input(password)
    hashed = await _in_thread(lambda: bcrypt.hashpw(secret, bcrypt.gensalt(COST)))
    return hashed.decode("ascii")


async def is_password(password: str, password_hash: str | None) -> bool:
    """Whether this is the password of that hash; without a hash the answer is no, after the same time."""
    secret = _bcrypt_input(password)
    known = (password_hash or NOBODY_HASH).encode("ascii")
    is_right = await _in_thread(lambda: bcrypt.checkpw(secret, known))
    return is_right and password_hash is not None


def _bcrypt_input(password: str) -> bytes:
    secret = unicodedata.normalize("NFKC", password).encode("utf-8")
    if len(secret) <= BCRYPT_BYTES and b"\x00" not in secret:
        return secret
    # bcrypt reads 72 bytes and stops at NUL; a digest lets the whole of a longer password count.
    return base64.b64encode(hashlib.sha512(secret).digest())[:BCRYPT_BYTES]


async def _in_thread(work: Callable[[], Result]) -> Result:
    return await asyncio.get_running_loop().run_in_executor(_threads, work)
