"""A redesign that renames every class: is the article read the same?"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable

from archiver.normalize.page.zones import EMBED_CLASS
from benchmarks.reader.cases import NOWHERE, Case, markup

NAMED = re.compile(r"""(\sclass=)("[^"]*"|'[^']*')""")


def redesigned(html: str) -> str:
    """Return the page with every name of a class replaced by another, the same one everywhere.

    What stands for a post keeps its classes: they are the network's, whose script looks for them.
    """

    def renamed(found: re.Match[str]) -> str:
        if EMBED_CLASS.search(found[2][1:-1]):
            return found[0]
        names = (hashlib.blake2b(name.encode(), digest_size=4).hexdigest() for name in found[2][1:-1].split())
        return f'{found[1]}"{" ".join(f"x{name}" for name in names)}"'

    return NAMED.sub(renamed, html)


def report_redesign(found: Iterable[Case]) -> None:
    """Print how many pages read the same after a redesign, by corpus."""
    from archiver.diff.fingerprint import fingerprint
    from archiver.normalize.reader import read

    counts: dict[str, Counter[bool]] = {}
    for case in found:
        if isinstance(html := markup(case), str):
            before, after = (
                fingerprint(read(page, case["url"] or NOWHERE)) for page in (html, redesigned(html))
            )
            counts.setdefault(case["corpus"], Counter())[before == after] += 1
    for name, count in counts.items():
        print(f"{name}: {count[True]} of {count.total()} pages read the same when every class is renamed")
