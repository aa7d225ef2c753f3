"""Evidence for people: what one snapshot holds, and its bytes, checked against their digests."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from archiver.errors import Damaged, OutOfReach
from archiver.model.capture import Digest
from archiver.model.manifest import MANIFEST
from archiver.store import rows
from archiver.store.evidence.blobs import Folder
from archiver.store.evidence.captures import restore

SUFFIXES = {
    "manifest": ".json",
    "response": ".html.txt",  # not .html: opened from a folder, its scripts would run there
    "dom": ".html.txt",
    "mhtml": ".mhtml",
    "screenshot": "",
    "certificates": ".pem",
}

PICTURES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}
"""Formats our own browser takes screenshots in; the only evidence that is shown as what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """An artefact of a snapshot, or the reason why it is missing."""

    name: str
    media_type: str
    digest: Digest | None
    size_bytes: int | None
    missing: str | None
    partial: bool

    @property
    def is_text(self) -> bool:
        """Tell whether it can be looked at as plain text."""
        return self.digest is not None and bool(SUFFIXES.get(self.name))

    @property
    def is_picture(self) -> bool:
        """Tell whether it is a screenshot that was kept."""
        return self.name == "screenshot" and self.digest is not None and self.media_type in PICTURES

    def file_name(self, snapshot: int) -> str:
        """Return the name it is saved under."""
        suffix = SUFFIXES.get(self.name, "") or PICTURES.get(self.media_type, ".bin")
        return f"snapshot-{snapshot}-{self.name}{suffix}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A sub-resource of the page, as the manifest tells it."""

    url: str
    kind: str
    method: str
    status: int | None
    media_type: str
    size_bytes: int | None
    missing: str | None
    digest: Digest | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Display:
    """A snapshot with everything that belongs to it."""

    id: int
    article: int
    captured_at: datetime
    url: str
    final_url: str
    status: int
    browser: str
    settled: str
    depth: str
    exhibits: tuple[Exhibit, ...]
    headers: tuple[tuple[str, str], ...] = ()
    hops: tuple[tuple[str, int, str], ...] = ()  # (address, status, where it led)
    resources: tuple[Resource, ...] = ()
    connections: tuple[tuple[str, str, int], ...] = ()  # (host and port, address or refusal, bytes)
    notes: tuple[str, ...] = ()
    damaged: str | None = None  # why the manifest cannot be read
    out_of_reach: str | None = None  # why it cannot be read now, though it may be whole

    def exhibit(self, name: str) -> Exhibit | None:
        """Return the artefact of that name, or None."""
        return next((exhibit for exhibit in self.exhibits if exhibit.name == name), None)


def display(db: sqlite3.Connection, folder: Folder, number: int) -> Display | None:
    """Return what a snapshot holds, or None if there is none of that number.

    A manifest that is damaged or gone is said in `damaged`, one in a bucket that is away in `out_of_reach`;
    the rest is shown all the same.
    """
    row = db.execute("SELECT * FROM snapshots WHERE id = ?", (number,)).fetchone()
    if row is None:
        return None
    exhibits = exhibits_of(db, number)
    told: dict[str, Any] = {}
    damaged = away = None
    try:
        told = _told(json.loads(restore(db, folder, row["manifest"])))
    except OutOfReach as error:
        away = str(error)
    except (Damaged, OSError, ValueError, KeyError, TypeError) as error:
        damaged = str(error)
    return Display(
        id=row["id"],
        article=row["article"],
        captured_at=rows.when(row["captured_at"]),
        url=row["url"],
        final_url=row["final_url"],
        status=row["status"],
        browser=row["browser"],
        settled=row["settled"],
        depth=row["depth"],
        exhibits=exhibits,
        damaged=damaged,
        out_of_reach=away,
        **told,
    )


def exhibits_of(db: sqlite3.Connection, snapshot: int) -> tuple[Exhibit, ...]:
    """Return the artefacts of a snapshot: the page's own first, the manifest last."""
    found = db.execute("SELECT * FROM artefacts WHERE snapshot = ?", (snapshot,)).fetchall()
    order = ["screenshot", "dom", "response", "mhtml", "certificates", MANIFEST]
    found.sort(key=lambda row: order.index(row["name"]) if row["name"] in order else len(order))
    return tuple(
        Exhibit(
            name=row["name"],
            media_type=row["media_type"],
            digest=row["digest"],
            size_bytes=row["size_bytes"],
            missing=row["missing"],
            partial=bool(row["partial"]),
        )
        for row in found
    )


def content(db: sqlite3.Connection, folder: Folder, digest: Digest) -> bytes:
    """Return the bytes of a kept digest.

    Raises:
        Damaged: the file does not give them back, or is gone.
        OutOfReach: it is in a bucket that cannot be used now.
    """
    try:
        return restore(db, folder, digest)
    except OSError as error:
        raise Damaged(digest, f"cannot be read: {error.strerror or error}") from error


def _told(tree: dict[str, Any]) -> dict[str, Any]:
    """Return what the pages show of a manifest, as fields of `Display`."""
    return {
        "headers": tuple((str(name), str(value)) for name, value in tree["headers"]),
        "hops": tuple((hop["url"], hop["status"], hop["location"]) for hop in tree["hops"]),
        "resources": tuple(_resource(told) for told in tree["resources"]),
        "connections": tuple(
            (
                f"{line['host']}:{line['port']}",
                line["address"] or f"refused: {line['refused']}",
                line["received_bytes"],
            )
            for line in tree["connections"]
        ),
        "notes": tuple(str(note) for note in tree["notes"]),
    }


def _resource(told: dict[str, Any]) -> Resource:
    body = told["body"]
    return Resource(
        url=told["url"],
        kind=told["kind"],
        method=told["method"],
        status=told["status"],
        media_type=body["media_type"],
        size_bytes=body.get("size_bytes"),
        missing=body.get("missing"),
        digest=body.get("digest"),
    )
