"""Entries of the ledger: one line of canonical JSON each, the same for ever once it is written.

Canonical is as in RFC 8785: keys in order, no white space, UTF-8. docs/evidence.md says what each key means;
what is once written under a `format` is never spelt otherwise. Lines hold no words of a page, so that the
ledger can be published.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Protocol

VISIT, BEGUN, KEY = "archiver-visit/1", "archiver-begun/1", "archiver-key/1"
RESTORED = "archiver-restored/1"
"""What lines are, as their `format` says."""

CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, check_circular=False, separators=(",", ":"))


def line(told: Mapping[str, str | int | None]) -> bytes:
    """Return the canonical line of what is told."""
    return CANONICAL.encode(told).encode()


class Row(Protocol):
    """The row of a visit, as SQLite gives it, with the `url` of its article, and whether it was `kept`."""

    def __getitem__(self, name: str, /) -> Any:
        """Return a column."""
        ...


def visit_line(row: Row, *, before: int | None, logged_at: str) -> bytes:
    """Return the entry of a visit.

    Args:
        row: of the visit.
        before: the entry before it of the same article; None: it is the first.
        logged_at: when it came into the ledger.
    """
    reason = row["reason"]
    return line(
        {
            "address": row["url"],
            "attempt": row["attempt"],
            "before": before,
            "depth": row["depth"],
            "dom": row["dom_digest"],
            "dom_bytes": row["dom_bytes"],
            "doubt": row["doubt"],
            "format": VISIT,
            "kept": row["kept"],
            "logged": logged_at,
            "manifest": row["capture"],
            "outcome": row["outcome"],
            "page_kind": row["page_kind"],
            "plain": row["plain"],
            "purpose": row["purpose"],
            "reason_sha256": None if reason is None else sha256(str(reason).encode()).hexdigest(),
            "response": row["response_digest"],
            "response_bytes": row["response_bytes"],
            "started": row["started_at"],
            "status": row["status"],
            "took_ms": row["took_ms"],
            "visit": row["id"],
        }
    )


def begun_line(*, origin: str, visits: int, logged_at: str) -> bytes:
    """Return the first entry: what the ledger is called, and how many visits were made before it began."""
    return line({"format": BEGUN, "logged": logged_at, "origin": origin, "visits_before": visits})


def restored_line(*, entries: int, logged_at: str) -> bytes:
    """Return the entry that says that the ledger goes on from a copy, and how many entries that had."""
    return line({"format": RESTORED, "copied": entries, "logged": logged_at})


def key_text(*, key: str, logged_at: str) -> bytes:
    """Return what the key before signs, so that another takes its place."""
    return line({"format": KEY, "key": key, "logged": logged_at})


def key_line(*, key: str, logged_at: str, signature: str | None) -> bytes:
    """Return the entry that names the key by which checkpoints are signed from now on.

    Args:
        key: in the form of C2SP signed notes.
        logged_at: when it came into the ledger.
        signature: of the key before over `key_text`, base64; None: there was none, or it was lost.
    """
    return line({"format": KEY, "key": key, "logged": logged_at, "signature": signature})
