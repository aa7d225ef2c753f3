"""Cases to judge, built by hand, for the tests beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from archiver.diff.fingerprint import fingerprint
from archiver.judge.case import Case
from archiver.model.article import Article
from archiver.model.capture import CaptureTask, Purpose
from archiver.model.reading import PageKind, Reading, Screening
from archiver.model.revision import Changed, Edited, Memory, Pending, Revision, Verdict
from archiver.model.sight import Finding, Sight
from archiver.orchestration.finding import found

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ARTICLE = Article(id=1, url="https://a.example/1", source=None, added_at=NOON, next_visit=NOON)
SHOWN = Screening(kind=PageKind.ARTICLE)


def revision(reading: Reading, *, number: int = 1) -> Revision:
    """Return a revision that was seen at noon."""
    return Revision(
        id=number,
        article=1,
        number=number,
        snapshot=number,
        reading=reading,
        fingerprint=fingerprint(reading),
        seen_from=NOON,
        seen_until=NOON,
        opened_by="first",
    )


def knowing(current: Reading, *earlier: Reading) -> Memory:
    """Return what the archive knows of an article with these texts, the current one and those before it."""
    texts = (*earlier, current)
    return Memory(
        article=ARTICLE,
        current=revision(current, number=len(texts)),
        fingerprints=tuple((number, fingerprint(text)) for number, text in enumerate(texts, 1)),
    )


def waiting_for(reading: Reading, *, looks: int = 1, read: bool = False) -> Pending:
    """Return a change seen at noon that waits for further looks."""
    return Pending(
        fingerprint=fingerprint(reading),
        visit=2,
        snapshot=2,
        seen_at=NOON,
        looks=looks,
        reading=reading if read else None,
    )


def case(
    memory: Memory,
    reading: Reading | None,
    *,
    screening: Screening = SHOWN,
    confirming: bool = False,
    after: timedelta = timedelta(minutes=1),
    age: timedelta | None = None,
    status: int = 200,
    page_text: str = "",
    relaid: bool = False,
) -> Case:
    """Return a sight of the article, so long after noon, to be judged by what is known of it."""
    at = NOON + after
    task = CaptureTask(article=1, url=ARTICLE.url, purpose=Purpose.CONFIRM if confirming else Purpose.ROUTINE)
    sight = Sight(
        task=task,
        seen_at=at,
        made_at=None if age is None else at - age,
        status=status,
        screening=screening,
        reading=reading,
        fingerprint=fingerprint(reading) if reading else None,
    )
    return Case(sight=sight, memory=memory, page_text=lambda: page_text, is_relaid=lambda: relaid)


SECONDS = timedelta(seconds=20)


def looked(
    memory: Memory, *readings: Reading, after: timedelta = timedelta(minutes=1)
) -> tuple[list[Verdict], Memory]:
    """Return the verdicts on looks in a row, each made to confirm the one before, and what is known then."""
    verdicts: list[Verdict] = []
    for reading in readings:
        one = case(memory, reading, confirming=memory.pending is not None, after=after)
        finding = found(one)
        verdicts.append(finding.verdict)
        memory = _knowing_then(one, finding)
        after += SECONDS
    return verdicts, memory


def after_looks(memory: Memory, *readings: Reading) -> list[str]:
    """Return what looks in a row come to, by name."""
    return [type(verdict).__name__ for verdict in looked(memory, *readings)[0]]


def _knowing_then(one: Case, finding: Finding) -> Memory:
    """Return what the archive knows after a look, as the store keeps it."""
    places = tuple(place for place in finding.volatile if place.ended_at is None)
    memory = replace(one.memory, volatile=places, pending=None)
    match finding.verdict:
        case Changed(looks=looks) if looks > 1 and one.memory.pending is not None:
            return replace(memory, pending=replace(one.memory.pending, looks=looks))
        case Changed():
            return replace(
                memory, pending=replace(waiting_for(one.reading, read=True), seen_at=one.sight.seen_at)
            )
        case Edited():
            opened = revision(one.opening, number=one.current.number + 1)
            known = (*memory.fingerprints, (opened.number, opened.fingerprint))
            return replace(memory, current=replace(opened, seen_until=one.sight.seen_at), fingerprints=known)
        case _:
            return memory
