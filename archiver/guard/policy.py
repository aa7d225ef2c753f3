"""Which addresses are on the public internet, and which exceptions the home allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

GLOBAL_UNICAST = IPv6Network("2000::/3")
"""All of IPv6 that is handed out to the public so far (IANA IPv6 address space registry)."""

NAT64 = IPv6Network("64:ff9b::/96")
"""The well-known prefix that carries an IPv4 address (RFC 6052 section 2.1).

A network may use another prefix for the same; only an outer firewall can know it.
"""

PRIVATE = tuple(
    ip_network(block) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10")
)
"""Networks of one's own (RFC 1918, RFC 4193, and site-local of old, RFC 3879)."""

SPECIAL = tuple(
    ip_network(block)
    for block in (
        "192.0.0.0/24",  # protocol assignments; Python 3.11 knows a part of them
        "192.88.99.0/24",  # 6to4 relays, deprecated (RFC 7526)
        "2001::/23",  # protocol assignments: benchmarking, ORCHID, …
        "3fff::/20",  # documentation (RFC 9637), unknown to Python 3.11
    )
)
"""Blocks that `ipaddress` calls global and that no news site lives in.

Source: IANA special-purpose address registries, IPv4 and IPv6.
"""

BAD_PORTS = frozenset(
    {
        1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102,
        103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465,
        512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993,
        995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668,
        6669, 6679, 6697, 10080,
    }
)  # fmt: skip
"""Ports of other protocols, which a request must not be smuggled into.

Source: WHATWG Fetch, "port blocking"; Chromium refuses the same, plain HTTP clients do not.
"""


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be contacted: the public internet, and the exact host:port pairs of `allow`."""

    allow: frozenset[tuple[str, int]] = frozenset()

    def allows(self, host: str, port: int) -> bool:
        """Tell whether this very host, as spelt in the address, and port are an exception.

        A name that merely resolves to an allowed address is no exception: it may be the name of
        somebody who wants to be let in.
        """
        return any((_plain(name), number) == (_plain(host), port) for name, number in self.allow)

    def refusal(self, host: str, port: int) -> str | None:
        """Return why a host, as spelt in the address, may not be contacted; None if it may.

        A name is only judged by its spelling here; its addresses are judged by `check`.
        """
        if self.allows(host, port):
            return None
        if port in BAD_PORTS:
            return f"on port {port}, which belongs to another protocol than the web"
        address = literal(host)
        if address is not None:
            return why_not_public(address)
        if f".{_plain(host)}".endswith(".localhost"):  # RFC 6761 section 6.3
            return "a name of this machine itself"
        return None

    def check(self, host: str, port: int, answers: tuple[str, ...]) -> tuple[str, str] | None:
        """Return the first answer for a name that may not be contacted, and why; None if all may.

        One bad answer condemns the name: who mixes them means to have one picked later.
        """
        if self.allows(host, port):
            return None
        for answer in answers:
            address = literal(answer)
            reason = "not an IP address" if address is None else why_not_public(address)
            if reason is not None:
                return answer, reason
        return None


def public(address: str | Address) -> bool:
    """Tell whether an IP address is on the public internet.

    Raises:
        ValueError: it is not an IP address.
    """
    return why_not_public(ip_address(address)) is None


def literal(host: str) -> Address | None:
    """Return the IP address a host is, in or out of brackets; None if it is a name."""
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None


def why_not_public(address: Address) -> str | None:
    """Return what an IP address is, as in "it is …", if it is not on the public internet.

    Source:
        `is_global` alone is not enough: on Python 3.11 it is true of multicast, of fec0::/10, and
        of 127.0.0.1 written as NAT64 or 6to4.
    """
    if isinstance(address, IPv6Address):
        if address.scope_id is not None:
            return "an address with a zone, of a local network"
        carried = tuple(_carried(address))
        for inner in carried:
            reason = why_not_public(inner)
            if reason is not None:
                return f"an IPv6 form of {inner}, {reason}"
        if carried:
            return None
    kind = _kind(address)
    if kind is not None:
        return kind
    outside = isinstance(address, IPv6Address) and address not in GLOBAL_UNICAST
    if outside or _in(address, SPECIAL) or address.is_reserved or not address.is_global:
        return "a reserved address"
    return None


def _kind(address: Address) -> str | None:
    """Name the best-known kinds, so that a person sees what was wrong."""
    if address.is_unspecified:
        return "the unspecified address, which is this machine"
    if address.is_loopback:
        return "a loopback address"
    if address.is_link_local:
        return "a link-local address"
    if address.is_multicast:
        return "a multicast address"
    if _in(address, PRIVATE):
        return "a private address"
    return None


def _carried(address: IPv6Address) -> Iterator[IPv4Address]:
    """Give the IPv4 addresses that an IPv6 address leads to: mapped, 6to4, Teredo, NAT64."""
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo  # the server that relays, and the client behind it
    if address in NAT64:
        yield IPv4Address(int(address) & 0xFFFFFFFF)


def _in(address: Address, blocks: tuple[Network, ...]) -> bool:
    return any(address in block for block in blocks)


def _plain(host: str) -> str:
    """Return one spelling of a host, so that `::1` is `0:0:0:0:0:0:0:1`."""
    address = literal(host)
    return str(address) if address is not None else host.lower().rstrip(".")
