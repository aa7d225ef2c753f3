"""The error tree.

ArchiverError
├── UsageError                the person can mend it; exit 2
│   ├── InvalidURL            what a person gave is no address of a web page
│   ├── ConfigError           archiver.toml: unknown key or bad value, with its line
│   ├── HomeNotFound          no archive home here
│   ├── HomeExists            `init` would overwrite a home
│   ├── UnknownArticle        not in this archive
│   ├── UnknownAlias          the address leads to no other article
│   ├── UnknownRevision       the article has no such revision
│   ├── UnknownSource         not declared in archiver.toml
│   └── UnknownField          not one that is compared
├── CaptureError              nothing came back, by browser or plain HTTP; ends one visit
│   ├── SchemeRefused         not http or https
│   ├── AddressRefused        the guard: not on the public internet
│   ├── RobotsRefused         robots.txt forbids it
│   ├── HostClosed            quiet hours, a spent budget; asked for later  (transient)
│   ├── NameNotResolved       DNS                                           (transient)
│   ├── ConnectionFailed      reset, cut                                    (transient)
│   │   └── NotConnected      refused, or nobody there: nothing was asked   (transient)
│   ├── TlsFailed             certificate or handshake
│   ├── TooManyRedirects
│   ├── BodyTooLarge          more bytes than a visit may bring
│   ├── NavigationTimeout     the deadline passed                           (transient)
│   ├── NavigatedAway         the page left for an address that did not answer
│   ├── PageCrashed           the renderer or the browser died              (transient)
│   └── Unforeseen            this program failed on what came: a bug
├── ReadError                 a page no reader can take (too deep, too large)
├── SeedError                 a feed that is not a feed
├── NotifyError               a channel did not take the message
├── StoreError                the archive itself; ends the round
│   ├── ClockBehind           the clock shows a time before the newest visit
│   ├── SchemaTooNew          written by a newer program
│   ├── SchemaTooOld          `archiver migrate` first
│   ├── DiskFull
│   ├── NotUsable             not permitted, read-only, a disk that is gone
│   ├── HomeMoved             moved or replaced while it was written
│   ├── DatabaseLost          evidence beside no database, or beside an empty one
│   ├── DatabaseOlder         evidence beside an older database
│   ├── DatabaseDamaged       SQLite cannot read it
│   ├── ArchiveBusy           another program holds the write lock
│   └── Damaged               bytes on disk do not match their digest; exit 3
├── DaemonGone                the daemon that did an errand ended before it was done
└── BrowserMissing            no browser could be started
"""

from __future__ import annotations

import difflib
import logging
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")


class ArchiverError(Exception):
    """Anything this program raises on purpose."""

    transient = False  # a fact of the class: would trying again soon make sense?


class UsageError(ArchiverError):
    """What was asked cannot be done as asked; the message says how it can."""


class InvalidURL(UsageError):
    """The address that a person gave is not one of a web page."""

    def __init__(self, url: str, detail: str) -> None:
        super().__init__(f"{url!r} is not a web address: {detail}")
        self.url = url
        self.detail = detail


class ConfigError(UsageError):
    """`archiver.toml` holds something that cannot be used."""

    def __init__(self, detail: str, *, path: str, line: int | None = None) -> None:
        super().__init__(f"{path}{'' if line is None else f', line {line}'}: {detail}")
        self.path = path
        self.line = line
        self.detail = detail


class HomeNotFound(UsageError):
    """There is no archive home where it was looked for."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"no archive home at {where}: no archiver.toml there; `archiver init {where}` makes one"
        )
        self.where = where


class HomeExists(UsageError):
    """A home, or something else, is already where one should be made."""

    def __init__(self, where: str) -> None:
        super().__init__(f"{where} already holds an archiver.toml; nothing was changed")
        self.where = where


class UnknownArticle(UsageError):
    """The archive does not watch this address."""

    def __init__(self, url: str, *, nearest: str | None = None) -> None:
        add = "`archiver articles` lists those" if url.isdecimal() else f"`archiver add {url}` watches it"
        hint = f"did you mean {nearest}" if nearest else add
        super().__init__(f"no article {url!r} in this archive; {hint}")
        self.url = url
        self.nearest = nearest


class UnknownAlias(UsageError):
    """The address is not one that leads to an article of another address."""

    def __init__(self, url: str) -> None:
        super().__init__(f"{url!r} leads to no article of another address; `archiver aliases` lists those")
        self.url = url


class UnknownRevision(UsageError):
    """The article has no revision of this number."""

    def __init__(self, url: str, *, number: int, newest: int) -> None:
        has = f"it has 1 to {newest}" if newest else "it was never read"
        super().__init__(f"{url} has no revision {number}; {has}")
        self.url = url
        self.number = number
        self.newest = newest


class UnknownSource(UsageError):
    """No source of this name is declared."""

    def __init__(self, name: str, *, known: tuple[str, ...] = ()) -> None:
        none = "none is declared; `archiver add URL` declares a feed, sitemap or section front"
        super().__init__(f"no source {name!r}; {_choice(name, known) if known else none}")
        self.name = name
        self.known = known


class UnknownField(UsageError):
    """No field of this name is compared."""

    def __init__(self, name: str, *, known: tuple[str, ...]) -> None:
        super().__init__(f"no field {name!r}; {_choice(name, known)}")
        self.name = name
        self.known = known


def _choice(name: str, known: tuple[str, ...]) -> str:
    """Return the name that was probably meant, and all there are."""
    near = difflib.get_close_matches(name, known, n=1)
    return (f"did you mean {near[0]!r}? " if near else "") + f"there are {', '.join(known)}"


class CaptureError(ArchiverError):
    """A visit got no answer, by browser or by plain HTTP."""

    def __init__(self, url: str, detail: str) -> None:
        super().__init__(f"{url}: {detail}")
        self.url = url
        self.detail = detail


class SchemeRefused(CaptureError):
    """Only http and https addresses are visited."""

    def __init__(self, url: str, *, scheme: str) -> None:
        super().__init__(url, f"scheme {scheme!r} is not visited; only http and https are")
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
            url, f"robots.txt forbids it to {user_agent!r}; `robots = false` on the source overrides"
        )
        self.user_agent = user_agent


class HostClosed(CaptureError):
    """The host is to be left alone for now; nothing was asked, and nothing failed."""

    transient = True

    def __init__(self, host: str, *, until: datetime, reason: str) -> None:
        super().__init__(host, f"left alone until {until:%Y-%m-%d %H:%M} UTC: {reason}")
        self.host = host
        self.until = until
        self.reason = reason


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
        super().__init__(url, f"this program failed on it, its log says where ({said})")


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


class NotifyError(ArchiverError):
    """A channel could not be reached, or takes nothing for now: all that waits for it is tried again."""

    def __init__(self, channel: str, detail: str) -> None:
        super().__init__(f"notifier {channel!r}: {detail}")
        self.channel = channel
        self.detail = detail


class MessageRefused(NotifyError):
    """A channel refused this very message and may well take others."""


class StoreError(ArchiverError):
    """The archive itself cannot go on; ends the round."""


class ClockBehind(StoreError):
    """The clock shows a time before the newest visit: what would be recorded could not be believed."""

    def __init__(self, now: datetime, newest: datetime) -> None:
        super().__init__(
            f"the clock says {now:%Y-%m-%d %H:%M:%S} UTC, but the newest visit of this archive was at"
            f" {newest:%Y-%m-%d %H:%M:%S} UTC, and times are what it is believed for; set the clock, best by"
            " NTP, or, if it is right, run `archiver clock --accept`: later visits are then kept in doubt"
        )
        self.now = now
        self.newest = newest


class SchemaTooNew(StoreError):
    """The database was written by a newer program."""

    def __init__(self, path: str, *, unknown: tuple[str, ...]) -> None:
        super().__init__(
            f"{path} was written by a newer archiver (migrations {', '.join(unknown)}); upgrade this program"
        )
        self.path = path
        self.unknown = unknown


class SchemaTooOld(StoreError):
    """The database needs migrations first."""

    def __init__(self, path: str, *, pending: tuple[str, ...]) -> None:
        super().__init__(
            f"{path} needs {len(pending)} migration(s) ({', '.join(pending)}); run `archiver migrate`"
        )
        self.path = path
        self.pending = pending


class DiskFull(StoreError):
    """There is no room left for evidence."""

    def __init__(self, path: str) -> None:
        super().__init__(f"no space left for {path}; nothing was lost, free some and run again")
        self.path = path


class NotUsable(StoreError):
    """A file of the home cannot be read or written, for a reason outside this program."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path} cannot be used: {why}")
        self.path = path


class HomeMoved(StoreError):
    """The home is not where it was when it was opened, or another one is in its place."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} was moved or replaced while it was being written: nothing more is written;"
            " start again where the home is now"
        )
        self.path = path


class DatabaseLost(StoreError):
    """There is evidence, and no database that speaks of it."""

    def __init__(self, path: str, *, evidence: str) -> None:
        super().__init__(
            f"{path} is missing or empty although {evidence} holds evidence; put a copy of the database back,"
            " or `archiver restore --from-evidence` makes one"
        )
        self.path = path
        self.evidence = evidence


class DatabaseOlder(StoreError):
    """The evidence is newer than the database beside it, which must be an old copy, or another's."""

    def __init__(self, path: str, *, evidence: str, visit: int) -> None:
        super().__init__(
            f"{path} is older than the evidence in {evidence}, as it does not know visit {visit};"
            " put the newer one back, or move it away and run `archiver restore --from-evidence`,"
            " or go on without that evidence after `archiver verify --set-aside`"
        )
        self.path = path
        self.evidence = evidence
        self.visit = visit


class DatabaseDamaged(StoreError):
    """SQLite cannot read the database."""

    def __init__(self, path: str, *, detail: str) -> None:
        super().__init__(
            f"{path} cannot be used: {detail}; put a copy of it back,"
            " or move it away and run `archiver restore --from-evidence`"
        )
        self.path = path
        self.detail = detail


class ArchiveBusy(StoreError):
    """Another program holds the archive's write lock."""

    def __init__(self, path: str, *, holder: str | None = None, pid: int | None = None) -> None:
        who = f": {holder}" if holder else ""
        stop = f", or stop it with `kill {pid}`" if pid else ""
        super().__init__(f"another program is writing to {path}{who}; try again when it is done{stop}")
        self.path = path
        self.pid = pid


class DaemonGone(ArchiverError):
    """The daemon was asked to do something, and ended before it was done."""

    def __init__(self, pid: int, *, begun: bool) -> None:
        done = "what it recorded is kept" if begun else "it had not begun"
        super().__init__(f"the daemon (pid {pid}) ended before it was done with this; {done}: run it again")
        self.pid = pid
        self.begun = begun


class Damaged(StoreError):
    """Bytes on disk do not match their digest, or are gone."""

    def __init__(self, digest: str, detail: str) -> None:
        super().__init__(f"snapshot file {digest}: {detail}")
        self.digest = digest
        self.detail = detail


class BrowserMissing(ArchiverError):
    """No browser could be started."""

    def __init__(self, tried: tuple[str, ...]) -> None:
        super().__init__(
            "no browser could be started; `archiver doctor --fix` obtains one. Tried: "
            + ("; ".join(tried) or "nothing")
        )
        self.tried = tried


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
