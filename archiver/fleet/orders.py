"""What travels between the archive and its workers: frozen values, each once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from archiver.config import Capturing
from archiver.errors import CaptureError
from archiver.model.capture import CaptureTask
from archiver.model.manner import Manner
from archiver.normalize.reader import READER
from archiver.version import __version__

PROTOCOL = 1
"""Of this module's values and of `parcel.py`: another number where one side would misread the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What an archive and a worker must have in common: captures of one archive are all made alike."""

    program: str = __version__
    reader: str = READER
    protocol: int = PROTOCOL

    def __str__(self) -> str:
        """Name it as a person would."""
        return f"Archiver {self.program}, reader {self.reader}, protocol {self.protocol}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A visit that a worker is to make, at once: its host's turn has come."""

    asker: str  # topic that questions of this visit are asked under
    task: CaptureTask
    manner: Manner  # without anything that is secret; see `stays_here`
    capturing: Capturing  # as the archive declares it; what is of a machine is the worker's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What came of an order: a parcel, an error of the page, or a trouble of the worker's own."""

    parcel: bytes | None = None
    error: CaptureError | None = None
    trouble: str | None = None  # as in "its disk is full"; another worker may do better
    began_at: datetime  # UTC, by the worker's clock, as is
    ended_at: datetime


def stays_here(manner: Manner) -> bool:
    """Tell whether visits in a manner are made by the archive itself.

    Sessions, headers, logins of proxies and the key that requests are signed with do not travel; a proxy or a
    browser that was declared by its address or path is meant as this machine sees it.
    """
    return any((manner.session, manner.headers, manner.signer, manner.upstream, manner.browser))
