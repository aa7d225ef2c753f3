"""What an address and the words on a link tell about whether an article lies behind it.

Points, not rules: no single trait is right for every publisher. The weights were set on 4,000
addresses with their headlines from German, British and US news sites (99.3 % of them reach the 4
points that `listing` asks for; most others are sudokus, shops and tables) and on the links of 605
saved article pages, of which about one in twelve taken is no article: a job, a series, an offer.
What a source needs otherwise is said by its `include` and `exclude`.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl

NOT_ARTICLES = frozenset(
    {
        # lists of articles
        "tag", "tags", "topic", "topics", "category", "categories", "keyword", "keywords", "archive",
        "archives", "page", "thema", "themen", "schlagwort", "schlagworte", "kategorie", "etiqueta",
        "etiquetas", "tema", "temas", "mot-cle", "tags-and-topics", "series", "serie", "dossier", "dossiers",
        # people
        "author", "authors", "autor", "autoren", "autores", "auteur", "auteurs", "byline", "profile",
        "profiles", "people", "staff", "user", "users", "contributor", "contributors", "journalist",
        # the house itself
        "about", "about-us", "aboutus", "contact", "contact-us", "kontakt", "contacto", "impressum",
        "imprint", "privacy", "privacy-policy", "datenschutz", "terms", "terms-of-use", "terms-of-service",
        "agb", "download", "downloads",
        "cookies", "cookie-policy", "cookie-settings", "legal", "help", "hilfe", "faq", "support", "careers",
        "advertise", "advertising", "mediadaten", "accessibility", "editorial-guidelines", "masthead",
        # accounts, shops, tools
        "login", "signin", "sign-in", "signup", "sign-up", "register", "logout", "account", "konto",
        "subscribe", "subscription", "subscriptions", "abo", "abonnement", "shop", "store", "cart", "donate",
        "newsletter", "newsletters", "search", "suche", "recherche", "buscar", "share", "print", "comments",
        "rss", "feed", "feeds", "sitemap", "wp-login.php", "wp-admin", "cdn-cgi", "apps", "games", "puzzles",
        "crossword", "crosswords", "horoscope", "horoskop", "epaper", "e-paper",
    }
)  # fmt: skip
"""Path segments of pages that are no articles. Source: the sites named above and common systems."""

ARTICLES = frozenset(
    {"article", "articles", "artikel", "article-detail", "story", "stories", "articolo", "articulo",
     "noticia", "noticias", "nota", "node", "post", "posts"}
)  # fmt: skip
"""Path segments that stand before an article's own name."""

NOT_PAGES = re.compile(
    r"\.(?:jpe?g|png|gif|svg|webp|avif|ico|mp3|mp4|m4a|m3u8|mov|webm|ogg|wav|pdf|docx?|xlsx?|pptx?|zip|gz|epub"
    r"|css|js|json|xml|rss|atom|ics|exe|dmg|apk)$",
    re.IGNORECASE,
)

_DATE = re.compile(
    r"(?:^|[/._-])(?:19|20)\d\d[/._-]?(?:0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:[/._-]?(?:0?[1-9]|[12]\d|3[01]))?(?=[/._-]|$)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<!\d)\d{5,}(?!\d)"  # -56178792
    r"|(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{12,}"  # article6958e5e8666ac1993e7cc0db
    r"|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}"  # -a-f2904509-5adc-4485-8f5e-5cf3bf866d10
    r"|^(?=\D*\d)(?=[^a-z]*[a-z])[a-z0-9]{10,}$"  # cxw0zwldjdxo
)
_KEY = re.compile(
    r"(?:^|_)(?:id|p|nr|no|art|article|artikel|articleid|artnr|story|storyid|item|news|newsid)$",
    re.IGNORECASE,
)
_ACTIONS = frozenset({"share", "replytocom", "print", "action", "login", "redirect", "returnurl", "s"})
_EXTENSION = re.compile(r"\.(?:s?html?|php\d?|aspx?|jsp|amp|ece|cms|html\.amp)$", re.IGNORECASE)


def address_points(parts: SplitResult) -> int | None:
    """Return how much an address looks like an article's; None if it cannot be one."""
    segments = [segment for segment in parts.path.split("/") if segment]
    fields = parse_qsl(parts.query, keep_blank_values=True)
    queried = 2 if _selects(parts.query, fields) else 0
    if NOT_PAGES.search(parts.path) or (not segments and not queried):
        return None
    if any(name.lower() in _ACTIONS for name, _ in fields):
        return None  # something to do with an article, as in WordPress' `?share=whatsapp`
    names = [_EXTENSION.sub("", segment) for segment in segments[-2:]]
    points = max((_slug_points(name) for name in names), default=0) + queried
    if _DATE.search(parts.path):
        points += 2
    if any(_NUMBER.search(name.lower()) for name in names):
        points += 2
    if points == 0:
        points -= 2 if len(segments) < 2 else 1  # /politics, /news/uk: a section
    lowered = [segment.lower() for segment in segments]
    if any(segment in NOT_ARTICLES for segment in lowered):
        points -= 4  # an article of a section of that name has points enough
    return points + any(segment in ARTICLES for segment in lowered[:-1])


def headline_points(text: str) -> int:
    """Return how much the words on a link look like a headline."""
    words = text.split()
    if not words:
        return 0  # a picture
    if len(words) >= 6 or _unspaced(text) >= 12:
        return 3
    if len(words) >= 4 or _unspaced(text) >= 8:
        return 2
    return 0 if len(words) == 3 else -1


def _slug_points(name: str) -> int:
    words = [word for word in re.split(r"[-_+.,]|%20", name) if re.search(r"[^\W\d_]{2}|%[0-9A-F]{2}", word)]
    return {0: 0, 1: 0, 2: 1, 3: 2}.get(len(words), 3)


def _selects(query: str, fields: list[tuple[str, str]]) -> bool:
    """Tell whether the query names an article: `?p=2011983`, `?ArtNr=335614`, `?article8532`."""
    if re.fullmatch(r"article\d+", query):
        return True
    names = ((name.rstrip("]").replace("[", "_"), value) for name, value in fields)
    return any(_KEY.search(name) and re.search(r"\d{2}", value) for name, value in names)


def _unspaced(text: str) -> int:
    """Count letters of scripts that are written without spaces: Chinese, Japanese, Thai and others."""
    return sum(
        "\u0e00" <= c <= "\u0eff" or "\u1000" <= c <= "\u109f" or "\u3040" <= c <= "\u9fff" for c in text
    )
