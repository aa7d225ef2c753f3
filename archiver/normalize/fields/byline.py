"""Who wrote the article."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from archiver.language import any_of
from archiver.model.reading import Choice
from archiver.normalize.fields.moments import without_dates
from archiver.normalize.page.structured import Claim, Claims
from archiver.normalize.page.text import collapse, key, words_of
from archiver.normalize.page.walk import Line, Page
from archiver.normalize.page.zones import Zone

LABEL = rf"^\W{{0,3}}(?:{any_of('bylines.did')}\s*{any_of('bylines.by')}?\s*:?\s*)?{any_of('bylines.by')}"

BY = re.compile(rf"{LABEL}(?:\s*[:：/／|｜・＝]\s*|\s+)", re.IGNORECASE)
"""What stands before a name in a byline."""

BY_ALONE = re.compile(rf"{LABEL}\W*$", re.IGNORECASE)
"""The same as a line of its own, above the name."""

GLUED = re.compile(r"^(By|Von|Par|Por|Door)(?=[A-ZÀ-Þ])")
"""The same where the gap before the name is no text: it lies between two elements."""

AND = re.compile(rf"\s*(?:[,;|&•·、，；]|\s/\s|\b{any_of('bylines.joins')}\b(?!\.))\s*", re.IGNORECASE)
"""What stands between two names."""

ROLE = re.compile(rf"\b{any_of('bylines.roles')}\b", re.IGNORECASE)
ROLES = re.compile(rf"^(\S+ \S+.*?)(?:\s{any_of('bylines.roles')})+$", re.IGNORECASE)
"""Two words or more, and behind them what the person is."""

DEGREE = re.compile(
    r"M\.?D|M\.?[AS]|MSc|MBA|MPH|B\.?[AS]|BSc|BSN|Ph\.?D|PharmD|RDN?|RN|DO|DDS|DVM|DPT|J\.?D|CSCS|LDN?|CNS"
)
"""What a contributor holds, as American health pages print it after the name."""

OTHER_WORK = re.compile(rf"(?-i:[^\W\d_A-ZÀ-Þ])\w*(?: \w+)? {any_of('bylines.by')} ", re.IGNORECASE)
"""Who did something else than write: "photographs by", "editing by"; small, as names are not."""

NOT_NAMES = re.compile(
    rf"https?:|www\.|@|\d|[<>{{}}=#?!_“”„«»:：]|\b{any_of('bylines.no_names')}\b", re.IGNORECASE
)
TAIL = re.compile(
    rf"\s*(?:[|–—-]\s.*|\s{any_of('bylines.along', 'bylines.after')}(?:\s.*)?|\bfor\s(?:the\s)?[A-Z].*|"
    r"\sis\s(?:a|an|the)\s.*)$"
)
"""What follows a name: a dash and more, "with Agencies", "in Berlin"."""

BRACKETS = re.compile(r"\s*(?:\([^()]*\)|（[^（）]*）|\[[^\[\]]*\])")

HOUSE = re.compile(rf"\b{any_of('bylines.houses')}$", re.IGNORECASE)
"""What is for something by its very name: an institute for coastal research."""

HANDLE = re.compile(r"(?<=\w) \(?@\w{2,30}\)?(?!\S)")
"""The account of the one who is named before it."""

OTHER_LABEL = re.compile(r"(?<=\w) [^\W\d_]{3,12} ?[:：] .*")
"""A label behind a name, and who did that: "Ida Holm Photos: Nils Berg"."""

AUTHOR_PATH = re.compile(rf"[?&]author=|(?:^|/){any_of('bylines.addresses')}/[^/?#]", re.IGNORECASE)
"""Addresses of pages about authors."""

PARTICLES = frozenset(
    ("de", "da", "van", "von", "der", "den", "el", "al", "bin", "la", "le", "di", "del", "dos", "zu", "ten",
     "y", "e", "af", "ter", "zur", "vom")
)  # fmt: skip
"""Words of a name that begin with a small letter."""

PERSON = re.compile(
    rf"^(?:(?:Dr|Prof)\. )*[^\W\d_][\w.'’-]*(?: (?:{'|'.join(sorted(PARTICLES))})){{0,2}}"
    r"(?: [^\W\d_][\w.'’-]*){1,3}$|^[\u3040-\u9fff\uac00-\ud7af]{2,6}$"
)
"""Two to four words, or a few signs of a script that sets no spaces."""

LOGIN = re.compile(r"[a-z0-9._-]+|[A-Z]{2}[a-z]{3,}\d*|[A-Z][a-z]+\d+")
"""A user's name or the last part of an address rather than a person's name."""

CALLED = re.compile(
    r"by-?line|author(?!i)|autor(?!i)|auteur|verfasser|attribution|contributor|writer|reporter(?!s)|journalist|"
    r"skribent|forfatter|författare|kirjoittaja|yazar(?![a-z])",
    re.IGNORECASE,
)
"""What elements are called that hold the name of an author."""

CALLED_LINES = 4
"""Most lines of such an element."""

PARTS = re.compile(r"\s*[|•·–—]\s*|\s[-/]\s")
"""What parts a name from its house and its date."""

EDGES = " ,.:|•·–—-"
"""What is left around a name where a date stood beside it."""

SHORTEST_LINE = 4
"""Shortest line that parts a name from its date; "on" or a dash do not."""

LONGEST_NAME = 60
"""Longest name of a person or a desk, in characters."""

LONGEST_LINE = 160
"""Longest line that is a byline."""

LONGEST_DATED = 130
"""Longest line of name, house and dates."""

MAIL = re.compile(r"\S{1,60}@\S{1,60}")

ROLE_BEHIND = re.compile(rf"(?<=[\u3040-\u9fff\uac00-\ud7af])\s{any_of('bylines.roles')}$")
"""What somebody is, behind a name of a script that sets no spaces; elsewhere a comma or a line parts them."""

ROLE_WORDS = 5
"""Most words of what a person is: "editor of the Courier"."""

DASH = re.compile(r"^[—–-]{1,2}\s*(?=\w)")
"""What stands before the name of who signs below a text."""

META = frozenset(("meta author", "meta dc.creator", "meta dcterms.creator", "meta dc.contributor"))
"""Claims that name the publisher on many sites."""

Named = tuple[str, tuple[str, ...]]


def find_bylines(
    page: Page, claims: Claims, above: list[Line], below: list[Line], sites: set[str]
) -> tuple[tuple[str, ...], Choice | None]:
    """Return the names of those who wrote the article, in the order given.

    JSON-LD is believed first, then meta elements and microdata, then what is shown near the headline or
    below the body: links to authors, lines that begin with "By", a name and a role, a name beside the date,
    a signature; see also `_ranked`. Where more names are shown than claimed, and all claimed ones among
    them, the shown ones are meant. A name of the site itself counts only if there is no other.

    Args:
        page: the walked page.
        claims: its structured data.
        above: the lines around the headline.
        below: the lines below the body.
        sites: keys of the names of the site.
    """
    told: list[Named] = []
    for source in dict.fromkeys(claim.source for claim in claims.authors):
        names = _names([claim for claim in claims.authors if claim.source == source])
        if names:
            told.append((source, names))
    shown = _shown(page, above, below)
    told = _ranked(told, shown)
    persons = [(s, _without(sites, names)) for s, names in told if any(key(n) not in sites for n in names)]
    ranked = persons or told or [("name beside the date", (name,)) for name in _beside_dates(above)]
    ranked = ranked or [("signature", (name,)) for name in _signatures(below)]
    if not ranked:
        return (), None
    source, names = ranked[0]
    reason = ""
    for other, more in shown[:1]:
        if (
            other == "author link"
            and len(more) > len(names)
            and {key(n) for n in names} < {key(n) for n in more}
        ):
            source, names, reason = other, more, "shows more names than are claimed"
            break
    rejected = tuple((s, ", ".join(n)) for s, n in told if n != names)
    return names, Choice(field="bylines", source=source, reason=reason, rejected=rejected)


def _without(sites: set[str], names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names without those of the site itself, where persons are named beside it."""
    others = tuple(name for name in names if key(name) not in sites)
    return others if any(is_person(name) for name in others) else names


def _shown(page: Page, above: list[Line], below: list[Line]) -> list[Named]:
    if not above:
        return []
    first, last = above[0].index, max(line.index for line in above) + 1
    linked = [Claim("rel=author", words_of(tag)) for index, tag in page.authors if first <= index <= last]
    linked += [
        Claim("author link", words)
        for line in above
        for words, href in line.links
        if AUTHOR_PATH.search(href) and _may_hold_names(line)
    ]
    links = tuple(name for name in _names(linked) if is_person(name))
    found: list[Named] = [("author link", links)]
    found += [("byline", _names([Claim("", by)])) for by in _after_by(above)][:1]
    found += [("element called author", names) for names in map(_called, above) if names][:1]
    found += [("name and role", names) for names in map(_with_roles, above) if names][:1]
    found += [("byline below", _names([Claim("", by)])) for by in _after_by(below)][:1]
    return [(source, names) for source, names in found if names]


def _called(line: Line) -> tuple[str, ...]:
    """Return the persons that a line names in an element that is called after its author."""
    if len(line.text) >= LONGEST_DATED or line.tag.name in HEADINGS or not _may_hold_names(line):
        return ()
    around = itertools.takewhile(lambda box: box.end - box.start <= CALLED_LINES, line.box.around())
    names = (f"{box.tag.attrs.get('class', '')} {box.tag.attrs.get('id', '')}" for box in around)
    if not any(CALLED.search(name) and "comment" not in name.lower() for name in names):
        return ()
    inner = [text for text in itertools.islice(line.tag.stripped_strings, CALLED_LINES) if is_person(text)]
    if len(inner) > 1 and "".join(inner) == line.text:  # a gap that only the style sheet makes
        return tuple(inner)
    parts = (split_names(part) for part in PARTS.split(without_dates(line.text)))
    persons = ([ROLES.sub(r"\1", name) for name in names if is_person(name)] for names in parts)
    return tuple(next(filter(None, persons), ()))


def _with_roles(line: Line) -> tuple[str, ...]:
    """Return the persons of a line of names and roles; titles and entries of lists are none."""
    if line.tag.name in ("h1", *HEADINGS) or line.zone & Zone.LIST or not _may_hold_names(line):
        return ()
    return signed_by(line.text)


def signed_by(text: str) -> tuple[str, ...]:
    """Return the persons of a line that is their names and what they are: "Ida Brandt, staff writer"."""
    if len(text) > LONGEST_DATED or (text.endswith((".", "!", "?", "…")) and text.count(" ") >= ROLE_WORDS):
        return ()  # a sentence
    rest = BY.sub("", MAIL.sub("", without_dates(text)).strip(EDGES))
    names: list[str] = []
    roles = 0
    for part in filter(None, (each.strip(EDGES) for half in PARTS.split(rest) for each in AND.split(half))):
        name = ROLE_BEHIND.sub("", part)
        if not roles and is_person(name) and not (ROLE.search(name) or NOT_NAMES.search(name)):
            names.append(name)
            roles += name != part
        elif BY.match(part) or not (roles or (names and ROLE.search(part))):
            return ()
        else:
            roles += len(part.split()) <= ROLE_WORDS
    return tuple(names) if roles else ()


def _signatures(below: list[Line]) -> Iterable[str]:
    """Give who signs below the text, behind a dash or before a role; not whom a quotation is by."""
    for line in below:
        if not _may_hold_names(line) or line.zone & (Zone.QUOTE | Zone.LIST):
            continue
        dash = DASH.match(line.text)
        name = line.text[dash.end() :].strip(EDGES) if dash else ""
        yield from (name,) if " " in name and is_person(name) else _with_roles(line)


def is_person(name: str) -> bool:
    """Tell whether words are spelt as a person's name is."""
    lower = (word for word in name.split() if word[0].islower())
    return bool(PERSON.match(name)) and PARTICLES.issuperset(lower)


def _ranked(told: list[Named], shown: list[Named]) -> list[Named]:
    """Return who is named, most trusted first.

    What meta elements name may be the publisher: it comes last where others sign. So does a user's name.
    """
    signed = [each for each in shown if all(is_person(name) for name in each[1])]
    if not signed:
        return told + shown
    keys = {key(name) for _, names in shown for name in names}
    others = [
        (source, names)
        for source, names in told
        if (source in META and keys.isdisjoint(map(key, names)))
        or all(LOGIN.fullmatch(name) for name in names)
    ]
    return [each for each in told if each not in others] + signed + others


def _after_by(lines: Iterable[Line]) -> Iterable[str]:
    for before, line in itertools.pairwise([None, *lines]):
        if line is None or not _may_hold_names(line):
            continue
        text = GLUED.sub(r"\1 ", line.text)
        by = BY.match(text) or BY.match(text := without_dates(text).lstrip(EDGES))
        below = before is not None and before.index + 1 == line.index and BY_ALONE.match(before.text)
        if by or below:
            names = split_names(without_dates(text[by.end() :] if by else text))
            if len(names) > 1 and " " in names[0] and " " not in names[-1]:
                names.pop()  # the place it was written at
            names = [name for name in names if _is_named(name)]
            if names and (by or is_person(names[0])):
                yield "; ".join(names)


def _is_named(name: str) -> bool:
    """Tell whether words may name a person or a desk, and are no part of a sentence: "By evening it"."""
    words = [word for word in name.split() if word not in PARTICLES]
    return len(words) < 2 or sum(word[0].islower() for word in words) * 2 <= len(words)


HEADINGS = frozenset(("h2", "h3", "h4"))
"""Elements that hold the name of a box rather than of a person."""


def _beside_dates(lines: list[Line]) -> Iterable[str]:
    """Give what looks like a person's name in a line that also holds a date, or next to such a line."""
    lines = [line for line in lines if len(line.text) >= SHORTEST_LINE]
    below = [line for line in lines if line.index >= lines[0].index]
    above = [line for line in lines if line.index < lines[0].index and not line.zone & Zone.LIST]
    for group in (below, above):
        dated = [len(line.text) < LONGEST_DATED and without_dates(line.text) != line.text for line in group]
        for nth, line in enumerate(group):
            if any(dated[max(0, nth - 1) : nth + 2]) and line.tag.name not in HEADINGS:
                yield from _persons(line)


def _persons(line: Line) -> Iterable[str]:
    """Give what looks like a person's name between the separators of a short line."""
    if len(line.text) >= LONGEST_DATED or not _may_hold_names(line):
        return
    for part in PARTS.split(without_dates(line.text)):
        name = part.strip(EDGES)
        if PERSON.match(name) and len(name) < 40 and name.istitle() and not NOT_NAMES.search(name):
            yield name


def _may_hold_names(line: Line) -> bool:
    return len(line.text) < LONGEST_LINE and not line.zone & (
        Zone.FIGURE | Zone.CAPTION | Zone.NAV | Zone.FOOTER | Zone.FORM | Zone.BUTTON | Zone.OTHER
    )


def _names(claims: Iterable[Claim]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for claim in claims:
        for name in split_names(claim.value):
            found.setdefault(key(name), name)
    return tuple(found.values())


def split_names(text: str) -> list[str]:
    """Return the names in a byline, without "By", roles, places and addresses."""
    text = OTHER_LABEL.sub("", HANDLE.sub("", BRACKETS.sub("", BY.sub("", collapse(text)))))
    if "@" in text or "://" in text or text.startswith("/"):
        return []
    found: list[str] = []
    for part in AND.split(text):
        name = _without_tail(BY.sub("", part.strip(" .:–—-*\u00a0"))).strip(" .,:")
        if not name or len(name) > LONGEST_NAME or NOT_NAMES.search(name) or BY.match(name + " "):
            continue
        if OTHER_WORK.match(name):
            continue
        if found and (ROLE.search(name) or DEGREE.fullmatch(name)):
            continue
        found.append(name)
    return found


def _without_tail(name: str) -> str:
    found = TAIL.search(name)
    if found is None or (found[0].lstrip().startswith("for ") and HOUSE.search(name[: found.start()])):
        return name
    return name[: found.start()]
