"""Taking in what others captured."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from archiver.archive.opening import Opened
from archiver.errors import UnknownSource, UsageError
from archiver.frontier.scope import in_scope
from archiver.model.article import Source
from archiver.model.imported import NAME, LeftOut, collection_name
from archiver.model.revision import Visit
from archiver.model.urls import canonical_url, host_of, web_address

if TYPE_CHECKING:  # what takes files apart is imported where that begins
    from archiver.fetch import Response
    from archiver.imports.found import Found

FILES = "files"
"""Name of the collection that files come into where none is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finds:
    """What was found in archives of others."""

    captures: Sequence[Found]  # oldest first
    left_out: Sequence[LeftOut]  # what is broken
    collection: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which articles to take in."""

    urls: frozenset[str]  # in canonical spelling; none: all
    source: Source | None  # None: of any, and of none

    def __call__(self, url: str) -> bool:
        """Tell whether the article of an address is one of these."""
        spelt = web_address(url)
        if spelt is None:
            return True  # told as broken, and not left out silently
        return (not self.urls or spelt in self.urls) and (self.source is None or in_scope(spelt, self.source))


def _named(collection: str) -> str:
    """Return the name of a collection.

    Raises:
        UsageError: it is none.
    """
    if not NAME.fullmatch(collection):
        raise UsageError(f"{collection!r} is no name of a collection: a-z, 0-9, dots and hyphens make one")
    return collection


class Importing(Opened):
    """What brings histories in that others captured."""

    def look_into(
        self,
        paths: Sequence[str],
        *,
        collection: str = FILES,
        source: str | None = None,
        urls: Sequence[str] = (),
    ) -> Finds:
        """Return what is found in files of others; nothing is taken in yet.

        Args:
            paths: of the files.
            collection: name of the collection they come into.
            source: only articles of this source, as its declaration says.
            urls: only these articles; none: all.

        Raises:
            UsageError: a file is not there, or of no kind that can be read; a name or address is none.
            UnknownSource: no source of that name is declared.
            OSError: a file cannot be read.
        """
        from archiver.imports import IMPORTERS, importer_of
        from archiver.orchestration.importing import in_order

        _named(collection)
        known = []
        for path in map(Path, paths):
            importer = importer_of(path)
            if importer is None:
                kinds = ", ".join(one.about for one in IMPORTERS)
                raise UsageError(
                    f"{path} is {'nothing' if path.exists() else 'not there, or nothing'} that"
                    f" can be imported; these can: {kinds}"
                )
            known.append(partial(importer.find, path, collection))
        captures, broken = in_order(one for find in known for one in find())
        wanted = self._wanted(source, urls)
        chosen = [one for one in captures if wanted(one.article or one.url)]
        return Finds(captures=chosen, left_out=broken, collection=collection)

    def look_into_memento(
        self, timemap: str, url: str, *, collection: str | None = None, resources: bool = False
    ) -> Finds:
        """Return what an archive on the web has of an article; each capture is asked for when its turn comes.

        Args:
            timemap: address of its list of mementos, or what comes before the article's address in that.
            url: of the article.
            collection: that they come into; None: one that is named after the archive's host.
            resources: ask for the pictures, styles, scripts and fonts of each as well.

        Raises:
            UsageError: a name or address is none.
            CaptureError: the archive may not be asked, does not answer, or not with a list.
        """
        from archiver.imports.memento import find
        from archiver.orchestration.importing import in_order

        spelt, name = canonical_url(url), collection or collection_name(host_of(timemap))
        found = find(timemap, spelt, self._asking(), _named(name), resources=resources)
        captures, broken = in_order(found)
        return Finds(captures=captures, left_out=broken, collection=name)

    def _asking(self) -> Callable[[str], Response]:
        """Return what asks archives: as polite as with any host, and through the guard."""
        wiring = self._declared.wiring

        def get(url: str) -> Response:
            refused = wiring.permission.refusal_of(url)
            if refused is not None:
                raise refused
            try:
                return wiring.fetcher.get(url)
            finally:
                self.pacing.keep(self.store, at_once=False)

        return get

    def import_(self, finds: Finds) -> Generator[Visit | LeftOut]:
        """Take in what was found, oldest first; each capture is recorded before the next is looked at."""
        from archiver.orchestration.importing import Importing as Taking

        taking = Taking(store=self.store, config=self.config, collection=finds.collection, now=self.now)
        yield from finds.left_out
        try:
            yield from map(taking.take, finds.captures)
        finally:
            self.sign()

    def _wanted(self, source: str | None, urls: Sequence[str]) -> Wanted:
        declared = next((one for one in self.config.sources if one.name == source), None)
        if source is not None and declared is None:
            raise UnknownSource(source, known=tuple(one.name for one in self.config.sources))
        return Wanted(urls=frozenset(map(canonical_url, urls)), source=declared)
