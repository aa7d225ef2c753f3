"""Announce edits: one small file a channel, and a registry."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping

from archiver.config import Notifier
from archiver.errors import ConfigError
from archiver.notify.channel import Channel, Surroundings
from archiver.notify.file import FileChannel
from archiver.notify.webhook import WebhookChannel

__all__ = ["CHANNELS", "Channel", "Surroundings", "open_channel"]

CHANNELS: Mapping[str, Callable[[Mapping[str, str], Surroundings], Channel]] = {
    "file": FileChannel.open,
    "webhook": WebhookChannel.open,
}
"""How each kind of `[[notify]]` is opened; a new one is a file and a line here."""


def open_channel(notifier: Notifier, surroundings: Surroundings) -> Channel:
    """Open a channel as declared; nothing is sent yet.

    Raises:
        ConfigError: there is no such kind, an option is unknown or does not fit, or an environment
            variable that it names is not set.
    """
    if notifier.kind not in CHANNELS:
        near = difflib.get_close_matches(notifier.kind, list(CHANNELS), n=1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}" if near else f"there are {', '.join(sorted(CHANNELS))}"
        raise ConfigError(f"no notifier of kind {notifier.kind!r}; {hint}", path="archiver.toml")
    try:
        return CHANNELS[notifier.kind](dict(notifier.options), surroundings)
    except ValueError as error:
        raise ConfigError(f"notifier {notifier.kind!r}: {error}", path="archiver.toml") from error
