"""What a signing key must be: long, and nobody's example."""

MIN_BYTES = 32
MIN_DIFFERENT = 8
EXAMPLES = ("changeme", "change-me", "change_me", "your-secret", "your_secret", "supersecret", "insecure", "default")


class UnfitSigningKey(Exception):
    """A signing key that somebody could guess."""


def checked_key(key: str) -> bytes:
    """The key as bytes; raises `UnfitSigningKey` for one that is short, monotonous or taken from an example."""
    secret = key.encode()
    way_out = "Make one with: openssl rand -base64 48; or leave it out, and the first start makes one."
    if len(secret) < MIN_BYTES:
        raise UnfitSigningKey(f"The signing key has {len(secret)} bytes; it needs {MIN_BYTES} or more. {way_out}")
    if len(set(secret)) < MIN_DIFFERENT or any(example in key.lower() for example in EXAMPLES):
        raise UnfitSigningKey(f"The signing key looks like an example. {way_out}")
    return secret
