"""OpenTimestamps: a calendar brings the digest of a checkpoint into a block of Bitcoin, hours later.

A proof names that block, and no time: a header of the block says when. None is asked for here.

Source:
    https://github.com/opentimestamps (the calendar's `/digest` and `/timestamp/`, the form of proofs).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Self

from archiver.errors import CaptureError, WitnessError
from archiver.fetch import Response
from archiver.witness.witnessing import Asked, Files, Said, Surroundings, Witness

try:
    from archiver.witness import proofs
except ModuleNotFoundError:  # the extra is not installed
    proofs = None  # type: ignore[assignment]

PROMISE, COMPLETE = ".ots", ".block"
"""Endings of the two files: the proof as it came first, and the same up to a block of Bitcoin."""

NOT_YET = 404
"""Status of a calendar that has no block yet. Source: the reference calendar."""

MISSING = "needs a library more: pip install 'article-archiver[ots]'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar(Witness):
    """Options: `url`, of a calendar or of a pool of calendars."""

    name: str
    url: str
    surroundings: Surroundings

    @classmethod
    def open(cls, name: str, options: Mapping[str, str], surroundings: Surroundings) -> Self:
        """Read the options; nothing is asked.

        Raises:
            ValueError: there is no address, or the library is not installed.
        """
        if "url" not in options:
            raise ValueError("it needs a url")
        if proofs is None:
            raise ValueError(f"kind 'opentimestamps' {MISSING}")
        return cls(name=name, url=options["url"].rstrip("/"), surroundings=surroundings)

    def attest(self, asked: Asked) -> Files:
        """Have a calendar promise to bring a checkpoint into a block.

        Raises:
            WitnessError: no answer, or none that is a proof.
        """
        digest = _digest(asked.note)
        try:
            answer = self.surroundings.fetcher().post(
                f"{self.url}/digest", digest, media_type="application/octet-stream"
            )
        except CaptureError as error:
            raise WitnessError(self.name, str(error)) from error
        return {PROMISE: self._proof(answer, partial(proofs.begun, digest))}

    def complete(self, note: str, files: Files) -> Files:
        """Ask for the rest of a proof that is only promised; nothing, while there is no block.

        Raises:
            WitnessError: no answer, or none that is a proof.
        """
        digest, proof = _digest(note), files[PROMISE]
        try:
            promises = proofs.read(proof, digest).promises
        except ValueError as error:
            raise WitnessError(self.name, f"{PROMISE}: {error}") from error
        for promise in promises:
            url = f"{promise.calendar.rstrip('/')}/timestamp/{promise.commitment.hex()}"
            try:
                answer = self.surroundings.fetcher().get(url)
            except CaptureError as error:
                raise WitnessError(self.name, str(error)) from error
            if answer.status == NOT_YET:
                continue
            whole = self._proof(answer, partial(proofs.completed, proof, digest, promise))
            if proofs.read(whole, digest).blocks:
                return {COMPLETE: whole}
        return {}

    def _proof(self, answer: Response, of: Callable[[bytes], bytes]) -> bytes:
        """Return the proof that an answer makes."""
        if answer.status != 200:
            raise WitnessError(self.name, f"{answer.url} answered {answer.status}")
        try:
            return of(answer.content)
        except ValueError as error:
            raise WitnessError(self.name, str(error)) from error


def check(note: str, files: Files) -> Said:
    """Return what a proof says; no time, since that stands in the header of the block alone.

    Raises:
        ValueError: it is none, or is of another checkpoint.
    """
    if proofs is None:
        return Said(by=f"it was not checked, which {MISSING}")
    promised = proofs.read(files[PROMISE], _digest(note))
    if COMPLETE not in files:
        return Said(by=f"pending at {', '.join(one.calendar for one in promised.promises)}", is_pending=True)
    whole = proofs.read(files[COMPLETE], _digest(note))
    if not whole.blocks or not set(promised.promises) <= set(whole.promises):
        raise ValueError("its proof is not complete, or not that which was promised")
    lowest = whole.blocks[0]
    return Said(
        by=f"Bitcoin block {lowest.height}; its header says when, if its Merkle root is {lowest.root}"
    )


def _digest(note: str) -> bytes:
    return sha256(note.encode()).digest()
