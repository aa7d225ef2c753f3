"""What a redirect may do to the watch: an address moves only with its text, and only for good."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from cases import together
from rounds import EDITED, NOON, URL, Visiting, capture, outcomes, page

from archiver.model.capture import Capture, CaptureTask, Hop
from archiver.orchestration.finding import look_at
from archiver.store import Store

SITE = "https://gazette.example"
SLUG = f"{SITE}/2026/storm-closes-ferry"
LEFT_BY_ITSELF = 200  # how a meta refresh and a script stand among the hops

APPEAL = page(
    "Why we ask our readers for support this winter",
    "Good morning from the harbor. The council meets at ten today and will hear what the crane is to cost.",
    "The swimming hall is closed until Thursday, as the heating failed on Monday night, the town said.",
    "A choir from the islands sings at seven in the old church, and seats are free for all who come early.",
)
OTHER = page(
    "Bridge opens after nine weeks",
    "The bridge over the river opened on Monday, a week before the engineers had promised it would.",
    "Traders on the north bank had lost every second customer while it was shut, their guild said.",
    "A ferry that ran every twenty minutes makes its last crossing tonight at eleven, free of charge.",
)
FRONT = (
    b"<!doctype html><title>The Gazette</title><h1>The Gazette</h1><ul>"
    b"<li><a href=/2026/bridge-opens>Bridge opens after nine weeks</a><li><a href=/2026/crane>Crane</a></ul>"
)
BROKEN = b"<!doctype html><title>Error</title><h1>Something went wrong</h1><p>Please try again later.</p>"
LOGIN = (
    b"<!doctype html><title>Log in</title><h1>Log in</h1><form><input name=user><input type=password></form>"
)


def answer(html: bytes, minutes: float, *hops: int, to: str, status: int = 200) -> Capture:
    """Return what came of a visit that was redirected, once for each status."""
    stops = [URL, *(f"{SITE}/on-the-way/{number}" for number in range(1, len(hops))), to]
    way = [
        Hop(url=here, status=said, location=there)
        for said, (here, there) in zip(hops, pairwise(stops), strict=True)
    ]
    return replace(capture(html, minutes, status=status), hops=tuple(way), final_url=to)


def calling_itself(html: bytes, canonical: str) -> bytes:
    return html.replace(b"<title>", f'<link rel=canonical href="{canonical}"><title>'.encode())


ELSEWHERE = {
    **{
        f"{status}-to-another-article": ((status,), f"{SITE}/2026/bridge-opens", OTHER)
        for status in (301, 302, 303, 307, 308, LEFT_BY_ITSELF)
    },
    **{
        f"{status}-to-{name}": ((status,), to, html)
        for status in (301, 302)
        for name, to, html in (
            ("an-appeal", f"{SITE}/support-us", APPEAL),
            ("the-front", f"{SITE}/", FRONT),
            ("an-error-page", f"{SITE}/error", BROKEN),
        )
    },
    "301-to-a-section": ((301,), f"{SITE}/2026", FRONT),
    "302-to-a-log-in": ((302,), f"{SITE}/login?next=/2026/storm-warning", LOGIN),
    "301-to-another-host": ((301,), "https://donate.example/gazette", APPEAL),
    "301-to-a-page-that-calls-itself-the-article": ((301,), f"{SITE}/give", calling_itself(APPEAL, URL)),
    "a-chain-for-good": ((301, 308, 301), f"{SITE}/support-us", APPEAL),
    "a-mixed-chain": ((301, 302), f"{SITE}/support-us", APPEAL),
}


@pytest.mark.parametrize("case", ELSEWHERE)
def test_no_redirect_takes_an_article_away(store: Store, visiting: Visiting, case: str) -> None:
    """For more than two days something else is there; then the article again, and an edit of it."""
    hops, to, html = ELSEWHERE[case]
    away = [answer(html, minutes, *hops, to=to) for minutes in (60, 240, 4000)]
    back = [capture(page(), 4100), capture(EDITED, 4200), capture(EDITED, 4201)]
    visits = visiting(capture(page(), 0), *away, *back, rounds=6)
    assert outcomes(visits) == ["first", *["suspect"] * 3, "same", "changed", "edited"]
    (edit,) = store.edits()
    assert edit.body is not None
    assert "90 miles" in str(edit.body[1])
    assert [event.kind for event in store.events()] == ["suspect"]


@pytest.mark.parametrize("hops", [(302,), (303,), (307,), (LEFT_BY_ITSELF,), (301, 302), (302, 301)])
def test_an_article_that_is_shown_elsewhere_for_now_stays_where_it_is(
    store: Store, visiting: Visiting, hops: tuple[int, ...]
) -> None:
    there = [answer(html, at, *hops, to=SLUG) for html, at in ((page(), 60), (EDITED, 120), (EDITED, 121))]
    visits = visiting(capture(page(), 0), *there, rounds=3)
    assert outcomes(visits) == ["first", "same", "changed", "edited"]
    assert list(store.events()) == []


@pytest.mark.parametrize("status", [301, 308])
def test_an_article_that_moved_for_good_is_visited_there(
    store: Store, visiting: Visiting, status: int
) -> None:
    moved = [answer(page(), 60, status, to=SLUG)]
    there = [capture(html, at, url=SLUG) for html, at in ((page(), 61), (EDITED, 120), (EDITED, 121))]
    visits = visiting(capture(page(), 0), *moved, *there, rounds=3)
    assert outcomes(visits) == ["first", "moved", "same", "changed", "edited"]
    assert [(event.kind, event.detail) for event in store.events()] == [("moved", SLUG)]
    (told,) = store.health(NOON).elsewhere
    assert (told.url, told.visited_at, told.since) == (URL, SLUG, NOON.replace(hour=13))


@pytest.mark.parametrize(
    "end",
    [
        pytest.param(capture(b"<h1>Gone</h1>", 90, status=404, url=SLUG), id="gone"),
        pytest.param(capture(OTHER.replace(b"Ada Quill", b"Ines Falk"), 90, url=SLUG), id="another-article"),
    ],
)
def test_an_article_that_is_no_longer_where_it_had_moved_is_asked_for_at_its_own_address(
    store: Store, visiting: Visiting, end: Capture
) -> None:
    own = [answer(page(), 60, 301, to=SLUG), capture(page(), 120)]
    visits = visiting(capture(page(), 0), *own, capture(page(), 61, url=SLUG), end, rounds=4)
    assert outcomes(visits)[:3] == ["first", "moved", "same"]
    assert outcomes(visits)[-1] in ("same", "returned")
    assert visits[-1].started_at == NOON.replace(hour=14)


@pytest.mark.parametrize("hops", [(301,), (302,), (LEFT_BY_ITSELF,)])
def test_an_article_that_was_always_redirected_is_read_and_has_not_moved(
    store: Store, visiting: Visiting, hops: tuple[int, ...]
) -> None:
    first, again = answer(page(), 0, *hops, to=SLUG), answer(page(), 60, *hops, to=SLUG)
    visits = visiting(first, again, capture(page(), 61, url=SLUG), rounds=2)
    assert outcomes(visits)[0] == "first"
    assert outcomes(visits)[-1] == "same"
    assert list(store.events()) == []


@pytest.mark.parametrize(
    ("hops", "to", "html"),
    [
        *(
            pytest.param(hops, f"{SITE}/2026/bridge-opens", OTHER, id=f"{hops}-another-article")
            for hops in ((301,), (302,), (303,), (307,), (308,), (LEFT_BY_ITSELF,), (301, 302))
        ),
        *(
            pytest.param(hops, to, APPEAL, id=f"{hops}-{to}")
            for hops in ((301,), (302,))
            for to in (f"{SITE}/support-us", "https://donate.example/gazette")
        ),
    ],
)
def test_what_the_first_visit_is_led_to_is_not_taken_for_the_article(
    store: Store, visiting: Visiting, hops: tuple[int, ...], to: str, html: bytes
) -> None:
    own = [capture(page(), 120), capture(EDITED, 180), capture(EDITED, 181)]
    visits = visiting(answer(html, 0, *hops, to=to), *own, rounds=3)
    assert outcomes(visits) == ["suspect", "first", "changed", "edited"]
    assert len(list(store.edits())) == 1


@together(
    ("asked", "to"),
    [
        pytest.param(f"{SITE}/2026/storm-warning", f"{SITE}/2026/11/storm-warning-issued", id="words"),
        pytest.param(f"{SITE}/2026/storm-warning", f"{SITE}/a/77", id="a-word-of-the-headline"),
        pytest.param(f"{SITE}/article/4711812", f"{SITE}/news/coast-4711812.html", id="a-number"),
        pytest.param("https://gzt.example/x7Qa", f"{SITE}/2026/coast", id="a-short-address"),
        pytest.param(
            f"{SITE}/2026/storm-warning", f"{SITE}/2026/storm-warning/print", id="a-version-to-print"
        ),
    ],
)
def test_what_is_named_as_it_was_asked_for_is_read(asked: str, to: str) -> None:
    hop = Hop(url=asked, status=302, location=to)
    seen = replace(capture(page(), 0, url=asked), hops=(hop,), final_url=to)
    sight, _ = look_at(CaptureTask(article=1, url=asked), seen)
    assert not sight.screening.is_unnamed


@pytest.mark.parametrize(
    "to",
    [
        pytest.param(URL.replace("https:", "http:"), id="scheme"),
        pytest.param(URL.replace("//", "//www."), id="www"),
        pytest.param(URL + "/", id="slash"),
        pytest.param(URL + "?utm_source=rss", id="tracker"),
        pytest.param(URL + "/amp", id="amp"),
    ],
)
@pytest.mark.parametrize("status", [301, 302, LEFT_BY_ITSELF])
def test_an_address_spelt_otherwise_is_the_same(
    store: Store, visiting: Visiting, to: str, status: int
) -> None:
    there = [answer(html, at, status, to=to) for html, at in ((page(), 60), (EDITED, 120), (EDITED, 121))]
    assert outcomes(visiting(capture(page(), 0), *there, rounds=3)) == ["first", "same", "changed", "edited"]
    assert list(store.events()) == []


APPEAL_UNDER_THE_HEADLINE = APPEAL.replace(
    b"Why we ask our readers for support this winter", b"Ferry cancelled as storm nears"
)


@pytest.mark.parametrize("status", [301, 302, 307, LEFT_BY_ITSELF])
def test_an_appeal_under_the_headline_of_the_article_takes_nothing_away(
    store: Store, visiting: Visiting, status: int
) -> None:
    away = [answer(APPEAL_UNDER_THE_HEADLINE, at, status, to=f"{SITE}/support-us") for at in (60, 240)]
    back = [capture(page(), 300), capture(EDITED, 400), capture(EDITED, 401)]
    visits = visiting(capture(page(), 0), *away, *back, rounds=5)
    assert outcomes(visits) == ["first", "suspect", "suspect", "same", "changed", "edited"]
    assert len(list(store.edits())) == 1


def test_a_redirect_that_comes_and_goes_is_no_edit(store: Store, visiting: Visiting) -> None:
    looks = [
        capture(page(), 60 * hour) if hour % 2 else answer(APPEAL, 60 * hour, 301, to=f"{SITE}/support-us")
        for hour in range(1, 9)
    ]
    visits = visiting(capture(page(), 0), *looks, rounds=9)
    assert outcomes(visits) == ["first", *["same", "suspect"] * 4]
    assert list(store.edits()) == []
