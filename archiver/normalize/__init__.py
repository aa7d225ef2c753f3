"""Read the article out of a page: bytes in, `Reading` out; no network, no files.

Numbers that name no source were set on the pages that the reader is tuned on (docs/decisions/0004-reading.md)
and stay while `benchmarks.reader` and `benchmarks.watch` get no worse; none was measured alone.
"""

from __future__ import annotations

from archiver.callables import make_callable
from archiver.model.reading import Reading


def normalize(html: bytes | str, url: str) -> Reading:
    """Return the article as the generic reader understands the page.

    Args:
        html: the page; bytes are decoded as browsers do (BOM, declared charset, guess).
        url: where it was found; relative addresses are resolved against it.

    Raises:
        ReadError: the page is too deep or too large to be read in bounded time and memory.
    """
    from archiver.normalize.reader import read  # late: bs4 and lxml cost 0.1 s at start

    return read(html, url)


make_callable(normalize)
