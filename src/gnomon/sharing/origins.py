"""Origins of other sites, as browsers write them: what may stand in `frame-ancestors`, and nothing else."""

import re
from urllib.parse import urlsplit

MAX_ORIGIN_LENGTH = 300
DEFAULT_PORTS = {"https": 443, "http": 80}
_SPELLED = re.compile(r"https?://(?:\[[0-9a-f:.]+\]|[a-z0-9-]+(?:\.[a-z0-9-]+)*)(?::[0-9]{1,5})?")


def origin_of(text: str) -> str:
    """The origin that somebody wrote, in the one spelling that browsers use. Raises `ValueError` for anything else.

    `https://App.Example.org:443/` is `https://app.example.org`. No wildcards, paths, accounts or other schemes.
    """
    wrong = ValueError("An origin is http:// or https://, a host, and a port if it has one; nothing else.")
    text = text.strip(" ")
    if len(text) > MAX_ORIGIN_LENGTH or any(ord(letter) <= 32 or letter in "\\\"'<>;,@%?#*" for letter in text):
        raise wrong
    try:
        parts = urlsplit(text)
        port = parts.port
        host = (parts.hostname or "").encode("ascii" if ":" in (parts.hostname or "") else "idna").decode().lower()
    except ValueError as error:
        raise wrong from error
    if parts.scheme not in DEFAULT_PORTS or not host or parts.path not in {"", "/"}:
        raise wrong
    shown = f"[{host}]" if ":" in host else host
    suffix = "" if port is None or port == DEFAULT_PORTS[parts.scheme] else f":{port}"
    origin = f"{parts.scheme}://{shown}{suffix}"
    if _SPELLED.fullmatch(origin) is None or port == 0:
        raise wrong
    return origin
