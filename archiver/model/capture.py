"""What a visit asks for and what it brings home."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

Digest = NewType("Digest", str)
"""SHA-256 of the uncompressed bytes, in 64 lower-case hexadecimal digits."""

LEASE = timedelta(minutes=10)
"""How long a claim holds: ten deadlines of a visit, so only a dead process loses one."""


def digest_of(content: bytes) -> Digest:
    """Return the digest of the bytes."""
    from hashlib import sha256  # late: it brings OpenSSL, 3.5 MB, and who looks needs no digest

    return Digest(sha256(content).hexdigest())


class Depth(StrEnum):
    """How much of the page a visit keeps."""

    PROBE = "probe"  # the response to a plain request, made without a browser
    LIGHT = "light"  # response and DOM: enough to read the article
    FULL = "full"  # also MHTML, screenshot and the bodies of the sub-resources


class Purpose(StrEnum):
    """Why a visit is made."""

    ROUTINE = "routine"
    CONFIRM = "confirm"  # second, independent look at a change
    ASKED = "asked"  # a person asked for it
    IMPORTED = "imported"  # somebody else made it, and kept what came


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Validators and digests of the last sight, for a conditional probe."""

    etag: str | None = None
    last_modified: str | None = None
    response_digest: Digest | None = None
    dom_digest: Digest | None = None
    fingerprint: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureTask:
    """A visit to be made, as a small serializable value."""

    article: int
    url: str
    depth: Depth = Depth.LIGHT
    purpose: Purpose = Purpose.ROUTINE
    attempt: int = 1
    lease_until: datetime | None = None  # UTC; None: not claimed
    known: Known = field(default_factory=Known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One redirect on the way to the response."""

    url: str
    status: int
    location: str
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Artefact:
    """One thing kept of a page, or the reason why it is missing."""

    content: bytes | None = None
    media_type: str = "application/octet-stream"
    missing: str | None = None  # why there is no content; None when there is
    partial: bool = False  # cut at a limit, or read while the page still streamed


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A sub-resource the page asked for, as the network answered."""

    url: str
    kind: str  # Chromium's resource type: image, stylesheet, script, font, xhr, fetch, …
    method: str = "GET"
    status: int | None = None  # None: no answer
    headers: tuple[tuple[str, str], ...] = ()
    body: Artefact = field(default_factory=lambda: Artefact(missing="not asked for"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A line of the guard's log: where a connection of this visit went, or was refused."""

    host: str
    port: int
    address: str | None = None  # the checked IP address that was reached; None: refused or failed
    answers: tuple[str, ...] = ()  # all addresses that the name gave, each checked; none: not told
    via: str | None = None  # the proxy that it was made through; None: straight
    refused: str | None = None  # why the guard let nothing out, as in "10.0.0.1 is a private address"
    failed: str | None = None  # why it ended badly, as in "name-not-resolved: no such name"
    at: datetime  # UTC
    sent_bytes: int = 0
    received_bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """The program that made a capture."""

    product: str  # "HeadlessChrome/156.0.8078.79", or "httpx/0.28.1" for plain HTTP
    path: str | None = None
    flags: tuple[str, ...] = ()
    user_agent: str = ""
    language: str = "en-US"  # BCP 47, that pages were asked for in
    time_zone: str = "UTC"  # IANA, where the browser said it was
    viewport: tuple[int, int] = (1280, 900)  # CSS pixels, width and height


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What is known of the connection that the answer came by, and of the machine that made the capture."""

    protocol: str | None = None  # by its name in ALPN, "h2" or "http/1.1"; None: not told
    program: str = ""  # "Archiver 0.1 (Python 3.11.2, Linux)"
    machine_zone: str = ""  # name and offset of the machine's time zone, "CET +0100"
    clock_error: timedelta | None = None  # by which the clock may be wrong; None: nobody says
    clock_offset: timedelta | None = None  # by which it was being corrected; None: nobody says


UNKNOWN = Circumstances()
"""Of captures that do not tell: those of other programs, and of this one before December 2026."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """By what right a page was seen that not everybody sees."""

    session: datetime | None = None  # UTC; since when the session was kept; None: nobody was signed in
    is_let_in: bool | None = None  # the page shows that somebody is signed in; None: it was not asked
    headers: tuple[str, ...] = ()  # names of those that were sent beside the browser's own


OPEN = Admission()
"""Of a page that was seen as everybody sees it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who made a capture that was imported, and where it was found."""

    collection: str  # that it was imported into
    archive: str  # name of the file, or address of the list of mementos
    record: str  # what the archive calls it: id of a record, address of a memento, path of a file
    made_by: str | None = None  # software or archive, as told there


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """What a visit brought home. Any HTTP answer is a capture, also a 404."""

    url: str  # as asked
    final_url: str  # of the response, after `hops`
    hops: tuple[Hop, ...] = ()
    captured_at: datetime  # UTC; when the response's headers arrived
    status: int
    headers: tuple[tuple[str, str], ...] = ()  # names in lower case, order and repeats kept
    response: Artefact  # body, content encoding undone; where a browser made it, text in UTF-8
    dom: Artefact | None = None  # UTF-8; None: nothing was rendered
    mhtml: Artefact | None = None
    screenshot: Artefact | None = None
    certificates: Artefact | None = None  # chain of the host that answered, PEM; None: no TLS, or not told
    resources: tuple[Resource, ...] = ()
    connections: tuple[Connection, ...] = ()
    browser: Browser
    settled: str = "quiet"  # "quiet", or "cap" where the page never came to rest
    took: timedelta
    depth: Depth = Depth.LIGHT
    notes: tuple[str, ...] = ()  # dialogs dismissed, popups closed, consent clicked, …
    origin: Origin | None = None  # None: this program made it
    admission: Admission = OPEN
    circumstances: Circumstances = UNKNOWN

    def header(self, name: str) -> str | None:
        """Return the first header of that name (any case), or None."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A capture at rest. Evidence; never changed."""

    id: int
    article: int
    visit: int
    captured_at: datetime  # UTC
    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    digests: tuple[tuple[str, Digest], ...]  # artefact name ("response", "dom", …) → digest
    browser: str
    depth: Depth

    def digest(self, artefact: str) -> Digest | None:
        """Return the digest of the artefact of that name, or None where it was not kept."""
        return dict(self.digests).get(artefact)
