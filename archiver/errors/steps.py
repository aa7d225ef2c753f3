"""What the reader, a seed, a channel, the daemon or the search for a browser fails with."""

from __future__ import annotations

from archiver.errors.base import ArchiverError


class ReadError(ArchiverError):
    """A page that no reader can take in bounded time and memory."""

    def __init__(self, url: str, detail: str) -> None:
        super().__init__(f"{url}: {detail}")
        self.url = url
        self.detail = detail


class SeedError(ArchiverError):
    """A seed answered with something that is not what it was declared to be."""

    def __init__(self, seed: str, detail: str) -> None:
        super().__init__(f"seed {seed}: {detail}")
        self.seed = seed
        self.detail = detail


class LeadsNowhere(SeedError):
    """A web page that is no article by its markup and has no links to articles; scripts may draw it."""

    def __init__(self, seed: str) -> None:
        super().__init__(seed, "it is a web page that neither is an article nor links to any")


class NotifyError(ArchiverError):
    """A channel could not be reached, or takes nothing for now: all that waits for it is tried again."""

    def __init__(self, channel: str, detail: str) -> None:
        super().__init__(f"notifier {channel!r}: {detail}")
        self.channel = channel
        self.detail = detail


class MessageRefused(NotifyError):
    """A channel refused this very message and may well take others."""


class WitnessError(ArchiverError):
    """A witness did not vouch for a checkpoint; it is asked again later."""

    def __init__(self, witness: str, detail: str) -> None:
        super().__init__(f"witness {witness!r}: {detail}")
        self.witness = witness
        self.detail = detail


class DaemonGone(ArchiverError):
    """The daemon was asked to do something, and ended before it was done."""

    def __init__(self, pid: int, *, begun: bool) -> None:
        done = "what it recorded is kept" if begun else "it had not begun"
        super().__init__(f"the daemon (pid {pid}) ended before this was done; {done}: run it again")
        self.pid = pid
        self.begun = begun


class FleetTrouble(ArchiverError):
    """There is no fleet to make visits with, or no scheduler to join, just now."""

    transient = True


class BrowserMissing(ArchiverError):
    """No browser could be started."""

    def __init__(self, tried: tuple[str, ...]) -> None:
        super().__init__(
            "no browser could be started; `archiver doctor --fix` installs one. Tried: "
            + ("; ".join(tried) or "nothing")
        )
        self.tried = tried
