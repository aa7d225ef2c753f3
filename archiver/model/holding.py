"""A capture as it is handed out to other programs, and the words by which our own files are known again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from archiver.model.capture import Capture, Digest

FACTS = "archiver-capture-record/1"
"""Format of the record of a WARC file that tells what no other record has a place for."""

ORIGINAL = "x-orig-"
"""What begins the name of a header that speaks of bytes which were not kept; pywb, Browsertrix and
ReplayWeb.page do the same."""

VIEWS = {
    "dom": "urn:dom:",
    "mhtml": "urn:mhtml:",
    "screenshot": "urn:fullPage:",
    "certificates": "urn:certificates:",
}
"""Of each artefact that no server sent, how its address begins; that of screenshots is Browsertrix's."""


TEXT = re.compile(r"text/|application/(?:.*\+)?(?:xml|json|javascript)$")
"""Media types of what a browser decodes before it hands it out."""


def type_as_kept(sent: str, content: bytes, *, is_rendered: bool) -> str:
    """Return the media type of a body as it was kept: text that a browser handed out is in UTF-8.

    Args:
        sent: the header of the server, which may name another charset.
        content: of the body.
        is_rendered: a browser made the capture.
    """
    media_type, _, more = sent.partition(";")
    told = media_type.strip().lower()
    if not is_rendered or not TEXT.match(told) or "utf-8" in more.lower() or content.isascii():
        return sent
    try:
        content.decode()
    except UnicodeDecodeError:
        return sent
    return f"{told}; charset=utf-8"


def record_id(manifest: str, role: str) -> str:
    """Return the name of a record: the same capture always gives the same records.

    Args:
        manifest: digest of the manifest of the capture.
        role: what the record is of the capture: `page`, `hop 0`, `resource 12`, …
    """
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, f'archiver:{manifest}:{role}')}>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """What signs a package of captures; its key is one that the key of a ledger vouches for."""

    origin: str  # name of the ledger
    key: str  # of the ledger, as C2SP signed notes have it
    public: str  # the key that signatures are checked with: base64 of SubjectPublicKeyInfo, DER
    vouched: str  # C2SP signed note by the ledger's key, of the other one
    sign: Callable[[bytes], str]  # a text → base64 of its signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A capture at rest, of which article it is, and what was read in it."""

    snapshot: int
    article: str  # address
    manifest: Digest  # stands for the whole capture
    capture: Capture
    headline: str | None  # None: nothing was read in it
    text: str | None
