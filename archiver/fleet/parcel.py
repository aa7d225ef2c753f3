"""A capture as it travels: its manifest and each body once, compressed together, checked on arrival."""

from __future__ import annotations

import json
import struct

import zstandard

from archiver.errors import Damaged
from archiver.model.capture import Capture, Digest, digest_of
from archiver.model.manifest import artefacts_of, digests_of, read_manifest, write_manifest

PARCEL_LEVEL = 3
"""zstd level: its default. What is kept is compressed anew, against what the archive has of the article."""

SIZES = struct.Struct("<I")
"""Length of the list of sizes, which comes first."""

MOST_UNPACKED = 2**30
"""Of an unpacked parcel; a visit brings a sixteenth of that by default, DOM and MHTML apart."""


def pack(capture: Capture) -> bytes:
    """Return a capture as one piece of bytes."""
    manifest = write_manifest(capture)
    bodies = [*artefacts_of(capture).values(), *(resource.body for resource in capture.resources)]
    contents = {digest_of(body.content): body.content for body in bodies if body.content is not None}
    sizes = json.dumps([len(manifest), *([digest, len(content)] for digest, content in contents.items())])
    plain = (SIZES.pack(len(sizes)), sizes.encode(), manifest, *contents.values())
    return zstandard.ZstdCompressor(level=PARCEL_LEVEL, write_checksum=True).compress(b"".join(plain))


def unpack(parcel: bytes) -> Capture:
    """Return the capture of a parcel, each body of which has the digest that its manifest names.

    Raises:
        Damaged: it is not what was packed.
    """
    try:
        if zstandard.frame_content_size(parcel) > MOST_UNPACKED:
            raise Damaged(digest_of(parcel), f"unpacks to more than {MOST_UNPACKED} bytes")
        plain = memoryview(zstandard.ZstdDecompressor().decompress(parcel))
        (length,) = SIZES.unpack_from(plain)
        at = SIZES.size + length
        sizes = json.loads(bytes(plain[SIZES.size : at]))
        manifest, at = bytes(plain[at : at + sizes[0]]), at + sizes[0]
        contents: dict[Digest, bytes] = {}
        for digest, size in sizes[1:]:
            contents[digest], at = bytes(plain[at : at + size]), at + size
    except (zstandard.ZstdError, struct.error, ValueError, TypeError, LookupError) as error:
        raise Damaged(digest_of(parcel), f"cannot be unpacked: {error}") from error
    for digest, content in contents.items():
        if digest_of(content) != digest:
            raise Damaged(digest, f"holds other bytes, of digest {digest_of(content)}")
    if set(contents) != set(digests_of(manifest)[1:]):
        raise Damaged(digest_of(manifest), "came without all bodies that it names")
    return read_manifest(manifest, contents.get)
