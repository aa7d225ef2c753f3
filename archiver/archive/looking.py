"""Looking at an archive: articles, revisions, comparisons, the feed of edits and events."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Unpack

from archiver.access import owner_of
from archiver.clocks import ClockState, is_behind
from archiver.config import Config
from archiver.errors import UnknownField, UnknownRevision, UnknownSource, Unreadable, UsageError
from archiver.home import Home
from archiver.model.article import Alias, Article
from archiver.model.as_json import edit_as_dict, event_as_dict
from archiver.model.delivery import ChannelState, Foreseen
from archiver.model.diff import FIELDS
from archiver.model.filters import EditFilter
from archiver.model.ledger import LedgerState, WitnessState
from archiver.model.listing import KeptFile, KeptSnapshot, Listing, SeedListing, SourceListing
from archiver.model.outlet import Outlet
from archiver.model.revision import Comparison, Edit, Event, History, Revision
from archiver.model.search import Hit
from archiver.store import CAME, WENT, Gap, Health, Outage, Room, Silent, Sought, Store, Unknown, last_beat
from archiver.witnessed import Witnessed

REMEMBERED = timedelta(days=30)
"""For how long `status` speaks of gaps and outages that are over; the archive keeps them all."""


class Looking(ABC):
    """What can be asked of an archive without changing it."""

    now: Callable[[], datetime]
    home: Home

    @property
    @abstractmethod
    def looker(self) -> Store:
        """The database and its files, to look at."""

    @property
    @abstractmethod
    def config(self) -> Config:
        """The declaration in force."""

    def articles(self, source: str | None = None) -> tuple[Article, ...]:
        """Return the watched articles."""
        return self.looker.articles(source=source)

    def listings(self, source: str | None = None, *, resting: bool = False) -> Iterator[Listing]:
        """Return the watched articles for a list, with `resting` also those visited only when asked.

        Raises:
            UnknownSource: no source of that name was ever declared.
        """
        return self.looker.listings(source=source, resting=resting)

    def sources(self) -> tuple[SourceListing, ...]:
        """Return the declared sources, and those whose articles are kept though they no longer are."""
        tallies = self.looker.tallies()
        declared = tuple(
            SourceListing(
                name=source.name,
                domain=source.domain,
                declared=True,
                seeds=tuple(self._seed(url) for url in source.seeds),
                articles=tallies.get(source.name, ("", 0, 0))[1],
                watched=tallies.get(source.name, ("", 0, 0))[2],
            )
            for source in self.config.sources
        )
        names = {source.name for source in declared}
        return declared + tuple(
            SourceListing(
                name=name, domain=domain, declared=False, seeds=(), articles=articles, watched=watched
            )
            for name, (domain, articles, watched) in tallies.items()
            if name not in names and articles
        )

    def outlets(self, source: str | None = None) -> tuple[Outlet, ...]:
        """Count what each outlet changes after publication, or one: figures with their intervals.

        Raises:
            UnknownSource: no source of that name was ever declared.
        """
        return self.looker.outlets(self.now(), source)

    def search(
        self,
        *words: str,
        deleted: bool = False,
        source: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 20,
    ) -> tuple[Hit, ...]:
        """Return revisions with which words came into the text of an article, the newest first.

        Args:
            words: each a word, a beginning of words ("flood*"), or several that must follow each other.
            deleted: instead the edits that took them out.
            source: only articles of this source.
            since: first seen at this instant or later.
            until: first seen before it.
            limit: at most so many articles.

        Raises:
            UnknownSource: no source of that name was ever declared.
            UsageError: there is no word among them.
        """
        sought, moved = _sought(*words), WENT if deleted else CAME
        found = self.looker.search(sought, moved=moved, source=source, since=since, until=until, limit=limit)
        return found.hits

    def kept_snapshots(self, article: int | str) -> tuple[KeptSnapshot, ...]:
        """Return what was kept of an article, oldest first.

        Raises:
            UnknownArticle: it is not watched.
        """
        return self.looker.kept_snapshots(self._article(article).id)

    def kept_files(self, *snapshots: int) -> tuple[KeptFile, ...]:
        """Return the artefacts of snapshots, with digest and size or the reason why there is none."""
        return self.looker.kept_files(snapshots)

    def artefact(self, snapshot: int, name: str) -> bytes:
        """Return the bytes of an artefact: "response", "dom", "mhtml", "screenshot" or "manifest".

        Raises:
            UsageError: there is no such snapshot, or it has none of that name.
            Unreadable: the bytes do not come back.
        """
        return self.looker.artefact(snapshot, name)

    def addresses_with(self, part: str, *, limit: int = 50) -> tuple[str, ...]:
        """Return addresses of articles that hold a text, the newest first."""
        return self.looker.addresses_with(part, limit=limit)

    def aliases(self, url: str | None = None) -> tuple[Alias, ...]:
        """Return the other addresses of an article, or of all.

        Raises:
            UnknownArticle: it is not watched.
        """
        return self.looker.aliases(url)

    def revisions(self, article: int | str) -> tuple[Revision, ...]:
        """Return the revisions of an article, given by id or address, oldest first.

        Raises:
            UnknownArticle: it is not watched.
        """
        return self.looker.revisions(self._article(article).id)

    def revision(self, article: int | str, number: int | None = None) -> Revision:
        """Return one revision of an article, the newest if no number is given.

        Raises:
            UnknownArticle: it is not watched.
            UnknownRevision: it has no such revision.
        """
        found = self.revisions(article)
        out = self._ruled_out(article) if number is None else frozenset()
        for revision in reversed(found):
            if number in (None, revision.number) and revision.snapshot not in out:
                return revision
        raise UnknownRevision(str(article), number=number or 1, newest=len(found))

    def left_out(self, revision: Revision) -> tuple[tuple[str, str], ...] | None:
        """Return what of the article's column was not read, each with why; None where that cannot be told.

        It is read again from the evidence, which must be whole, and by the reader that read it then.
        """
        from archiver.orchestration.finding import observed  # late: who looks rarely needs the reader

        try:
            seen = observed(self.looker.capture_of(revision.snapshot))
        except Unreadable:
            return None
        if seen is None or seen.reading.reader != revision.reading.reader:
            return None
        return tuple((line.text, why) for line, why in seen.left_out)

    def compare(self, article: int | str, old: int, new: int) -> Comparison:
        """Return two revisions side by side, and what the step between them amounts to.

        Raises:
            UnknownArticle, UnknownRevision: there is no such article or revision.
        """
        from archiver.diff.weigh import weigh  # late: lists of edits need no rapidfuzz

        before, after = self.revision(article, old), self.revision(article, new)
        places = self.looker.volatile_places(before.article)
        change, assessment = weigh(before.reading, after.reading, places)
        return Comparison(
            url=self._article(article).url,
            old=before,
            new=after,
            diff=change,
            assessment=assessment,
        )

    def history(self, article: int | str) -> History:
        """Return all that happened to an article.

        Raises:
            UnknownArticle: it is not watched.
        """
        found = self._article(article)
        return History(
            article=found,
            revisions=self.looker.revisions(found.id),
            edits=tuple(self.looker.edits(url=found.url)),
            events=tuple(self.looker.events(url=found.url)),
            visits=self.looker.count_visits(found.id),
            rulings=self.looker.rulings(found.id),
            volatile=self.looker.volatile_places(found.id),
            beside_since=self.looker.beside_since(found.id),
            imported=self.looker.imported_histories(found.id),
            origins=self.looker.origins(found.id),
        )

    def edits(self, **which: Unpack[EditFilter]) -> Iterator[Edit]:
        """Return edits, oldest first.

        Raises:
            UnknownSource, UnknownField, UnknownArticle: what it is narrowed to does not exist.
            UsageError: the phrase has no word.
        """
        self._require(which)
        return self.looker.edits(**which)

    def told(self, **which: Unpack[EditFilter]) -> Iterator[dict[str, Any]]:
        """Return edits as their documented JSON (docs/json.md), oldest first: fast, for many.

        Raises:
            UnknownSource, UnknownField, UnknownArticle: what it is narrowed to does not exist.
            UsageError: the phrase has no word.
        """
        self._require(which)
        return self.looker.told(**which)

    def feed(self, *, events: bool = False, **which: Unpack[EditFilter]) -> Iterator[Edit | Event]:
        """Return edits and, if asked for, events, oldest first.

        Events have no field, weight, disclosure, language or phrase: a filter on these leaves only edits.

        Raises:
            UnknownSource, UnknownField, UnknownArticle: what it is narrowed to does not exist.
            UsageError: the phrase has no word.
        """
        self._require(which)
        return self.looker.feed(events=events, **which)

    def feed_as_dicts(
        self, *, events: bool = False, full: bool = False, **which: Unpack[EditFilter]
    ) -> Iterator[dict[str, object]]:
        """Return the feed as its documented JSON (docs/json.md).

        Args:
            events: also what happened to articles and is no edit.
            full: add `before` and `after`, each a whole reading as text.
            which: which edits, as for `edits`.
        """
        for one in self.feed(events=events, **which):
            if isinstance(one, Event):
                yield event_as_dict(one)
                continue
            told = edit_as_dict(one)
            if full:
                told["before"] = self.looker.revision(one.article, one.old).reading.as_text()
                told["after"] = self.looker.revision(one.article, one.new).reading.as_text()
            yield told

    def health(self) -> Health:
        """Return how the archive fares: what is due, what fails, what ran."""
        return self.looker.health(self.now())

    def unknown(self) -> Unknown | None:
        """Return how many files of evidence no row speaks of; None where counting would take long."""
        return self.looker.unknown()

    def room(self) -> Room:
        """Return how much room there is for evidence, and how long it will do."""
        return self.looker.room(self.now())

    def unsandboxed(self) -> str | None:
        """Return why pages are opened without the browser's sandbox, or None if they are opened within it."""
        beat = last_beat(self.home.database)
        if self.config.capture.sandbox is not None:
            return None if self.config.capture.sandbox else "[capture] says so"
        if beat is not None:
            return "the program at work runs as root" if owner_of(beat.pid) == 0 else None
        return "this runs as root" if os.geteuid() == 0 else None

    def silent_sources(self) -> tuple[Silent, ...]:
        """Return the sources that have named no new article for much longer than they ever did."""
        return self.looker.silent_sources(self.now())

    def ledger(self) -> LedgerState:
        """Return how far the ledger goes, how far it was signed, and who vouches for it."""
        asked = self.looker.witness_states()
        declared = {
            one.name: asked.get(one.name) or WitnessState(name=one.name) for one in self.config.witnesses
        }
        everybody = declared | {name: state for name, state in asked.items() if state.size}
        ledger = self.looker.ledger_state()
        promised = Witnessed(self.home.witnessed).promised(ledger.origin or "")
        witnesses = (
            replace(state, promised=promised.get(name, 0)) for name, state in (everybody | declared).items()
        )
        return replace(ledger, witnesses=tuple(witnesses))

    def gaps(self) -> tuple[Gap, ...]:
        """Return each source's longest time in 30 days in which a due article was not seen."""
        now = self.now()
        return self.looker.longest_gaps(now, now - REMEMBERED)

    def outages(self) -> tuple[Outage, ...]:
        """Return the times within 30 days in which no daemon ran, newest first."""
        return self.looker.outages(self.now() - REMEMBERED)

    def clock(self) -> ClockState:
        """Return what the clock shows beside what was seen, and how many visits have a time in doubt."""
        now, newest = self.now(), self.looker.newest_visit()
        return ClockState(
            now=now,
            newest_visit=newest,
            behind=is_behind(now, newest),
            doubtful=self.looker.doubtful_visits(),
        )

    def channels(self) -> tuple[ChannelState, ...]:
        """Return how those fare who are told of edits: what waits for them, and why."""
        return self.looker.channels(self.now())

    def foresee(self, *, since: datetime | None = None, limit: int | None = None) -> tuple[Foreseen, ...]:
        """Return what each channel that is declared will be told, and when; nobody is told anything.

        Args:
            since: in place of what waits, take the edits and events first seen at this instant or later, as
                though they were found now: so rules are tried out.
            limit: of those, only the newest so many.
        """
        from archiver.orchestration.foreseeing import supposed, waiting

        now, notifiers = self.now(), self.config.notifiers
        if since is None:
            return tuple(waiting(one, self.looker, now) for one in notifiers)
        found = tuple(self.looker.feed(events=True, since=since, limit=limit))
        return tuple(supposed(one, found, self.looker, now) for one in notifiers)

    def _ruled_out(self, article: int | str) -> frozenset[int]:
        """Return the snapshots of which a person said last that they are not the article."""
        newest = {one.snapshot: one.is_article for one in self.looker.rulings(self._article(article).id)}
        return frozenset(snapshot for snapshot, is_article in newest.items() if not is_article)

    def _seed(self, url: str) -> SeedListing:
        state = self.looker.seed(url)
        if state is None:
            return SeedListing(url=url)
        return SeedListing(
            url=url, kind=state.kind, read_at=state.read_at, failures=state.failures, error=state.error
        )

    def _require(self, which: Mapping[str, Any]) -> None:
        """Refuse a filter that nothing can pass because what it names does not exist."""
        source, field, url = which.get("source"), which.get("field"), which.get("url")
        known = tuple(one.name for one in self.sources()) if source else ()
        if source and source not in known:
            raise UnknownSource(source, known=known)
        if field and field not in (*FIELDS, "body"):
            raise UnknownField(field, known=(*FIELDS, "body"))
        if url:
            self._article(url)
        if which.get("phrase") is not None:
            _sought(which["phrase"])

    def _article(self, article: int | str) -> Article:
        if isinstance(article, int) or article.isdecimal():  # a retired one has no address of its own
            return self.looker.article(int(article))
        return self.looker.find_article(article)


def _sought(*words: str) -> Sought:
    """Return what is sought.

    Raises:
        UsageError: nothing is.
    """
    sought = Sought.of(*words)
    if not sought:
        raise UsageError(f"{' '.join(words)!r} has no word to look for")
    return sought
