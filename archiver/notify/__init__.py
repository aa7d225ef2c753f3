"""Tell of edits: one small file a kind of channel, and a registry. How to write one: docs/notifiers.md.

Numbers that name no source are chosen; nothing was measured for them alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from archiver.config import Notifier
from archiver.errors import ConfigError
from archiver.notify.apprise import AppriseChannel
from archiver.notify.channel import Channel, Surroundings
from archiver.notify.file import FileChannel
from archiver.notify.webhook import WebhookChannel

__all__ = ["CHANNELS", "Channel", "Surroundings", "open_channel"]

CHANNELS: Mapping[str, Callable[[Mapping[str, str], Surroundings], Channel]] = {
    "file": FileChannel.open,
    "webhook": WebhookChannel.open,
    "apprise": AppriseChannel.open,
}
"""How each kind of `[[notify]]` is opened; its keys are in `config.keys.NOTIFIERS`."""


def open_channel(notifier: Notifier, surroundings: Surroundings) -> Channel:
    """Open a channel as declared; nothing is sent yet.

    Raises:
        ConfigError: an option does not fit, or an environment variable that it names is not set.
    """
    try:
        return CHANNELS[notifier.kind](dict(notifier.options), surroundings)
    except ValueError as error:
        raise ConfigError(f"notifier {notifier.name!r}: {error}", path="archiver.toml") from error
