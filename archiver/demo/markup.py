"""What the pages of the newspaper are filled with: times, structured data, and the clutter of real sites."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from html import escape
from importlib.resources import files
from random import Random
from string import Template

from archiver.demo.articles import Story

NAME = "The Alder Courier"
SECTIONS = ("news", "politics", "business", "environment", "culture", "sport", "weather")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a page is made with, besides its story: where, when, and what else there is."""

    url: str  # of the site, without a slash at the end
    now: datetime  # what the site's clock shows
    stories: tuple[Story, ...]  # of this step, newest first, without those that are gone
    noise: Random  # of this request: ad ids, nonces, counters, rotation
    headline: str | None = None  # of a trial; None: the story's own

    def title(self, story: Story) -> str:
        """Return the headline this visitor is shown."""
        return self.headline or story.headline


def fill(page: str, **values: object) -> str:
    """Return a file of `pages/` with its `$names` filled in; the values are HTML already.

    Raises:
        KeyError: a name of the file is not given.
    """
    return _template(page).substitute(values).rstrip("\n")


@cache
def _template(page: str) -> Template:
    return Template(files("archiver.demo").joinpath("pages", f"{page}.html").read_text(encoding="utf-8"))


def document(setting: Setting, *, kind: str, head: str, body: str, **values: str) -> str:
    """Return a whole page around a body."""
    given = {"charset": "utf-8", "flag": "", **values}
    return fill(
        "page",
        kind=kind,
        head=head,
        body=body,
        nonce=setting.noise.randbytes(9).hex(),
        request=setting.noise.randbytes(8).hex(),
        version=f"{setting.now:%Y%m%d}",
        sections="".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in SECTIONS),
        **given,
    )


def plain(text: str) -> str:
    """Return text as HTML; quotes stay as they are."""
    return escape(text, quote=False)


def inline(block: str) -> str:
    """Return the text of a block as HTML: escaped, with `[words](/path)` as links."""
    return re.sub(r"\[([^\]]+)\]\(([^)\s]+)\)", r'<a href="\2">\1</a>', plain(block))


def clock(moment: datetime) -> str:
    """Write a time as a newspaper does: `March 17, 2026 at 5:10 a.m. EDT`."""
    half = "a.m." if moment.hour < 12 else "p.m."
    return f"{moment:%B} {moment.day}, {moment.year} at {moment.hour % 12 or 12}:{moment:%M} {half} EDT"


def ago(setting: Setting, moment: datetime) -> str:
    """Write how long ago that was; it changes from visit to visit, as it does on real sites."""
    passed = setting.now - moment + timedelta(minutes=setting.noise.randint(0, 9))
    minutes = max(1, int(passed.total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} minutes ago"
    return f"{minutes // 60} hours ago" if minutes < 48 * 60 else f"{minutes // 1440} days ago"


# --- what a page says of itself to machines -------------------------------------------------------


def meta(setting: Setting, story: Story) -> str:
    """Return title, description, canonical link and OpenGraph of an article."""
    title, address = escape(setting.title(story)), setting.url + story.path
    properties = {
        "og:type": "article",
        "og:site_name": NAME,
        "og:title": title,
        "og:url": address,
        "og:image": f"{setting.url}/images/{story.picture.name}",
        "article:published_time": story.published.isoformat(),
        "article:section": story.section.title(),
    }
    if story.modified:
        properties["article:modified_time"] = story.modified.isoformat()
    lines = [f"<title>{title} | {NAME}</title>", f'<link rel="canonical" href="{address}">']
    lines += [f'<meta property="{name}" content="{value}">' for name, value in properties.items()]
    if story.dek:
        lines.append(f'<meta name="description" content="{escape(story.dek)}">')
    return "\n".join(lines)


def linked_data(setting: Setting, story: Story, *, kind: str = "NewsArticle") -> dict[str, object]:
    """Return what the article says of itself in schema.org's words."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": kind,
        "mainEntityOfPage": setting.url + story.path,
        "headline": setting.title(story),
        "datePublished": story.published.isoformat(),
        "dateModified": story.stamp.isoformat(),
        "image": [f"{setting.url}/images/{story.picture.name}"],
        "publisher": {"@type": "NewsMediaOrganization", "name": NAME, "url": setting.url},
        "articleSection": story.section.title(),
    }
    if story.bylines:
        data["author"] = [{"@type": "Person", "name": name} for name in story.bylines]
    if story.dek:
        data["description"] = story.dek
    return data


def json_script(data: object) -> str:
    """Return structured data as a script element."""
    text = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/ld+json">{text}</script>'


# --- clutter: none of it belongs to an article ----------------------------------------------------


def author_links(story: Story) -> str:
    """Return the names of the authors, each linked to a page about them."""
    slugs = [(name, re.sub(r"\W+", "-", name.lower())) for name in story.bylines]
    return " and ".join(f'<a href="/authors/{slug}" rel="author">{plain(name)}</a>' for name, slug in slugs)


def tags(story: Story) -> str:
    """Return the labels the story is filed under, each linked."""
    slugs = [(tag, re.sub(r"\W+", "-", tag.lower())) for tag in story.tags]
    links = ", ".join(f'<a href="/tag/{slug}" rel="tag">{plain(tag)}</a>' for tag, slug in slugs)
    return f'<p class="tags">Filed under: {links}</p>'


def ad(setting: Setting, place: str) -> str:
    """Return an advertisement slot; its ids differ at every request."""
    number = setting.noise.randint(10**8, 10**9)
    return (
        f'<div class="ad-slot" id="div-gpt-ad-{number}-{setting.noise.randint(0, 9)}" data-place="{place}" '
        f'data-bid="{setting.noise.random():.4f}" aria-label="Advertisement"><span>Advertisement</span></div>'
    )


def share(story: Story) -> str:
    """Return the bar with the names of other companies."""
    names = ("Facebook", "X", "Email")
    links = "".join(f'<li><a href="#" data-share="{name.lower()}">{name}</a></li>' for name in names)
    button = '<li><button type="button">Copy link</button></li>'
    return f'<ul class="share-bar" data-post="{story.number}">{links}{button}</ul>'


def related(setting: Setting, story: Story, *, title: str, count: int = 3) -> str:
    """Return other stories, chosen anew for every request."""
    others = [other for other in setting.stories if other.name != story.name]
    items = "".join(
        f'<li><a href="{other.path}"><img src="/images/{other.picture.name}" alt="" loading="lazy">'
        f"<span>{plain(other.headline)}</span></a> <small>{ago(setting, other.published)}</small></li>"
        for other in setting.noise.sample(others, k=min(count, len(others)))
    )
    return f'<aside class="related-stories"><h3>{title}</h3><ul>{items}</ul></aside>'


def most_read(setting: Setting) -> str:
    """Return the list everybody clicks on, with counters that never stand still."""
    items = "".join(
        f'<li><a href="{story.path}">{plain(story.headline)}</a> '
        f"<small>{setting.noise.randint(40, 900)} reading now</small></li>"
        for story in setting.noise.sample(setting.stories, k=min(5, len(setting.stories)))
    )
    return f'<section class="most-read"><h3>Most read</h3><ol>{items}</ol></section>'


def comments(setting: Setting) -> str:
    """Return the foot of the page where readers would talk."""
    head = f"<h3>{setting.noise.randint(3, 240)} comments</h3>"
    return f'<section class="comments">{head}<p>Sign in to join the conversation.</p></section>'
