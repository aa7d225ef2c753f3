"""The pages that lead to articles: front, section fronts, feed, news sitemap, robots.txt, and the rest."""

from __future__ import annotations

from html import escape

from archiver.demo import markup
from archiver.demo.articles import Story
from archiver.demo.markup import NAME, Setting, fill, plain
from archiver.model.http_dates import as_http

FEED_LENGTH = 8  # newest stories; the older ones are found on the section fronts only

ROBOTS = """User-agent: *
Disallow: /search
Disallow: /internal/
Disallow: /api/drafts/

Sitemap: {url}/sitemap-news.xml
"""

ABOUT = (
    "The Alder Courier is a newspaper that does not exist. It comes with Archiver, so that there is"
    " something to watch: its articles are invented, and its editors change them by a script."
)


def front(setting: Setting) -> str:
    """Return the front page: a large story, then the others with their deks."""
    first, *others = setting.stories
    body = fill(
        "front",
        first=_card(setting, first, "h2"),
        others="\n".join(_card(setting, story, "h3") for story in others),
        newsletter=fill("newsletter"),
        most_read=markup.most_read(setting),
    )
    head = f"<title>{NAME}: news from Port Alder and the islands</title>"
    return markup.document(setting, kind="front-page", head=head, body=body)


def section(setting: Setting, name: str) -> str:
    """Return a section front: its own stories, then those of other sections that left the feed."""
    own = [story for story in setting.stories if story.section == name]
    others = [story for story in setting.stories[FEED_LENGTH:] if story.section != name]
    body = fill(
        "section",
        name=name,
        title=name.title(),
        own="\n".join(_card(setting, story, "h2") for story in own),
        ad=markup.ad(setting, "section"),
        elsewhere="".join(f'<li><a href="{s.path}">{plain(s.headline)}</a></li>' for s in others),
    )
    head = f"<title>{name.title()} | {NAME}</title>"
    return markup.document(setting, kind="section-page", head=head, body=body)


def feed(setting: Setting) -> str:
    """Return the newest stories as RSS 2.0; its links carry a tracker, as feeds' do."""
    items = "".join(
        f"<item><title>{escape(story.headline)}</title>"
        f"<link>{setting.url}{story.path}?utm_source=rss&amp;utm_medium=feed</link>"
        f'<guid isPermaLink="false">courier-{story.number}</guid>'
        f"<pubDate>{as_http(story.published)}</pubDate>"
        f"<category>{story.section.title()}</category>"
        f"<description>{escape(story.dek or '')}</description></item>\n"
        for story in setting.stories[:FEED_LENGTH]
    )
    own = f'<atom:link href="{setting.url}/feed.xml" rel="self" type="application/rss+xml"/>'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">\n'
        f"<channel><title>{NAME}</title><link>{setting.url}/</link>"
        f"<description>News from Port Alder</description>{own}"
        f"<lastBuildDate>{as_http(setting.now)}</lastBuildDate>\n{items}</channel></rss>\n"
    )


def sitemap(setting: Setting) -> str:
    """Return all stories as a news sitemap."""
    paper = f"<news:name>{NAME}</news:name><news:language>en</news:language>"
    urls = "".join(
        f"<url><loc>{setting.url}{story.path}</loc><lastmod>{story.stamp.isoformat()}</lastmod>"
        f"<news:news><news:publication>{paper}</news:publication>"
        f"<news:publication_date>{story.published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(story.headline)}</news:title></news:news></url>\n"
        for story in setting.stories
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n{urls}</urlset>\n'
    )


def robots(setting: Setting) -> str:
    """Return what the site asks of robots."""
    return ROBOTS.format(url=setting.url)


def about(setting: Setting) -> str:
    """Return the page about the paper."""
    return notice_page(setting, "About us", ABOUT)


def notice_page(setting: Setting, title: str, text: str) -> str:
    """Return a page that is no article: about, not found, gone, an error."""
    body = fill("plain", title=plain(title), text=plain(text))
    head = f"<title>{plain(title)} | {NAME}</title>"
    return markup.document(setting, kind="plain-page", head=head, body=body)


def _card(setting: Setting, story: Story, level: str) -> str:
    return fill(
        "card",
        level=level,
        path=story.path,
        picture=story.picture.name,
        section=story.section,
        section_title=story.section.title(),
        headline=plain(story.headline),
        dek=plain(story.dek or ""),
        ago=markup.ago(setting, story.stamp),
    )
