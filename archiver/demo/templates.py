"""How an article looks: six templates, each with the markup habits of a kind of real site."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from archiver.demo import markup
from archiver.demo.articles import Story
from archiver.demo.markup import Setting, fill, inline, plain


def render(story: Story, setting: Setting) -> str:
    """Return the page of an article as its template writes it."""
    return TEMPLATES[story.template](story, setting)


def story_json(story: Story) -> bytes:
    """Return what the script of the `scripted` template asks for: the text itself."""
    return json.dumps({"id": story.number, "html": "".join(_flow(story))}, ensure_ascii=False).encode()


def wordpress(story: Story, setting: Setting) -> str:
    """Write as a blog engine does: entry classes, linked data as a graph, boxes inside the text."""
    address = setting.url + story.path
    graph = [
        {**markup.linked_data(setting, story), "@id": f"{address}#article", "wordCount": 431},
        {"@type": "WebPage", "@id": address, "name": f"{setting.title(story)} | {markup.NAME}"},
        {
            "@type": "BreadcrumbList",
            "itemListElement": [{"@type": "ListItem", "position": 1, "name": "Home"}],
        },
        {"@type": "WebSite", "@id": f"{setting.url}/#website", "name": markup.NAME, "url": setting.url},
    ]
    data = markup.json_script({"@context": "https://schema.org", "@graph": graph})
    text = list(_flow(story))
    text.insert(3, fill("newsletter"))
    text.insert(7, markup.ad(setting, "in-article"))
    stamp = f'<time class="updated" datetime="{story.stamp.isoformat()}">'
    body = fill(
        "wordpress",
        **_parts(story, setting),
        text="\n".join(text),
        notes=_notes(story, "correction"),
        updated=f"{stamp}Updated {markup.clock(story.stamp)}</time>" if story.modified else "",
        share=markup.share(story),
        related=markup.related(setting, story, title="You may also like"),
        comments=markup.comments(setting),
        most_read=markup.most_read(setting),
        ad=markup.ad(setting, "rail"),
        consent=fill("consent"),
    )
    head = f"{markup.meta(setting, story)}\n{data}"
    return markup.document(setting, kind="single wordpress", head=head, body=body)


def blocks(story: Story, setting: Setting) -> str:
    """Write as a newsroom framework does: nested divisions, hashed class names, a division a block."""
    parts = []
    for place, text in enumerate(_flow(story)):
        style = f"ssrcss-{(story.number * 7919 + place * 104729) % 36**4:x}-Wrap"
        parts.append(f'<div data-component="text-block" class="{style} e1jj2u9"><div>{text}</div></div>')
        if place == 2:
            parts.append(f'<div data-component="ad-slot">{markup.ad(setting, "mid")}</div>')
        if place == 4:
            links = markup.related(setting, story, title="Related", count=2)
            parts.append(f'<div data-component="links-block">{links}</div>')
    byline = (
        f'<div data-component="byline-block"><span>By {markup.author_links(story)}</span></div>'
        if story.bylines
        else ""
    )
    body = fill(
        "blocks",
        **{**_parts(story, setting), "byline": byline},
        text="\n".join(parts),
        notes=_notes(story, "ssrcss-note"),
        shares=setting.noise.randint(2, 400),
        most_read=markup.most_read(setting),
        newsletter=fill("newsletter"),
        consent=fill("consent"),
    )
    data = markup.json_script(markup.linked_data(setting, story))
    head = f"{markup.meta(setting, story)}\n{data}"
    return markup.document(setting, kind="single blocks", head=head, body=body)


def classic(story: Story, setting: Setting) -> str:
    """Write as an old system does: no article element, line breaks for paragraphs, microdata."""
    first = f"{story.dateline} — {story.blocks[0]}" if story.dateline else story.blocks[0]
    lines = [inline(block) for block in (first, *story.blocks[1:])]
    lines += [f"<i>{inline(note)}</i>" for note in story.notices]
    body = fill(
        "classic",
        **_parts(story, setting),
        text="<br><br>\n".join(lines),
        updated=f" | Updated: {markup.clock(story.stamp)}" if story.modified else "",
    )
    head = (
        f"<title>{plain(setting.title(story))} - {markup.NAME}</title>\n"
        f'<link rel="canonical" href="{setting.url}{story.path}">'
    )
    return markup.document(setting, kind="single classic", head=head, body=body, charset="windows-1252")


def amp(story: Story, setting: Setting) -> str:
    """Write as pages for phones do: custom elements, one column."""
    text = list(_flow(story))
    slot = setting.noise.randint(1000, 9999)
    text.insert(4, f'<amp-ad width="300" height="250" data-slot="/{slot}/mobile">Advertisement</amp-ad>')
    body = fill(
        "amp",
        **_parts(story, setting),
        text="\n".join(text),
        notes=_notes(story, "amp-wp-note"),
        published_ago=markup.ago(setting, story.published),
        related=markup.related(setting, story, title="Read next"),
    )
    data = markup.json_script(markup.linked_data(setting, story))
    head = f"{markup.meta(setting, story)}\n{data}"
    return markup.document(setting, kind="single amp", head=head, body=body, flag=" amp")


def live(story: Story, setting: Setting) -> str:
    """Write a live blog: entries with times, newest first, and a counter of readers."""
    entries, updates = [], []
    for time, title, paragraphs in _entries(story.blocks):
        hour, minute = time.split(":")
        at = story.published.replace(hour=int(hour), minute=int(minute))
        entries.append(
            fill(
                "live-entry",
                anchor=hour + minute,
                at=at.isoformat(),
                at_text=markup.clock(at),
                title=plain(title),
                text="\n".join(f"<p>{inline(paragraph)}</p>" for paragraph in paragraphs),
            )
        )
        posted = {"headline": title, "datePublished": at.isoformat(), "articleBody": " ".join(paragraphs)}
        updates.append({"@type": "BlogPosting", **posted})
    data = {
        **markup.linked_data(setting, story, kind="LiveBlogPosting"),
        "coverageStartTime": story.published.isoformat(),
        "liveBlogUpdate": updates,
    }
    body = fill(
        "live",
        **_parts(story, setting),
        text="\n".join(entries),
        following=setting.noise.randint(200, 4000),
        share=markup.share(story),
        related=markup.related(setting, story, title="Elsewhere today"),
        consent=fill("consent"),
    )
    head = f"{markup.meta(setting, story)}\n{markup.json_script(data)}"
    return markup.document(setting, kind="single live-page", head=head, body=body)


def scripted(story: Story, setting: Setting) -> str:
    """Write a page whose text a script brings 0.3 s after loading; its linked data is broken."""
    return shell(story, setting, api=f"/api/stories/{story.name}.json")


def shell(story: Story, setting: Setting, *, api: str) -> str:
    """Write the frame of a scripted page, which asks `api` for its text."""
    broken = markup.json_script(markup.linked_data(setting, story)).replace('"}</script>', '",}</script>')
    body = fill(
        "scripted",
        **_parts(story, setting),
        api=api,
        notes=_notes(story, "note"),
        share=markup.share(story),
        newsletter=fill("newsletter"),
        related=markup.related(setting, story, title="Recommended for you"),
        consent=fill("consent"),
    )
    head = f"{markup.meta(setting, story)}\n{broken}"
    return markup.document(setting, kind="single scripted", head=head, body=body)


TEMPLATES: dict[str, Callable[[Story, Setting], str]] = {
    "wordpress": wordpress,
    "blocks": blocks,
    "classic": classic,
    "amp": amp,
    "live": live,
    "scripted": scripted,
}


# --- parts of an article -------------------------------------------------------------------------


def _parts(story: Story, setting: Setting) -> dict[str, object]:
    """Return what every template may ask for, as HTML."""
    return {
        "number": story.number,
        "section": story.section,
        "section_title": story.section.title(),
        "headline": plain(setting.title(story)),
        "dek": plain(story.dek or ""),
        "byline": plain(" and ".join(story.bylines)),
        "authors": markup.author_links(story),
        "published": story.published.isoformat(),
        "published_text": markup.clock(story.published),
        "stamp": story.stamp.isoformat(),
        "ago": markup.ago(setting, story.stamp),
        "picture": story.picture.name,
        "caption": plain(story.picture.caption),
        "credit": plain(story.picture.credit),
        "tags": markup.tags(story),
    }


def _flow(story: Story) -> Iterator[str]:
    """Yield the blocks as HTML elements; list items that follow each other share a list."""
    lead = f'<span class="dateline">{story.dateline}</span> — ' if story.dateline else ""
    items: list[str] = []
    for block in (*story.blocks, ""):
        if items and not block.startswith("- "):
            yield f"<ul>{''.join(items)}</ul>"
            items = []
        if block.startswith("- "):
            items.append(f"<li>{inline(block[2:])}</li>")
        elif block.startswith("## "):
            yield f"<h2>{inline(block[3:])}</h2>"
        elif block.startswith("> "):
            yield f"<blockquote><p>{inline(block[2:])}</p></blockquote>"
        elif block:
            yield f"<p>{lead}{inline(block)}</p>"
            lead = ""


def _entries(raw: tuple[str, ...]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield time, title and paragraphs of each live entry."""
    starts = [place for place, block in enumerate(raw) if block.startswith("@ ")]
    for start, end in zip(starts, [*starts[1:], len(raw)], strict=True):
        time, title = raw[start][2:].split(" | ")
        yield time, title, raw[start + 1 : end]


def _notes(story: Story, style: str) -> str:
    return "\n".join(f'<p class="{style}"><em>{inline(note)}</em></p>' for note in story.notices)
