"""Merkle trees over the entries of a ledger: hashes, roots, proofs.

A tree is asked for by its size and by a `Node`: a function that knows the hashes of whole subtrees. So it
does not matter here where hashes are kept.

Source: RFC 6962 section 2.1; RFC 9162 section 2.1 says the same of roots and proofs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256

Node = Callable[[int, int], bytes]
"""Gives the hash of the `index`-th subtree of `2 ** level` entries, all there: `node(level, index)`."""


def leaf_hash(line: bytes) -> bytes:
    """Return the hash of an entry."""
    return sha256(b"\x00" + line).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of what two subtrees make together."""
    return sha256(b"\x01" + left + right).digest()


def root(size: int, node: Node) -> bytes:
    """Return the root of the tree of the first `size` entries."""
    return _span(0, size, node) if size else sha256(b"").digest()


def inclusion(entry: int, size: int, node: Node) -> tuple[bytes, ...]:
    """Return the proof that an entry is in the tree of the first `size` entries, the lowest hash first.

    Raises:
        ValueError: it is not.
    """
    if not 0 <= entry < size:
        raise ValueError(f"entry {entry} is not among the first {size}")
    return tuple(_path(entry, 0, size, node))


def consistency(old: int, new: int, node: Node) -> tuple[bytes, ...]:
    """Return the proof that the tree of `new` entries begins with that of `old`, the lowest hash first.

    Raises:
        ValueError: there are more old entries than new ones, or none.
    """
    if not 0 < old <= new:
        raise ValueError(f"{old} entries do not begin {new}")
    return tuple(_subproof(old, 0, new, node, whole=True))


class Growing:
    """A tree that entries are added to, of which only the root is kept."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []  # hashes of the whole subtrees, the largest first

    def add(self, leaf: bytes) -> list[bytes]:
        """Add the hash of the next entry; return the hashes of the whole subtrees that it ends, by level."""
        self.size += 1
        ended = [leaf]
        for _ in range((self.size & -self.size).bit_length() - 1):
            ended.append(node_hash(self._peaks.pop(), ended[-1]))
        self._peaks.append(ended[-1])
        return ended

    def root(self) -> bytes:
        """Return the root of all entries so far."""
        if not self._peaks:
            return sha256(b"").digest()
        found = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            found = node_hash(peak, found)
        return found


def fold(hashes: list[bytes]) -> bytes:
    """Return the hash of a whole subtree, from the hashes one or more levels below."""
    while len(hashes) > 1:
        hashes = [node_hash(*hashes[place : place + 2]) for place in range(0, len(hashes), 2)]
    return hashes[0]


def _span(start: int, end: int, node: Node) -> bytes:
    """Return the hash of the entries from `start` to before `end`; spans are those of the proofs below."""
    count = end - start
    level = count.bit_length() - 1
    if count == 1 << level:
        return node(level, start >> level)
    middle = start + _split(count)
    return node_hash(_span(start, middle, node), _span(middle, end, node))


def _split(count: int) -> int:
    """Return the largest power of two below a count of at least two."""
    return 1 << ((count - 1).bit_length() - 1)


def _path(entry: int, start: int, end: int, node: Node) -> Iterator[bytes]:
    if end - start == 1:
        return
    middle = start + _split(end - start)
    if entry < middle:
        yield from _path(entry, start, middle, node)
        yield _span(middle, end, node)
    else:
        yield from _path(entry, middle, end, node)
        yield _span(start, middle, node)


def _subproof(old: int, start: int, end: int, node: Node, *, whole: bool) -> Iterator[bytes]:
    """Yield what proves the first `old` entries of a span; `whole`: they are a tree whose root is known."""
    if old == end - start:
        if not whole:
            yield _span(start, end, node)
        return
    half = _split(end - start)
    if old <= half:
        yield from _subproof(old, start, start + half, node, whole=whole)
        yield _span(start + half, end, node)
    else:
        yield from _subproof(old - half, start + half, end, node, whole=False)
        yield _span(start, start + half, node)
