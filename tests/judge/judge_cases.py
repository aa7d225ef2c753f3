"""Cases to judge, built by hand, for the tests beside it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from archiver.diff.fingerprint import fingerprint
from archiver.judge.case import Case
from archiver.model.article import Article
from archiver.model.capture import CaptureTask, Purpose
from archiver.model.reading import PageKind, Reading, Screening
from archiver.model.revision import Memory, Pending, Revision
from archiver.model.sight import Sight

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
