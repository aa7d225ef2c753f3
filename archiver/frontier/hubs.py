"""When is a hub asked, and for how long is what it tells enough? Pure.

Numbers that name no source are chosen; nothing was measured for them alone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from archiver.model.told import Subscription

RENEWED_AT = 0.8
"""Part of a lease after which it is renewed: of ten days, two are left for a hub that is away."""

FIRST_PATIENCE = timedelta(minutes=15)
"""Before a hub that failed, or confirmed nothing, is asked again; it doubles each time."""

LONGEST_PATIENCE = timedelta(days=1)
"""However often it failed: a hub that came back is asked within a day."""

UNSUBSCRIBING = timedelta(hours=1)
"""Within which a hub may ask whether we meant to end a subscription."""

POLLED_STILL = timedelta(hours=1)
"""Between two readings of a seed whose hub tells what is new: a hub may fail without a word."""


def is_due(subscription: Subscription, callback: str, now: datetime) -> bool:
    """Tell whether a hub is to be asked now.

    Args:
        subscription: what is known of it.
        callback: digest of the address at which it would reach us today.
        now: UTC.
    """
    if not subscription.wanted:
        return subscription.leased_until is not None
    if subscription.asked_at is not None and subscription.callback != callback:
        return True  # it would tell at an address where nobody listens
    return subscription.next_ask is None or subscription.next_ask <= now


def is_over(subscription: Subscription, now: datetime) -> bool:
    """Tell whether nothing of a subscription is left to be done."""
    if subscription.wanted or subscription.leased_until is not None:
        return False
    return subscription.next_ask is None or subscription.next_ask <= now


def asked(subscription: Subscription, callback: str, now: datetime) -> Subscription:
    """Return a subscription whose hub took the question; it may still say no, or nothing."""
    if not subscription.wanted:
        return replace(subscription, asked_at=now, leased_until=None, next_ask=now + UNSUBSCRIBING)
    fresh = replace(subscription, callback=callback, asked_at=now)
    return _later(fresh, now, error="the hub has not confirmed it")


def failed(subscription: Subscription, callback: str, now: datetime, error: str) -> Subscription:
    """Return a subscription whose hub could not be asked."""
    if not subscription.wanted:
        return replace(subscription, asked_at=now, leased_until=None, next_ask=now, error=error)
    return _later(replace(subscription, callback=callback, asked_at=now), now, error=error)


def granted(subscription: Subscription, now: datetime, seconds: int) -> Subscription:
    """Return a subscription that its hub confirmed."""
    return replace(
        subscription,
        leased_until=now + timedelta(seconds=seconds),
        next_ask=now + RENEWED_AT * timedelta(seconds=seconds),
        failures=0,
        error=None,
    )


def denied(subscription: Subscription, now: datetime, reason: str) -> Subscription:
    """Return a subscription that its hub will not have."""
    return replace(
        subscription,
        leased_until=None,
        heard_at=None,
        next_ask=now + LONGEST_PATIENCE,
        failures=subscription.failures + 1,
        error=f"the hub denied it: {reason}",
    )


def heard(subscription: Subscription, now: datetime) -> Subscription:
    """Return a subscription whose hub told something."""
    return replace(subscription, heard_at=now)


def silent(subscription: Subscription) -> Subscription:
    """Return a subscription whose hub did not tell what was new."""
    return replace(subscription, heard_at=None)


def tells(subscription: Subscription, read_at: datetime | None, now: datetime) -> bool:
    """Tell whether a seed need not be read now, since its hub tells what is new in it.

    Only a hub that holds its lease and has told something is trusted with that, and not for long.

    Args:
        subscription: of the seed.
        read_at: when the seed was last read.
        now: UTC.
    """
    leased = subscription.wanted and subscription.leased_until is not None and subscription.leased_until > now
    fresh = read_at is not None and timedelta() <= now - read_at < POLLED_STILL
    return leased and subscription.heard_at is not None and fresh


def _later(subscription: Subscription, now: datetime, *, error: str) -> Subscription:
    wait = FIRST_PATIENCE * (1 << min(subscription.failures, 10))  # beyond that the limit is reached
    return replace(
        subscription,
        failures=subscription.failures + 1,
        error=error,
        next_ask=now + min(wait, LONGEST_PATIENCE),
    )
