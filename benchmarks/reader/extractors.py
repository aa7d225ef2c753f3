"""What reads the cases: the program's own reader, and the peers, whose outcomes can be kept."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from pathlib import Path

from archiver.normalize.body.weighing import Weights
from benchmarks.peers import Outcome, Peer

Extractor = Callable[[str | bytes, str], Outcome]


def ours(html: str | bytes, url: str, weights: Weights | None = None) -> Outcome:
    """Read with the program's own reader, and with other weights than its own where some are given."""
    from archiver.normalize.reader import observe

    reading = observe(html, url, weights=weights).reading
    return Outcome(
        headline=reading.headline,
        dek=reading.dek,
        bylines=reading.bylines,
        published=reading.published_at,
        published_on=reading.published_on,
        blocks=tuple(block.text for block in reading.blocks),
        doubtful=reading.signals.is_doubtful,
    )


class Kept:
    """Outcomes of peers in a file of one's own: they only change with a peer's release.

    The file is a pickle; never give one that somebody else made.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._outcomes: dict[str, Outcome] = pickle.loads(path.read_bytes()) if path.exists() else {}
        self._size = len(self._outcomes)

    def over(self, name: str, peer: Peer) -> Extractor:
        """Return the peer, asked only about pages it has not read yet."""

        def extract(html: str | bytes, url: str) -> Outcome:
            page = html.encode("utf-8", "replace") if isinstance(html, str) else html
            asked = hashlib.blake2b(page + url.encode(), digest_size=16, key=name.encode()).hexdigest()
            if asked not in self._outcomes:
                self._outcomes[asked] = peer(html, url)
            return self._outcomes[asked]

        return extract

    def save(self) -> None:
        """Write what is new."""
        if len(self._outcomes) > self._size:
            self._path.write_bytes(pickle.dumps(self._outcomes))
