"""What a hostile publisher may say: strategies of addresses, headers, pages and seeds."""

from __future__ import annotations

import json

from hypothesis import strategies as st

HOSTS = [
    "a..b.example",
    "*.x.example",
    "a b.example",
    "%61.example",
    "%00.example",
    "[::1",
    "[::1]",
    "[v1.x]",
    "::1",
    "ä..example",
    "xn--a.example",
    "xn--.example",
    "-",
    ".",
    "..",
    "",
    "a" * 64 + ".example",
    "a." * 150 + "example",
    "x.example:99999",
    "x.example:0",
    "x.example:",
    "x.example:port",
    "u:p@x.example",
    "ａ．example",
    "ß.example",
    "\u200d.example",
    "\ud800.example",
    "x\x00.example",
    "x\n.example",
    "127.0.0.1.",
    "0x7f.1",
    "x_.example",
    "EXAMPLE",
]
SCHEMES = [
    "http://",
    "https://",
    "HTTP:",
    "//",
    "///",
    "http:\\\\",
    "",
    "ftp://",
    "file:///",
    "data:text/html,",
    "javascript:",
    "mailto:",
    "view-source:http://",
    "blob:http://",
    "about:",
    "http://http://",
]
PATHS = [
    "",
    "/",
    "/story",
    "?",
    "?id=7&utm_source=x",
    "#",
    "#!/a",
    "/../..//",
    "/%",
    "/%zz%00",
    "/\x00",
    "/[",
    "/amp/s/[x",
    "/é" * 2000,
    "/" + "a" * 9000,
    "/a b",
    "/\ud800",
    "?a=[&b=]",
    "/;jsessionid=1",
    "/\\x",
    "/\r\nX: y",
]

text = st.text(max_size=30)
addresses = st.one_of(
    st.builds(
        "".join, st.tuples(st.sampled_from(SCHEMES), st.sampled_from(HOSTS) | text, st.sampled_from(PATHS))
    ),
    text,
)
times = st.one_of(
    st.sampled_from(
        [
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-14:00",
            "2026-02-30",
            "2026-11-24T25:00",
            "-1",
            "0",
            "24 Nov",
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sun, 99 Nov 99999 08:49:37 +9999",
            "9" * 40,
            "1e400",
            "NaN",
            "today",
            "²",
            "2026-11-24T12:00:00+99:99",
            "2026-W48",
            "٢٠٢٦-١١-٢٤",
            "1979-00-00T00:00:00Z",
            "Mon, 01 Jan 0001 00:00:00 -0000",
        ]
    ),
    text,
)
types = st.sampled_from(
    [
        "text/html",
        "text/html; charset=utf-16",
        "text/html; charset=idna",
        "text/html; charset=\x00",
        "",
        ";",
        "html",
        'text/html; charset="',
        "application/xhtml+xml",
        "application/pdf",
        "multipart/x-mixed-replace; boundary=x",
        "text/plain",
        "application/json",
        "image/png",
        "text/html; charset=undefined",
        "text/html; charset=punycode",
    ]
)
NAMES = [
    "Location",
    "Set-Cookie",
    "Refresh",
    "Link",
    "Content-Type",
    "Content-Disposition",
    "Age",
    "Retry-After",
    "Date",
    "Content-Encoding",
    "Content-Language",
    "ETag",
    "Last-Modified",
    "Cache-Control",
    "Content-Location",
    "Content-Security-Policy",
    "X-Archiver-Error",
    "X-Archiver-Refused",
    "cf-mitigated",
    "Transfer-Encoding",
    "Expires",
]
cookies = st.sampled_from(
    [
        "a=b; Domain=..; Path=/",
        "=; Max-Age=" + "9" * 40,
        "a=\x7f; Expires=Thu, 99 Zzz",
        "é=ü",
        "a" * 5000,
        ";;;=",
        'a="b; c=d',
        "__Host-a=b; Secure; Domain=*",
        "a=b; Max-Age=-1",
        "a=b; Expires=Thu, 01 Jan 99999 00:00:00 GMT",
    ]
)
values = st.one_of(addresses, times, types, cookies, text).map(lambda value: value.replace("\n", " "))
headers = st.lists(st.tuples(st.sampled_from(NAMES), values), max_size=6)
statuses = st.sampled_from(
    [200] * 30 + [203, 204, 206, 300, 301, 302, 303, 307, 308, 304, 401, 404, 410, 429, 503]
)


def _ld(told: dict[str, object]) -> str:
    return f'<script type="application/ld+json">{json.dumps(told).replace("<", "")}</script>'


ld_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), addresses, times, st.just("Ann Aster")),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["@id", "url", "name", "@type"]), inner)
    ),
    max_leaves=4,
)
ld = st.dictionaries(
    st.sampled_from(
        [
            "@type",
            "@id",
            "@graph",
            "url",
            "mainEntityOfPage",
            "headline",
            "author",
            "datePublished",
            "dateModified",
            "articleBody",
            "publisher",
            "image",
            "inLanguage",
            "license",
            "liveBlogUpdate",
            "isAccessibleForFree",
            "description",
        ]
    ),
    ld_values,
    max_size=6,
).map(lambda told: _ld({"@type": "NewsArticle", **told}))


def quoted(value: str) -> str:
    """Return a value as it can stand in an attribute or in XML."""
    for letter, entity in (("&", "&amp;"), ("<", "&lt;"), ('"', "&quot;")):
        value = value.replace(letter, entity)
    return value


def _tag(form: str) -> st.SearchStrategy[str]:
    return (addresses | times).map(lambda value: form.format(quoted(value)))


heads = st.lists(
    st.one_of(
        ld,
        *map(
            _tag,
            [
                '<link rel=canonical href="{}">',
                '<meta property="og:url" content="{}">',
                '<base href="{}">',
                '<link rel=amphtml href="{}">',
                '<link rel=alternate hreflang=de href="{}">',
                "<title>{}</title>",
                '<meta property="article:published_time" content="{}">',
                '<meta property="og:title" content="{}">',
                '<meta name=author content="{}">',
                '<link rel=alternate type="application/rss+xml" href="{}">',
                '<meta http-equiv=refresh content="9;url={}">',
                '<link rel=license href="{}">',
                '<html lang="{}">',
                '<meta charset="{}">',
                '<meta http-equiv=content-type content="text/html; charset={}">',
            ],
        ),
    ),
    max_size=5,
).map("".join)
STORY = (
    "<h1>Ferry NUMBER cancelled as storm nears</h1><p>The ferry NUMBER to the outer islands will not sail on"
    " Tuesday, the harbor master said, because of a storm that is expected to bring waves of 18 feet.</p>"
    "<p>Schools on all NUMBER islands will stay closed as well, and the town hall is open to anyone in"
    " need of a bed, said the mayor, whose own house lies six feet above the tide line.</p>"
)
bodies = st.lists(
    st.one_of(
        *map(
            _tag,
            [
                "<h1>{}</h1>",
                '<p>He said <a href="{}">so</a> to everybody who asked.</p>',
                '<time datetime="{}">now</time>',
                "<p class=byline>By {}</p>",
                "<p>Updated {}</p>",
                '<figure><img src="{}"><figcaption>A</figcaption></figure>',
                '<blockquote><a href="{}">x</a></blockquote>',
                '<iframe src="{}"></iframe>',
                '<img srcset="{} 2x">',
            ],
        ),
    ),
    max_size=6,
).map("".join)


def _page(head: str, body: str, story: str) -> bytes:
    whole = f"<!doctype html><head>{head}</head><body><article>{story}{body}</article></body>"
    return whole.encode(errors="surrogatepass")


pages = st.builds(_page, heads, bodies, st.sampled_from([STORY, STORY, STORY, ""]))

_items = st.lists(st.tuples(addresses.map(quoted), times.map(quoted), text.map(quoted)), max_size=4)
FEEDS = {
    "rss": (
        "<rss><channel>{}</channel></rss>",
        "<item><link>{0}</link><guid>{0}</guid><pubDate>{1}</pubDate><title>{2}</title></item>",
    ),
    "atom": (
        '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>',
        '<entry><link href="{0}"/><id>{0}</id><updated>{1}</updated><title>{2}</title></entry>',
    ),
    "sitemap": (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>',
        "<url><loc>{0}</loc><lastmod>{1}</lastmod></url>",
    ),
    "index": (
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>',
        "<sitemap><loc>{0}</loc><lastmod>{1}</lastmod></sitemap>",
    ),
    "opml": ("<opml><body>{}</body></opml>", '<outline xmlUrl="{0}" htmlUrl="{0}" text="{2}"/>'),
    "page": (
        "<html><head><base href='x'></head><body>{}</body></html>",
        '<h2><a href="{0}">{2} a headline of some words</a></h2><time>{1}</time>',
    ),
    "robots": ("User-agent: *\n{}", "Sitemap: {0}\nCrawl-delay: {1}\nDisallow: {2}\n"),
}


def _feed(kind: str, items: list[tuple[str, str, str]]) -> bytes:
    whole, item = FEEDS[kind]
    return whole.format("".join(item.format(*one) for one in items)).encode(errors="surrogatepass")


def _json_feed(items: list[tuple[str, str, str]]) -> bytes:
    said = [{"url": url, "id": url, "date_published": time, "title": title} for url, time, title in items]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": said}).encode()


seeds = st.one_of(
    st.builds(_feed, st.sampled_from(list(FEEDS)), _items),
    st.builds(_json_feed, _items),
    st.binary(max_size=50),
)


def answer(status: int, headers: list[tuple[str, str]], content: bytes) -> bytes:
    """Return an answer as it goes over the wire; the connection ends it."""
    fields = [("Connection", "close"), *headers]
    head = "".join(f"{name}: {value}\r\n" for name, value in fields).encode(errors="surrogatepass")
    return f"HTTP/1.1 {status} Said\r\n".encode() + head + b"\r\n" + content
