"""What every channel is, and what it may use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from archiver.guard.proxy import GuardProxy
from archiver.model.delivery import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What channels are opened in."""

    home: Path  # of the archive
    environ: Mapping[str, str]  # where secrets are
    proxy: GuardProxy
    user_agent: str


MESSAGE_AT_FAULT = frozenset({400, 413, 422})
"""Answers that speak of the content of this message (RFC 9110 sections 15.5.1, 15.5.14, 15.5.21): others
may be taken. Every other failure is the receiver's, and nothing is sent to it for a while."""

MESSAGE_BYTES = 4_000_000
"""That one message and its answer may move."""


class Channel(Protocol):
    """A way to tell somebody of edits. When to send, and when to try again, is not its business."""

    def send(self, lot: Sequence[Delivery]) -> int:
        """Tell of these edits, or of as many of the first as fit into one message; return how many.

        It must end within half a minute. Where it fails, none of them counts as told.

        Raises:
            MessageRefused: it does not take these, though it may take others; they are tried again alone.
            NotifyError: it takes nothing for now; everything is tried again later.
        """
        ...

    def post(self, checkpoint: str) -> None:
        """Show a signed checkpoint of the ledger to whoever reads here; it may come twice.

        Raises:
            NotifyError: it was not taken.
        """
        ...

    def check(self) -> str:
        """Find out whether edits would arrive, without sending any, and say in a few words what was seen.

        Raises:
            NotifyError: they would not.
        """
        ...


def secret(options: Mapping[str, str], option: str, environ: Mapping[str, str]) -> str | None:
    """Return what the environment variable named by an option holds; None without the option.

    Raises:
        ValueError: the variable is not set.
    """
    if option not in options:
        return None
    value = environ.get(options[option], "").strip()
    if not value:
        raise ValueError(f"{option} names the environment variable {options[option]!r}, which is not set")
    return value
