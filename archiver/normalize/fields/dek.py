"""The sentence below the headline."""

from __future__ import annotations

from archiver.model.reading import Choice
from archiver.normalize.fields.byline import BY
from archiver.normalize.fields.headline import likeness
from archiver.normalize.fields.moments import is_stamped
from archiver.normalize.page import wording
from archiver.normalize.page.forms import SENTENCE_END, Form, form_of, is_block
from archiver.normalize.page.structured import Claims
from archiver.normalize.page.text import key, weight
from archiver.normalize.page.walk import Line, Page
from archiver.normalize.page.zones import HEADINGS, Zone

ELSEWHERE = (
    Zone.NAV | Zone.ASIDE | Zone.FOOTER | Zone.DIALOG | Zone.FORM | Zone.BUTTON | Zone.LINK | Zone.FIGURE
    | Zone.CAPTION | Zone.ADDRESS | Zone.TABLE | Zone.OTHER
)  # fmt: skip
REACH = 60
"""How many lines below the headline and above the body may hold the dek."""

DEK_LINES = 3
"""How many lines below the headline the dek stands at most, clutter not counted."""

MAX_CLAIMS = 50
"""Most claimed deks that are compared with the lines."""

SHORTEST_DEK = 30
LONGEST_DEK = 700
"""Least and most weight of a line that may be a dek."""

LEAD = 300
"""Weight from which what stands below the headline is the first paragraph of the text and no dek.

Source: the news pages of the benchmark; of 74 deks told right, 2 are longer.
"""

PLAIN_LEAD = 150
"""The same where the page does not say that it is news, for a plain paragraph outside any header.

Source: the benchmark. Blogs and institutions set the beginning of their text so, and annotators take it
for text; of the 74 deks told right, 5 on news pages without a claim to be news are longer.
"""

UNSTOPPED = 60
"""Weight from which a line with no full stop may be a sentence whatever its words."""

SENTENCE_WORDS = 6
"""Least words of a shorter one, most of which begin with a small letter; credits and names do not."""

AS_CLAIMED = 80
"""Least likeness (0 to 100) of a line to a claimed dek that makes it the dek."""

SAME = 100
"""Likeness of a line that says just what is claimed."""

SAME_HEADLINE = 75
"""Likeness above which a line only says the headline again."""


def find_dek(
    page: Page, claims: Claims, headline: Line | None, start: int, form: Form | None
) -> tuple[Line | None, Choice | None]:
    """Return the line that is the dek, if the page shows one.

    It stands between headline and body and is set in another form than the body, or is the body's first
    line and all bold. A description that only repeats the body's first paragraph is no dek.

    Args:
        page: the walked page.
        claims: its structured data.
        headline: the line of the headline.
        start: index of the body's first line.
        form: the form of the body's paragraphs.
    """
    first = headline.index + 1 if headline else max(0, start - 12)
    best: tuple[float, Line, str] | None = None
    said = _said(claims)
    between = page.lines[first : start + 1]
    passed = 0  # lines below the headline that are no clutter; boxes come and go between two visits
    for line in between if len(between) <= 2 * REACH else between[:REACH] + between[-REACH:]:
        passed += not _is_clutter(line)
        if (
            headline
            and likeness(key(line.text[:LONGEST_DEK]), key(headline.text[:LONGEST_DEK])) > SAME_HEADLINE
        ):
            continue
        near = headline is not None and passed <= DEK_LINES
        apart = claims.news and start - line.index > 1  # elsewhere what is set like the text is text
        score, source = _score(line, said, form, headline, near=near, apart=apart)
        if not score and claims.news:
            score, source = _score_intro(line, start, form)
        if score and (best is None or score > best[0]):
            best = (score, line, source)
    if best is None:
        return None, None
    rejected = dict.fromkeys((c.source, c.value) for c in claims.dek if key(c.value) != key(best[1].text))
    return best[1], Choice(field="dek", source=best[2], rejected=tuple(rejected))


def is_lead(dek: Line, claims: Claims, *, own: bool) -> bool:
    """Tell whether what stands where a dek would is rather the beginning of the text.

    What the page itself gives as its description is none.

    Args:
        dek: what stands there.
        claims: what the page says about itself.
        own: it stands in the box of the text; a sentence is of it, unless the page calls it its description.
    """
    alike = _alike(key(dek.text), _said(claims))
    if alike == SAME or weight(dek.text) > LEAD:
        return alike != SAME
    if own and not claims.news and alike < AS_CLAIMED and dek.text.endswith(SENTENCE_END):
        return True
    set_apart = claims.news or dek.zone & Zone.HEADER or dek.tag.name in HEADINGS or is_bold(dek)
    return not set_apart and weight(dek.text) > PLAIN_LEAD


def _said(claims: Claims) -> list[str]:
    return list(dict.fromkeys(key(claim.value) for claim in claims.dek))[:MAX_CLAIMS]


def _alike(spelt: str, said: list[str]) -> float:
    return max((likeness(spelt, each) for each in said), default=0.0)


def _is_clutter(line: Line) -> bool:
    """Tell whether a line is a button, a link, a counter or an appeal."""
    if line.zone & ELSEWHERE or line.link_chars * 2 > len(line.text):
        return True
    return wording.is_meta_line(line.text) or wording.boilerplate(line.text) is not None


def _score(
    line: Line, said: list[str], form: Form | None, headline: Line | None, *, near: bool, apart: bool
) -> tuple[float, str]:
    text = line.text
    if (
        line.zone & ELSEWHERE
        or not SHORTEST_DEK <= weight(text) <= LONGEST_DEK
        or line.link_chars * 2 > len(text)
    ):
        return 0, ""
    if BY.match(text) or wording.boilerplate(text) or wording.is_meta_line(text) or is_stamped(text):
        return 0, ""
    same_form = form is not None and form_of(line) == form
    bold = is_bold(line)
    if same_form and not bold:
        return 0, ""
    spelt = key(text)
    plain = (
        form is not None and form_of(line)[:2] == form[:2] and not bold and not line.box.zone & Zone.HEADER
    )
    alike = _alike(spelt, said)
    if alike >= AS_CLAIMED and (apart or not plain or _is_alone(line)):
        return 3 + alike / 100, "line that says the description"
    if line.tag.name in HEADINGS:
        return (2.0 if near else 1.0), "heading below the headline"
    told = text.endswith(SENTENCE_END) or (
        (weight(text) > UNSTOPPED or _is_sentence(text)) and not _is_beside_picture(line, headline)
    )
    if near and not plain and not same_form and told:
        return 0.5, "sentence below the headline"
    return 0, ""


def _score_intro(line: Line, start: int, form: Form | None) -> tuple[float, str]:
    """Judge the first paragraph of news, where a dek may be set apart by bold type or a box alone."""
    if line.zone & ELSEWHERE or not SHORTEST_DEK <= weight(line.text) <= LONGEST_DEK or form is None:
        return 0, ""
    if line.index == start and form_of(line) == form and is_bold(line):
        return 0.8, "bold first paragraph"
    if (
        _is_alone(line)
        and start - 1 <= line.index <= start
        and line.text.endswith(SENTENCE_END)
        and form_of(line) != form
    ):
        return 0.7, "first paragraph in a box of its own"
    return 0, ""


def _is_alone(line: Line) -> bool:
    """Tell whether a paragraph is all that the box around it holds."""
    around = line.box.up
    return around is not None and around.end - around.start == 1 and is_block(line)


def _is_beside_picture(line: Line, headline: Line | None) -> bool:
    """Tell whether a box around the line, but not around the headline, holds a picture."""
    for box in line.box.around():
        if headline is None or box.holds(headline.index):
            return False
        if box.media:
            return True
    return False


def _is_sentence(text: str) -> bool:
    words = text.split()
    return len(words) >= SENTENCE_WORDS and sum(word[0].islower() for word in words) * 2 > len(words)


def is_bold(line: Line) -> bool:
    """Tell whether the whole line is set in bold."""
    return line.bold_chars >= 0.9 * len(line.text.replace(" ", ""))
