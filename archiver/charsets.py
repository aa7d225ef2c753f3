"""What a label like `iso885915` means, and which bytes are UTF-16 whatever they are called.

Numbers that name no source are chosen; nothing was measured for them alone.
"""

from __future__ import annotations

import codecs

import webencodings

SAMPLE_BYTES = 2_000
"""How much of a text is looked at; pages and feeds begin with markup, which is ASCII."""

SHORTEST = 20
"""Fewer bytes tell nothing."""


def codec_of(label: str | None) -> str | None:
    """Return the codec of Python for a label as browsers understand it, None for one they do not know.

    A label of UTF-16 gives `utf-16-le` or `utf-16-be`. What the standard replaces or leaves to scripts
    (`iso-2022-kr`, `x-user-defined`) is no text: None.

    Source:
        WHATWG Encoding Standard, section 4.2 (names and labels), as `webencodings` has it.
    """
    found = webencodings.lookup(label.strip("\"' ").encode("ascii", "replace").decode()) if label else None
    if found is None or found.name in ("replacement", "x-user-defined"):
        return None
    return "gb18030" if found.name == "gbk" else found.codec_info.name  # section 10.1: one decoder for both


def utf16_of(content: bytes) -> str | None:
    """Return which UTF-16 the bytes are in, by their mark or the zeros in their markup; None for others."""
    for mark, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if content.startswith(mark):
            return codec
    sample = content[:SAMPLE_BYTES]
    if len(sample) < SHORTEST:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if sample[:2] not in (b"<\0", b"\0<") and (even + odd) * 3 <= len(sample):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"
