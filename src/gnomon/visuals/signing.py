"""Signatures of plug-ins: Ed25519 over the bytes of the manifest, which holds what the bytes of the script come to."""

import base64
import binascii
from collections.abc import Sequence
from contextlib import suppress

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

KEY_BYTES = 32


class BadKey(ValueError):
    """A text that is no key."""


def is_signed(manifest: bytes, signature: bytes, keys: Sequence[str]) -> bool:
    """Whether one of these public keys signed exactly these bytes."""
    for key in keys:
        with suppress(InvalidSignature, BadKey, binascii.Error, ValueError):
            public_key(key).verify(base64.b64decode(signature, validate=True), manifest)
            return True
    return False


def public_key(text: str) -> Ed25519PublicKey:
    """The key that a setting spells in base64. Raises `BadKey`."""
    return Ed25519PublicKey.from_public_bytes(_bytes_of(text))


def signature_of(manifest: bytes, private_key: str) -> str:
    """A signature, as it stands in `visual.json.sig`. Raises `BadKey`."""
    key = Ed25519PrivateKey.from_private_bytes(_bytes_of(private_key))
    return base64.b64encode(key.sign(manifest)).decode()


def new_keys() -> tuple[str, str]:
    """A private key and the public one that belongs to it."""
    key = Ed25519PrivateKey.generate()
    return base64.b64encode(key.private_bytes_raw()).decode(), base64.b64encode(
        key.public_key().public_bytes_raw()
    ).decode()


def _bytes_of(text: str) -> bytes:
    try:
        found = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise BadKey("A key is base64.") from None
    if len(found) != KEY_BYTES:
        raise BadKey(f"A key has {KEY_BYTES} bytes.")
    return found
