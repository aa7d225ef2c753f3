"""What ends a visit without an answer, and keeps a bug from ending more than that."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from archiver.errors.base import ArchiverError

log = logging.getLogger(__name__)

T = TypeVar("T")


class CaptureError(ArchiverError):
    """A visit got no answer, by browser or by plain HTTP."""

    def __init__(self, url: str, detail: str) -> None:
        super().__init__(f"{url}: {detail}")
        self.url = url
        self.detail = detail

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes as what it says and knows, whatever its class is made of."""
        return _travelled, (type(self), self.args, self.__dict__)


def _travelled(kind: type[CaptureError], said: tuple[object, ...], known: dict[str, object]) -> CaptureError:
    error = kind.__new__(kind, *said)
    error.__dict__.update(known)
    return error


class SchemeRefused(CaptureError):
    """Only http and https addresses are visited."""

    def __init__(self, url: str, *, scheme: str) -> None:
        super().__init__(url, f"scheme {scheme!r} is not visited, only http and https are")
        self.scheme = scheme


class AddressRefused(CaptureError):
    """The guard did not let a connection out."""

    def __init__(self, url: str, *, address: str, reason: str) -> None:
        super().__init__(
            url,
            f"{address} is {reason}, so it was not contacted; "
            "[guard] allow in archiver.toml can name the exact host:port",
        )
        self.address = address
        self.reason = reason


class RobotsRefused(CaptureError):
    """The host's robots.txt asks us not to fetch this address."""

    def __init__(self, url: str, *, user_agent: str) -> None:
        super().__init__(
            url, f"robots.txt forbids it to {user_agent!r}; `robots = false` on the source overrides this"
        )
        self.user_agent = user_agent


class HostClosed(CaptureError):
    """The host is to be left alone for now; nothing was asked, and nothing failed."""

    transient = True

    def __init__(self, host: str, *, until: datetime, reason: str) -> None:
        super().__init__(host, f"not visited until {until:%Y-%m-%d %H:%M} UTC: {reason}")
        self.host = host
        self.until = until
        self.reason = reason


class DoorClosed(HostClosed):
    """What a source is to be visited with is not there: its session has run out, a variable is not set."""

    def __init__(self, host: str, *, reason: str) -> None:
        CaptureError.__init__(self, host, f"not visited: {reason}")
        self.host = host
        self.reason = reason


class NoWorker(HostClosed):
    """There is no worker in the fleet that could make the visit; it stays due."""

    def __init__(self, host: str, *, reason: str) -> None:
        CaptureError.__init__(self, host, f"not visited: {reason}")
        self.host = host
        self.reason = reason


class WorkerFailed(CaptureError):
    """Workers of the fleet were lost, or had troubles of their own, one after the other."""

    transient = True


class NameNotResolved(CaptureError):
    """The host name has no address."""

    transient = True

    def __init__(self, url: str, *, host: str) -> None:
        super().__init__(url, f"host name {host!r} was not resolved")
        self.host = host


class ConnectionFailed(CaptureError):
    """The host could not be reached, or cut the connection."""

    transient = True


class NotConnected(ConnectionFailed):
    """The host took no connection, so nothing was asked of it."""


class TlsFailed(CaptureError):
    """The host's certificate or handshake was not acceptable."""


class TooManyRedirects(CaptureError):
    """The redirects did not end."""


class BodyTooLarge(CaptureError):
    """The answer is larger than a visit may bring home."""

    def __init__(self, url: str, *, limit_bytes: int) -> None:
        super().__init__(url, f"more than {limit_bytes / 1e6:.0f} MB")
        self.limit_bytes = limit_bytes


class NavigationTimeout(CaptureError):
    """The page did not answer, or not settle, within the time allowed."""

    transient = True

    def __init__(self, url: str, *, seconds: float) -> None:
        super().__init__(url, f"not done after {seconds:g} s")
        self.seconds = seconds


class NavigatedAway(CaptureError):
    """The page left for another address before it could be kept."""


class PageCrashed(CaptureError):
    """The renderer or the whole browser died under the page."""

    transient = True


class Unforeseen(CaptureError):
    """This program failed on what came, which is a bug; it ends that visit and no other."""

    def __init__(self, url: str, error: Exception) -> None:
        said = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        super().__init__(url, f"this program failed on it; its log says where ({said})")


def contained(url: str, doing: Callable[[], T], *, ending: tuple[type[Exception], ...]) -> T | CaptureError:
    """Do something for one address, so that what it brings to light ends nothing but that.

    A bug is logged with its traceback and becomes an `Unforeseen`. `except Exception` stands here, and at
    the notifiers that others write, and nowhere else.

    Args:
        url: that it is done for.
        doing: what; its result is returned.
        ending: errors that are not this address's own, and end more than it.
    """
    try:
        return doing()
    except CaptureError as error:
        return error
    except ending:
        raise
    except Exception as error:
        log.exception("failed on what came", extra={"url": url})
        return Unforeseen(url, error)
