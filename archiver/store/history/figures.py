"""What is counted of every outlet, with the SQL behind each figure.

A case is a row of (article, value), so that whoever doubts a figure sees what it is made of. What others
captured counts nowhere: they chose when to look.
"""

from __future__ import annotations

from collections.abc import Iterable

from archiver.model.diff import NOT_JUDGED
from archiver.model.outlet import BaseRate, Figure, Measure
from archiver.model.reading import NoticeKind
from archiver.store.watching.repeats import FIRST_TOLD

TEN = 10
"""Hours of the base rate."""

HEADLINE_HOURS = (1, 2, 5, TEN, 24, 72)
"""Hours after publication by which changes of headlines are counted."""

READ = (
    "FROM articles JOIN sources ON sources.id = articles.source\n"
    "WHERE sources.name = :source AND articles.revision IS NOT NULL AND articles.collection IS NULL"
)
"""The articles of a source that were read at least once, by ourselves."""

TOLD = f"revisions.not_before IS NOT NULL AND {FIRST_TOLD.format('revisions.id')}"
"""A revision that an edit opened, and the edit is told."""

EDITS = (
    "FROM revisions JOIN articles ON articles.id = revisions.article\n"
    "JOIN sources ON sources.id = articles.source\n"
    f"WHERE sources.name = :source AND articles.collection IS NULL AND {TOLD}"
)
"""The edits of a source."""

PUBLISHED = (
    "(SELECT readings.published_at FROM revisions AS first JOIN readings ON readings.id = first.reading\n"
    "  WHERE first.article = articles.id AND first.number = 1)"
)
"""When an article says it was published, at our first look; later the time may be that of an update."""


def _listed(kinds: Iterable[NoticeKind]) -> str:
    return "({})".format(", ".join(f"'{kind}'" for kind in kinds))


NOTICES = _listed(NoticeKind)
EXPLICIT = _listed(kind for kind in NoticeKind if kind is not NoticeKind.UPDATE)
"""Kinds of notices, and those that say something was wrong or had to be explained."""

TIMES = BaseRate(
    value=0.274,
    said="of 608,723 articles of US publishers, nine months",
    source="Tsoukaladelis and others, IEEE S&P 2024",
    url="https://changing-times.github.io",
)
FLEMISH = BaseRate(
    value=0.35,
    said="of 291,666 Flemish articles, the first 24 hours, 2019 to 2021",
    source="Timmerman and others, Ghent University, 2023",
    url="https://zenodo.org/record/8055719",
)
NOTED = BaseRate(
    value=0.05,
    said="at most, of changed articles of US publishers",
    source="Tsoukaladelis and others, IEEE S&P 2024",
    url="https://changing-times.github.io",
)
HEADLINES = BaseRate(
    value=0.075,
    said="of about 411,000 US articles, six months of 2021",
    source="Guo and others, WWW 2022",
    url="https://scripta-volant.github.io",
)
TEN_HOURS = BaseRate(
    value=0.9,
    said="of changes of headlines of US agencies",
    source="Guo and others, WWW 2022",
    url="https://scripta-volant.github.io",
)


def _of_articles(value: str, where: str = "") -> str:
    return f"SELECT articles.id AS article,\n  {value} AS value\n{READ}{where}"


def _of_edits(value: str, where: str = "") -> str:
    return f"SELECT articles.id AS article,\n  {value} AS value\n{EDITS}{where}"


def _hours(until: str, since: str) -> str:
    return f"(julianday({until}) - julianday({since})) * 24"


def _some_edit(where: str = "") -> str:
    """Return the condition on an article that one of its edits is such."""
    told = f"revisions.article = articles.id AND {TOLD}{where}"
    return f"EXISTS (SELECT 1 FROM revisions WHERE {told})"  # noqa: S608  our text


OF_HEADLINE = (
    "\n  AND EXISTS (SELECT 1 FROM edits WHERE edits.revision = revisions.id AND edits.field = 'headline')"
)
"""Condition on an edit: it changed the headline that readers see."""


def _headline_by(hours: int) -> Figure:
    """Count changes of the headline by so many hours after publication; of those amid it, it is not known."""
    by, since = _hours("revisions.seen_from", PUBLISHED), _hours("revisions.not_before", PUBLISHED)
    return Figure(
        name=f"headline_by_{hours}h",
        title=f"Within {hours} h",
        group="Headline changes by hours after publication",
        measure=Measure.SHARE,
        sql=_of_edits(f"CASE WHEN {by} <= {hours} THEN 1 WHEN {since} >= {hours} THEN 0 END", OF_HEADLINE),
        note="Not known where the article names no time of publication, or our looks lie before and after.",
        bases=(TEN_HOURS,) if hours == TEN else (),
    )


FIGURES: tuple[Figure, ...] = (
    Figure(
        name="changed",
        title="Articles changed",
        measure=Measure.SHARE,
        sql=_of_articles(_some_edit()),
        note="What changed before our first look is not seen: the true share is this or more.",
        bases=(TIMES, FLEMISH),
    ),
    Figure(
        name="seen_early",
        title="Articles first seen within an hour of publication",
        measure=Measure.SHARE,
        sql=_of_articles(
            f"(SELECT {_hours('seen_from', PUBLISHED)} <= 1 FROM revisions"  # noqa: S608  our text
            " WHERE article = articles.id AND number = 1)"
        ),
        note="How much the other figures know of an article's first hours.",
    ),
    Figure(
        name="edits",
        title="Edits an article",
        measure=Measure.MEAN,
        sql=_of_articles(
            f"(SELECT count(*) FROM revisions WHERE revisions.article = articles.id AND {TOLD})"  # noqa: S608
        ),
        note="Live blogs pull it up; the share of changed articles does not feel them.",
    ),
    Figure(
        name="noted",
        title="Substantive edits that a notice announced",
        measure=Measure.SHARE,
        sql=_of_edits(
            f"CASE WHEN disclosure = '{NOT_JUDGED}' THEN NULL ELSE coalesce(disclosure IN {NOTICES}, 0) END",
            "\n  AND weight = 'substantive'",
        ),
        note="Any notice counts, an update with words about it too; a changed time alone is none."
        " Not known where no rules of ours read the language.",
    ),
    Figure(
        name="explicit",
        title="Changed articles with an explicit note",
        measure=Measure.SHARE,
        sql=_of_articles(_some_edit(f" AND disclosure IN {EXPLICIT}"), f"\n  AND {_some_edit()}"),
        note="A correction, clarification, retraction or editor's note that came with an edit.",
        bases=(NOTED,),
    ),
    Figure(
        name="headline",
        title="Articles with a changed headline",
        measure=Measure.SHARE,
        sql=_of_articles(_some_edit(OF_HEADLINE)),
        note="The headline that readers see; those shown in turn to test them are variants, not changes.",
        bases=(HEADLINES,),
    ),
    *(_headline_by(hours) for hours in HEADLINE_HOURS),
    Figure(
        name="first_edit",
        title="Time to the first edit",
        measure=Measure.MEDIAN,
        unit="h",
        sql=_of_edits(
            f"CASE WHEN {_hours('revisions.seen_from', 'revisions.not_before')} <= 1"
            f"\n  THEN max(0, {_hours('revisions.seen_from', PUBLISHED)}) END",
            "\n  AND revisions.number = (SELECT min(number) FROM revisions AS earlier"
            "\n  WHERE earlier.article = articles.id AND earlier.not_before IS NOT NULL)",
        ),
        note="Of changed articles, from the time they name as that of publication."
        " Not known where our looks around the edit lie more than an hour apart.",
    ),
    Figure(
        name="exactness",
        title="How exactly the time of an edit is known",
        measure=Measure.MEDIAN,
        unit="min",
        sql=_of_edits(f"{_hours('revisions.seen_from', 'revisions.not_before')} * 60"),
        note="From the last look that showed the old text to the first that showed the new.",
    ),
    Figure(
        name="blind",
        title="Articles with a blind spot",
        measure=Measure.SHARE,
        sql=_of_articles("EXISTS (SELECT 1 FROM gaps WHERE article = articles.id)"),
        note="Once at least we looked much later than was due; what came and went meanwhile is not seen.",
    ),
    Figure(
        name="unread",
        title="Articles not read at the last look",
        measure=Measure.SHARE,
        sql=_of_articles("articles.state = 'suspect'"),
        note="A wall, an error page, or a page that we cannot read: edits behind it are not seen.",
    ),
)
"""What is counted of every outlet, in the order it is shown."""
