"""WebSub, the side of a subscriber: what a hub is sent, and what it may say. Pure.

Source:
    W3C Recommendation "WebSub", 23 January 2018, sections 5 to 7.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256
from urllib.parse import urlencode

from archiver.model.told import Denied, Granted, Hub, Subscription

METHODS = frozenset({"sha1", "sha256", "sha384", "sha512"})
"""By which a hub may sign (section 7.1). SHA-1 is broken for signatures, not for HMAC, and the most used hub
signs with it."""

CALLBACK_BYTES = 24
"""Of what makes the address of a callback unguessable (section 8: "unguessable callback URLs")."""

ASKED_LEASE = 864_000
"""Seconds that a hub is asked to remember us for, ten days, which hubs commonly grant."""

SHORTEST_LEASE, LONGEST_LEASE = 300, 2_592_000
"""Seconds, five minutes and thirty days. A hub decides on the lease; beyond these it is not believed, lest we
ask without end or never again."""

LONGEST_NUMBER = 10
"""Digits of a lease that are read: three centuries."""

LONGEST_CHALLENGE = 1_000
"""Characters. A challenge is some random letters; nothing longer is echoed."""

LONGEST_REASON = 200
"""Characters of the reason for a denial that are kept."""


class Callbacks:
    """Addresses and secrets of all subscriptions, made out of one key, so that none is kept."""

    def __init__(self, key: bytes) -> None:
        """Take the key of the home."""
        self._key = key

    def id_of(self, seed: str, hub: Hub) -> str:
        """Return what the address of a callback ends with."""
        return urlsafe_b64encode(self._made("callback", seed, hub)[:CALLBACK_BYTES]).decode("ascii")

    def secret_of(self, seed: str, hub: Hub) -> bytes:
        """Return what a hub signs with: 64 hexadecimal digits (section 5.1: less than 200 bytes)."""
        return self._made("secret", seed, hub).hex().encode("ascii")

    def request(self, subscription: Subscription, callback: str) -> bytes:
        """Return the form to send to a hub (section 5.1).

        Args:
            subscription: to ask for, or to end where it is not wanted.
            callback: address at which the hub will reach us.
        """
        seed, hub = subscription.seed, subscription.hub
        form = {"hub.callback": callback, "hub.topic": hub.topic}
        if subscription.wanted:
            form |= {
                "hub.mode": "subscribe",
                "hub.lease_seconds": str(ASKED_LEASE),
                "hub.secret": self.secret_of(seed, hub).decode("ascii"),
            }
        else:
            form["hub.mode"] = "unsubscribe"
        return urlencode(form).encode("ascii")

    def is_signed(self, subscription: Subscription, signature: str | None, content: bytes) -> bool:
        """Tell whether the hub signed this content with our secret (section 7.1), in constant time."""
        method, _, given = (signature or "").partition("=")
        if method.lower() not in METHODS or not given.isascii():
            return False
        secret = self.secret_of(subscription.seed, subscription.hub)
        wanted = hmac.new(secret, content, method.lower()).hexdigest()
        return hmac.compare_digest(wanted, given.strip().lower())

    def _made(self, purpose: str, seed: str, hub: Hub) -> bytes:
        said = "\n".join((purpose, seed, hub.url, hub.topic))
        return hmac.new(self._key, said.encode(), sha256).digest()


def digest_of(callback: str) -> str:
    """Return by what a callback's address is remembered: who reads the archive must not learn the address."""
    return sha256(callback.encode()).hexdigest()


Echo = tuple[str, Granted | Denied | None]
"""What to answer, and what was told by the question."""


def verified(subscription: Subscription, query: Mapping[str, str]) -> Echo | None:
    """Return what to echo to a hub that asks whether we meant it, and what it told (section 5.3).

    None where we did not: then the hub is to forget it.
    """
    hub = subscription.hub
    mode, challenge = query.get("hub.mode", ""), query.get("hub.challenge", "")
    if query.get("hub.topic") != hub.topic:
        return None
    if mode == "denied":
        reason = " ".join(query.get("hub.reason", "").split())[:LONGEST_REASON]
        return "", Denied(seed=subscription.seed, hub=hub, reason=reason or "without a reason")
    if mode != ("subscribe" if subscription.wanted else "unsubscribe"):
        return None
    if not challenge or len(challenge) > LONGEST_CHALLENGE:
        return None
    if not subscription.wanted:
        return challenge, None
    said = query.get("hub.lease_seconds", "")[:LONGEST_NUMBER]
    seconds = int(said) if said.isascii() and said.isdigit() else ASKED_LEASE
    seconds = min(max(seconds, SHORTEST_LEASE), LONGEST_LEASE)
    return challenge, Granted(seed=subscription.seed, hub=hub, seconds=seconds)
