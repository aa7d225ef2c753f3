"""What every channel is, and what it may use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from archiver.guard.proxy import GuardProxy
from archiver.model.revision import Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What channels are opened in."""

    home: Path  # of the archive
    environ: Mapping[str, str]  # where secrets are
    proxy: GuardProxy
    user_agent: str


class Channel(Protocol):
    """A way to tell somebody of edits."""

    def send(self, edits: Sequence[Edit]) -> None:
        """Announce edits, oldest first; none is nothing to do.

        Raises:
            NotifyError: the channel did not take them; a few may have arrived all the same.
        """
        ...


def only(options: Mapping[str, str], *known: str) -> None:
    """Refuse options that a channel does not know.

    Raises:
        ValueError: there is one.
    """
    for name in options:
        if name not in known:
            raise ValueError(f"unknown option {name!r}; known are {', '.join(known)}")


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
