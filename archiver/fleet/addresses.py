"""Where a fleet may be: what reaches a scheduler of dask runs code on all of its machines."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from distributed.security import Security

from archiver.errors import UsageError

LOOPBACK_HOST = "127.0.0.1"

PLAIN, ENCRYPTED = "tcp", "tls"
"""Schemes of addresses, as dask spells them."""


def checked(address: str) -> str:
    """Return the address of a scheduler, if nobody else can listen to it or speak for it.

    Raises:
        UsageError: it is no address, or leads over a network without TLS.
    """
    spelt = address if "://" in address else f"{PLAIN}://{address}"
    try:
        parts = urlsplit(spelt)
        host, port = parts.hostname, parts.port
        known = parts.scheme in (PLAIN, ENCRYPTED)
    except ValueError:
        host, port, known = None, None, False
    if not (known and host and port):
        raise UsageError(f"{address!r} is no address of a scheduler; write tls://HOST:8786")
    if not spelt.startswith(f"{ENCRYPTED}://") and not is_loopback(host):
        raise UsageError(
            f"{address} is not encrypted, and whoever reaches a scheduler can run programs on its machines: "
            "use tls://, or a tunnel to this machine (docs/fleet.md says how)"
        )
    return spelt


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine alone, as it is spelt."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def listening_host(address: str) -> str | None:
    """Return where a worker of a scheduler listens: on this machine alone, where that is there; else None."""
    host = urlsplit(address).hostname or ""
    return LOOPBACK_HOST if is_loopback(host) else None


def security_of(address: str) -> Security:
    """Return the certificates to use, as dask's own configuration names them.

    Raises:
        UsageError: it names none, where they are needed.
    """
    encrypted = address.startswith(f"{ENCRYPTED}://")
    security = Security(require_encryption=encrypted)
    if encrypted and not (security.tls_ca_file and security.tls_client_cert):
        raise UsageError("dask's configuration names no certificates for tls:// (docs/fleet.md says how)")
    return security
