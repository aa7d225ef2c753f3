"""Proofs of OpenTimestamps, taken apart and put together by the reference library; it is the extra `ots`.

A proof says how the digest of a checkpoint was hashed, step by step, with digests of others: up to a number
that a calendar promised to bring into a block of Bitcoin, or up to the Merkle root of that block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation
from opentimestamps.core.op import OpSHA256
from opentimestamps.core.serialize import (
    BytesDeserializationContext,
    BytesSerializationContext,
    DeserializationError,
)
from opentimestamps.core.timestamp import DetachedTimestampFile, Timestamp

MOST_ANSWER = 10_000
"""Bytes of a calendar's answer. Source: the reference client takes no more."""

ROOT_BYTES = 32
"""Of the Merkle root of a block. Source: the protocol of Bitcoin."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What a calendar is asked for later."""

    calendar: str  # its address
    commitment: bytes  # that it promised to bring into a block


@dataclass(frozen=True, slots=True)
class Block:
    """Where a proof ends, if it is complete."""

    height: int
    root: str  # the Merkle root that the block's header must have, in hexadecimal as block explorers show it


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a proof says."""

    promises: tuple[Promise, ...]
    blocks: tuple[Block, ...]  # the lowest first


def begun(digest: bytes, answer: bytes) -> bytes:
    """Return the proof that a calendar's first answer makes, as the reference client keeps it.

    Args:
        digest: SHA-256 of what is stamped.
        answer: of the calendar.

    Raises:
        ValueError: the answer is no proof.
    """
    return _file(_parsed(answer, digest))


def completed(proof: bytes, digest: bytes, promise: Promise, answer: bytes) -> bytes:
    """Return a proof with what the calendar told later.

    Args:
        proof: as it was.
        digest: SHA-256 of what is stamped.
        promise: of that proof.
        answer: of the calendar, asked for the promise.

    Raises:
        ValueError: either is no proof.
    """
    whole, more = _opened(proof, digest), _parsed(answer, promise.commitment)
    for stamp in _stamps(whole):
        if stamp.msg == promise.commitment:
            stamp.merge(more)
    return _file(whole)


def read(proof: bytes, digest: bytes) -> Proof:
    """Return what a proof says; whether a block has that root only its header can tell.

    Raises:
        ValueError: it is none, is of something else, or names neither a calendar nor a block.
    """
    return _said(_opened(proof, digest))


def _said(whole: Timestamp) -> Proof:
    found = list(whole.all_attestations())
    promises = tuple(
        Promise(one.uri, bytes(msg)) for msg, one in found if isinstance(one, PendingAttestation)
    )
    blocks = tuple(
        Block(one.height, bytes(reversed(msg)).hex())
        for msg, one in found
        if isinstance(one, BitcoinBlockHeaderAttestation) and len(msg) == ROOT_BYTES
    )
    if not (promises or blocks):
        raise ValueError("it names neither a calendar nor a block of Bitcoin")
    return Proof(promises=promises, blocks=tuple(sorted(blocks, key=lambda one: one.height)))


def _parsed(answer: bytes, digest: bytes) -> Timestamp:
    if len(answer) > MOST_ANSWER:
        raise ValueError(f"it has more than {MOST_ANSWER} bytes")
    try:
        context = BytesDeserializationContext(answer)
        stamp = Timestamp.deserialize(context, digest)
        context.assert_eof()
    except DeserializationError as error:
        raise ValueError(f"it is no proof of OpenTimestamps: {error}") from error
    _said(stamp)
    return stamp


def _opened(proof: bytes, digest: bytes) -> Timestamp:
    try:
        detached = DetachedTimestampFile.deserialize(BytesDeserializationContext(proof))
    except DeserializationError as error:
        raise ValueError(f"it is no proof of OpenTimestamps: {error}") from error
    if not isinstance(detached.file_hash_op, OpSHA256) or detached.file_digest != digest:
        raise ValueError("the proof is of another checkpoint")
    return detached.timestamp


def _file(stamp: Timestamp) -> bytes:
    context = BytesSerializationContext()
    DetachedTimestampFile(OpSHA256(), stamp).serialize(context)
    return bytes(context.getbytes())


def _stamps(stamp: Timestamp) -> Iterator[Timestamp]:
    yield stamp
    for below in stamp.ops.values():
        yield from _stamps(below)
