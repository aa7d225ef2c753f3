"""The manifest of a capture: everything but the bodies, as JSON that names the bodies by digest.

It is kept as one more content-addressed file, so that the snapshots folder tells what it holds
without the database, and its digest stands for the whole capture: two captures with the same
manifest are the same capture. Resources, headers and the guard's log of connections live here and
not in tables: they would be most of the database, and nobody asks for them across captures.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from archiver.errors import Damaged
from archiver.model.capture import (
    OPEN,
    UNKNOWN,
    Admission,
    Artefact,
    Browser,
    Capture,
    Circumstances,
    Connection,
    Depth,
    Digest,
    Hop,
    Origin,
    Resource,
    digest_of,
)

FORMAT = "archiver-capture/1"

MANIFEST = "manifest"
ARTEFACTS = ("response", "dom", "mhtml", "screenshot", "certificates")
"""Names of what may be kept of the page itself, in the order they are captured."""

MANIFEST_TYPE = "application/json"

Load = Callable[[Digest], bytes | None]
"""Gives the bytes of a digest, or None where they were not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An artefact as its manifest names it."""

    media_type: str
    digest: Digest | None = None
    size_bytes: int | None = None
    missing: str | None = None  # why there is no digest
    partial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What the tables hold of a capture, without any of its bytes."""

    captured_at: datetime
    url: str
    final_url: str
    status: int
    media_type: str
    depth: str
    browser: str
    settled: str
    resources: int
    resources_missing: int
    signed_in: bool
    artefacts: Mapping[str, Entry]  # by name, the manifest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """The article that a capture is of."""

    url: str | None = None  # its address, which is not the one asked for where it moved
    added_at: datetime | None = None  # UTC; since when it is watched


UNTOLD = Watched()
"""Of manifests written before November 2026, which do not tell."""


def artefacts_of(capture: Capture) -> dict[str, Artefact]:
    """Return the artefacts of the page that were tried, by name."""
    found = {name: getattr(capture, name) for name in ARTEFACTS}
    return {name: artefact for name, artefact in found.items() if artefact is not None}


def write_manifest(capture: Capture, watched: Watched = UNTOLD) -> bytes:
    """Describe the capture as JSON, one fact a line, so that two manifests make a small patch."""
    tree = {
        "format": FORMAT,
        "url": capture.url,
        "final_url": capture.final_url,
        "captured_at": capture.captured_at.isoformat(),
        "status": capture.status,
        "headers": [list(pair) for pair in capture.headers],
        "hops": [asdict(hop) for hop in capture.hops],
        "artefacts": {name: _artefact(kept) for name, kept in artefacts_of(capture).items()},
        "resources": [
            {
                "url": resource.url,
                "kind": resource.kind,
                "method": resource.method,
                "status": resource.status,
                "headers": [list(pair) for pair in resource.headers],
                "body": _artefact(resource.body),
            }
            for resource in capture.resources
        ],
        "connections": [asdict(line) | {"at": line.at.isoformat()} for line in capture.connections],
        "browser": asdict(capture.browser),
        "settled": capture.settled,
        "took_us": capture.took // timedelta(microseconds=1),
        "depth": capture.depth.value,
        "notes": list(capture.notes),
        "article": asdict(watched)
        | {"added_at": None if watched.added_at is None else watched.added_at.isoformat()},
    }
    if capture.circumstances != UNKNOWN:
        told = capture.circumstances
        tree["circumstances"] = asdict(told) | {
            "clock_error": _micro(told.clock_error),
            "clock_offset": _micro(told.clock_offset),
        }
    if capture.admission != OPEN:
        since = capture.admission.session
        tree["admission"] = asdict(capture.admission) | {"session": since and since.isoformat()}
    if capture.origin is not None:
        tree["origin"] = asdict(capture.origin)
    return (json.dumps(tree, indent=0) + "\n").encode("ascii")


def read_manifest(manifest: bytes, load: Load) -> Capture:
    """Return the capture a manifest describes, its bodies given by `load`.

    Raises:
        Damaged: it is no manifest of this format.
    """
    with _reading(manifest) as tree:
        return _capture(tree, load)


def watched_of(manifest: bytes) -> Watched:
    """Return of which article a manifest is.

    Raises:
        Damaged: it is no manifest of this format.
    """
    with _reading(manifest) as tree:
        told = tree.get("article", {"url": None, "added_at": None})
        added_at = None if told["added_at"] is None else datetime.fromisoformat(told["added_at"])
        return Watched(url=told["url"], added_at=added_at)


def took_of(manifest: bytes) -> timedelta:
    """Return how long a capture took.

    Raises:
        Damaged: it is no manifest of this format.
    """
    with _reading(manifest) as tree:
        return timedelta(microseconds=tree["took_us"])


def digests_of(manifest: bytes) -> tuple[Digest, ...]:
    """Return the digests of all bodies that a manifest names, kept or not, its own first.

    Raises:
        Damaged: it is no manifest of this format.
    """
    with _reading(manifest) as tree:
        bodies = [*tree["artefacts"].values(), *(resource["body"] for resource in tree["resources"])]
        named = (Digest(body["digest"]) for body in bodies if "digest" in body)
        return (digest_of(manifest), *dict.fromkeys(named))


@contextmanager
def _reading(manifest: bytes) -> Iterator[dict[str, Any]]:
    """Give the manifest's tree; whatever it lacks is damage."""
    try:
        tree = json.loads(manifest)
        if tree["format"] != FORMAT:
            raise Damaged(digest_of(manifest), f"is a manifest of the unknown format {tree['format']!r}")
        yield tree
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(digest_of(manifest), f"is not a manifest: {error}") from error


def outline(manifest: bytes) -> Outline:
    """Return what the tables hold of the capture.

    Raises:
        Damaged: it is no manifest of this format.
    """
    own = Entry(media_type=MANIFEST_TYPE, digest=digest_of(manifest), size_bytes=len(manifest))
    with _reading(manifest) as tree:
        named = (value for name, value in tree["headers"] if name == "content-type")
        media_type = next(named, tree["artefacts"]["response"]["media_type"])
        return Outline(
            captured_at=datetime.fromisoformat(tree["captured_at"]),
            url=tree["url"],
            final_url=tree["final_url"],
            status=tree["status"],
            media_type=media_type.partition(";")[0].strip().lower(),
            depth=tree["depth"],
            browser=tree["browser"]["product"],
            settled=tree["settled"],
            resources=len(tree["resources"]),
            signed_in=bool(tree.get("admission", {}).get("session")),
            resources_missing=sum("digest" not in resource["body"] for resource in tree["resources"]),
            artefacts={MANIFEST: own} | {name: Entry(**entry) for name, entry in tree["artefacts"].items()},
        )


def _capture(tree: dict[str, Any], load: Load) -> Capture:
    artefacts = {name: _read_artefact(entry, load) for name, entry in tree["artefacts"].items()}
    browser = tree["browser"]
    return Capture(
        url=tree["url"],
        final_url=tree["final_url"],
        hops=tuple(Hop(**{**hop, "headers": _pairs(hop["headers"])}) for hop in tree["hops"]),
        captured_at=datetime.fromisoformat(tree["captured_at"]),
        status=tree["status"],
        headers=_pairs(tree["headers"]),
        response=artefacts["response"],
        dom=artefacts.get("dom"),
        mhtml=artefacts.get("mhtml"),
        screenshot=artefacts.get("screenshot"),
        certificates=artefacts.get("certificates"),
        resources=tuple(
            Resource(
                **{
                    **entry,
                    "headers": _pairs(entry["headers"]),
                    "body": _read_artefact(entry["body"], load),
                }
            )
            for entry in tree["resources"]
        ),
        connections=tuple(map(_connection, tree["connections"])),
        browser=Browser(
            **{**browser, "flags": tuple(browser["flags"]), "viewport": tuple(browser["viewport"])}
        ),
        settled=tree["settled"],
        took=timedelta(microseconds=tree["took_us"]),
        depth=Depth(tree["depth"]),
        notes=tuple(tree["notes"]),
        origin=Origin(**tree["origin"]) if "origin" in tree else None,
        admission=_admission(tree["admission"]) if "admission" in tree else OPEN,
        circumstances=_circumstances(tree["circumstances"]) if "circumstances" in tree else UNKNOWN,
    )


def _micro(value: timedelta | None) -> int | None:
    """Return a time in microseconds, as manifests spell it."""
    return None if value is None else value // timedelta(microseconds=1)


def _circumstances(told: dict[str, Any]) -> Circumstances:
    spans = {
        name: None if told[name] is None else timedelta(microseconds=told[name])
        for name in ("clock_error", "clock_offset")
    }
    return Circumstances(**{**told, **spans})


def _connection(line: dict[str, Any]) -> Connection:
    told = {"at": datetime.fromisoformat(line["at"]), "answers": tuple(line.get("answers", ()))}
    return Connection(**{**line, **told})


def _admission(told: dict[str, Any]) -> Admission:
    since = told["session"] and datetime.fromisoformat(told["session"])
    return Admission(session=since, is_let_in=told["is_let_in"], headers=tuple(told["headers"]))


def _artefact(kept: Artefact) -> dict[str, object]:
    entry: dict[str, object] = {"media_type": kept.media_type}
    if kept.content is None:
        entry["missing"] = kept.missing or "not kept"
    else:
        entry["digest"] = digest_of(kept.content)
        entry["size_bytes"] = len(kept.content)
    if kept.partial:
        entry["partial"] = True
    return entry


def _read_artefact(entry: dict[str, Any], load: Load) -> Artefact:
    missing = entry.get("missing")
    content = None if missing is not None else load(Digest(entry["digest"]))
    if missing is None and content is None:
        missing = f"not kept: {entry['size_bytes']} bytes of digest {entry['digest']}"
    return Artefact(
        content=content,
        media_type=entry["media_type"],
        missing=missing,
        partial=entry.get("partial", False),
    )


def _pairs(entries: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in entries)
