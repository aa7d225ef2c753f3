"""What a bundle is made of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from archiver.ledger.proofs import Proof, Proven
from archiver.model.capture import Capture
from archiver.model.revision import Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A visit that saw the text on one side, as its entry in the ledger tells, and what it brought home."""

    side: str  # "old" or "new"
    role: str  # for people: "the old text, last seen"
    visit: int
    started_at: datetime  # UTC
    proof: Proof
    manifest: bytes | None  # None: it left no files
    capture: Capture | None

    @property
    def folder(self) -> str | None:
        """Where its files are in the bundle."""
        return None if self.manifest is None else f"captures/visit-{self.visit}"

    @property
    def digests(self) -> tuple[tuple[str, str], ...]:
        """SHA-256 digests that its entry tells, with what they are of."""
        told = json.loads(self.proof.line)
        named = (("Response", "response"), ("DOM", "dom"), ("Manifest", "manifest"))
        return tuple((name, told[key]) for name, key in named if told[key] is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """What somebody outside said of a checkpoint that is proven here."""

    witness: str
    size: int  # entries of the checkpoint
    note: str  # the checkpoint
    files: Mapping[str, bytes]  # what was said, by the ending of its file

    @property
    def folder(self) -> str:
        """Where its files are in the bundle."""
        return f"ledger/witnessed/{self.size}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """All that is said about one edit, or about the step between any two revisions."""

    comparison: Comparison
    not_before: datetime  # UTC; the last sight of the old text
    not_after: datetime  # UTC; the first sight of the new
    shown: str  # the diff, as an escaped HTML fragment
    told: Mapping[str, object]  # the diff, as JSON
    sights: tuple[Sight, ...]  # oldest first
    proven: Proven
    vouched: tuple[Vouched, ...]  # oldest first
    made_at: datetime  # UTC

    @property
    def key(self) -> str:
        """The public key that signs the ledger, as C2SP signed notes have it."""
        return str(json.loads(self.proven.keys[-1].line)["key"])
