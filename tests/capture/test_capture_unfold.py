"""What a reader brings out by hand is in the kept DOM; what could not be had is said."""

from __future__ import annotations

from datetime import timedelta

import pytest
from workshop import dom, full, light, make_capturer, say

from archiver import normalize
from archiver.errors import CaptureError, RobotsRefused

FIRST = "The council voted on Monday to close the old bridge for nine weeks, the mayor of the town said."
REST = "The repairs cost 4.2 million, of which the region is to pay a third, the council said on Tuesday."
PARTS = "".join(f"<p>{REST} {name} spoke.</p>" for name in ("Ada", "Ines", "Rolf"))
URL = "https://gazette.example/bridge"


def story(more: str) -> str:
    return (
        "<!doctype html><html><title>Bridge closes</title><main><article><h1>Bridge closes</h1>"
        f"<div><p>{FIRST}</p><p>{FIRST.replace('Monday', 'Friday')}</p>{more}</div></article></main></html>"
    )


LAZY = f"""<div style="height: 2000px">.</div><div id=rest></div><script>
new IntersectionObserver((seen, self) => {{ if (seen[0].isIntersecting) {{
    document.getElementById("rest").innerHTML = "{PARTS}"; self.disconnect(); }} }})
.observe(document.getElementById("rest"));</script>"""
FETCHED = """<div id=rest></div><button id=more>Continue reading</button><script>
document.getElementById("more").onclick = () => fetch("/unfold-rest").then(answer => answer.text())
.then(text => document.getElementById("rest").innerHTML = text);</script>"""
HIDDEN = f"""<div id=rest style="display: none">{PARTS}</div>
<a href="javascript:void(rest.style.display = 'block')">Weiterlesen</a>"""
EXPANDED = f"""<div id=rest hidden>{PARTS}</div>
<button aria-expanded=false aria-controls=rest onclick="rest.hidden = false">+</button>"""
PAGED = '<p><a href="?page=1">1</a> <a href="?page=2">2</a> <a rel=next href="?page=2">Next page</a></p>'


@pytest.mark.parametrize(
    "more", [LAZY, FETCHED, HIDDEN, EXPANDED], ids=["scrolled to", "fetched", "hidden", "expanded"]
)
def test_the_rest_of_an_article_is_kept(site, capturer, more) -> None:
    site.file("/unfold-rest", PARTS, "text/html")
    site.file("/unfold", story(more), "text/html")

    assert "Rolf spoke." in normalize(dom(capturer.capture(light(site.url("/unfold")))), URL).text


def test_further_pages_of_an_article_are_read_as_its_text(site, capturer) -> None:
    def answer(handler) -> None:
        second = story(f"<p>{REST}</p>{PAGED}")
        say(handler, second if "page=2" in handler.path else story(PAGED))

    site.answer("/unfold-paged", answer)

    kept = dom(capturer.capture(full(site.url("/unfold-paged"))))

    assert [block.text for block in normalize(kept, URL).blocks][-1] == REST
    assert f'data-archiver-page="{site.url("/unfold-paged")}?page=2"' in kept


def test_a_page_that_could_not_be_had_is_a_doubt(site, capturer) -> None:
    def answer(handler) -> None:
        say(handler, story(PAGED), status=500 if "page=2" in handler.path else 200)

    site.answer("/unfold-lost", answer)

    reading = normalize(dom(capturer.capture(light(site.url("/unfold-lost")))), URL)

    assert "goes on at" in reading.signals.doubts[0]
    assert "page=2" in reading.signals.doubts[0]


def test_each_further_page_is_asked_for_as_its_host_allows(site, proxy) -> None:
    """One by one, each in its turn, and none that robots.txt forbids, which the reading says."""
    turns: list[str] = []

    def answer(handler) -> None:
        at = int(handler.path.partition("page=")[2] or 1)
        words = REST.replace("Tuesday", f"page {at}") if at > 1 else ""
        say(handler, story(f'<p>{words}</p><p><a rel=next href="?page={at + 1}">Next page</a></p>'))

    def turn(host: str) -> float:
        turns.append(host)
        return 0.0

    def refusal(url: str) -> CaptureError | None:
        return RobotsRefused(url, user_agent="bot") if "page=4" in url else None

    site.answer("/unfold-allowed", answer)
    with make_capturer(proxy, turn=turn, refusal=refusal) as capturer:
        reading = normalize(dom(capturer.capture(light(site.url("/unfold-allowed")))), URL)

    assert "page 3" in reading.text
    assert "page 4" not in reading.text
    assert len(turns) == 3
    assert "/unfold-allowed?page=4, not read: robots.txt forbids it" in str(reading.signals.left)
    assert not [path for path in site.asked if "page=4" in path]


def test_a_page_whose_turn_comes_too_late_is_said(site, proxy) -> None:
    site.file("/unfold-late", story(PAGED), "text/html")
    waits = iter([0.0])
    with make_capturer(
        proxy, turn=lambda host: next(waits, 60.0), deadline=timedelta(seconds=12)
    ) as capturer:
        reading = normalize(dom(capturer.capture(light(site.url("/unfold-late")))), URL)

    assert "too late for this visit" in str(reading.signals.left)


@pytest.mark.parametrize(
    "more",
    [
        """<button onclick="location.href = '/unfold-elsewhere'">Read more</button>""",
        """<button onclick="document.body.append(Object.assign(document.createElement('article'), {innerHTML:
        '<h1>Subscribe</h1>' + 'Subscribe now to read on. '.repeat(9)}))">Read more</button>""",
    ],
    ids=["leaves", "asks"],
)
def test_a_button_that_opens_something_else_leaves_the_page_as_it_was(site, capturer, more) -> None:
    site.file("/unfold-elsewhere", "<h1>Another page</h1>", "text/html")
    site.file("/unfold-other", story(more), "text/html")

    capture = capturer.capture(light(site.url("/unfold-other")))

    assert capture.final_url == site.url("/unfold-other")
    assert normalize(dom(capture), URL).headline == "Bridge closes"
    assert "<h1>Subscribe</h1>" not in dom(capture)
