"""The whole job on the demo site: what is found is the truth of its script, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from homes import empty_home

from archiver.archive.working import Archive
from archiver.demo import TRUTH, DemoSite, time_at
from archiver.demo.articles import stories
from archiver.home import Home
from archiver.model.capture import CaptureTask, Purpose
from archiver.model.revision import Edit, Event, Outcome, Visit

LATER = timedelta(minutes=12)  # of the site's time, from the newsroom's edit to our visit

EVENT_KINDS = {"gone", "moved", "returned"}

CONFIG = """
[guard]
allow = ["{host}"]
[politeness]
delay = "10ms"
[schedule]
confirm = "50ms"
[capture]
dwell = "700ms"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What a whole watch brought."""

    home: Home
    url: str
    rounds: tuple[tuple[Visit, ...], ...]
    edits: tuple[Edit, ...]
    events: tuple[Event, ...]
    requests: tuple[str, ...]

    def edits_of(self, path: str, step: int) -> list[Edit]:
        """Return the edits of an article that were found at a step."""
        return [
            e for e in self.edits if urlsplit(e.url).path == path and e.not_after == time_at(step) + LATER
        ]


def tasks(archive: Archive, step: int) -> tuple[CaptureTask, ...]:
    """Claim all articles at first; later what the newsroom touched, and one more of each template."""
    if step == 0:
        return archive.all_tasks()
    touched = {scripted.path for scripted in TRUTH if scripted.step == step}
    calm = {story.template: story.path for story in stories() if story.path not in touched}
    paths = touched | set(calm.values())
    chosen = [article.id for article in archive.articles() if urlsplit(article.url).path in paths]
    return archive.store.claim(chosen, archive.now(), Purpose.ROUTINE)


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    home = empty_home(tmp_path_factory.mktemp("spine") / "home")
    rounds: list[tuple[Visit, ...]] = []
    with DemoSite() as site:
        home.declaration.write_text(CONFIG.format(host=urlsplit(site.url).netloc), encoding="utf-8")
        with Archive.open(home, now=lambda: time_at(step) + LATER) as archive:
            for step in range(site.last_step + 1):
                site.at(step)
                if step == 0:
                    archive.add(site.url + "/feed.xml")
                    archive.add(site.url + "/politics")
                    list(archive.discover())
                rounds.append(tuple(archive.visit(tasks(archive, step), sleep=lambda seconds: None)))
        with Archive.open(home, readonly=True) as archive:
            entries = list(archive.feed(events=True))
        yield Watched(
            home=home,
            url=site.url,
            rounds=tuple(rounds),
            edits=tuple(e for e in entries if isinstance(e, Edit)),
            events=tuple(e for e in entries if isinstance(e, Event)),
            requests=tuple(request.path for request in site.requests),
        )


def test_a_dozen_articles_are_discovered_and_read(watched: Watched) -> None:
    assert len(watched.rounds[0]) >= 12
    assert {visit.outcome for visit in watched.rounds[0]} == {Outcome.FIRST}


@pytest.mark.parametrize("scripted", TRUTH, ids=lambda s: f"{s.step}-{s.story}-{s.kind.replace(' ', '_')}")
def test_everything_the_newsroom_did_is_found_at_the_first_chance(watched: Watched, scripted) -> None:  # type: ignore[no-untyped-def]
    if scripted.kind in EVENT_KINDS:
        found = [
            e for e in watched.events if urlsplit(e.url).path == scripted.path and e.kind == scripted.kind
        ]
        assert [event.not_after for event in found] == [time_at(scripted.step) + LATER]
    else:
        assert watched.edits_of(scripted.path, scripted.step)


def test_nothing_else_is_announced(watched: Watched) -> None:
    truth = {(s.path, s.step) for s in TRUTH if s.kind not in EVENT_KINDS}
    assert {(urlsplit(e.url).path, _step(e.not_after)) for e in watched.edits} == truth
    happened = {(s.path, s.kind) for s in TRUTH if s.kind in EVENT_KINDS}
    assert {(urlsplit(e.url).path, e.kind) for e in watched.events} == happened


def test_spans_not_points(watched: Watched) -> None:
    for edit in watched.edits:
        assert edit.not_before < time_at(_step(edit.not_after)) <= edit.not_after


def test_a_reversion_names_the_revision_it_goes_back_to(watched: Watched) -> None:
    back = [s for s in TRUTH if s.kind == "reversion"]
    for scripted in back:
        (edit,) = watched.edits_of(scripted.path, scripted.step)
        assert (edit.kind, edit.reverts_to) == ("reversion", 1)


def test_silent_and_disclosed_edits_are_told_apart(watched: Watched) -> None:
    by_article: dict[tuple[str, int], bool] = {}
    for scripted in TRUTH:
        if scripted.kind not in EVENT_KINDS:
            key = (scripted.path, scripted.step)
            by_article[key] = by_article.get(key, False) or scripted.disclosed
    for (path, step), disclosed in by_article.items():
        (edit,) = watched.edits_of(path, step)
        assert edit.assessment.disclosure.silent is not disclosed, (path, step)


def test_a_pure_move_is_named_a_move(watched: Watched) -> None:
    (scripted,) = (s for s in TRUTH if s.kind == "move")
    (edit,) = watched.edits_of(scripted.path, scripted.step)
    counts = dict(edit.blocks)
    assert counts.get("moved") == 1
    assert not {"added", "removed", "edited"} & counts.keys()


def test_revisions_have_evidence_that_verifies(watched: Watched) -> None:
    with Archive.open(watched.home, readonly=True) as archive:
        assert not archive.verify().damaged
        for edit in watched.edits:
            revision = archive.revision(edit.article, edit.new)
            assert b"<html" in archive.store.artefact(revision.snapshot, "dom").lower()


def test_full_evidence_is_kept_where_a_revision_opens(watched: Watched) -> None:
    with Archive.open(watched.home, readonly=True) as archive:
        edit = watched.edits[0]
        kept = [dict(snapshot.digests) for snapshot in archive.store.snapshots(edit.article)]
    assert any({"mhtml", "screenshot"} <= digests.keys() for digests in kept)


def test_unchanged_visits_make_no_file(watched: Watched, tmp_path: Path) -> None:
    before = sorted(p.name for p in watched.home.snapshots.rglob("*.zst"))
    unchanged = [v for v in watched.rounds[-1] if v.outcome is Outcome.SAME]
    assert unchanged
    assert all(visit.snapshot is None for visit in unchanged)
    assert before


def test_robots_txt_is_asked_for_first(watched: Watched) -> None:
    asked = [path for path in watched.requests if not path.startswith(("/feed", "/politics"))]
    assert asked[0] == "/robots.txt"


def _step(moment: datetime) -> int:
    return next(step for step in range(10) if time_at(step) + LATER == moment)
