"""Pages and fields that attack whoever looks at them: nothing of them runs, and nobody outside is asked."""

import re

import pytest
from browse_room import getter
from playwright.sync_api import Browser
from readings import reading
from worlds import ATTACKS, HOSTILE_EDIT, TURNED, UNBROKEN

from archiver.browse.serve import datasette_of
from archiver.diff.engine import compare
from archiver.diff.present import html

VIEWS = ("", "/1", "/7", "/1..2", "/2..5", "/1..7", "/1..7?view=side", "/3..4?view=side")
ASKED = (
    "/edits?source=%3Csvg+onload%3Dwindow.pwned%3D1%3E&field=%22%3E%3Cbase+href%3D//evil.example%3E",
    "/articles?q=%22%3E%3Cimg+src%3D//evil.example/x+onerror%3Dwindow.pwned%3D1%3E",
    "/articles?source=%E2%80%AE%3Cscript%3Ewindow.pwned%3D1%3C/script%3E",
    "/edits",
    "/articles",
)
MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def ask(worlds):
    return getter(datasette_of(worlds.root))


def test_no_script_runs_and_nothing_outside_is_asked(browser: Browser, far, worlds) -> None:
    context = browser.new_context()
    page = context.new_page()
    outside: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(far) else outside.append(request.url))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    paths = [worlds.path(name, view) for name in (HOSTILE_EDIT,) for view in VIEWS]
    for path in (*paths, *ASKED, worlds.path(TURNED, "/1..2"), worlds.path(UNBROKEN, "/1..2")):
        answer = page.goto(far + path)
        assert answer.status == 200, path
        assert page.url.startswith(far + path.split("?")[0]), "led away"
        page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
        page.mouse.move(300, 300)
        assert page.evaluate("[window.pwned, document.baseURI.startsWith(location.origin)]") == [
            None,
            True,
        ], path
        assert page.locator("script").count() <= 1, path
    assert outside == []
    assert said == []
    context.close()


def test_what_is_kept_of_a_page_that_attacks_runs_nowhere(browser: Browser, far, worlds, ask) -> None:
    snapshot = re.search(r"/snapshots/(\d+)", ask(worlds.path(HOSTILE_EDIT, "/1")).text)[1]
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{far}/snapshots/{snapshot}/dom?as=text")
    assert page.evaluate("window.pwned") is None
    # As a script of a page that an attacker got in: the browser is told that it is none.
    page.goto(f"{far}/edits")
    failed = page.evaluate(
        """address => new Promise(done => {
          const script = document.createElement('script');
          script.src = address;
          script.onload = () => done(false);
          script.onerror = () => done(true);
          document.head.append(script);
        })""",
        f"/snapshots/{snapshot}/dom?as=text",
    )
    assert failed
    assert page.evaluate("window.pwned") is None
    context.close()


@pytest.mark.parametrize("rest", ["/1..6", "/1..6.txt", "/6"])
def test_no_field_reaches_headers_or_templates(ask, worlds, rest) -> None:
    answer = ask(worlds.path(HOSTILE_EDIT, rest))
    assert "set-cookie" not in answer.headers
    assert "{{ 7 * 7 }}" in answer.text
    assert not re.search(r"(?<![\d.])49(?![\d.])", re.sub(r"[0-9a-f]{16,}|nonce\S+", "", answer.text))


def test_every_attack_is_shown_as_the_words_that_it_is(browser: Browser, far, worlds) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(far + worlds.path(HOSTILE_EDIT, "/1"))
    shown = page.locator("article.reading").inner_text()
    for attack in ATTACKS[:5]:
        assert attack in shown
    context.close()


def test_marks_that_turn_text_turn_nothing_of_ours(browser: Browser, far, worlds, ask) -> None:
    for rest in ("", "/2", "/1..2"):
        title = re.search(r"<title>(.*?)</title>", ask(worlds.path(TURNED, rest)).text, re.DOTALL)[1]
        assert "Bridge" in title
        assert not MARKS.search(title)
    context = browser.new_context()
    page = context.new_page()
    page.goto(far + worlds.path(TURNED, "/1..2"))
    for text in page.locator("h1, .crumbs a, .diff-field, .diff-edited").all():
        assert text.evaluate("one => getComputedStyle(one).unicodeBidi") in ("isolate", "plaintext")
    context.close()


def test_a_page_of_a_huge_text_grows_with_the_text_alone() -> None:
    texts = [f"Paragraph {n} says <b>{'a word ' * 20}</b>." for n in range(3_000)]
    old, new = (
        reading(*texts),
        reading(*(text.replace("says", "said") if n % 2 else text for n, text in enumerate(texts))),
    )
    size = sum(map(len, texts))
    diff = compare(old, new)
    assert len(html(old, new, diff)) < 6 * size
    assert len(html(old, new, diff, side_by_side=True)) < 10 * size
