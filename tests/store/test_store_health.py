"""`status` names the source whose reading went bad, with figures, and leaves the others alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import pytest
from store_samples import NOON, at, capture, fingerprint, reading, see, see_edit, suspect, watch

from archiver.archive.working import Archive
from archiver.capture.replay import ReplayCapturer
from archiver.home import Home
from archiver.model.capture import Artefact, Capture, Purpose
from archiver.model.reading import PageKind, Reading, Screening, Signals
from archiver.model.revision import First
from archiver.orchestration.rounds import Steps, round_
from archiver.store import Store
from archiver.store.tending.badly_read import BadlyRead

HOST = "gazette.example"


def read(body: int, *, page: int = 5000, structured: float = 1.0, doubts: tuple[str, ...] = ()) -> Reading:
    """Return a reading with these signals; its text is told apart by them."""
    signals = Signals(structured=structured, body_chars=body, page_chars=page, doubts=doubts)
    return replace(reading(f"{body} of {page}", f"{structured}"), signals=signals)


def firsts(store: Store, readings: Iterable[Reading], *, start: int = 0, host: str = HOST) -> None:
    """Have the store see a new article for each reading, in this order."""
    for number, one in enumerate(readings, start=start):
        see(store, watch(store, f"https://{host}/{number}"), one, First(), minutes=number)


def badly_read(store: Store) -> dict[str, BadlyRead]:
    return {one.source: one for one in store.health(at(1000)).badly_read}


def test_an_article_whose_reading_is_doubtful_is_named_until_it_is_read_again(store: Store) -> None:
    unsure = Signals(confidence=0.2, doubts=("the text is another's",))
    task = watch(store)
    see(store, task, replace(reading("It rains."), signals=unsure), First(), minutes=0)
    (one,) = store.health(at(1000)).doubtful
    assert (one.url, one.confidence, one.reason) == (task.url, 0.2, "the text is another's")
    (visit,) = store.visits(task.article)
    assert visit.reason == "doubtful: the text is another's"

    see(store, watch(store, f"https://{HOST}/sure"), reading("It rains."), First(), minutes=1)
    assert len(store.health(at(1000)).doubtful) == 1


def test_an_article_of_which_a_part_could_not_be_had_is_named(store: Store) -> None:
    left = f"the article goes on at https://{HOST}/long?page=2, not read: robots.txt forbids it"
    part = replace(reading("It rains."), signals=Signals(left=left, doubts=(left,)))
    see(store, watch(store, f"https://{HOST}/long"), part, First(), minutes=0)
    see(store, watch(store, f"https://{HOST}/whole"), reading("It rains."), First(), minutes=1)

    (one,) = store.health(at(1000)).in_part

    assert (one.url, one.left) == (f"https://{HOST}/long", left)


GOOD = [read(3000 + 100 * n) for n in range(12)]


def test_a_source_that_is_read_as_ever_is_not_named(store: Store) -> None:
    firsts(store, [*GOOD, *GOOD])
    assert badly_read(store) == {}


@pytest.mark.parametrize(
    ("bad", "trouble"),
    [
        pytest.param(
            read(400, page=600), "bodies of 400 characters (median), 3,550 before", id="short-bodies"
        ),
        pytest.param(
            read(3000, page=30000), "boilerplate is 90% of the page, 29% before", id="boilerplate-up"
        ),
        pytest.param(
            read(3000, structured=0.5),
            "50% of headline, dek, author and time in structured data, 100% before",
            id="structured-data-gone",
        ),
        pytest.param(
            read(3000, doubts=("no heading shows the headline",)),
            "10 of 10 readings are doubtful (no heading shows the headline), 0% before",
            id="no-headline",
        ),
    ],
)
def test_new_articles_that_are_read_worse_than_those_before_name_their_source(
    store: Store, bad: Reading, trouble: str
) -> None:
    firsts(store, [*GOOD, *[bad] * 10])
    firsts(store, GOOD, host="herald.example")

    assert list(badly_read(store)) == [HOST]
    assert badly_read(store)[HOST].troubles == (trouble,)


def test_the_figures_are_of_the_newest_articles_and_of_those_before(store: Store) -> None:
    firsts(store, [*GOOD, *[read(400, page=4000, structured=0.25, doubts=("x",))] * 10])
    found = badly_read(store)[HOST]
    assert found.lately is not None
    assert found.before is not None
    assert (found.lately.articles, found.lately.body_chars, found.lately.boilerplate) == (10, 400, 0.9)
    assert (found.lately.structured, found.lately.doubtful, found.lately.doubt) == (0.25, 10, "x")
    assert (found.before.articles, found.before.body_chars, found.before.doubtful) == (12, 3550, 0)


def test_a_few_short_articles_among_long_ones_are_no_trouble(store: Store) -> None:
    firsts(store, [*GOOD, *[read(300), read(3000)] * 2, *GOOD[:6]])
    assert badly_read(store) == {}


def test_a_source_with_few_articles_is_not_judged_by_others_of_its_own(store: Store) -> None:
    firsts(store, [*GOOD[:4], *[read(300)] * 4])
    assert badly_read(store) == {}


def test_articles_that_all_shrink_name_their_source_though_it_has_only_three(store: Store) -> None:
    long, short = read(3000), read(700)
    tasks = [watch(store, f"https://{HOST}/{n}") for n in range(3)]
    for task in tasks:
        see(store, task, long, First(), minutes=task.article)
    for task in tasks:
        see_edit(store, task, long, short, minutes=60 + 2 * task.article)

    assert badly_read(store)[HOST].troubles == ("3 of 3 articles lost more than half of their body",)
    assert badly_read(store)[HOST].shrunk == 3


def test_one_article_that_shrinks_among_those_that_stay_is_an_edit_and_no_trouble(store: Store) -> None:
    firsts(store, GOOD[:6])
    task = watch(store, f"https://{HOST}/edited")
    see(store, task, GOOD[0], First(), minutes=50)
    see_edit(store, task, GOOD[0], read(500), minutes=60)
    assert badly_read(store) == {}


def test_pages_without_an_article_name_their_source_and_the_reason(store: Store) -> None:
    tasks = [watch(store, f"https://{HOST}/{n}") for n in range(6)]
    for task in tasks:
        see(store, task, GOOD[0], First(), minutes=task.article)
    shell = Screening(kind=PageKind.SHELL, reason="a headline and no text")
    for task in tasks:
        reason = suspect("shell", "a headline and no text")
        see(store, task, None, reason, minutes=60 + task.article, screening=shell)

    found = badly_read(store)[HOST]
    assert found.troubles == ("no article in 6 of the last 10 visits: shell: a headline and no text",)
    assert (found.visits, found.no_article) == (10, 6)


def test_reasons_that_differ_by_a_figure_are_one_kind(store: Store) -> None:
    tasks = [watch(store, f"https://{HOST}/{n}") for n in range(6)]
    for task in tasks:
        cut = suspect("cut", f"only {30 + task.article}% of the text is there, and no notice announces it")
        wall = suspect("bot_wall", "status 403")
        see(store, task, None, cut if task.article > 2 else wall, minutes=task.article)

    (trouble,) = badly_read(store)[HOST].troubles
    assert trouble.startswith("no article in 6 of the last 6 visits: cut: only 36%"), "the newest of its kind"


def test_a_reread_that_mends_the_readings_mends_the_status(store: Store) -> None:
    firsts(store, [*GOOD, *[read(400)] * 10])
    assert badly_read(store)
    for article in range(13, 23):
        mended = replace(read(3300 + article), reader="generic/2")
        snapshot = store.revisions(article)[-1].snapshot
        store.rebase(article, snapshot, mended, fingerprint(mended), at(500))
    assert badly_read(store) == {}


# --- the whole way: pages in, `archiver status` out ------------------------------------------------

SENTENCE = "The council met on Monday and heard what the harbour master had to say about bridge number"


def article_page(number: int, *, shrunk: bool) -> bytes:
    """Return the page of an article; shrunk, its text is behind a button after the first paragraph."""
    first, *rest = (f"<p>{SENTENCE} {number}, as clause {n} of the report demands.</p>" for n in range(12))
    hidden = f'<div style="display:none">{"".join(rest)}</div>' if shrunk else "".join(rest)
    return (
        f"<!doctype html><html><head><title>Report {number}</title></head><body><article>"
        f"<h1>The report on bridge number {number}</h1><p class=byline>By Ada Quill</p>"
        f"<div>{first}{hidden}</div></article></body></html>"
    ).encode()


def captures(*, minutes: float, shrunk: bool) -> Sequence[Capture]:
    return [
        replace(
            capture(when=at(minutes + number), url=f"https://{HOST}/{number}"),
            response=Artefact(content=article_page(number, shrunk=shrunk), media_type="text/html"),
            dom=Artefact(content=article_page(number, shrunk=shrunk), media_type="text/html"),
        )
        for number in range(6)
    ]


@pytest.fixture
def status(archiver, home: Home) -> Callable[..., str]:
    def run(*words: str) -> str:
        done = archiver("--home", home.root, "status", *words)
        assert done.returncode == 0, done.stderr
        return str(done.stdout)

    return run


LATER = 60 * 60
"""Minutes after which a text that was cut is believed to be cut."""


def test_status_names_the_source_whose_pages_shrink(home: Home, status: Callable[..., str]) -> None:
    declared = '\n[[source]]\nname = "gazette"\ndomain = "gazette.example"\nseeds = []\n'
    home.declaration.write_text(home.declaration.read_text() + declared)
    with Archive.open(home, now=lambda: at(LATER + 60)) as archive:
        store = archive.store
        for number in range(6):
            store.add_article(f"https://{HOST}/{number}", source="gazette", now=NOON, next_visit=NOON)

        def visit(*taken: Capture) -> None:
            steps = Steps(
                capturer=ReplayCapturer(taken),
                store=store,
                now=lambda: at(LATER + 60),
                permitted=lambda task: None,
                jitter=lambda: 0.0,
                sleep=lambda seconds: None,
            )
            list(round_(store.claim(range(1, 7), NOON, purpose=Purpose.ROUTINE), steps))

        visit(*captures(minutes=0, shrunk=False))
        assert store.health(at(LATER + 60)).badly_read == ()
        visit(*captures(minutes=LATER, shrunk=True), *captures(minutes=LATER + 30, shrunk=True))

    assert "badly read: gazette, 6 of 6 articles lost more than half of their body" in status()
    (found,) = json.loads(status("--json"))["badly_read"]
    assert (found["source"], found["shrunk"]) == ("gazette", 6)
    assert found["lately"]["body_chars"] * 2 < found["before"]["body_chars"]
