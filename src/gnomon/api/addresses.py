"""Whose address a request has: the connection's, unless a proxy that we trust says otherwise."""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope


class TrustedProxies:
    """The proxies whose forwarding headers are believed; nobody else's are."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self._networks = [ip_network(address, strict=False) for address in addresses]
        self._is_trusted = lru_cache(maxsize=1024)(self._is_in_networks)

    def resolve(self, scope: Scope) -> None:
        """Put the true client and scheme into a request that came through trusted proxies."""
        client = scope.get("client")
        if client is None or not self._is_trusted(client[0]):
            return
        headers = Headers(scope=scope)
        if headers.get("x-forwarded-proto", "").strip().lower() == "https":
            scope["scheme"] = "https"
        hops = [hop.strip() for hop in ",".join(headers.getlist("x-forwarded-for")).split(",")]
        # Each proxy appends whom it saw, so the nearest hop that is no proxy of ours is the client.
        for hop in reversed(hops):
            if not _is_address(hop):
                return
            scope["client"] = (hop, 0)
            if not self._is_trusted(hop):
                return

    def _is_in_networks(self, text: str) -> bool:
        return _is_address(text) and any(ip_address(text) in network for network in self._networks)


@lru_cache(maxsize=1024)
def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
