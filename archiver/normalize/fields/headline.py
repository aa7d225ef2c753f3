"""Which line is the headline, and what the page is called elsewhere."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from bs4 import Tag
from rapidfuzz import fuzz

from archiver.model.reading import Choice
from archiver.normalize.page.structured import Claim, Claims
from archiver.normalize.page.text import MAX_PARTS, collapse, key, words_of
from archiver.normalize.page.walk import Line, Page
from archiver.normalize.page.zones import Zone

SEPARATOR = re.compile(
    r"\s+[|·•»«—–:/-]\s+|\s*[|：／»]\s*|--+|:\s+|,\s+(?=[^,]+$)"
    r"|(?<=[\u3001-\u30ff\u3400-\u9fff\uac00-\ud7af\uff01-\uff60])[-_](?=[\u3400-\u9fff\uac00-\ud7af])"
)
"""What publishers put between a headline and the site's name in the page's title.

Chinese, Japanese and Korean ones set a hyphen or an underscore without spaces; between their letters it is no
part of a word.
"""

BEHIND = re.compile(r"\s+[|·•–—-]\s+")
"""Those of them that stand in no headline."""

ALIKE = 60
"""Least likeness (0 to 100) of two wordings of one headline.

Source: the 113 news pages of the benchmark: rewritten headlines of one article mostly reach 55 to
95, headlines of other articles on the page 20 to 50.
"""

TITLE_MALUS = 3
"""How much less a likeness to the page's title counts: a title may name the section first."""

SHORTEST_CLAIM = 12
"""Fewest letters and digits of a claim, or of a part of one, that may overrule an `h1`."""

SHORTEST_HOUSE = 4
"""Fewest letters and digits of a name that is like the site's if it holds that, or is held by it."""

NEAREST = 3
"""How many lines above the body a heading may stand that no claim speaks of."""

HEAD = 97
"""Likeness of a heading to the claim it begins, up to a separator; a heading elsewhere in a claim has 95."""

MAX_CUTS = 10
MAX_CLAIMS = 50
MAX_HEADINGS = 500
LONGEST_HEADING = 1_000
"""Bounds on what is compared; no page of the benchmark comes near them."""

ELSEWHERE = (
    Zone.NAV | Zone.ASIDE | Zone.FOOTER | Zone.DIALOG | Zone.FORM | Zone.BUTTON | Zone.LINK | Zone.OTHER
)
HEADINGS = ("h1", "h2", "h3", "h4")
SUBHEADINGS = HEADINGS[1:]


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline and where it stands."""

    text: str
    line: Line | None  # the last line of it, None if no line shows it
    choice: Choice
    social: str | None = None
    search: str | None = None


@dataclass(frozen=True, slots=True)
class _Shown:
    """A heading as it is shown: its lines and the texts it may be cut to."""

    tag: Tag
    lines: list[Line]
    text: str
    source: str


def find_headline(page: Page, claims: Claims, start: int) -> Headline:
    """Return the headline a reader sees.

    An `h1` that says what a claim says is believed first, then another heading before the body that
    does, then a lone `h1`, then the claims themselves (JSON-LD, OpenGraph, title). A heading also says
    what a claim says if it is the claim's beginning up to a separator; what follows may be a site's name.
    Where a claim is the end of the heading, what stands before is a kicker and is left out; so is what
    follows in the heading where two claims end before it.

    What is claimed and shown by no heading never replaces an `h1`: publishers word it for networks and
    search engines, and an edit of the `h1` would be missed.

    Args:
        page: the walked page.
        claims: its structured data.
        start: index of the body's first line.
    """
    names = site_names(page, claims)
    claimed = [Claim(claim.source, without_site(claim.value, names)) for claim in claims.headline]
    if page.title:
        claimed.append(Claim("title", without_site(page.title, names)))
    claimed = [claim for claim in claimed if key(claim.value) and key(claim.value) not in names][:MAX_CLAIMS]
    top = _best(list(itertools.islice(_headings(page, ("h1",)), MAX_HEADINGS)), claimed)
    below = list(itertools.islice(_headings(page, SUBHEADINGS, start), MAX_HEADINGS))
    lower = _exact(below, claimed, top)
    in_crumbs = top and top.lines[0].zone & Zone.NAV and not _is_claimed(top.text, claimed, "json-ld")
    if lower is None and in_crumbs:
        lower = _best([each for each in below if not each.lines[0].zone & ELSEWHERE], claimed)
    shown = lower or top or _lone(page, names, start) or (None if claimed else _nearest(below, start))
    social = next((without_site(c.value, names) for c in claims.headline if c.source == "og:title"), None)
    search = without_site(page.title, names) if page.title else None
    if shown is None:
        return _from_claims(page, claimed, names, social, search)
    text, why = _spelling(shown, claimed)
    why = why or ("a claim is like it" if lower or top else "it stands above the body; no claim is like it")
    text, why = _with_kicker(page, shown, claims, names) or (text, why)
    rejected = dict.fromkeys((c.source, c.value) for c in claimed if key(c.value) != key(text))
    choice = Choice(field="headline", source=shown.source, reason=why, rejected=tuple(rejected))
    line = shown.lines[-1]
    for other in page.lines[line.index + 1 : start]:  # shown again nearer to the text
        if other.tag.name in HEADINGS and key(other.text) == key(shown.text):
            line = other
    return Headline(
        text, line, choice, social and _own_words(social, text), search and _own_words(search, text)
    )


def _heads(claimed: list[Claim]) -> list[Claim]:
    """Return what is left of the claims without what may be a site's or section's name at their end."""
    pieces = []
    for claim in claimed:
        cuts = list(itertools.islice(SEPARATOR.finditer(claim.value), MAX_CUTS))
        pieces += [Claim(claim.source, claim.value[: cut.start()].strip()) for cut in reversed(cuts)]
    return [piece for piece in pieces if len(key(piece.value)) >= SHORTEST_CLAIM]


def _is_claimed(text: str, claimed: list[Claim], source: str) -> bool:
    return any(key(claim.value) == key(text) for claim in claimed if claim.source == source)


def _headings(page: Page, names: tuple[str, ...], before: int | None = None) -> Iterator[_Shown]:
    """Give the headings of these names, the lines of one element together."""
    owner: Tag | None = None
    lines: list[Line] = []
    for line in page.lines[: before if before is None else before + 1]:
        box = line.box.heading
        while box is not None and box.tag.name not in names:
            box = box.up.heading if box.up else None
        tag = box.tag if box else None
        if owner is not None and tag is not owner:
            yield _Shown(owner, lines, collapse(" ".join(each.text for each in lines)), owner.name)
            lines = []
        if tag is not None:
            lines.append(line)
        owner = tag
    if owner is not None:
        yield _Shown(owner, lines, collapse(" ".join(each.text for each in lines)), owner.name)


def _best(headings: list[_Shown], claimed: list[Claim]) -> _Shown | None:
    best: tuple[float, _Shown] | None = None
    said = [(key(claim.value), TITLE_MALUS if claim.source == "title" else 0) for claim in claimed]
    heads = {key(piece.value) for piece in _heads(claimed)}
    for nth, shown in enumerate(headings):
        spelt = key(shown.text[:LONGEST_HEADING])
        score = max((likeness(spelt, told) - malus for told, malus in said), default=0.0)
        score = max(score, HEAD) if spelt in heads else score
        score -= min(nth, 5) + (15 if shown.lines[0].zone & ELSEWHERE else 0)
        if score >= ALIKE and (best is None or score > best[0]):
            best = (score, shown)
    return best[1] if best else None


def _exact(headings: list[_Shown], claimed: list[Claim], first: _Shown | None) -> _Shown | None:
    """Return the last lower heading that says exactly what a claim says and the `h1` does not say."""
    top = key(first.text) if first else ""
    certain = any(key(claim.value) == top for claim in claimed if claim.source != "itemprop")
    if certain:  # microdata may speak of any part of the page
        claimed = [claim for claim in claimed if claim.source != "itemprop"]
    heads = {key(head.value) for head in _heads(claimed)} - {top}
    for shown in reversed(headings):
        spelt = key(shown.text)
        if shown.lines[0].zone & ELSEWHERE or len(spelt) < SHORTEST_CLAIM:
            continue
        if spelt == top:
            if shown.tag.find(True):  # the same in parts, so that a kicker can be told
                return shown
            continue
        if first and shown.lines[0].index < first.lines[0].index:
            continue
        if spelt in heads or any(
            spelt.endswith(said) and said != top
            for said in (key(c.value) for c in claimed)
            if len(said) >= SHORTEST_CLAIM
        ):
            return shown
    return None


def _lone(page: Page, names: set[str], start: int) -> _Shown | None:
    """Return the last `h1` before the body that is no name of the site."""
    found = None
    for shown in _headings(page, ("h1",), start):
        if key(shown.text) not in names and not shown.lines[0].zone & ELSEWHERE and len(key(shown.text)) > 3:
            found = shown
    return found


def _nearest(headings: list[_Shown], start: int) -> _Shown | None:
    """Return the heading right above the body."""
    for shown in reversed(headings):
        if not shown.lines[0].zone & ELSEWHERE and start - NEAREST <= shown.lines[-1].index < start:
            return shown
    return None


def likeness(one: str, other: str) -> float:
    """Return how alike two keys are, 0 to 100; one inside the other is alike."""
    if not one or not other:
        return 0.0
    if one == other:
        return 100.0
    if min(len(one), len(other)) > 8 and (one in other or other in one):
        return 95.0
    return float(fuzz.ratio(one, other))


def _spelling(shown: _Shown, claimed: list[Claim]) -> tuple[str, str]:
    """Return the words of the heading without its kicker, and why they are these."""
    full = key(shown.text)
    said = {key(claim.value): claim.value for claim in reversed(claimed) if claim.source != "itemprop"}
    inner = [
        words_of(part, "")
        for part in itertools.islice(shown.tag.descendants, MAX_PARTS)
        if isinstance(part, Tag)
    ]
    inner += [line.text for line in shown.lines]
    strings = list(itertools.islice(shown.tag.stripped_strings, MAX_PARTS))
    inner += [collapse(" ".join(strings[nth:])) for nth in range(1, min(len(strings), MAX_CUTS))]
    inner = [text for text in inner if 8 < len(key(text)) < len(full)]
    for text in inner:
        spelt = key(text)
        if full.endswith(spelt) and spelt in said:
            return text, "a claim has no kicker either"
    if full not in said:
        for text in inner:
            spelt = key(text)
            if full.endswith(spelt) and any(each.endswith(spelt) for each in said):
                return text, "claims have another kicker"
    for text in _beginnings(shown.text, strings):
        if full not in said and sum(key(claim.value) == key(text) for claim in claimed) > 1:
            return text, "claims end before the rest of the heading"
    if full in said and inner:
        return said[full], "shown in parts; spelt as claimed"
    return shown.text, ""


def _beginnings(text: str, strings: list[str]) -> Iterator[str]:
    """Give the beginnings of a heading that end at an element's edge or at a separator, longer ones first."""
    for nth in range(min(len(strings), MAX_CUTS) - 1, 0, -1):
        yield collapse(" ".join(strings[:nth]))
    for cut in reversed(list(itertools.islice(SEPARATOR.finditer(text), MAX_CUTS))):
        yield text[: cut.start()].strip()


def _with_kicker(page: Page, shown: _Shown, claims: Claims, names: set[str]) -> tuple[str, str] | None:
    """Return the headline with the kicker above it where both JSON-LD and OpenGraph take it for a part."""
    told = {claim.source: without_site(claim.value, names) for claim in reversed(claims.headline)}
    said, social = told.get("json-ld", ""), told.get("og:title", "")
    spelt = key(shown.text)
    if not said or key(said) != key(social) or not key(said).endswith(spelt) or key(said) == spelt:
        return None
    kicker = key(said).removesuffix(spelt)
    first = shown.lines[0].index
    if any(key(line.text) == kicker for line in page.lines[max(0, first - 4) : first]):
        return said, "the line above is claimed as its beginning"
    return None


def _from_claims(
    page: Page, claimed: list[Claim], names: set[str], social: str | None, search: str | None
) -> Headline:
    value = claimed[0] if claimed else Claim("none", page.title)
    value = Claim(value.source, _without_house(value.value, names))
    choice = Choice(field="headline", source=value.source, reason="no heading shows it")
    line = next((line for line in page.lines if key(line.text) == key(value.value)), None)
    if line is None and not social:
        plain = [line for line in page.lines if not line.zone & ELSEWHERE and not line.link_chars]
        shown = {key(each.text[:LONGEST_HEADING]): each for each in reversed(plain)}
        for head in _heads([value]):
            if key(head.value) in shown:
                return Headline(head.value, shown[key(head.value)], choice, social, search)
    return Headline(value.value, line, choice, social, search)


def _without_house(title: str, names: set[str]) -> str:
    """Return a title that no heading shows without a name like the site's at its end."""
    cut = next(reversed(list(BEHIND.finditer(title))), None)
    tail = key(title[cut.end() :]) if cut else ""
    spelt = (name for name in names if len(name) >= SHORTEST_HOUSE)
    like = len(tail) >= SHORTEST_HOUSE and any(tail in name or name in tail for name in spelt)
    return title[: cut.start()] if cut and like else title


def site_names(page: Page, claims: Claims) -> set[str]:
    """Return the keys of what the site calls itself: its domain, and the words that link to its front."""
    host = (urlsplit(page.url).hostname or "").removeprefix("www.")
    labels = host.split(".")
    names = {key(host), key(".".join(labels[-2:]))}
    names.update(key(label) for label in labels[:-1] if len(label) > 2)
    names.update(key(name) for name in claims.publishers)
    front = {"/", f"//{urlsplit(page.url).netloc}", f"//{urlsplit(page.url).netloc}/"}
    links = (link for line in page.lines for link in line.links)
    names.update(key(words) for words, href in links if _without_scheme(href) in front)
    return {name for name in names if name}


def _without_scheme(href: str) -> str:
    return href.removeprefix("https:").removeprefix("http:")


def _own_words(title: str, headline: str) -> str:
    """Return a title that is the headline and something behind it as the headline: the rest is the site's."""
    ends = (match.start() for match in BEHIND.finditer(title))
    return next((title[:end] for end in ends if key(title[:end]) == key(headline)), title)


def without_site(title: str, names: set[str]) -> str:
    """Return the title without the name of the site behind a separator at its end or start."""
    for _ in range(3):
        parts = list(SEPARATOR.finditer(title))
        if not parts:
            return title
        last, first = parts[-1], parts[0]
        tail, head = key(title[last.end() :]), key(title[: first.start()])
        if (tail in names or not tail) and title[: last.start()].strip():
            title = title[: last.start()].strip()
        elif head in names and title[first.end() :].strip():
            title = title[first.end() :].strip()
        else:
            return title
    return title
