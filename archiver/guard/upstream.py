"""Connections through a proxy that a source declares: it is asked for checked addresses, never for names."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from python_socks import ProxyError, ProxyType
from python_socks.async_.asyncio import Proxy

from archiver.model.manner import Upstream

KINDS = {"http": ProxyType.HTTP, "socks5": ProxyType.SOCKS5}

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def through(
    upstream: Upstream, addresses: Iterable[str], port: int, *, limit: int, seconds: float
) -> tuple[str, Streams]:
    """Have a proxy connect to the first of the addresses that answers it; return which that is.

    Args:
        upstream: the proxy. Where it lies is its owner's word, and is not checked.
        addresses: IP addresses that may be contacted.
        port: of each of them.
        limit: of the reader's buffer, in bytes.
        seconds: over all addresses together.

    Raises:
        OSError: none answered, or the proxy did not; it says which proxy that is, and the last one's reason.
        TimeoutError: not in time.
    """
    user, password = upstream.login or (None, None)
    reason = "it was asked for no address"
    async with asyncio.timeout(seconds):
        for address in addresses:
            proxy = Proxy(KINDS[upstream.scheme], upstream.host, upstream.port, user, password, rdns=False)
            try:
                connected = await proxy.connect(address, port)
            except (OSError, ProxyError) as error:
                reason = _said(error)
                continue
            return address, await asyncio.open_connection(sock=connected, limit=limit)
    raise OSError(f"through the proxy {upstream}: {reason}")


def _said(error: Exception) -> str:
    """Return the reason without the proxy's address, which stands beside it already."""
    if isinstance(error, OSError):
        return "it cannot be reached"
    return str(error)[:200] or "it hung up"
