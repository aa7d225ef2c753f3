"""Cosignatures of a C2SP witness: that the ledger goes on from what that witness saw before, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from archiver.errors import CaptureError, NotANote, WitnessError
from archiver.fetch import Response
from archiver.ledger.cosignatures import asked as body_of
from archiver.ledger.cosignatures import cosigned_at
from archiver.ledger.notes import COSIGNATURE, PublicKey, public_key
from archiver.witness.witnessing import Asked, Files, Said, Surroundings, Witness

NOTE, KEY = ".note", ".key"
"""Endings of the two files: the checkpoint with the cosignature, and the key that it is checked with."""

CONFLICT = 409  # the witness saw another checkpoint last, and says which. Source: C2SP tlog-witness

SIZE_DIGITS = 18  # of a number of entries; more are no answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Cosigner(Witness):
    """Options: `url`, its submission prefix; `key`."""

    name: str
    url: str
    key: PublicKey
    surroundings: Surroundings

    @classmethod
    def open(cls, name: str, options: Mapping[str, str], surroundings: Surroundings) -> Self:
        """Read the options; nothing is asked.

        Raises:
            ValueError: there is no address, or no key.
        """
        if not {"url", "key"} <= set(options):
            raise ValueError("it needs a url and a key")
        try:
            key = public_key(options["key"], COSIGNATURE)
        except NotANote as error:
            raise ValueError(f"key: {error}") from error
        url = f"{options['url'].rstrip('/')}/add-checkpoint"
        return cls(name=name, url=url, key=key, surroundings=surroundings)

    def attest(self, asked: Asked) -> Files:
        """Have a checkpoint cosigned; where the witness saw another one last than is known, ask once more.

        Raises:
            WitnessError: no answer, or no cosignature that holds.
        """
        answer = self._ask(asked, min(asked.seen, asked.size))
        seen = answer.content.decode("ascii", "replace").strip()
        if answer.status == CONFLICT and seen.isdecimal() and len(seen) <= SIZE_DIGITS:
            if int(seen) > asked.size:
                raise WitnessError(self.name, f"it saw {seen} entries, and there are only {asked.size}")
            answer = self._ask(asked, int(seen))
        if answer.status != 200:
            raise WitnessError(self.name, f"{self.url} answered {answer.status}")
        note = asked.note + answer.content.decode("utf-8", "replace")
        try:
            cosigned_at(note, self.key)
        except NotANote as error:
            raise WitnessError(self.name, str(error)) from error
        return {NOTE: note.encode(), KEY: f"{self.key}\n".encode()}

    def _ask(self, asked: Asked, seen: int) -> Response:
        proof = asked.proof(seen) if seen else ()
        try:
            return self.surroundings.fetcher().post(
                self.url, body_of(seen, proof, asked.note), media_type="text/plain; charset=utf-8"
            )
        except CaptureError as error:
            raise WitnessError(self.name, str(error)) from error


def check(note: str, files: Files) -> Said:
    """Return when a checkpoint was cosigned, by the key that is kept beside it.

    Raises:
        ValueError: it does not hold.
    """
    told = files[NOTE].decode("utf-8", "replace")
    if not told.startswith(note):
        raise ValueError("the cosignature is of another checkpoint")
    try:
        key = public_key(files.get(KEY, b"").decode("utf-8", "replace"), COSIGNATURE)
        return Said(at=cosigned_at(told, key), by=str(key))
    except NotANote as error:
        raise ValueError(str(error)) from error
