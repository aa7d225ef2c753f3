"""What elements say of what they hold: navigation, article, quotation, hidden."""

from __future__ import annotations

import re

from bs4 import Tag


class Zone:
    """Where a line stands: bits, inherited from the elements around it.

    Plain numbers, as they are combined at every element of a page; `IntFlag` is many times slower.
    """

    NONE = 0
    NAV = 1 << 0
    ASIDE = 1 << 1
    FOOTER = 1 << 2
    HEADER = 1 << 3
    FIGURE = 1 << 4
    CAPTION = 1 << 5
    FORM = 1 << 6
    QUOTE = 1 << 7
    LIST = 1 << 8
    TABLE = 1 << 9
    LINK = 1 << 10  # inside a link that holds whole blocks
    BUTTON = 1 << 11
    BODY = 1 << 12  # the publisher says that this is the article's body
    MAIN = 1 << 13
    ARTICLE = 1 << 14
    DIALOG = 1 << 15
    ADDRESS = 1 << 16
    DETAILS = 1 << 17
    ADVERT = 1 << 18
    OTHER = 1 << 19  # comments, another article, a box that asks for consent (`body/others.py`)


ZONES = {
    "nav": Zone.NAV,
    "menu": Zone.NAV,
    "aside": Zone.ASIDE,
    "footer": Zone.FOOTER,
    "header": Zone.HEADER,
    "figure": Zone.FIGURE,
    "picture": Zone.FIGURE,
    "figcaption": Zone.CAPTION,
    "fieldset": Zone.FORM,
    "blockquote": Zone.QUOTE,
    "ul": Zone.LIST,
    "ol": Zone.LIST,
    "dl": Zone.LIST,
    "table": Zone.TABLE,
    "button": Zone.BUTTON,
    "label": Zone.FORM,
    "main": Zone.MAIN,
    "article": Zone.ARTICLE,
    "dialog": Zone.DIALOG,
    "address": Zone.ADDRESS,
    "details": Zone.DETAILS,
}

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

BLOCKS = frozenset(
    (
        "html", "body", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd",
        "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "blockquote", "pre", "section",
        "article", "aside", "main", "nav", "header", "footer", "figure", "figcaption", "form", "fieldset",
        "legend", "address", "hr", "details", "summary", "dialog", "center", "menu", "button", "label",
        "hgroup", "search", "option", "img",
    )
)  # fmt: skip
"""Elements that begin and end a line.

Source: HTML standard, section 15.3 (flow content in the suggested rendering); `button` and `label` are
added because what they hold is never part of a sentence.
"""

ROLES = {
    "navigation": Zone.NAV,
    "menu": Zone.NAV,
    "menubar": Zone.NAV,
    "tablist": Zone.NAV,
    "search": Zone.FORM,
    "complementary": Zone.ASIDE,
    "contentinfo": Zone.FOOTER,
    "banner": Zone.HEADER,
    "dialog": Zone.DIALOG,
    "alertdialog": Zone.DIALOG,
    "button": Zone.BUTTON,
    "main": Zone.MAIN,
    "article": Zone.ARTICLE,
    "figure": Zone.FIGURE,
}
"""Source: WAI-ARIA 1.2, landmark and document structure roles."""

HIDDEN_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)

UNSEEN = "data-archiver-hidden"
"""Set by a capture where the page's style hides an element from everybody (`capture/shown.js`)."""

PICTURE = "data-archiver-picture"
"""Set by a capture on a picture: "small", or its size, the digest of its bytes and a glance at it."""

SHOWN = "data-archiver-shown"
"""Set by a capture on the root where it marked what is hidden; those of earlier programs did not."""

FRAME = "data-archiver-frame"
"""Set by a capture on a copy of what a frame shows."""

LEFT = "data-archiver-left"
"""Set by a capture on the root: what of the article it could not have."""

STREAMED = re.compile(r"S:[0-9a-f]+")
"""Identifier of a part that React's server sends hidden and a script moves into place.

Source: react-dom/server, `completeBoundary` (`<div hidden id="S:0">`).
"""


EMBED_CLASS = re.compile(
    r"(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-(?:post|video)|text-post-media|"
    r"(?:bluesky|mastodon|reddit|flickr|pinterest|imgur)-(?:embed|card)\S*)(?:-rendered)?(?:\s|$)"
)
"""Classes of what stands for a post until its network's script puts a frame there, and of that frame.

Source: the code that the networks give to those who quote a post.
"""


SIGNED = re.compile(r"(?:^|[\s(])@[\w.]{2,30}(?:@[\w-]+(?:\.[\w-]+)+)?(?=[\s),:;]|$)")
"""A name as networks know their users ("@rolfk", "@rolfk@social.example"), which signs a quoted post."""

ACCOUNT_CHARS = 120
"""From the end of a quoted post, where its signature stands; newsrooms speak of accounts in running text."""

POST_CHARS = 2_000
"""Longest post with the words around it; networks cut longer ones short in what stands for them."""


def zone_of(name: str, attrs: dict[str, str]) -> int:
    """Return what an element says of its content."""
    own = ZONES.get(name, Zone.NONE)
    if attrs:
        role, prop = attrs.get("role"), attrs.get("itemprop")
        if role:
            own |= ROLES.get(role, Zone.NONE)
        if prop and "articleBody" in prop:
            own |= Zone.BODY
    return own


def hidden(tag: Tag) -> bool:
    """Tell whether a browser does not show the element, by the capture's mark or its own attributes."""
    attrs = tag.attrs
    if not attrs:
        return False
    if UNSEEN in attrs:
        return True
    if "hidden" in attrs and attrs["hidden"] != "until-found":
        return not STREAMED.fullmatch(attrs.get("id", ""))
    style = attrs.get("style")
    return bool(style and HIDDEN_STYLE.search(style))


def is_embed(tag: Tag) -> bool:
    """Tell whether an element is a post of a network or what stands for it until a script has come.

    One that nobody closed holds the rest of the article, and is none. Of networks whose class nobody knows,
    it is a quotation that ends with the name of an account and a link to it.
    """
    classes = tag.attrs.get("class")
    known = bool(classes and EMBED_CLASS.search(classes))
    return (known or _is_signed(tag)) and len(tag.get_text()) <= POST_CHARS


def _is_signed(tag: Tag) -> bool:
    """Tell whether a quotation is a post: it ends with the name of an account and a link elsewhere."""
    if tag.name != "blockquote":
        return False
    text = tag.get_text().rstrip()
    links = [link for link in tag.find_all("a", href=True) if "://" in link.attrs["href"]]
    linked = bool(links) and text.endswith(links[-1].get_text().rstrip() or " ")
    return linked and SIGNED.search(text[-ACCOUNT_CHARS:]) is not None


def is_rendered(embed: Tag) -> bool:
    """Tell whether the network's script has put its own text and buttons there."""
    return "-rendered" in embed.attrs.get("class", "") or embed.find(attrs={FRAME: True}) is not None
