"""A round over captures at hand: evidence, second looks, like with like, announcements."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from rounds import (
    EDITED,
    EDITED_PARAGRAPHS,
    HEADLINES,
    NOON,
    PARAGRAPHS,
    URL,
    Visiting,
    capture,
    outcomes,
    page,
)

from archiver.errors import ConnectionFailed
from archiver.model.capture import Artefact, Capture, CaptureTask, Purpose
from archiver.model.revision import Outcome, Visit
from archiver.normalize.reader import READER
from archiver.orchestration import finding
from archiver.orchestration import rounds as pipeline
from archiver.orchestration.rounds import Steps, round_
from archiver.store import Store


def test_evidence_first(store: Store, visiting: Visiting, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the reader is called the capture is on the disk, and a reader that dies does not lose it."""
    seen: list[list[Path]] = []

    def dying(*_: object, **__: object) -> None:
        seen.append([path for path in store.folder.root.rglob("*") if path.is_file()])
        raise MemoryError

    monkeypatch.setattr(finding, "observe", dying)
    assert outcomes(visiting(capture(page(), 0))) == ["failed"]
    assert seen[0]


def test_a_change_takes_two_looks_in_one_round(store: Store, visiting: Visiting) -> None:
    visits = visiting(capture(page(), 0), capture(EDITED, 60), capture(EDITED, 61), rounds=2)
    assert outcomes(visits) == ["first", "changed", "edited"]
    (edit,) = store.edits()
    assert (edit.not_before, edit.not_after) == (NOON, NOON + timedelta(minutes=60))


def test_a_change_that_the_second_look_does_not_see_is_a_variant_and_no_edit(
    store: Store, visiting: Visiting
) -> None:
    visits = visiting(capture(page(), 0), capture(EDITED, 60), capture(page(), 61), rounds=2)
    assert outcomes(visits) == ["first", "changed", "variant"]
    assert not list(store.edits())
    assert [event.kind for event in store.events()] == ["variant"]


def test_a_page_that_differs_at_every_look_is_never_an_edit(store: Store, visiting: Visiting) -> None:
    looks = [capture(page(headline), n) for n, headline in enumerate(HEADLINES, 1)]
    visits = visiting(capture(page(), 0), *looks, rounds=3)
    assert set(outcomes(visits[1:])) == {"changed"}
    assert len(visits[1:]) == 2 * pipeline.RESTLESS, "no more looks are spent on it"
    assert not list(store.edits())


class Dying:
    """Answers one look; the second is asked for and kills the round."""

    def __init__(self, answer: Capture) -> None:
        self.answers = [answer]

    def capture_all(self, tasks: Iterable[CaptureTask]) -> Iterator[tuple[CaptureTask, Capture]]:
        for task in tasks:
            if not self.answers:
                raise KeyboardInterrupt
            yield task, self.answers.pop()


@pytest.mark.parametrize("gone_before", [False, True], ids=["of_a_change", "of_a_return"])
def test_a_second_look_that_dies_is_due_at_once(store: Store, visiting: Visiting, gone_before: bool) -> None:
    """It was asked for and is told by no visit, while the first look had planned the next one for later."""
    visiting(capture(page(), 0))
    if gone_before:
        visiting(capture(b"<html><h1>Gone</h1></html>", 30, status=410))
    died_at = NOON + timedelta(minutes=60)
    steps = Steps(
        capturer=Dying(capture(EDITED, 60)),
        store=store,
        now=lambda: died_at,
        permitted=lambda task: None,
        jitter=lambda: 0.0,
        sleep=lambda seconds: None,
    )
    with pytest.raises(KeyboardInterrupt):
        list(round_(store.claim((1,), NOON, purpose=Purpose.ROUTINE), steps))
    store.release_all()  # as the next writer does
    (again,) = store.claim_due(died_at)
    assert again.purpose is Purpose.CONFIRM


def test_a_round_that_comes_to_no_end_leaves_the_article_to_its_next_visit(
    store: Store, visiting: Visiting
) -> None:
    visiting(capture(page(), 0))
    visits = visiting(*[capture(page(headline), n) for n, headline in enumerate(HEADLINES, 1)])
    assert outcomes(visits) == ["changed"] * pipeline.RESTLESS
    planned = store.article(1).next_visit
    assert planned is not None
    assert planned > NOON + timedelta(minutes=9)
    assert len(store.claim_due(planned)) == 1, "nobody holds a claim on it"


def test_doubt_is_not_news(store: Store, visiting: Visiting) -> None:
    wall = capture(b"<html><title>Access Denied</title><h1>Access Denied</h1></html>", 30, status=403)
    visits = visiting(capture(page(), 0), wall, capture(page(), 60), rounds=3)
    assert outcomes(visits) == ["first", "suspect", "same"]
    (revision,) = store.revisions(1)
    assert (revision.seen_from, revision.seen_until) == (NOON, NOON + timedelta(minutes=60))


def test_an_edit_behind_a_wall_is_found_with_the_wall_inside_its_interval(
    store: Store, visiting: Visiting
) -> None:
    wall = capture(b"<html><title>Access Denied</title><h1>Access Denied</h1></html>", 30, status=403)
    visiting(capture(page(), 0), wall, capture(EDITED, 60), capture(EDITED, 61), rounds=3)
    (edit,) = store.edits()
    assert (edit.not_before, edit.not_after) == (NOON, NOON + timedelta(minutes=60))


def test_a_document_that_never_ends_is_suspect_and_no_edit(store: Store, visiting: Visiting) -> None:
    half = capture(page("Ferry cancelled as storm nears", *PARAGRAPHS[:2]), 30)
    cut = replace(half, dom=replace(half.dom, partial=True))  # type: ignore[type-var]
    visits = visiting(capture(page(), 0), cut, cut, rounds=3)
    assert outcomes(visits) == ["first", "suspect", "suspect"]
    assert not list(store.edits())


def test_gone_and_returned_are_events_and_the_text_is_compared_across_them(
    store: Store, visiting: Visiting
) -> None:
    gone = capture(b"<html><h1>Gone</h1></html>", 30, status=410)
    visits = visiting(capture(page(), 0), gone, gone, capture(EDITED, 60), capture(EDITED, 61), rounds=4)
    assert outcomes(visits) == ["first", "gone", "gone", "returned", "edited"]
    assert next((event.kind, event.detail) for event in store.events()) == ("gone", "status 410")
    assert len(list(store.edits())) == 1


def test_like_with_like(store: Store, visiting: Visiting) -> None:
    """A better reader rereads the old snapshot first; what it reads differently is never an edit."""
    visiting(capture(page(), 0))
    with sqlite3.connect(store.path) as older:
        older.execute("UPDATE readings SET reader = 'generic/0', headline = 'Read badly'")
        older.execute("UPDATE revisions SET fingerprint = '1:of the older reader'")
    visits = visiting(capture(page(), 30))
    assert outcomes(visits) == ["same"]
    assert not list(store.edits())
    assert [revision.opened_by for revision in store.revisions(1)] == ["first", "rebase"]
    assert store.memory(1).current.reading.reader == READER  # type: ignore[union-attr]


def test_a_reread_with_the_same_result_opens_nothing(store: Store, visiting: Visiting) -> None:
    visiting(capture(page(), 0))
    (revision,) = store.revisions(1)
    reading = finding.reread(revision, store)
    assert reading == revision.reading
    finding.rebase(revision, reading, store, NOON)
    assert len(store.revisions(1)) == 1


def test_a_visit_without_an_answer_is_a_failure_with_its_reason(store: Store, visiting: Visiting) -> None:
    visits = visiting(capture(page(), 0), ConnectionFailed(URL, "connection refused"), rounds=2)
    assert [visit.outcome for visit in visits] == [Outcome.FIRST, Outcome.FAILED]
    assert "connection refused" in (visits[1].reason or "")


def test_a_refused_visit_is_recorded_and_nothing_is_asked(store: Store) -> None:
    class Untouched:
        def capture_all(self, tasks: Sequence[CaptureTask]) -> Iterator[tuple[CaptureTask, Capture]]:
            assert not list(tasks)
            return iter(())

    steps = Steps(
        capturer=Untouched(),  # type: ignore[arg-type]
        store=store,
        now=lambda: NOON,
        permitted=lambda task: ConnectionFailed(task.url, "robots.txt is not to be had"),
        jitter=lambda: 0.0,
    )
    (visit,) = round_(store.claim((1,), NOON, purpose=Purpose.ROUTINE), steps)
    assert visit.outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param('<div style="display:none">{}</div>', id="behind-a-button"),
        pytest.param('<nav class="x7"><ul><li>{}</ul></nav>', id="rebuilt"),
    ],
)
def test_text_that_the_reader_misses_on_a_rebuilt_page_is_no_edit(
    store: Store, visiting: Visiting, rest: str
) -> None:
    whole = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[1:])
    html = page().replace(whole.encode(), rest.format(whole).encode())
    late = 60 * 60  # minutes; so long that a cut would be believed

    visits = visiting(capture(page(), 0), capture(html, 60), capture(html, late), rounds=3)

    assert outcomes(visits) == ["first", "suspect", "rebased"]
    assert visits[1].reason == "misread: the page has the text, but our reader misses it"
    assert not list(store.edits())


HALVED = page("Ferry cancelled as storm nears", PARAGRAPHS[0])


def looks_at_a_cut(html: bytes, hours: Sequence[float]) -> list[Capture]:
    return [capture(html, 60 * hour) for hour in hours]


DAY_OF_LOOKS = (1, 1.1, 1.3, 1.6, 2.2, 3.6, 6.2, 11.6, 11.7)


def test_a_silent_cut_is_an_edit_when_many_looks_over_hours_found_nothing_else(
    store: Store, visiting: Visiting
) -> None:
    visits = visiting(capture(page(), 0), *looks_at_a_cut(HALVED, DAY_OF_LOOKS), rounds=9)
    assert outcomes(visits) == ["first", *["suspect"] * 7, "changed", "edited"]
    (edit,) = store.edits()
    assert edit.not_before == NOON


@pytest.mark.parametrize(
    "looks",
    [
        pytest.param(
            looks_at_a_cut(HALVED, [1 + number / 10 for number in range(20)]), id="in-two-hours-only"
        ),
        pytest.param(
            [
                *looks_at_a_cut(HALVED, DAY_OF_LOOKS[:5]),
                capture(page(), 180),
                *looks_at_a_cut(HALVED, DAY_OF_LOOKS[5:]),
            ],
            id="the-whole-text-between",
        ),
        pytest.param(
            [
                replace(look, response=Artefact(content=page(), media_type="text/html"))
                for look in looks_at_a_cut(HALVED, DAY_OF_LOOKS)
            ],
            id="only-with-scripts",
        ),
        pytest.param(
            looks_at_a_cut(
                page("Ferry cancelled as storm nears", PARAGRAPHS[0], "Subscribe to continue reading."),
                DAY_OF_LOOKS,
            ),
            id="asks-to-subscribe",
        ),
    ],
)
def test_a_cut_that_may_be_none_is_doubted_longer(
    store: Store, visiting: Visiting, looks: list[Capture]
) -> None:
    visits = visiting(capture(page(), 0), *looks, rounds=len(looks) + 1)
    assert set(outcomes(visits[1:])) <= {"suspect", "same"}
    assert not list(store.edits())


TRIED = page("What the storm means for the ferry")


def test_a_new_headline_is_announced_when_seven_looks_agree(store: Store, visiting: Visiting) -> None:
    visits = visiting(capture(page(), 0), *[capture(TRIED, 60 + n) for n in range(7)], rounds=2)
    assert outcomes(visits) == ["first", *["changed"] * 6, "edited"]
    (edit,) = store.edits()
    assert (edit.not_before, edit.not_after) == (NOON, NOON + timedelta(minutes=60))
    assert len(list(store.snapshots(1))) == 4, "of the third to sixth look nothing is kept"


def test_a_headline_on_trial_is_one_event_however_often_it_returns(store: Store, visiting: Visiting) -> None:
    looks = [TRIED, page(), TRIED, TRIED, page(), page(), TRIED, page()]
    visiting(capture(page(), 0), *[capture(html, 10 + n) for n, html in enumerate(looks)], rounds=6)
    assert not list(store.edits())
    (event,) = store.events()
    assert (event.kind, event.detail) == ("variant", "headline “What the storm means for the ferry”")


def test_a_trial_that_is_won_is_one_edit_and_ends_the_variant(store: Store, visiting: Visiting) -> None:
    won = [capture(TRIED, 60 + n) for n in range(14)]
    visiting(capture(page(), 0), capture(TRIED, 30), capture(page(), 31), *won, rounds=5)
    (edit,) = store.edits()
    assert (edit.not_before, edit.not_after) == (NOON + timedelta(minutes=31), NOON + timedelta(minutes=61))
    assert store.memory(1).volatile == ()


def test_an_edit_of_the_text_during_a_trial_shows_no_headline(store: Store, visiting: Visiting) -> None:
    tried_edit = page("What the storm means for the ferry", *EDITED_PARAGRAPHS)
    looks = [TRIED, page(), tried_edit, EDITED, tried_edit, EDITED]
    visiting(capture(page(), 0), *[capture(html, 10 + n) for n, html in enumerate(looks)], rounds=4)
    (edit,) = store.edits()
    assert edit.fields == ()
    assert [event.kind for event in store.events()] == ["variant"], "one trial is one event"


def restyled(*paragraphs: str) -> bytes:
    """Return the page in a new layout, whose marks make a box of the last paragraph."""
    lead, *rest, last = paragraphs or PARAGRAPHS
    body = "".join(f"<div class=_b2><p class=_x9>{text}</p></div>" for text in rest)
    body += f"<aside class=_f1><p>{last}</p></aside>"
    return (
        f'<!doctype html><html lang="en"><head><title>Ferry cancelled as storm nears</title></head><body>'
        f'<main class=_a1><h1>Ferry cancelled as storm nears</h1><p class="standfirst">{lead}</p>'
        f"<div class=byline>By Ada Quill</div><section class=_c3>{body}</section></main></body></html>"
    ).encode()


LED = ("Both lines stay closed until the wind drops, and nobody can tell when that will be.", *PARAGRAPHS)


def test_a_new_layout_is_a_rebase_and_no_edit(store: Store, visiting: Visiting) -> None:
    before, after = page("Ferry cancelled as storm nears", *LED), restyled(*LED)
    visiting(capture(before, 0), *[capture(after, 60 + n) for n in range(pipeline.LOOKS)], rounds=2)
    assert not list(store.edits())
    first, second = store.revisions(1)
    assert second.opened_by == "rebase"
    assert len(first.reading.blocks) > len(second.reading.blocks)


def test_an_edit_made_after_a_new_layout_is_told_alone(store: Store, visiting: Visiting) -> None:
    before, after = page("Ferry cancelled as storm nears", *LED), restyled(*LED)
    later = restyled(*(text.replace("eleven years", "twelve years") for text in LED))
    visiting(capture(before, 0), *[capture(after, 60 + n) for n in range(pipeline.LOOKS)], rounds=2)
    visiting(capture(later, 120), capture(later, 121))
    (edit,) = store.edits()
    assert [name for name, *_ in edit.fields] == []
    assert edit.not_before >= NOON + timedelta(minutes=60)


def test_an_old_copy_from_a_cache_opens_no_revision(store: Store, visiting: Visiting) -> None:
    old = replace(capture(page(), 90), headers=(("content-type", "text/html"), ("age", "5400")))
    visits = visiting(capture(page(), 0), capture(EDITED, 60), capture(EDITED, 61), old, rounds=3)
    assert outcomes(visits) == ["first", "changed", "edited", "suspect"]
    assert len(store.revisions(1)) == 2


GONE = b"<html><h1>Gone</h1></html>"


def test_a_new_layout_is_no_edit_where_the_article_was_gone_between_its_looks(
    store: Store, visiting: Visiting
) -> None:
    before = page("Ferry cancelled as storm nears", *LED)
    lead = f'<p class="standfirst">{LED[0]}</p>'.encode()  # as a dek a change of it takes more looks
    body = f"<section class=_c3><p class=_x9>{LED[0]}</p>".encode()
    after = restyled(*LED).replace(lead, b"").replace(b"<section class=_c3>", body)
    looks = [capture(after, 60), capture(GONE, 61, status=410), capture(after, 120), capture(after, 121)]
    visits = visiting(capture(before, 0), *looks, rounds=3)
    assert outcomes(visits) == ["first", "changed", "gone", "returned", "same"]
    assert not list(store.edits())
    assert [revision.opened_by for revision in store.revisions(1)] == ["first", "rebase"]


def test_an_article_that_was_gone_and_is_misread_since_is_rebased_as_any(
    store: Store, visiting: Visiting
) -> None:
    """Its reader misses most of it for longer than that is doubted; then its history goes on."""
    hidden = '<div style="display:none">{}</div>'
    whole = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[1:]).encode()
    html = page().replace(whole, hidden.format(whole.decode()).encode())
    edit = html.replace(b"70 miles", b"90 miles")
    late = 60 * 60  # minutes; so long that it is not doubted any more
    looks = [capture(html, 60), capture(html, late), capture(html, late + 1)]
    looks += [capture(edit, late + 60), capture(edit, late + 61)]
    visits = visiting(capture(page(), 0), capture(GONE, 30, status=410), *looks, rounds=5)
    assert outcomes(visits) == ["first", "gone", "suspect", "returned", "same", "changed", "edited"]
    assert store.article(1).gone_since is None
    assert [event.kind for event in store.events()] == ["gone", "suspect", "returned"]
    assert [revision.opened_by for revision in store.revisions(1)] == ["first", "rebase", "edit"]


def waits(store: Store, visit: Visit) -> timedelta:
    planned = store.article(1).next_visit
    assert planned is not None
    return planned - visit.started_at


def test_an_old_copy_from_a_cache_does_not_slow_the_visits_of_an_article_in_motion(
    store: Store, visiting: Visiting
) -> None:
    looks = (capture(page(), 0), capture(EDITED, 60), capture(EDITED, 61))
    old = replace(capture(page(), 68), headers=(("content-type", "text/html"), ("age", "5400")))
    *_, edited = visiting(*looks, rounds=2)
    usual = waits(store, edited)
    (suspect,) = visiting(old)
    assert outcomes([suspect]) == ["suspect"]
    assert waits(store, suspect) < 2 * usual


def test_a_page_that_our_reader_misreads_is_visited_as_one_that_it_reads(
    store: Store, visiting: Visiting
) -> None:
    whole = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[1:])
    html = page().replace(whole.encode(), f'<div style="display:none">{whole}</div>'.encode())
    (first,) = visiting(capture(page(), 0))
    usual = waits(store, first)
    for minutes in (10, 20, 30, 40):
        (suspect,) = visiting(capture(html, minutes))
        assert outcomes([suspect]) == ["suspect"]
        assert waits(store, suspect) < 3 * usual
    assert store.article(1).failures == 0


def test_a_cut_is_one_doubt_however_much_of_the_text_each_look_shows(
    store: Store, visiting: Visiting
) -> None:
    lead, *rest = PARAGRAPHS
    line = "The next ferry is expected on Thursday, at the earliest."
    whole = page("Ferry cancelled as storm nears", lead, line, *rest)
    cuts = [page("Ferry cancelled as storm nears", *kept) for kept in ((lead,), (lead, line))]
    looks = [capture(cuts[n % 2], 60 * hour) for n, hour in enumerate(DAY_OF_LOOKS[:7])]
    looks += [capture(cuts[0], 60 * hour) for hour in DAY_OF_LOOKS[7:]]
    visits = visiting(capture(whole, 0), *looks, rounds=9)
    reasons = {visit.reason for visit in visits if visit.outcome is Outcome.SUSPECT}
    assert outcomes(visits) == ["first", *["suspect"] * 7, "changed", "edited"], reasons
    assert len(reasons) > 1
