"""Captures at rest: staged before anything judges them, put in place when a verdict wants them."""

from __future__ import annotations

import io
import json
import logging
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from archiver.errors import Damaged, OutOfReach, Unreadable
from archiver.model.capture import Artefact, Capture, CaptureTask, Digest, digest_of
from archiver.model.manifest import (
    MANIFEST,
    MANIFEST_TYPE,
    UNTOLD,
    Entry,
    Outline,
    Watched,
    artefacts_of,
    outline,
    read_manifest,
    write_manifest,
)
from archiver.store.evidence.blobs import Folder, Piece, choose, pack, unpack
from archiver.store.rows import Cell, clean, insert, instant, when

log = logging.getLogger(__name__)

PATCHED = frozenset({MANIFEST, "response", "dom", "mhtml"})
"""Artefacts worth a patch: text that changes a little. Pictures and resources are whole or equal."""

ASIDE = "/aside"
"""Ending of the series that suspects and missing pages make their keyframes in: in the article's own
series each bot wall would push the article's keyframe out, and the article the wall's."""

MOST_PATCHES = 32
"""A damaged keyframe costs its patches too; this bounds how many."""

MOST_REFUSALS = 50
"""Distinct refused addresses noted of one visit; a hostile page can try thousands."""

LONGEST_SERIES = timedelta(days=30)
"""Patches grow with the distance: on front pages from 10 to 16 KB over 20 recaptures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A capture that is on the disk, staged, and not yet judged."""

    task: CaptureTask
    capture: Capture
    key: Digest  # of the manifest; stands for the whole capture
    outline: Outline
    pieces: tuple[Piece, ...]  # of every body this archive has no file of yet
    staged: Path | None  # None: its files are in place

    def digest(self, name: str) -> Digest | None:
        """Return the digest of an artefact, or None if it has no content."""
        entry = self.outline.artefacts.get(name)
        return None if entry is None else entry.digest

    def size_bytes(self, name: str) -> int | None:
        """Return the size of an artefact, or None if it has no content."""
        entry = self.outline.artefacts.get(name)
        return None if entry is None else entry.size_bytes


def stage(db: sqlite3.Connection, folder: Folder, task: CaptureTask, capture: Capture) -> Kept:
    """Compress every body of the capture and put all of it on the disk as one synced tar file.

    One file, because each costs a wait for the disk, and most captures turn out to be unchanged.

    Raises:
        Damaged: the bodies do not come back from what was compressed.
        OSError: no room, no right.
    """
    manifest = write_manifest(capture, watched_by(db, task.article))
    key = digest_of(manifest)
    own = {MANIFEST: Artefact(content=manifest, media_type=MANIFEST_TYPE)} | artefacts_of(capture)
    bodies = [(artefact, name if name in PATCHED else None) for name, artefact in own.items()]
    bodies += [(resource.body, None) for resource in capture.resources]
    keyframes = _Keyframes(db, folder, task.article)
    pieces: dict[Digest, Piece] = {}
    for artefact, series in bodies:
        if artefact.content is not None:
            _compress(artefact.content, artefact.media_type, series, keyframes, into=pieces)
    staged = folder.stage(f"{task.article}-{key}.tar", _tar(task, pieces.values()))
    return Kept(
        task=task,
        capture=capture,
        key=key,
        outline=outline(manifest),
        pieces=tuple(pieces.values()),
        staged=staged,
    )


def watched_by(db: sqlite3.Connection, article: int) -> Watched:
    """Return what the manifest of a capture tells of its article."""
    row = db.execute("SELECT url, added_at FROM articles WHERE id = ?", (article,)).fetchone()
    return UNTOLD if row is None else Watched(url=row["url"], added_at=when(row["added_at"]))


def _compress(
    content: bytes, media_type: str, series: str | None, keyframes: _Keyframes, *, into: dict[Digest, Piece]
) -> None:
    digest = digest_of(content)
    if digest in into or keyframes.has(digest):
        return
    best: Piece | None = None
    for base, base_content, stored_bytes in keyframes.of(series):
        piece = choose(content, base=base, base_content=base_content, base_stored_bytes=stored_bytes)
        if best is None or len(piece.data) < len(best.data):
            best = piece
        if piece.base is not None:
            break
    into[digest] = best or pack(content, media_type=media_type)


class _Keyframes:
    """The newest keyframe of each series of one article."""

    def __init__(self, db: sqlite3.Connection, folder: Folder, article: int) -> None:
        self._db, self._folder, self._article = db, folder, article

    def has(self, digest: Digest) -> bool:
        return bool(kept_of(self._db, [digest]))

    def of(self, series: str | None) -> Iterable[tuple[Digest, bytes, int]]:
        for name in () if series is None else (series, series + ASIDE):
            row = self._db.execute(
                "SELECT digest, stored_bytes FROM files WHERE article = ? AND series = ? AND base IS NULL"
                " ORDER BY kept_at DESC LIMIT 1",
                (self._article, name),
            ).fetchone()
            if row is None:
                continue
            digest = Digest(row["digest"])
            try:
                yield digest, unpack(self._folder.read(digest), digest=digest), row["stored_bytes"]
            except Unreadable as error:
                # New evidence must not suffer from old damage: it is kept whole, `verify` reports.
                log.warning("keeping the capture whole", extra={"digest": digest, "why": str(error)})


def _tar(task: CaptureTask, pieces: Iterable[Piece]) -> bytes:
    """Return the pieces as a tar file, named as they will be in the snapshots folder."""
    import tarfile  # late: looking puts nothing aside

    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        about = json.dumps(asdict(task), default=str).encode()
        members = {"task.json": about} | {f"{piece.digest}.zst": piece.data for piece in pieces}
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return buffer.getvalue()


def refusals_of(capture: Capture) -> list[tuple[str, int, str, int, str]]:
    """Return host, port, reason, times and first time of the refused connections, the most frequent first."""
    lines = [line for line in capture.connections if line.refused is not None]
    times = Counter((line.host, line.port, line.refused) for line in lines)
    first = {(line.host, line.port, line.refused): line.at for line in reversed(lines)}
    return [
        (clean(host), port, clean(reason or ""), count, instant(first[key]))
        for key, count in times.most_common(MOST_REFUSALS)
        for host, port, reason in [key]
    ]


def kept_of(db: sqlite3.Connection, digests: Iterable[str]) -> dict[str, int]:
    """Return those of the digests that the archive has files of, and the ids of their rows."""
    found = db.execute(
        "SELECT digest, id FROM files WHERE digest IN (SELECT value FROM json_each(?))",
        (json.dumps(list(digests)),),
    )
    return {row["digest"]: row["id"] for row in found}


# --- from staged to kept -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """A piece to be put in place, and the series it continues or begins."""

    piece: Piece
    series: str | None


def place_capture(
    db: sqlite3.Connection, folder: Folder, kept: Kept, *, aside: bool, now: datetime
) -> dict[Digest, Placing]:
    """Say which files the capture needs: those no row speaks of yet, keyframes renewed where due."""
    series_of = {entry.digest: name for name, entry in kept.outline.artefacts.items() if name in PATCHED}
    known = kept_of(db, (piece.digest for piece in kept.pieces))
    placings = {}
    for piece in kept.pieces:
        if piece.digest not in known:
            series = series_of.get(piece.digest)
            placings[piece.digest] = Placing(
                piece=_renewed(db, folder, piece, now=now),
                series=series + ASIDE if series and aside else series,
            )
    return placings


def _renewed(db: sqlite3.Connection, folder: Folder, piece: Piece, *, now: datetime) -> Piece:
    """Return a keyframe instead of the patch if its base has served long enough."""
    if piece.base is None:
        return piece
    patches, kept_at = db.execute(
        "SELECT (SELECT count(*) FROM files WHERE base = keyframes.id), kept_at"
        " FROM files AS keyframes WHERE digest = ?",
        (piece.base,),
    ).fetchone()
    if patches < MOST_PATCHES and now - when(kept_at) <= LONGEST_SERIES:
        return piece
    try:
        base_content = unpack(folder.read(piece.base), digest=piece.base)
    except OutOfReach:  # since it was staged; a patch more is no harm
        return piece
    return pack(unpack(piece.data, digest=piece.digest, base_content=base_content))


def note_files(
    db: sqlite3.Connection, placings: Mapping[Digest, Placing], *, article: int, now: datetime
) -> None:
    """Write the rows of files that are in place; keyframes first, as patches refer to them."""
    pieces = sorted(placings.values(), key=lambda placing: placing.piece.base is not None)
    db.executemany(
        "INSERT INTO files (digest, base, article, series, size_bytes, stored_bytes, kept_at)"
        " VALUES (?, (SELECT id FROM files WHERE digest = ?), ?, ?, ?, ?, ?)",
        [
            (
                placing.piece.digest,
                placing.piece.base,
                article,
                placing.series,
                placing.piece.size_bytes,
                len(placing.piece.data),
                instant(now),
            )
            for placing in pieces
        ],
    )


def note_snapshot(db: sqlite3.Connection, seen: Outline, *, article: int, visit: int) -> int:
    """Write the rows of a snapshot whose files have rows, point its visit at it, return its id."""
    artefacts = seen.artefacts
    snapshot = insert(
        db,
        "snapshots",
        {
            "article": article,
            "visit": visit,
            "captured_at": instant(seen.captured_at),
            "url": clean(seen.url),
            "final_url": clean(seen.final_url),
            "status": seen.status,
            "media_type": clean(seen.media_type),
            "manifest": artefacts[MANIFEST].digest,
            "depth": seen.depth,
            "browser": seen.browser,
            "settled": seen.settled,
            "resources": seen.resources,
            "resources_missing": seen.resources_missing,
            "signed_in": int(seen.signed_in),
        },
    )
    files = kept_of(db, (entry.digest for entry in artefacts.values() if entry.digest is not None))
    db.executemany(
        "INSERT INTO snapshot_files (snapshot, name, file, media_type, missing, partial)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [(snapshot, name, *_cells(entry, files)) for name, entry in artefacts.items()],
    )
    db.execute("UPDATE visits SET snapshot = ? WHERE id = ?", (snapshot, visit))
    return snapshot


def _cells(entry: Entry, files: Mapping[str, int]) -> tuple[Cell, ...]:
    if entry.digest is not None and entry.digest in files:
        return files[entry.digest], entry.media_type, None, int(entry.partial)
    missing = entry.missing or f"not kept: {entry.size_bytes} bytes of digest {entry.digest}"
    return None, entry.media_type, clean(missing), int(entry.partial)


# --- reading it back -----------------------------------------------------------------------------


def restore(db: sqlite3.Connection, folder: Folder, digest: Digest) -> bytes:
    """Return the bytes of a kept digest.

    Raises:
        Damaged: the file, or its base, does not give them back; or there never was one.
    """
    return restored(folder, digest, base_of(db, digest))


def base_of(db: sqlite3.Connection, digest: Digest) -> Digest | None:
    """Return the keyframe that a kept digest is a patch against, or None where it stands alone.

    Raises:
        Damaged: there never was a file of it.
    """
    row = db.execute(
        "SELECT keyframes.digest FROM files LEFT JOIN files AS keyframes ON keyframes.id = files.base"
        " WHERE files.digest = ?",
        (digest,),
    ).fetchone()
    if row is None:
        raise Damaged(digest, "was never kept")
    return None if row[0] is None else Digest(row[0])


def restored(folder: Folder, digest: Digest, base: Digest | None) -> bytes:
    """Return the bytes of a digest whose base is known.

    Raises:
        Damaged: the file, or its base, does not give them back.
        OutOfReach: one of them is in a bucket that cannot be used now.
    """
    base_content = None if base is None else unpack(folder.read(base), digest=base)
    return unpack(folder.read(digest), digest=digest, base_content=base_content)


def restore_capture(db: sqlite3.Connection, folder: Folder, manifest: bytes) -> Capture:
    """Return the whole capture of a manifest, with every body that was kept.

    Raises:
        Damaged: a file does not give its bytes back.
    """

    def load(digest: Digest) -> bytes | None:
        return restore(db, folder, digest) if kept_of(db, [digest]) else None

    return read_manifest(manifest, load)
