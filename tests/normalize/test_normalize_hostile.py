"""Hostile pages: a reading or a clear refusal, in bounded time and memory, never another exception."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass

import pages
import pytest
from cases import together
from pages import ld, meta, paragraphs
from program import Programs

from archiver.errors import ReadError
from archiver.normalize.reader import read
from archiver.normalize.screen import Sight, screen

URL = "https://gazette.example/2026/ferry"
HEADLINE = "Ferry cancelled as storm nears"
SENTENCE = "The harbour master said on Monday that no ferry would sail to the outer islands in this storm."
PARAGRAPHS = [f"{SENTENCE} It was call number {n} of the day." for n in range(6)]
ARTICLE = f"<article><h1>{HEADLINE}</h1>{paragraphs(*PARAGRAPHS)}</article>"

ADDRESS_SPACE = 2_000_000_000
"""Bytes a page of 34 MB may make a program use."""

CPU_SECONDS = 20
"""Some ten times what the slowest of these pages takes; a hang fails, a busy machine does not."""

ALONE = f"""
import json, resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({ADDRESS_SPACE}, {ADDRESS_SPACE}))
resource.setrlimit(resource.RLIMIT_CPU, ({CPU_SECONDS}, {CPU_SECONDS}))
from archiver.errors import ReadError
from archiver.normalize.reader import observe
from archiver.normalize.screen import Answer, screen
html, seen, reading, refusal = sys.stdin.buffer.read(), None, None, None
try:
    seen = observe(html, "{URL}")
    reading = seen.reading
except ReadError as error:
    refusal = error.detail
answer = Answer(asked_url="{URL}", final_url="{URL}", status=200, html=html, reading=reading, seen=seen)
print(json.dumps({{
    "refusal": refusal,
    "headline": reading and reading.headline,
    "blocks": [block.text[:1000] for block in reading.blocks] if reading else [],
    "kind": screen(answer).kind.value,
}}))
"""


@dataclass(frozen=True)
class Outcome:
    refusal: str | None
    headline: str | None
    blocks: list[str]
    kind: str


ReadAlone = Callable[[str | bytes], Outcome]


@pytest.fixture(scope="module")
def read_alone(programs: Programs) -> ReadAlone:
    """Return what reads and screens a page in a process of its own, which dies of too much memory or time."""

    def run(html: str | bytes) -> Outcome:
        done = programs.python(ALONE, html if isinstance(html, bytes) else html.encode())
        assert done.returncode == 0, done.stderr[-2000:]
        return Outcome(**json.loads(done.stdout))

    return run


def page(body: str, head: str = "") -> str:
    return pages.page(body, title=HEADLINE, head=head)


def data(json_ld: str) -> str:
    return page(ARTICLE, ld(json_ld))


# --- size ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "limit"),
    [
        pytest.param(lambda: page(ARTICLE + f"<p>{SENTENCE}</p>" * 340_000), "32 MB", id="34-MB"),
        pytest.param(lambda: b"\xe9" * 34_000_000, "32 MB", id="34-MB-of-no-charset"),
        pytest.param(lambda: page(ARTICLE + "<i>x</i><br>" * 51_000), "elements", id="102-thousand-elements"),
        pytest.param(
            lambda: page("<aside>" * 190 + f"<p>{SENTENCE}</p>" * 100_000), "inside", id="all-of-it-nested"
        ),
    ],
)
def test_a_page_beyond_all_measure_is_refused_with_the_reason(
    make: Callable[[], str | bytes], limit: str, read_alone: ReadAlone
) -> None:
    outcome = read_alone(make())
    assert outcome.refusal is not None
    assert limit in outcome.refusal
    assert outcome.kind == "other"


QUOTED = "'>'"
LIGATURE = "\ufdfa"  # NFKC spells it with eighteen letters


def attributes(number: int, value: str) -> str:
    return " ".join(f"a{n}={value}" for n in range(number))


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(
            lambda: page(f"<div {attributes(100_000, '1')}>{ARTICLE}</div>"), id="100-thousand-attrs"
        ),
        pytest.param(
            lambda: page(f"<div {'a=1 ' * 1_000_000}>{ARTICLE}</div>"), id="one-attribute-1e6-times"
        ),
        pytest.param(lambda: page(ARTICLE, f"<meta {attributes(100_000, QUOTED)}>"), id="tag-ends-in-quotes"),
        pytest.param(lambda: page(f"<div class='{'x ' * 2_000_000}'>{ARTICLE}</div>"), id="4-MB-of-classes"),
        pytest.param(lambda: page(f"<p style='display{' ' * 1_000_000}x'></p>{ARTICLE}"), id="1-MB-of-style"),
        pytest.param(lambda: page("</div>" * 1_000_000 + ARTICLE), id="a-million-closing-tags"),
        pytest.param(lambda: page("<!-- x -->" * 300_000 + ARTICLE), id="300-thousand-comments"),
        pytest.param(
            lambda: page("<svg><text>no</text></svg>" * 50_000 + ARTICLE), id="50-thousand-drawings"
        ),
        pytest.param(lambda: page(f"{ARTICLE}<p>{'x' * 4_000_000}</p>"), id="a-word-of-4-MB"),
        pytest.param(
            lambda: page(f"{ARTICLE}<p>{LIGATURE * 100_000}</p>"), id="letters-that-become-eighteen"
        ),
        pytest.param(lambda: page(ARTICLE + f"<footer>{'<p>x y z</p>' * 10_000}</footer>"), id="long-footer"),
        pytest.param(lambda: page("<h2>Storm</h2>" * 10_000 + ARTICLE), id="10-thousand-headings"),
        pytest.param(
            lambda: page("<time datetime=2026-01-01>x</time>" * 10_000 + ARTICLE), id="10-thousand-times"
        ),
        pytest.param(
            lambda: page("<b itemprop=author>x</b>" * 10_000 + ARTICLE), id="10-thousand-properties"
        ),
        pytest.param(lambda: page(ARTICLE, "<meta name=author content=x>" * 10_000), id="10-thousand-metas"),
        pytest.param(
            lambda: page(ARTICLE, "<link rel=alternate hreflang=x href=/x>" * 10_000), id="10-thousand-links"
        ),
        pytest.param(lambda: page("<form>" * 10_000 + ARTICLE), id="10-thousand-forms"),
    ],
)
def test_an_article_in_a_monstrous_page_is_read_all_the_same(
    make: Callable[[], str], read_alone: ReadAlone
) -> None:
    outcome = read_alone(make())
    assert (outcome.headline, outcome.blocks, outcome.kind) == (HEADLINE, PARAGRAPHS, "article")


@pytest.mark.parametrize("opening", ["<div>", "<span>", "<div><b><i><ul><li>", "<table><tr><td>", "<font>"])
def test_the_text_at_a_depth_of_100_000_is_kept(opening: str, read_alone: ReadAlone) -> None:
    outcome = read_alone(page(opening * (100_000 // opening.count("<")) + ARTICLE))
    assert outcome.refusal is None
    assert all(text in " ".join(outcome.blocks) for text in PARAGRAPHS)


# --- patterns --------------------------------------------------------------------------------------


def takes_no_time(html: str) -> bool:
    """Return whether a page is read in bounded processor time."""
    begun = time.process_time()
    read(html, URL)
    return time.process_time() - begun < CPU_SECONDS


RUNS = [
    "1",
    " ",
    ". ",
    "1.1.",
    "12:30 ",
    "Ada ",
    "A-",
    "by ",
    "By Ada and ",
    "Photo: (",
    "(",
    "“",
    "\"'",
    "&",
]
RUNS += ["<", "&lt;", "Correction: ", "Updated 1 ", "#", "https://", "| ", "—", "\u0301", "\u202e", "市", "é"]
RUNS += ["a@", "\u200b", "\n", "\t\n"]


@pytest.mark.parametrize("run", RUNS)
def test_no_pattern_of_ours_runs_away_wherever_it_looks(run: str) -> None:
    bomb = run * (10_000 // len(run))
    places = ("title", "h1", "p", "time", "figcaption", "li")
    above = "".join(f"<{place}>{bomb}</{place}>" for place in places)
    below = "".join(f"<{place} class=byline>{bomb}!</{place}>" for place in places)
    assert takes_no_time(page(above + ARTICLE + below))


@pytest.mark.parametrize("run", ["1", "Ada ", "Photo: (", "Correction: ", "<", "市"])
def test_a_paragraph_of_300_000_characters_is_read_in_bounded_time(run: str, read_alone: ReadAlone) -> None:
    assert read_alone(page(f"{ARTICLE}<p>{run * (300_000 // len(run))}</p>")).headline == HEADLINE


@pytest.mark.parametrize("run", ["1", " ", "Ada, ", "2026-", "&amp;", "<b", "a | "])
def test_no_claim_in_a_meta_element_runs_away(run: str) -> None:
    names = ("author", "date", "description", "og:title", "article:published_time")
    assert takes_no_time(page(ARTICLE, "".join(meta(name, f"{run * 10_000}!") for name in names)))


# --- JSON-LD ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "json_ld",
    [
        pytest.param('{"@type": "NewsArticle", "headline": "cut of', id="cut-off"),
        pytest.param('{"a":' * 100_000 + "1" + "}" * 100_000, id="objects-100-thousand-deep"),
        pytest.param("[" * 1_000_000, id="lists-a-million-deep"),
        pytest.param('{"@type":"NewsArticle","articleBody":"' + "x " * 5_000_000 + '"}', id="10-MB"),
        pytest.param('{"headline": ' + "9" * 100_000 + "}", id="a-number-beyond-python's"),
        pytest.param('{"a" ' + " " * 900_000 + "x}", id="spaces"),
        pytest.param('{"a": 1' + ", " * 500_000 + "x}", id="commas"),
        pytest.param('{"a": "' + "\\" * 900_000 + "x}", id="backslashes"),
        pytest.param('{"a": "' + "&amp;" * 200_000 + "x}", id="ampersands"),
        pytest.param("<!-- <![CDATA[ //", id="wrapped-in-nothing"),
        pytest.param('"text"', id="a-string"),
        pytest.param('{"@type": "NewsArticle", "headline": NaN, "author": Infinity}', id="no-numbers"),
    ],
)
def test_json_ld_that_nobody_can_use_costs_nothing_but_itself(json_ld: str, read_alone: ReadAlone) -> None:
    outcome = read_alone(data(json_ld))
    assert (outcome.headline, outcome.blocks) == (HEADLINE, PARAGRAPHS)


WRONG = ["null", "true", "1", "1.5", '""', '"x"', "[]", "{}", "[[]]", '[[["x"]]]', '{"name": {"name": []}}']
WRONG += ['{"@id": {"a": 1}}', '[null, 1, {"name": [1]}, {"givenName": "x", "familyName": []}]', '"\\ud800"']
FIELDS = ["@type", "@id", "@graph", "headline", "description", "author", "creator", "datePublished", "image"]
FIELDS += ["dateModified", "articleSection", "license", "inLanguage", "publisher", "articleBody", "hasPart"]
FIELDS += ["isAccessibleForFree", "mainEntityOfPage", "url", "name", "copyrightNotice", "alternativeHeadline"]


@pytest.mark.parametrize("field", FIELDS)
def test_any_field_of_json_ld_may_hold_any_kind_of_value(field: str) -> None:
    for value in WRONG:
        kind = "" if field == "@type" else '"@type": ["NewsArticle", {"a": [1]}],'
        reading = read(data(f'{{{kind} "{field}": {value}}}'), URL)
        assert [block.text for block in reading.blocks] == PARAGRAPHS


# --- characters ------------------------------------------------------------------------------------


LABELS = [
    "idna",
    "punycode",
    "unicode_escape",
    "raw-unicode-escape",
    "undefined",
    "hex",
    "rot13",
    "zlib",
    "hz",
]
LABELS += ["utf-7", "utf-16", "utf-32", "x-user-defined", "iso-2022-kr", "\0", "ï", "a" * 30]


@together("label", LABELS)
def test_no_label_of_a_charset_is_taken_for_more_than_a_label(label: str) -> None:
    html = page(ARTICLE.replace("storm nears", "storm nears Malmö"), f'<meta charset="{label}">')
    for charset in (label, None):
        reading = read(html.encode(), URL, charset=charset)
        assert reading.headline == f"{HEADLINE} Malmö"
        assert [block.text for block in reading.blocks] == [
            text.replace("storm nears", "storm nears Malmö") for text in PARAGRAPHS
        ]


def test_control_characters_and_nul_are_not_in_the_reading() -> None:
    html = page(ARTICLE.replace("ferry", "fe\0r\x1bry").replace("<p>", "<\0p\x07>"))
    reading = read(html.encode(), URL)
    assert [block.text for block in reading.blocks] == PARAGRAPHS


def test_a_lone_surrogate_does_not_reach_the_reading() -> None:
    reading = read(page(ARTICLE.replace("storm", "sto\ud800rm")), URL)
    assert reading.headline.isprintable()
    reading.text.encode()


def test_any_bytes_at_all_are_read_or_refused() -> None:
    every = bytes(range(256)) * 100
    starts = (
        b"",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"\xff\xfe\0\0",
        b"\x1b$B",
        b"\x1f\x8b",
        b"%PDF-",
    )
    for start in starts:
        assert read(start + every, URL).as_text().encode()


def test_the_marks_of_right_to_left_text_do_not_hide_it() -> None:
    arabic = "أعلن مجلس المدينة يوم الاثنين أن الجسر القديم سيغلق حتى الربيع من أجل أعمال الصيانة العاجلة."
    body = "".join(f"<p dir=rtl>\u202b{arabic} {n}.\u202c</p>" for n in range(5))
    reading = read(page(f"<article><h1>\u2067جسر مغلق\u2069</h1>{body}</article>"), URL)
    assert len(reading.blocks) == 5
    assert arabic in reading.text


# --- addresses -------------------------------------------------------------------------------------

ADDRESSES = ["http://[", "//[x", "http://a:99999999", "http://a:b", "http://\x01", "javascript:alert(1)"]
ADDRESSES += ["http://xn--a", "http://" + "ä" * 300, "http://a..b", "http://" + "a." * 30_000, "http://%zz/"]
ADDRESSES += ["\\\\x", "http://⅓.example", "?" * 100_000, "data:text/html,x", "mailto:", "http://a@b@c/", ""]


@together("address", ADDRESSES)
def test_no_address_on_the_page_is_more_than_words(address: str) -> None:
    head = (
        f'<base href="{address}"><link rel=canonical href="{address}"><meta property="og:url"'
        f' content="{address}"><link rel=amphtml href="{address}"><link rel=license href="{address}">'
    )
    linked = ARTICLE.replace("ferry", f'<a rel=author href="{address}">ferry</a>')
    reading = read(page(linked, head), URL)
    assert [block.text for block in reading.blocks] == PARAGRAPHS


@together("address", ADDRESSES)
def test_no_address_on_the_page_stops_the_screening(address: str) -> None:
    text = ARTICLE[ARTICLE.index("<p>") :]
    for final_url, shown in ((URL, ""), (address, text)):
        html = page(
            f'<h2><a href="{address}">{HEADLINE}</a></h2>{shown}', f'<link rel=canonical href="{address}">'
        )
        sight = Sight(
            asked_url=URL, final_url=final_url, status=200, html=html.encode(), reading=read(html, final_url)
        )
        assert screen(sight).reason


@together("url", ["http://[", "", "no address", "file:///etc/passwd", "http://a:b/"])
def test_an_article_is_read_wherever_it_is_said_to_be(url: str) -> None:
    linked = ARTICLE.replace("ferry", '<a href="/ferry">ferry</a>')
    reading = read(page(linked, '<link rel=canonical href="/ferry">'), url)
    assert [block.text for block in reading.blocks] == PARAGRAPHS


# --- text that no reader sees, or sees twice -------------------------------------------------------

OTHER = "".join(
    f"<p>A text that nobody sees says in its sentence number {n} what is not so.</p>" for n in range(9)
)


@together(
    "unseen",
    [
        pytest.param(f"<script>document.write('{OTHER}')</script>", id="script"),
        pytest.param(
            f'<script type="text/template"><article>{OTHER}</article></script>', id="script-template"
        ),
        pytest.param(f'<script type="application/json">{{"html": "{OTHER}"}}</script>', id="script-json"),
        pytest.param(f"<template><article>{OTHER}</article></template>", id="template"),
        pytest.param(f"<style>/*{OTHER}*/</style>", id="style"),
        pytest.param(f"<!-- <article>{OTHER}</article> -->", id="comment"),
        pytest.param(f"<div hidden><article>{OTHER}</article></div>", id="hidden"),
        pytest.param(f'<div style="display: none">{OTHER}</div>', id="display-none"),
        pytest.param(
            f'<div style="color:red;DISPLAY:none !important">{OTHER}</div>', id="display-none-shouted"
        ),
        pytest.param(f'<div style="visibility:hidden">{OTHER}</div>', id="visibility"),
        pytest.param(f"<noscript>{OTHER}</noscript>", id="noscript"),
        pytest.param(f"<textarea>{OTHER}</textarea>", id="textarea"),
        pytest.param(f"<iframe srcdoc='{OTHER}'>{OTHER}</iframe>", id="iframe"),
        pytest.param(f"<svg><desc>{OTHER}</desc></svg>", id="svg"),
        pytest.param(f"<select><option>{OTHER}</option></select>", id="select"),
    ],
)
@together("inside", [False, True])
def test_text_that_no_reader_sees_is_not_read(unseen: str, inside: bool) -> None:
    html = ARTICLE.replace("</h1>", f"</h1>{unseen}") if inside else unseen + ARTICLE
    reading = read(page(html), URL)
    assert [block.text for block in reading.blocks] == PARAGRAPHS
    assert reading.headline == HEADLINE


@together(
    "unclosed",
    [
        pytest.param("<noscript><div id=plain></noscript>", id="box-in-noscript"),
        pytest.param("<noscript><table><tr><td></noscript>", id="table-in-noscript"),
        pytest.param("<NOSCRIPT ><!-- <div> </noscript >", id="comment-in-noscript"),
        pytest.param("<script>'<noscript>'</script><noscript></noscript>", id="noscript-in-a-script"),
        pytest.param("<!-- <noscript> --><noscript></noscript>", id="noscript-in-a-comment"),
        pytest.param("<svg><g>", id="svg"),
        pytest.param("<svg><desc><p>A ferry</p></desc><path>", id="svg-with-text"),
        pytest.param("<math><mi>x</mi>", id="math"),
    ],
)
def test_what_was_left_open_does_not_swallow_the_article(unclosed: str) -> None:
    """As in a browser, whose scripts run."""
    reading = read(page(f"<div>{unclosed}{ARTICLE}</div>"), URL)
    assert [block.text for block in reading.blocks] == PARAGRAPHS
    assert reading.headline == HEADLINE


@pytest.mark.parametrize(
    "parted", ["", "<hr>", "<footer>Imprint</footer>"], ids=["at-once", "rule", "footer"]
)
def test_a_body_that_the_page_holds_twice_is_read_once(parted: str) -> None:
    reading = read(page(f"{ARTICLE}{parted}<div class=print>{ARTICLE}</div>"), URL)
    assert [block.text for block in reading.blocks] == PARAGRAPHS


# --- screening -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        b"",
        b"\0" * 100_000,
        b"<" * 300_000,
        b"<?xml" + b" " * 100_000,
        b"\xff\xfe" * 20_000,
        b"<!--" * 100_000,
    ],
    ids=["empty", "nul", "brackets", "prolog", "marks", "comments"],
)
def test_what_is_no_page_is_screened_as_something_else(html: bytes) -> None:
    try:
        reading = read(html, URL)
    except ReadError:
        reading = None
    for status in (200, 202, 403, 503):
        sight = Sight(asked_url=URL, final_url="http://[", status=status, html=html, reading=reading)
        assert screen(sight).kind != "article", status
