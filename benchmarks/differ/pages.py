"""Variations of real pages that are no edit: what differs between two visits of an unchanged article."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Varied = tuple[str, str]
"""A page as it was, and as another visit finds it."""

_TEXT = re.compile(
    r"(<(script|style|textarea|title|noscript)\b.*?</\2\s*>|<!--.*?-->|<[^>]*>)|([^<]+)",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<(p|div|span|section|article|li|ul|h[1-6])(\s[^<>]*)?>", re.IGNORECASE)


_SCRIPT = re.compile(
    r"(<(script|style|textarea|template|noscript)\b.*?</\2\s*>|<!--.*?-->)", re.DOTALL | re.IGNORECASE
)


def _in_markup(page: str, change: Callable[[str], str]) -> str:
    """Return the page with its markup changed, scripts and styles left alone: they hold JSON with tags."""
    parts = _SCRIPT.split(page)  # markup, script, its tag, markup, …
    return "".join(change(part) if k % 3 == 0 else part for k, part in enumerate(parts) if k % 3 != 2)


def _in_text(page: str, change: Callable[[str], str]) -> str:
    """Return the page with its running text changed, tags, scripts and styles left alone."""
    return _TEXT.sub(lambda m: m.group(1) or change(m.group(3)), page)


def _token(rng: random.Random) -> str:
    return "".join(rng.choices("abcdefghijkmnpqrstuvwxyz0123456789", k=7))


def attributes(page: str, rng: random.Random) -> Varied:
    """Give every block an attribute of its own, as frameworks do at each build."""

    def tag(match: re.Match[str]) -> str:
        return f'<{match.group(1)} data-v-{_token(rng)}="{_token(rng)}"{match.group(2) or ""}>'

    return page, _in_markup(page, lambda part: _TAG.sub(tag, part))


def class_names(page: str, rng: random.Random) -> Varied:
    """Add generated class names, the same to all that were alike, as each build of a site does."""
    built: dict[str, str] = {}

    def name(match: re.Match[str]) -> str:
        names = match.group(1)
        return f'class="{names} css-{built.setdefault(names, _token(rng))}"'

    return page, _in_markup(page, lambda part: re.sub(r'\bclass="([^"<>]*)"', name, part))


def ad_markup(page: str, rng: random.Random) -> Varied:
    """Put other advertising between the paragraphs."""

    def slot(match: re.Match[str]) -> str:
        if rng.random() < 0.7:
            return match.group()
        number = rng.randint(10**6, 10**7)
        return (
            f'{match.group()}<div class="ad-slot" id="google_ads_{number}" data-ad-unit="{_token(rng)}">'
            f'<iframe src="https://ads.example/{number}" title="Advertisement"></iframe></div>'
        )

    def visit() -> str:
        return _in_markup(page, lambda part: re.sub(r"</p>", slot, part))

    return visit(), visit()


def white_space(page: str, rng: random.Random) -> Varied:
    """Break and indent lines anew."""

    def spread_out(part: str) -> str:
        return re.sub(r"</(?:p|div|li|h[1-6])>", lambda m: m.group() + "\n" + " " * rng.randint(0, 9), part)

    spread = _in_markup(page, spread_out)
    return page, _in_text(spread, lambda text: text.replace(" ", "\n  " if rng.random() < 0.2 else " "))


def entities(page: str, rng: random.Random) -> Varied:
    """Spell characters as references."""

    def spell(match: re.Match[str]) -> str:
        code = ord(match.group())
        return rng.choice((f"&#{code};", f"&#x{code:x};", match.group()))

    return page, _in_text(page, lambda text: re.sub(r"[^\x00-\x7f'\"]", spell, text))


def quote_glyphs(page: str, rng: random.Random) -> Varied:
    """Make quotation marks and apostrophes straight."""
    del rng
    straight = str.maketrans("‘’“”„«»", '\'\'"""""')
    return page, _in_text(page, lambda text: text.translate(straight))


_TITLES = (
    "Council rejects plan for Harbour Street",
    "Storm closes roads near the coast",
    "Voters back mayor of Springfield",
    "Court clears company in bribery case",
    "Team signs keeper from second league",
    "Museum opens show about tin toys",
)


def related_stories(page: str, rng: random.Random) -> Varied:
    """List other related stories, in another order."""

    def box() -> str:
        items = "".join(
            f'<li class="related__item"><a href="https://www.example.org/{_token(rng)}">{title}</a></li>'
            for title in rng.sample(_TITLES, 4)
        )
        return (
            '<aside class="related-stories"><h2>Related stories</h2>'
            f'<ul class="related__list">{items}</ul></aside>'
        )

    return _behind_text(page, box()), _behind_text(page, box())


def counters(page: str, rng: random.Random) -> Varied:
    """Move relative times, reading times and counters."""

    def bar() -> str:
        return (
            f'<div class="article-meta"><span class="updated">Updated {rng.randint(2, 50)} minutes ago</span>'
            f'<span class="reading-time">{rng.randint(2, 9)} min read</span>'
            f'<span class="share-count">{rng.randint(10, 999)} shares</span>'
            f'<span class="comment-count">{rng.randint(10, 999)} comments</span></div>'
        )

    return _below_headline(page, bar()), _below_headline(page, bar())


def _behind_text(page: str, box: str) -> str:
    at = page.lower().rfind("</p>")
    return page if at < 0 else page[: at + 4] + box + page[at + 4 :]


def _below_headline(page: str, bar: str) -> str:
    at = page.lower().find("</h1>")
    return page if at < 0 else page[: at + 5] + bar + page[at + 5 :]


VARIATIONS: dict[str, Callable[[str, random.Random], Varied]] = {
    "attributes": attributes,
    "class names": class_names,
    "ad markup": ad_markup,
    "white space": white_space,
    "entities": entities,
    "quote glyphs": quote_glyphs,
    "related-story order": related_stories,
    "counters": counters,
}
