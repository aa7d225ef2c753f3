"""Errands: what is asked of an archive by command, done in this process or by the daemon at work in it.

Whoever holds the write lock does them. Each is one line below, so that both do the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from archiver.archive.exporting import Signed
from archiver.archive.importing import FILES
from archiver.archive.working import Archive
from archiver.diff.rereading import Rereading
from archiver.model.article import Article
from archiver.model.delivery import ChannelState
from archiver.model.imported import LeftOut
from archiver.model.revision import Visit
from archiver.model.ruling import Ruling
from archiver.orchestration.adding import NOT_ADDED, Added, NotAdded
from archiver.orchestration.baseline import TakenOver
from archiver.orchestration.discovery import Discovery
from archiver.store import Beat, Report

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""


Taken = Added | NotAdded | TakenOver
"""What taking over a seed gives: what it was declared as, then each of its sitemaps."""


@dataclass(frozen=True, slots=True)
class Expected:
    """How many values an errand will give, if nothing comes up on the way."""

    count: int


@dataclass(frozen=True, slots=True)
class Errand(Generic[T]):
    """Something that is asked of an archive and writes it."""

    name: str
    gives: Any  # the type of its values, which come one after the other
    steps: Callable[..., Iterator[Expected | T]]  # (archive, **what was said); a step is short, or one visit
    counts: bool = False  # one step is long, and takes a function to say how far it is as `progress`

    def begin(self, archive: Archive, said: Mapping[str, Any], progress: Progress) -> Iterator[Expected | T]:
        """Return its steps."""
        more = {"progress": progress} if self.counts else {}
        return self.steps(archive, **said, **more)


def unheard(done: int, total: int) -> None:
    """Take progress that nobody wants to hear of."""


def _capture(archive: Archive, url: str) -> Iterator[Visit]:
    yield archive.capture(url)


def _add(archive: Archive, what: str) -> Iterator[Added | NotAdded]:
    yield from archive.add_all([what])


def _take_over(archive: Archive, what: str) -> Iterator[Taken]:
    try:
        yield from archive.take_over(what)
    except NOT_ADDED as error:
        yield NotAdded(url=what, error=str(error))


def _unwatch(archive: Archive, url: str) -> Iterator[Article]:
    yield archive.unwatch(url)


def _rule(archive: Archive, url: str, number: int | None, **said: Any) -> Iterator[Ruling]:
    yield archive.rule(url, number, **said)


def _run(archive: Archive, limit: int | None, everything: bool) -> Iterator[Expected | Visit]:
    tasks = archive.all_tasks(limit) if everything else archive.due(limit)
    yield Expected(len(tasks))
    with closing(archive.visit(tasks)) as visits:
        yield from visits  # also none: edits may wait all the same


def _import(
    archive: Archive, paths: list[str], timemap: str | None, collection: str | None, **which: Any
) -> Iterator[Expected | Visit | LeftOut]:
    if timemap is None:
        finds = archive.look_into(paths, collection=collection or FILES, **which)
    else:
        finds = archive.look_into_memento(timemap, paths[0], collection=collection, **which)
    yield Expected(len(finds.captures) + len(finds.left_out))
    with closing(archive.import_(finds)) as taken:
        yield from taken


def _separate(archive: Archive, url: str) -> Iterator[Added]:
    yield archive.separate(url)


def _renew(archive: Archive) -> Iterator[Signed]:
    yield archive.renew_key()


def _notify(archive: Archive) -> Iterator[ChannelState]:
    archive.deliver()
    yield from archive.channels()


def _verify(archive: Archive, repair: bool, checkpoint: str | None, progress: Progress) -> Iterator[Report]:
    texts = not repair  # the daemon, which may have to do it, does not read all pages again meanwhile
    total = archive.to_check(texts=texts)
    yield archive.verify(
        repair=repair, texts=texts, checkpoint=checkpoint, progress=lambda done: progress(done, total)
    )


ADD: Errand[Added | NotAdded] = Errand("add", Added | NotAdded, _add)
TAKE_OVER: Errand[Taken] = Errand("take over", Taken, _take_over)
UNWATCH = Errand("unwatch", Article, _unwatch)
DISCOVER = Errand("discover", Discovery, Archive.discover)
CAPTURE = Errand("capture", Visit, _capture)
RUN = Errand("run", Visit, _run)
REREAD = Errand("reread", Rereading, Archive.reread)
IMPORT: Errand[Visit | LeftOut] = Errand("import", Visit | LeftOut, _import)
SEPARATE = Errand("separate", Added, _separate)
RULE = Errand("rule", Ruling, _rule)
RENEW = Errand("renew", Signed, _renew)
NOTIFY = Errand("notify", ChannelState, _notify)
VERIFY = Errand("verify", Report, _verify, counts=True)

ERRANDS: dict[str, Errand[Any]] = {
    errand.name: errand
    for errand in (
        ADD,
        TAKE_OVER,
        UNWATCH,
        DISCOVER,
        CAPTURE,
        RUN,
        REREAD,
        IMPORT,
        SEPARATE,
        RULE,
        RENEW,
        NOTIFY,
        VERIFY,
    )
}
"""All there are; a new one is a line here."""


class Answer(Generic[T]):
    """What an errand gives, as it gives it."""

    def __init__(self, steps: Iterator[Expected | T]) -> None:
        self._steps = steps
        first = next(steps, None)
        self.expected = first.count if isinstance(first, Expected) else None
        self._first: tuple[T, ...] = () if first is None or isinstance(first, Expected) else (first,)

    def __iter__(self) -> Iterator[T]:
        yield from self._first
        for step in self._steps:
            if not isinstance(step, Expected):
                yield step


class Worker(Protocol):
    """Who does errands."""

    @property
    def daemon(self) -> Beat | None:
        """Return the daemon at work in the archive, which may be this worker."""
        ...

    def do(self, errand: Errand[T], *, progress: Progress = ..., **said: object) -> Answer[T]:
        """Begin with an errand; what it gives comes as it is iterated over."""
        ...


class Here:
    """An archive that does errands itself."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    @property
    def daemon(self) -> Beat | None:
        """Return a daemon that works here and was not asked; see `Worker`."""
        beat = self.archive.beat_seen()
        return beat if beat and beat.job == "daemon" else None

    def do(self, errand: Errand[T], *, progress: Progress = unheard, **said: object) -> Answer[T]:
        """Begin with an errand; see `Worker`."""
        return Answer(errand.begin(self.archive, said, progress))
