"""What the server says when it starts: its address, and the one-time link while nobody owns it."""

from gnomon.bootstrap import setup_token
from gnomon.foundation.db.database import Database
from gnomon.foundation.settings import Settings
from gnomon.identity.claims import is_claimed


async def welcome_lines(settings: Settings) -> list[str]:
    """The lines to print before the first request."""
    address = public_address(settings)
    lines = [f"Gnomon listens on {address}"]
    database = Database(settings.metadata_url)
    try:
        async with database.read() as session:
            claimed = await is_claimed(session)
    finally:
        await database.close()
    if not claimed:
        token = setup_token(settings).read_or_make()
        lines.append(f"Become the first owner with this one-time link: {address}/setup#token={token}")
    if not settings.is_loopback and not address.startswith("https://"):
        lines.append("Warning: passwords travel unencrypted over plain HTTP; put HTTPS in front (GNOMON_PUBLIC_URL).")
    return lines


def public_address(settings: Settings) -> str:
    """The address that a person types."""
    if settings.public_url:
        return settings.public_url.rstrip("/")
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"
