"""What a reader brings out by hand is in the kept DOM; what could not be had is said."""

from __future__ import annotations

import pytest
from workshop import dom, full, light, say

from archiver import normalize

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
