"""A second way to the same trees and proofs, by the words of RFC 9162.

It shares nothing with the program's own: it is given whole lists of entries, and checks proofs
by the algorithms for verifiers (2.1.3.2 and 2.1.4.2).
"""

from __future__ import annotations

import hashlib


def h(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def mth(lines: list[bytes]) -> bytes:
    """Return the Merkle Tree Hash of entries (2.1.1)."""
    if not lines:
        return h(b"")
    if len(lines) == 1:
        return h(b"\x00" + lines[0])
    k = 1
    while k * 2 < len(lines):
        k *= 2
    return h(b"\x01" + mth(lines[:k]) + mth(lines[k:]))


def included(line: bytes, place: int, size: int, proof: list[bytes], root: bytes) -> bool:
    """Tell whether a proof shows that an entry is at its place (2.1.3.2)."""
    if place >= size:
        return False
    fn, sn, r = place, size - 1, h(b"\x00" + line)
    for p in proof:
        if sn == 0:
            return False
        if fn % 2 == 1 or fn == sn:
            r = h(b"\x01" + p + r)
            while fn % 2 == 0 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = h(b"\x01" + r + p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def consistent(first: int, second: int, one: bytes, two: bytes, proof: list[bytes]) -> bool:
    """Tell whether a proof shows that one tree begins the other (2.1.4.2)."""
    if first == second:
        return not proof and one == two
    if not proof:
        return False
    path = [one, *proof] if first & (first - 1) == 0 else list(proof)
    fn, sn = first - 1, second - 1
    while fn % 2 == 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn % 2 == 1 or fn == sn:
            fr, sr = h(b"\x01" + c + fr), h(b"\x01" + c + sr)
            while fn % 2 == 0 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = h(b"\x01" + sr + c)
        fn, sn = fn >> 1, sn >> 1
    return fr == one and sr == two and sn == 0
