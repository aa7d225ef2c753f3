"""Time stamps of an authority over a checkpoint (RFC 3161): that it existed at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Self

import certifi
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from archiver.errors import CaptureError, WitnessError
from archiver.witness.witnessing import Asked, Files, Said, Surroundings, Witness

STAMP, ROOTS = ".tsr", ".pem"
"""Endings of the two files: the authority's answer, and the certificates that it is traced back to."""

GRANTED = 0  # status of an answer that holds a stamp. Source: RFC 3161 section 2.4.2

QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"
"""Media types. Source: RFC 3161 section 3.4."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority(Witness):
    """Options: `url`; `certificates`, a file in the home."""

    name: str
    url: str
    roots: tuple[x509.Certificate, ...]
    surroundings: Surroundings

    @classmethod
    def open(cls, name: str, options: Mapping[str, str], surroundings: Surroundings) -> Self:
        """Read the options; nothing is asked.

        Raises:
            ValueError: there is no address, or the certificates cannot be read.
        """
        if "url" not in options:
            raise ValueError("it needs a url")
        told = options.get("certificates")
        path = Path(certifi.where()) if told is None else surroundings.home / told
        try:
            roots = x509.load_pem_x509_certificates(path.read_bytes())
        except OSError as error:
            raise ValueError(f"certificates: {path}: {error.strerror or error}") from error
        except ValueError as error:
            raise ValueError(f"certificates: {path} holds none (PEM)") from error
        return cls(name=name, url=options["url"], roots=tuple(roots), surroundings=surroundings)

    def attest(self, asked: Asked) -> Files:
        """Have a checkpoint stamped.

        Raises:
            WitnessError: no answer, no stamp, or none that can be traced back to the certificates.
        """
        note = asked.note.encode()
        request = TimestampRequestBuilder().data(note).hash_algorithm(HashAlgorithm.SHA256).build()
        try:
            answer = self.surroundings.fetcher().post(self.url, request.as_bytes(), media_type=QUERY)
        except CaptureError as error:
            raise WitnessError(self.name, str(error)) from error
        if answer.status != 200:
            raise WitnessError(self.name, f"{self.url} answered {answer.status}")
        try:
            stamp = _decoded(answer.content)
            with _no_panic():
                anchors = tuple(_anchors(stamp, self.roots))
            _time_of(stamp, note, anchors, nonce=request.nonce)
        except ValueError as error:
            raise WitnessError(self.name, str(error)) from error
        return {STAMP: answer.content, ROOTS: b"".join(one.public_bytes(Encoding.PEM) for one in anchors)}


def check(note: str, files: Files) -> Said:
    """Return when a checkpoint was stamped, by the certificates that are kept beside the stamp.

    Raises:
        ValueError: it does not hold.
    """
    with _no_panic():
        roots = x509.load_pem_x509_certificates(files.get(ROOTS, b""))
        names = [one.subject.rfc4514_string() for one in roots]  # the first that reads them to their end
    stamp = _decoded(files[STAMP])
    moment = _time_of(stamp, note.encode(), roots)
    return Said(at=moment, by=", ".join(names))


def _decoded(content: bytes) -> TimeStampResponse:
    try:
        with _no_panic():
            stamp = decode_timestamp_response(content)
        if stamp.status != GRANTED:
            raise ValueError("; ".join(stamp.status_string) or f"no stamp was granted, status {stamp.status}")
        _ = stamp.tst_info
    except ValueError as error:
        raise ValueError(f"it is no time stamp: {error}") from error
    return stamp


@contextmanager
def _no_panic() -> Iterator[None]:
    """Make a `ValueError` of what else a stranger's bytes may bring on, a panic of Rust among it."""
    try:
        yield
    except x509.InvalidVersion as error:
        raise ValueError(str(error)) from error
    except (Exception, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as panic:
        raise ValueError(f"it cannot be read: {str(panic)[:200]}") from panic


def _time_of(
    stamp: TimeStampResponse, note: bytes, roots: Iterable[x509.Certificate], nonce: int | None = None
) -> datetime:
    trusted = list(roots)
    if not trusted:
        raise ValueError(
            "its certificate cannot be traced back to any that is trusted: name them in `certificates`"
        )
    try:
        with _no_panic():
            VerifierBuilder(roots=trusted, nonce=nonce).build().verify(stamp, sha256(note).digest())
    except VerificationError as error:
        raise ValueError(str(error)) from error
    return stamp.tst_info.gen_time


def _anchors(stamp: TimeStampResponse, roots: Iterable[x509.Certificate]) -> Iterable[x509.Certificate]:
    """Yield those of the certificates that stand behind the ones in a stamp, or are among them."""
    inside = [x509.load_der_x509_certificate(one) for one in stamp.signed_data.certificates]
    wanted = {one.issuer for one in inside} | {one.subject for one in inside}
    return (one for one in roots if one.subject in wanted)
