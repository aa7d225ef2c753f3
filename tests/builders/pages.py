"""Pages as newsrooms serve them: invented, and no longer than the reader needs to take one for an article."""

from __future__ import annotations

import json

URL = "https://gazette.example/2026/harbour-bridge"
HEADLINE = "Harbour bridge to close"
PARAGRAPHS = (
    "The council voted on Monday, after a long debate, to close the harbour bridge to all cars until spring.",
    "The mayor said that the bridge had been built in 1904 and had never been looked at since the war.",
    "A ferry will carry people on foot and on bicycles every ten minutes from six until midnight, she said.",
)


def paragraphs(*texts: str) -> str:
    """Return texts as paragraphs."""
    return "".join(f"<p>{text}</p>" for text in texts)


BODY = paragraphs(*PARAGRAPHS)


def amid(inside: str) -> str:
    """Return the body with something behind its first paragraph."""
    first, *rest = PARAGRAPHS
    return paragraphs(first) + inside + paragraphs(*rest)


def page(body: str, *, title: str = HEADLINE, head: str = "") -> str:
    """Return a whole page; one without a title has none."""
    named = f"<title>{title}</title>" if title else ""
    return f'<html lang="en"><head>{named}{head}</head><body>{body}</body></html>'


def article(
    shown: str = "", *, headline: str = HEADLINE, text: str = BODY, below: str = "", head: str = ""
) -> str:
    """Return a page that shows something between its headline and the text, or below it."""
    return page(f"<h1>{headline}</h1>{shown}<div>{text}</div>{below}", title=headline, head=head)


def meta(name: str, content: str) -> str:
    """Return what the head of a page says by a property or a name."""
    key = "property" if ":" in name else "name"
    return f'<meta {key}="{name}" content="{content}">'


def ld(value: object) -> str:
    """Return structured data: a value, or text that need not be one."""
    text = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{text}</script>'


def news(**fields: object) -> str:
    """Return structured data of a news article."""
    return ld({"@type": "NewsArticle", **fields})
