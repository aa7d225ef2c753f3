"""Values on the way from the archive to those who want to hear of edits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from archiver.model.revision import Edit, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """An edit, or an event, for one channel."""

    id: str  # 32 hexadecimal digits; the same at every try, so that a receiver can drop doubles
    place: int = 0  # in the order of recording
    told: Edit | Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """What a channel is sent at once."""

    channel: str
    deliveries: tuple[Delivery, ...]  # oldest first; none: nothing is due
    refusals: int = 0  # how often it refused these edits before
    failures: int = 0  # how often in a row it took nothing at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What a channel would be told, and when, if nothing fails."""

    channel: str
    kind: str
    at: datetime  # UTC
    told: tuple[Edit | Event, ...]  # oldest first
    looked_at: int  # edits; those that are not told fit no rule of the channel


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelState:
    """How a channel fares."""

    name: str
    waiting: int  # edits that are not sent yet
    refused: int  # of these, those it refused though it takes others
    given_up: int  # edits within 30 days that it will never hear of
    failures: int  # in a row
    error: str | None  # why the last try failed; None: it did not
    failed_at: datetime | None  # UTC; of that try
    next_try: datetime | None  # UTC; None: at once
    sent_at: datetime | None  # UTC; when it took an edit last
    withdrawn_at: datetime | None  # UTC; since when archiver.toml does not declare it
