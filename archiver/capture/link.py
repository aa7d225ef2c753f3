"""What is known of the connection that an answer came by, and of the machine that asked."""

from __future__ import annotations

import asyncio
import base64
import platform
import textwrap
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from archiver.capture.listener import Document
from archiver.capture.world import ScriptFailed
from archiver.clocks import clock_keeping
from archiver.model.capture import Artefact, Circumstances
from archiver.version import __version__

if TYPE_CHECKING:
    from playwright.async_api import CDPSession

PROTOCOL = "performance.getEntriesByType('navigation')[0]?.nextHopProtocol ?? ''"
"""By its name in ALPN (IANA's registry): "http/1.1", "h2". Source: W3C Resource Timing."""

CHAIN_TYPE = "application/pem-certificate-chain"  # RFC 8555, section 9.1

LINK_SECONDS = 2.0  # for the browser to tell; it knows, so it takes milliseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What the browser tells of the connection that a document came by."""

    url: str = ""
    protocol: str | None = None
    certificates: Artefact | None = None  # None: there was no TLS

    def protocol_for(self, url: str) -> str | None:
        """Return the protocol that an answer came by, None if it came by another connection."""
        return self.protocol if _origin(url) == _origin(self.url) else None

    def certificates_for(self, url: str) -> Artefact | None:
        """Return the chain of the host of an answer, or why it is missing; None: there was no TLS."""
        if _origin(url) == _origin(self.url):
            return self.certificates
        moved = Artefact(media_type=CHAIN_TYPE, missing="the page moved by itself to another host")
        return moved if url.startswith("https:") else None


async def link_of(session: CDPSession, document: Document) -> Link:
    """Ask the browser how a document came, and to tell no more of the network: each request would be told.

    Args:
        session: of the page; `Network` was enabled before the document came, else no certificate is known.
        document: that has just arrived.
    """
    from playwright.async_api import Error  # late: only those who capture need it

    told: dict[str, Any] = {}
    protocol, reason = None, "the browser told of none"
    is_secure = document.url.startswith("https:")
    try:
        async with asyncio.timeout(LINK_SECONDS):
            if is_secure:
                told = await session.send("Network.getCertificate", {"origin": _origin(document.url)})
            await session.send("Network.disable")
            protocol = await document.world.ask(PROTOCOL) or None
    except (Error, ScriptFailed, TimeoutError) as error:
        reason = str(error).partition("\n")[0] or "the browser did not tell in time"
    chain = chain_of(map(base64.b64decode, told.get("tableNames", ())), reason) if is_secure else None
    return Link(url=document.url, protocol=protocol, certificates=chain)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def chain_of(certificates: Iterable[bytes], reason: str) -> Artefact:
    """Return a chain of certificates, that of the host first, as PEM (RFC 7468).

    Args:
        certificates: each in DER.
        reason: why there are none, where there are none.
    """
    found = tuple(certificates)
    if not found:
        return Artefact(media_type=CHAIN_TYPE, missing=reason)
    return Artefact(content=b"".join(map(_pem, found)), media_type=CHAIN_TYPE)


def circumstances(protocol: str | None) -> Circumstances:
    """Return what is known of this machine at this moment, beside the protocol of an answer."""
    keeping = clock_keeping()
    return Circumstances(
        protocol=protocol,
        program=f"Archiver {__version__} (Python {platform.python_version()}, {platform.system()})",
        machine_zone=time.strftime("%Z %z"),
        clock_error=None if keeping is None else keeping.most_error,
        clock_offset=None if keeping is None else keeping.offset,
    )


def _pem(der: bytes) -> bytes:
    lines = "\n".join(textwrap.wrap(base64.b64encode(der).decode(), 64))
    return f"-----BEGIN CERTIFICATE-----\n{lines}\n-----END CERTIFICATE-----\n".encode()
