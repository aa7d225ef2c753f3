"""A capture as it is handed out to other programs."""

from __future__ import annotations

from dataclasses import dataclass

from archiver.model.capture import Capture, Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A capture at rest, of which article it is, and what was read in it."""

    snapshot: int
    article: str  # address
    manifest: Digest  # stands for the whole capture
    capture: Capture
    headline: str | None  # None: nothing was read in it
    text: str | None
