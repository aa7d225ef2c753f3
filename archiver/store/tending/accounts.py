"""Rows and journal against manifests: what was written down of a capture, twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from archiver.errors import Unreadable
from archiver.model.manifest import MANIFEST, Outline, outline, read_manifest, took_of, watched_of
from archiver.store import rows
from archiver.store.evidence import journal
from archiver.store.evidence.blobs import Folder
from archiver.store.evidence.captures import kept_of, refusals_of
from archiver.store.evidence.last_sights import last_content


def check_snapshot(db: sqlite3.Connection, manifest: bytes, row: sqlite3.Row) -> Iterator[str]:
    """Yield what rows say otherwise than the manifest of a snapshot."""
    try:
        seen = outline(manifest)
    except Unreadable:  # told elsewhere
        return
    told = {name: row[name] for name in _snapshot_cells(seen)}
    for name in _differing(told, _snapshot_cells(seen)):
        yield f"snapshot {row['id']}: its {name} is not that of its manifest"
    yield from _check_artefacts(db, row["id"], seen)
    yield from _check_visit(db, row["visit"], manifest)


def check_last_sight(db: sqlite3.Connection, folder: Folder, row: sqlite3.Row) -> Iterator[str]:
    """Yield what the row of a visit says otherwise than the manifest of a last sight."""
    if row["name"] == MANIFEST:
        with suppress(Unreadable):  # told elsewhere
            yield from _check_visit(db, row["visit"], last_content(db, folder, row))


def check_journal(db: sqlite3.Connection, folder: Folder, written: int) -> Iterator[str]:
    """Yield what the journal's first lines say otherwise than the rows, since this database began.

    Args:
        db: the rows.
        folder: of the evidence.
        written: how many lines there were before; later ones may be of visits that came since.
    """
    begun = 0
    for number, line in enumerate(islice(journal.lines(folder), written)):
        begun = number + 1 if line.outcome == journal.BEGUN else begun
    for number, line in enumerate(islice(journal.lines(folder), written)):
        if number >= begun:
            row = db.execute(
                "SELECT visits.*, url FROM visits JOIN articles ON articles.id = article WHERE visits.id = ?",
                (line.visit,),
            ).fetchone()
            if row is None:
                yield f"the journal tells of visit {line.visit} of {line.article}, which is not there"
                continue
            told: dict[str, rows.Cell] = {
                "capture": line.capture,
                "url": line.article,
                "started_at": rows.instant(line.at),
                "purpose": line.purpose,
                "attempt": line.attempt,
            }
            if row["outcome"] != "returned":  # the line has what its text said
                told |= {"outcome": line.outcome, "reason": line.reason}
            for name in _differing({key: row[key] for key in told}, told):
                yield f"visit {line.visit}: its {name} is not that of the journal"


def _check_visit(db: sqlite3.Connection, visit: int, manifest: bytes) -> Iterator[str]:
    row = db.execute(
        "SELECT visits.*, url, added_at FROM visits JOIN articles ON articles.id = article"
        " WHERE visits.id = ?",
        (visit,),
    ).fetchone()
    if row is None:
        return  # told by SQLite's own check
    seen, watched = outline(manifest), watched_of(manifest)
    told: dict[str, rows.Cell] = {
        "started_at": rows.instant(seen.captured_at),
        "status": seen.status,
        "depth": seen.depth,
        "took_ms": round(took_of(manifest).total_seconds() * 1000),
    }
    for name in ("response", "dom"):
        entry = seen.artefacts.get(name)
        told[f"{name}_digest"] = entry.digest if entry else None
        told[f"{name}_bytes"] = entry.size_bytes if entry else None
    if watched.url is not None and watched.added_at is not None:
        told |= {"url": watched.url, "added_at": rows.instant(watched.added_at)}
    if told.get("url") != row["url"] and _leads_to(db, told.get("url"), row["article"]):
        del told["url"]
    for name in _differing({key: row[key] for key in told}, told):
        subject = f"article {row['article']}" if name in ("url", "added_at") else f"visit {visit}"
        yield f"{subject}: its {name} is not that of the manifest"
    refused = db.execute("SELECT host, port, reason, times, first_at FROM refusals WHERE visit = ?", (visit,))
    if {tuple(one) for one in refused} != set(refusals_of(read_manifest(manifest, lambda _: None))):
        yield f"visit {visit}: its refusals are not those of the manifest"


def _leads_to(db: sqlite3.Connection, url: rows.Cell, article: int) -> bool:
    row = db.execute("SELECT 1 FROM aliases WHERE url = ? AND article = ?", (url, article)).fetchone()
    return row is not None


def _check_artefacts(db: sqlite3.Connection, snapshot: int, seen: Outline) -> Iterator[str]:
    told = {
        row["name"]: (row["digest"], row["media_type"], row["partial"])
        for row in db.execute(
            "SELECT snapshot_files.*, digest FROM snapshot_files LEFT JOIN files ON files.id = file"
            " WHERE snapshot = ?",
            (snapshot,),
        )
    }
    for name, entry in seen.artefacts.items():
        kept = entry.digest if entry.digest is not None and kept_of(db, [entry.digest]) else None
        if told.get(name) != (kept, entry.media_type, int(entry.partial)):
            yield f"snapshot {snapshot}: its {name} is not that of its manifest"
    for name in told.keys() - seen.artefacts.keys():
        yield f"snapshot {snapshot}: its manifest knows of no {name}"


def _snapshot_cells(seen: Outline) -> dict[str, rows.Cell]:
    return {
        "captured_at": rows.instant(seen.captured_at),
        "url": rows.clean(seen.url),
        "final_url": rows.clean(seen.final_url),
        "status": seen.status,
        "media_type": rows.clean(seen.media_type),
        "depth": seen.depth,
        "browser": seen.browser,
        "settled": seen.settled,
        "resources": seen.resources,
        "resources_missing": seen.resources_missing,
    }


def _differing(told: dict[str, rows.Cell], right: dict[str, rows.Cell]) -> Iterator[str]:
    yield from (name for name, value in right.items() if told[name] != value)
