"""The same article gives the same fingerprint, whatever changes around it."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from cases import together

from archiver.demo.long_script import long_script
from archiver.demo.site import DemoSite
from archiver.diff.fingerprint import fingerprint
from archiver.model.reading import Reading
from archiver.normalize.reader import read

GOLDEN = Path(__file__).parent.parent / "golden" / "commondreams"
GOLDEN_URL = "https://www.commondreams.example/news/article"
TEMPLATES = ("wordpress", "blocks", "classic", "amp", "live")

Change = Callable[[str, int], str]
"""Makes of a page what another visit finds; the number tells one visit from another."""


@cache
def sample(name: str) -> tuple[str, str]:
    """Return a page and its address."""
    if name.startswith("golden"):
        return (GOLDEN / f"{name.removeprefix('golden-')}.html").read_text(encoding="utf-8"), GOLDEN_URL
    script = long_script()
    story = next(each for each in script.newsroom(0) if each.template == name.removeprefix("demo-"))
    with DemoSite(script=script) as site:
        _, page = site.answer(story.path, "arm=a")
        encoding = page.media_type.rpartition("charset=")[2]
        text = page.content.decode(encoding).replace("windows-1252", "utf-8")
        return text, f"https://courier.example{story.path}"


@cache
def known(name: str) -> Reading:
    """Return the reading of a page as it is."""
    return read(*sample(name))


def after_headline(page: str, box: str) -> str:
    """Put a box right below the headline."""
    return page.replace("</h1>", f"</h1>{box}", 1)


def in_the_text(page: str, box: str, paragraph: str) -> str:
    """Put a box before the paragraph that begins like this."""
    words = page.rindex(paragraph[:25])
    openings = (page.rfind("<p", 0, words), page.rfind("<br", 0, words), page.rfind("<div", 0, words))
    return page[: max(openings)] + box + page[max(openings) :]


def below_the_text(page: str, box: str) -> str:
    """Put a box behind the article's column."""
    for end in ("</article>", "</main>", "</body>"):
        if end in page:
            at = page.rindex(end)
            return page[:at] + box + page[at:]
    raise ValueError("the page has no end")


TITLES = (
    "Ferry runs at night",
    "Storm closes the coast road",
    "Otters are back in the river",
    "Chess title won",
)


def related(visit: int) -> str:
    items = "".join(
        f'<li><a href="/{visit}/{n}"><span>{TITLES[(n + visit) % 4]}</span></a> '
        f"<small>{n + visit} hours ago</small></li>"
        for n in range(3)
    )
    return f"<aside><h3>Related stories</h3><ul>{items}</ul></aside>"


def most_read(visit: int) -> str:
    items = "".join(f'<li><a href="/{n * visit}">{TITLES[(n * visit) % 4]}</a></li>' for n in range(1, 4))
    return f"<section><h3>Most read</h3><ol>{items}</ol></section>"


def newsletter(visit: int) -> str:
    said = ("Get the news in your inbox.", "Sign up for our free daily newsletter.")[visit % 2]
    form = "<form><input name=mail><button>Sign up</button></form>"
    return f"<div><h3>The Morning Tide</h3><p>{said}</p>{form}</div>"


def appeal(visit: int) -> str:
    people = 1000 + 37 * visit
    return (
        f"<div><p>Support our journalism: {people} readers fund our newsroom. Make a donation today, "
        "become a member and get our newsletter.</p><a href=/give>Donate now</a></div>"
    )


def advert(visit: int) -> str:
    frame = f'<iframe src="/{visit}"></iframe>'
    return f'<div id="ad-{visit}" class="slot-{visit}"><span>Advertisement</span>{frame}</div>'


def share(visit: int) -> str:
    buttons = "".join(f"<li><a href='#{name}'>{name}</a></li>" for name in ("Facebook", "X", "Email"))
    return f"<ul>{buttons}<li><button>{visit * 31} shares</button></li></ul>"


def counters(visit: int) -> str:
    return (
        f"<div><span>Updated {visit + 2} minutes ago</span><span>{visit + 3} min read</span>"
        f"<a href='#comments'>{visit * 17} comments</a></div>"
    )


def consent(visit: int) -> str:
    return (
        f'<div role="dialog" aria-modal="true"><h2>Your privacy</h2><p>We and our {700 + visit} partners '
        "store and read cookies on your device to show you advertising and to measure how it does.</p>"
        "<button>Accept all</button></div>"
    )


BOXES = {box.__name__: box for box in (related, most_read, newsletter, appeal, advert, share, counters)}


def redesign(page: str, visit: int) -> str:
    """Give every class another name, the same to all that were alike."""
    names: dict[str, str] = {}

    def renamed(match: re.Match[str]) -> str:
        given = (names.setdefault(name, f"c{visit}-{len(names)}") for name in match[1].split())
        return f'class="{" ".join(given)}"'

    return re.sub(r'class="([^"]*)"', renamed, page)


def tracking(page: str, visit: int) -> str:
    return re.sub(r"<(p|div|h1|a|li)(?=[ >])", rf'<\1 data-track="{visit}-x" data-pos="{visit}"', page)


def lazy_pictures(page: str, visit: int) -> str:
    del visit
    return re.sub(
        r'<img src="([^"]*)"', r'<img loading="lazy" src="data:image/gif;base64,R0lGOD" data-src="\1"', page
    )


def serialised(page: str, visit: int) -> str:
    """Write the page as a browser does that built a tree of it and ran a script."""
    soup = BeautifulSoup(page, "lxml")
    for script in soup.find_all("script", type=lambda kind: kind is None):
        script.decompose()
    assert soup.body
    soup.body["class"] = f"js loaded-{visit}"
    soup.body.append(soup.new_tag("iframe", src="/frame", style="display: none"))
    return str(soup)


def indented(page: str, visit: int) -> str:
    return re.sub(r"</(p|div|li|h[1-6]|figure)>", rf"</\1>\n{' ' * visit}", page)


def consent_layer(page: str, visit: int) -> str:
    return page.replace("</body>", f"{consent(visit)}</body>")


def consent_first(page: str, visit: int) -> str:
    return re.sub(r"(<body[^>]*>)", lambda body: body[1] + consent(visit), page, count=1)


WHOLE = (
    redesign, tracking, lazy_pictures, serialised, indented, consent_layer, consent_first,
)  # fmt: skip

SAMPLES = [f"golden-{name}" for name in ("drupal", "sections", "divs", "breaks")]
SAMPLES += [f"demo-{name}" for name in TEMPLATES]


@together("name", SAMPLES)
@together("change", WHOLE)
def test_markup_that_changes_all_over_the_page_is_no_edit(change: Change, name: str) -> None:
    page, url = sample(name)
    assert fingerprint(read(change(page, 3), url)) == fingerprint(known(name))


@together("name", SAMPLES)
@together("box", BOXES.values())
def test_a_box_that_comes_and_changes_is_no_edit(box: Callable[[int], str], name: str) -> None:
    """Below the headline, in the text and below it, each time with other words."""
    page, url = sample(name)
    page = after_headline(page, box(1))
    page = in_the_text(page, box(2), known(name).blocks[3].text)
    reading = read(below_the_text(page, box(3)), url)
    assert reading.text == known(name).text
    assert fingerprint(reading) == fingerprint(known(name))


@together("name", SAMPLES)
def test_a_word_more_is_an_edit(name: str) -> None:
    page, url = sample(name)
    words = known(name).blocks[3].text[:25]
    assert page.count(words) >= 1
    assert fingerprint(read(page.replace(words, f"{words[:-1]} not {words[-1:]}"), url)) != fingerprint(
        known(name)
    )


Shown = tuple[object, str, bytes, str]
"""What an article says, its template, its page, and the address of that."""


def shown(step: int) -> dict[str, Shown]:
    """Return each article of the long script, as it is at a step."""
    script = long_script()
    found = {}
    with DemoSite(step, script=script) as site:
        for story in script.newsroom(step):
            if (
                story.template == "scripted"
                or script.trial(story.name, step)
                or script.spell(story.name, step)
            ):
                continue  # its text comes by script; it answers with something else
            _, page = site.answer(story.path, "")
            if page.status == 200:
                says = (
                    story.headline, story.dek, story.bylines, story.dateline, story.blocks, story.picture,
                    story.notices,
                )  # fmt: skip
                found[story.name] = (
                    says, story.template, page.content, f"https://courier.example{story.path}"
                )  # fmt: skip
    return found


@pytest.mark.parametrize(
    "step",
    [pytest.param(step, id=f"{step}{what}") for step, what in ((1, ""), (16, "-redesign"), (30, "-move"))],
)
def test_between_two_steps_of_the_demo_site_only_edits_are_edits(step: int) -> None:
    """All that were edited, and one of each template that was not."""
    before, after = shown(step - 1), shown(step)
    calm = {}
    for name in sorted(before.keys() & after.keys()):
        (old, _, *was), (new, template, *now) = before[name], after[name]
        if old != new or calm.setdefault(template, name) == name:
            same = fingerprint(read(*was)) == fingerprint(read(*now))
            assert same == (old == new), (name, template)
    assert len(calm) > 2
