"""What is handed to a stranger: entries, and the proofs that they are in what was signed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """An entry, and the hashes that lead from it to the root (RFC 9162 section 2.1.3)."""

    entry: int
    line: bytes
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A checkpoint, and the hashes that show that a later one goes on from it (RFC 9162 section 2.1.4)."""

    note: str
    path: tuple[bytes, ...]
    given: bool = False  # by the reader, who has it from elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """What the ledger says of some visits."""

    note: str  # the newest checkpoint, that all proofs lead to
    keys: tuple[Proof, ...]  # entries of the keys that sign
    visits: tuple[Proof, ...]  # in the order in which they were asked for
    earlier: tuple[Earlier, ...]
