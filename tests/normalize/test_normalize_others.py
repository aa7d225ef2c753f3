"""Readers' comments, other articles and boxes that ask for consent are no part of the article."""

from __future__ import annotations

import pytest
from cases import together

from archiver.normalize.reader import read

URL = "https://gazette.example/2026/11/24/quay-vote"
TITLE = "Kelmouth votes to rebuild its north quay"
TEXT = (
    "The harbour board of Kelmouth voted on Tuesday to rebuild the north quay, ending a long dispute.",
    "The plan, drawn up by an office in Rotterdam, foresees a wall of 640 metres and two new berths.",
    "Opponents fear that the work will silt up the small beach south of the lighthouse.",
    "Work is to begin in March and to last until the autumn, if the state pays its share.",
)
TALK = (
    "I have lived on Quay Street for thirty years and every wall they built there was gone after two storms.",
    "The numbers in the plan cannot be right, ask anybody who has ever poured concrete in salt water.",
    "It is always the same faces who vote for such things, and never they who stand in the water.",
)
NAMES = ("Tove Aske", "reader17", "Nils Oak")
OTHER = "New bakery opens on Mill Lane"
OTHER_TEXT = (
    "A new bakery opened on Mill Lane this week, the first in the quarter since the old one closed in 2011.",
    "Its owner learnt the trade in Lyon and wants to bake only what can be sold before noon on one day.",
    "On the first morning forty people stood in line before the shutters went up, some with folding chairs.",
    "Flour comes from a mill near Hesten, which has ground rye for the region for two hundred years.",
)


def paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(inside: str = "", below: str = "", *, text: tuple[str, ...] = TEXT) -> str:
    return (
        f'<html><head><title>{TITLE}</title></head><body><nav><a href="/">Gazette</a></nav><main>'
        f'<div class="story"><h1>{TITLE}</h1><p class="by">By Ida Brandt</p>'
        f'<div class="text">{paragraphs(text)}{inside}</div></div>'
        f'{below}</main><footer><a href="/imprint">Imprint</a></footer></body></html>'
    )


def thread(form: str) -> str:
    told = (form.format(name=name, text=text) for name, text in zip(NAMES, TALK, strict=True))
    return "".join(told)


THREADS = {
    "called": '<section id="comments">' + thread("<div><b>{name}</b><p>{text}</p></div>") + "</section>",
    "called otherwise": '<div id="disqus_thread">'
    + thread("<article>{name}<p>{text}</p></article>")
    + "</div>",
    "label": "<h3>3 Comments</h3>" + thread("<div><b>{name}</b><p>{text}</p></div>"),
    "label, no boxes": "<h3>Comments (3)</h3>" + thread("<p><strong>{name}</strong></p><p>{text}</p>"),
    "german label": "<h2>3 Leserkommentare</h2>" + thread("<div><span>{name}</span><p>{text}</p></div>"),
    "says": thread("<div><cite>{name}</cite> <span>says:</span><p>{text}</p></div>"),
    "sagt": thread("<li><cite>{name}</cite> sagt:<p>{text}</p></li>"),
    "wrote, no boxes": "<dl>" + thread("<dt>{name} wrote:</dt><dd><p>{text}</p></dd>") + "</dl>",
    "buttons": thread("<div><a>{name}</a><p>{text}</p><span>Like</span><span>Reply</span></div>"),
    "répondre": thread("<div>{name}<p>{text}</p><button>Répondre</button></div>"),
    "times": "<ul>" + thread("<li><b>{name}</b> <time>24 Nov 2026, 10:05</time><p>{text}</p></li>") + "</ul>",
    "ago": "<ol>" + thread("<li><div><b>{name}</b> 2 hours ago</div><p>{text}</p></li>") + "</ol>",
    "replies within": (
        "<ul>"
        + thread(
            "<li><b>{name}</b> <i>24.11.2026 10:05</i><p>{text}</p>"
            "<ul><li><b>Una</b> <i>24.11.2026 11:10</i>"
            "<p>You are so right about that, and I have said it all along.</p></li></ul></li>"
        )
        + "</ul>"
    ),
}


@together("form", THREADS.values())
def test_comments_are_no_text_wherever_they_stand(form: str) -> None:
    assert [block.text for block in read(page(form), URL).blocks] == [*TEXT]
    assert [block.text for block in read(page(below=form), URL).blocks] == [*TEXT]


@together("form", ["called", "label", "says", "buttons", "ago"])
def test_a_short_article_is_read_above_a_long_thread(form: str) -> None:
    many = THREADS[form] + THREADS[form].replace("The numbers", "And the numbers").replace("always", "ever")
    assert [block.text for block in read(page(below=many, text=TEXT[:2]), URL).blocks] == [*TEXT[:2]]


STATEMENTS = {
    "statements": thread("<div><h3>{name}</h3><p>{text}</p></div>"),
    "entries": thread("<div><b>10:05</b> {name}<p>{text}</p></div>"),
    "ratings": thread("<div><b>Rating: 4.25</b><p>{text}</p></div>"),
}


@pytest.mark.parametrize("form", STATEMENTS.values(), ids=STATEMENTS)
def test_boxes_alike_that_nothing_makes_comments_are_text(form: str) -> None:
    read_ = [block.text for block in read(page(form), URL).blocks]
    assert [text for text in read_ if text in TALK] == [*TALK]


NEXT = "<div>" + paragraphs(OTHER_TEXT) + "</div>"
LINKED = f'<a href="/2026/11/23/bakery">{OTHER}</a>'

STORIES = {
    "set alike": f'<div class="story"><h1>{OTHER}</h1><p class="by">By Tom Reed</p>{NEXT}</div>',
    "set alike, lower heading": f'<div class="story"><h2>{OTHER}</h2><p>By Tom Reed</p>{NEXT}</div>',
    "article": f"<article><h1>{OTHER}</h1>{NEXT}</article>",
    "linked and signed": f"<div class=more><h1>{LINKED}</h1><span>By Tom Reed</span>{NEXT}</div>",
    "linked lower heading": f"<section><h2>{LINKED}</h2>{NEXT}</section>",
    "linked and dated": f"<section><h3>{LINKED}</h3><p>23 November 2026</p>{NEXT}</section>",
    "in aside": f"<aside><article><h2>{LINKED}</h2>{NEXT}</article></aside>",
    "announced": f"<p>Next article</p><h2>{OTHER}</h2>{NEXT}",
    "announced in German": f"<p>Nächster Artikel</p><h2>{OTHER}</h2>{NEXT}",
}


@together("below", STORIES.values())
def test_articles_loaded_below_are_not_read(below: str) -> None:
    reading = read(page(below=below), URL)
    assert (reading.headline, reading.bylines) == (TITLE, ("Ida Brandt",))
    assert [block.text for block in reading.blocks] == [*TEXT]


@pytest.mark.parametrize("kind", ["set alike", "article", "linked and signed", "linked and dated"])
def test_neither_are_several(kind: str) -> None:
    reading = read(page(below=STORIES[kind] + STORIES[kind].replace("bakery", "smithy")), URL)
    assert [block.text for block in reading.blocks] == [*TEXT]


QUOTES = tuple(f"“{text}”" for text in TALK)


@pytest.mark.parametrize("below", ["set alike", "linked lower heading", "in aside", "article"])
def test_an_article_of_quotations_is_read_above_another_story(below: str) -> None:
    quotes = "".join(f"<blockquote><p>{text}</p></blockquote>" for text in QUOTES)
    reading = read(page(quotes, STORIES[below], text=()), URL)
    assert reading.headline == TITLE
    assert [block.text for block in reading.blocks] == [*QUOTES]


TEASER = (
    '<div class="body"><aside><a href="/2026/11/20/fares"><h3>Ferry company doubles fares</h3></a>'
    f"<p>20 November 2026</p></aside>{paragraphs(OTHER_TEXT)}</div>"
)

PARTS = {
    "teaser above": TEASER,
    "linked headings": "".join(
        f'<div><h2><a href="/cars/{nth}">Best car of group {nth}</a></h2>{paragraphs(OTHER_TEXT)}</div>'
        for nth in range(2)
    ),
    "signed part": f"<div><h2>What it means</h2><p>Analysis by Tom Reed</p>{paragraphs(OTHER_TEXT)}</div>",
}


@pytest.mark.parametrize("inside", PARTS.values(), ids=PARTS)
def test_parts_with_headings_are_parts_of_the_article(inside: str) -> None:
    told = [block.text for block in read(page(inside), URL).blocks]
    assert told[: len(TEXT)] == [*TEXT]
    assert OTHER_TEXT[-1] in told


@together(
    "banner",
    [
        "<div><p>We value your privacy</p><p>We and our partners store cookies on your device.</p>"
        '<div><a href="#">Accept all</a> <a href="#">Manage choices</a></div></div>',
        "<div><div>Wir verwenden Cookies, um unser Angebot für Sie zu verbessern.</div>"
        "<button>Alle akzeptieren</button></div>",
        "<section><p>Nous utilisons des cookies et des traceurs pour mesurer l’audience.</p>"
        "<span>Tout refuser</span><span>J’accepte</span></section>",
        "<div><p>Diese Seite verarbeitet personenbezogene Daten.</p><a>Einverstanden</a></div>",
        "<div><p>Utilizamos cookies propias y de terceros para analizar su uso.</p><p>Aceptar</p></div>",
        "<div><p>This site uses cookies. By going on you agree to that.</p><button>Got it</button></div>",
    ],
)
def test_a_box_that_asks_for_consent_is_no_text(banner: str) -> None:
    for shown in (
        page(below=banner),
        page().replace("<main>", f"{banner}<main>"),
        page().replace("</body>", banner),
    ):
        assert [block.text for block in read(shown, URL).blocks] == [*TEXT]


def test_an_article_on_cookies_is_one() -> None:
    text = tuple(f"{each} The board also asked every reader for consent to cookies." for each in TEXT)
    assert [block.text for block in read(page(text=text), URL).blocks] == [*text]


@pytest.mark.parametrize(
    "intro",
    [
        "Three documents were laid before the board:",
        "The board was given these papers, which anybody may read in the library of the harbour office:",
        "Dem Rat lagen die folgenden Unterlagen vor:",
    ],
)
def test_a_list_that_the_text_leads_to_is_text(intro: str) -> None:
    links = (
        '<ul><li><a href="/plan.pdf">The plan of the Rotterdam office</a>, 14 pages</li>'
        '<li><a href="/study.pdf">The study of the county</a></li>'
        '<li><a href="/letter.pdf">A letter of the club</a></li></ul>'
    )
    html = page(f"<p>{intro}</p>{links}{paragraphs(OTHER_TEXT[:1])}")
    assert "A letter of the club" in [block.text for block in read(html, URL).blocks]


@pytest.mark.parametrize(
    "intro", ["Read more:", "Related stories:", "More on this:", "Read also on this matter here:"]
)
def test_a_list_of_other_stories_is_not(intro: str) -> None:
    links = (
        '<ul><li><a href="/2026/11/20/a">Ferry company doubles its winter fares</a></li>'
        '<li><a href="/2026/11/21/b">Lighthouse keeper retires after decades</a></li></ul>'
    )
    html = page(f"<p>{intro}</p>{links}{paragraphs(OTHER_TEXT[:1])}")
    assert not [block for block in read(html, URL).blocks if "Lighthouse" in block.text]
