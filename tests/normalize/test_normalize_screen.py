"""Walls, stubs, errors and shells are told from the article."""

from __future__ import annotations

import pytest

from archiver.model.reading import PageKind
from archiver.normalize.reader import read
from archiver.normalize.screen import Sight, screen

URL = "https://gazette.example/2026/harbour-bridge"
SENTENCE = "The council voted on Monday to close the harbour bridge for repairs until the spring. "


def page(body: str, *, title: str = "Harbour bridge to close", head: str = "") -> str:
    return f'<html lang="en"><head><title>{title}</title>{head}</head><body>{body}</body></html>'


def article(text: str, *, headline: str = "Harbour bridge to close") -> str:
    return page(
        f'<article><h1>{headline}</h1><p class="by">By Ann Smith</p>'
        f'<time datetime="2026-11-24T09:00:00Z">24 November</time>{text}</article>',
        title=headline,
    )


def kind_of(
    html: str,
    *,
    status: int = 200,
    asked: str = URL,
    final: str = URL,
    headers: tuple[tuple[str, str], ...] = (("content-type", "text/html; charset=utf-8"),),
) -> PageKind:
    sight = Sight(
        asked_url=asked,
        final_url=final,
        status=status,
        headers=headers,
        html=html.encode(),
        reading=read(html, final),
    )
    found = screen(sight)
    assert found.reason
    return found.kind


CLOUDFLARE = page(
    '<div class="main-wrapper"><h1>www.gazette.example</h1>'
    "<p>Verifying you are human. This may take a few seconds.</p>"
    '<div id="challenge-error-text">Enable JavaScript and cookies to continue</div></div>'
    "<script>window._cf_chl_opt={cvId:'3'};</script>",
    title="Just a moment...",
)
AKAMAI = page(
    "<h1>Access Denied</h1>You don't have permission to access"
    ' "http&#58;&#47;&#47;gazette.example&#47;" here.'
    "<p>Reference&#32;&#35;18&#46;2d351ab8&#46;1557333295</p>",
    title="Access Denied",
)
PERIMETERX = page(
    '<div id="px-captcha"></div><h1>Press & Hold to confirm you are a human (and not a bot).</h1>',
    title="Access to this page has been denied",
)
DATADOME = page(
    '<p id="cmsg">Please enable JS and disable any ad blocker</p>'
    "<script>var dd={'rt':'c','cid':'x','host':'geo.captcha-delivery.com'}</script>",
    title="gazette.example",
)
IMPERVA = page(
    '<iframe src="/_Incapsula_Resource?CWUDNSAI=9">Incapsula incident ID: 89-123</iframe>',
    title="",
)
GENERIC = page(
    "<h1>Security check</h1><p>Our systems have detected unusual traffic from your computer network. "
    "Please complete the captcha below to continue.</p>",
    title="Security check",
)


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(CLOUDFLARE, id="cloudflare"),
        pytest.param(AKAMAI, id="akamai"),
        pytest.param(PERIMETERX, id="perimeterx"),
        pytest.param(DATADOME, id="datadome"),
        pytest.param(IMPERVA, id="imperva"),
        pytest.param(GENERIC, id="unknown-vendor"),
    ],
)
@pytest.mark.parametrize("status", [200, 403, 429])
def test_a_challenge_page_is_a_bot_wall_whatever_its_status(html: str, status: int) -> None:
    assert kind_of(html, status=status) is PageKind.BOT_WALL


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (404, PageKind.GONE),
        (410, PageKind.GONE),
        (401, PageKind.LOGIN),
        (402, PageKind.PAYWALL_STUB),
        (403, PageKind.BOT_WALL),
        (429, PageKind.BOT_WALL),
        (500, PageKind.ERROR_PAGE),
        (502, PageKind.ERROR_PAGE),
        (503, PageKind.ERROR_PAGE),
        (204, PageKind.OTHER),
    ],
)
def test_a_status_speaks_before_the_text(status: int, kind: PageKind) -> None:
    assert kind_of(article(f"<p>{SENTENCE * 10}</p>"), status=status) is kind


def test_a_503_with_a_challenge_is_a_bot_wall() -> None:
    assert kind_of(CLOUDFLARE, status=503) is PageKind.BOT_WALL


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"<p>{SENTENCE}</p>", id="one-sentence"),
        pytest.param(
            "<p>The site asks visitors to accept cookies and to solve a captcha, a court heard.</p>"
            "<p>Consent to tracking was not given freely, the judge said of the privacy settings.</p>",
            id="cookies-and-captchas-in-prose",
        ),
        pytest.param(
            "<p>Subscribers only got a refund. To continue reading, press and hold, the sign said.</p>",
            id="paywall-words-in-prose",
        ),
    ],
)
def test_a_short_article_is_never_a_wall(text: str) -> None:
    assert kind_of(article(text)) is PageKind.ARTICLE


@pytest.mark.parametrize(
    "headline",
    [
        "404 days in prison: a reporter's diary",
        "Are you a robot? How captchas took over the web",
        "Access denied: why the archive stays shut",
        "Before you continue: what cookie banners hide",
        "Please log in: passwords are here to stay",
    ],
)
def test_a_headline_that_sounds_like_a_wall_makes_none(headline: str) -> None:
    assert kind_of(article(f"<p>{SENTENCE * 12}</p>", headline=headline)) is PageKind.ARTICLE


def test_an_article_with_the_scripts_of_bot_vendors_is_an_article() -> None:
    scripts = (
        '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>'
        '<script>window._pxAppId="PX1";</script><script src="https://js.datadome.co/tags.js"></script>'
        '<div class="g-recaptcha" data-sitekey="x"></div>'
    )
    assert kind_of(article(f"<p>{SENTENCE}</p>{scripts}")) is PageKind.ARTICLE


def test_a_consent_page_is_a_consent_wall() -> None:
    html = page(
        "<h1>Before you continue</h1><p>We and our partners use cookies and process personal data.</p>"
        "<p>If you consent, we show you personalised ads and measure tracking.</p>"
        '<form><button name="consent" value="yes">Accept all</button></form>',
        title="Before you continue",
    )
    assert kind_of(html) is PageKind.CONSENT_WALL


@pytest.mark.parametrize(
    ("final", "kind"),
    [
        ("https://consent.gazette.example/v2/collectConsent?sessionId=3", PageKind.CONSENT_WALL),
        ("https://gazette.example/login?next=/2026/harbour-bridge", PageKind.LOGIN),
        ("https://accounts.gazette.example/signin", PageKind.LOGIN),
        ("https://gazette.example/subscribe?from=bridge", PageKind.PAYWALL_STUB),
        ("https://gazette.example/", PageKind.FRONT_PAGE),
        ("https://www.gazette.example/index.html", PageKind.FRONT_PAGE),
        ("https://gazette.example/2026/", PageKind.FRONT_PAGE),
        ("https://gazette.example/404.html", PageKind.ERROR_PAGE),
    ],
)
def test_a_redirect_to_a_wall_or_a_front_page_is_seen_by_its_address(final: str, kind: PageKind) -> None:
    html = page(
        "<h1>Welcome</h1><p>Here is something else than the article you asked for.</p>", title="Gazette"
    )
    assert kind_of(html, final=final) is kind


@pytest.mark.parametrize(
    "final",
    [
        "https://www.gazette.example/2026/harbour-bridge",
        "https://gazette.example/2026/harbour-bridge/",
        "https://gazette.example/2026/harbour-bridge?utm_source=feed",
        "http://gazette.example/2026/harbour-bridge",
    ],
)
def test_another_spelling_of_the_address_is_no_move(final: str) -> None:
    assert kind_of(article(f"<p>{SENTENCE * 12}</p>"), final=final) is PageKind.ARTICLE


def test_an_article_found_at_another_address_has_moved() -> None:
    final = "https://gazette.example/news/bridge-closed"
    html = article(f"<p>{SENTENCE * 12}</p>")
    found = screen(
        Sight(asked_url=URL, final_url=final, status=200, html=html.encode(), reading=read(html, final))
    )
    assert (found.kind, found.moved_to) == (PageKind.MOVED, final)


def test_a_login_form_without_a_text_is_a_login() -> None:
    html = page(
        '<h1>Log in to the Gazette</h1><form><input type="password"><button>Go</button></form>',
        title="Log in",
    )
    assert kind_of(html) is PageKind.LOGIN


def test_a_teaser_that_asks_to_subscribe_is_a_stub() -> None:
    html = article(
        f"<p>{SENTENCE}</p><div>Subscribe now to continue reading. Already a subscriber? Log in.</div>"
        '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    )
    assert kind_of(html) is PageKind.PAYWALL_STUB


def test_a_whole_article_that_is_not_free_is_an_article() -> None:
    html = article(
        f"<p>{SENTENCE * 12}</p><div>Subscribe now to continue reading.</div>"
        '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    )
    assert kind_of(html) is PageKind.ARTICLE


@pytest.mark.parametrize("title", ["404 Not Found", "Page not found | Gazette", "Seite nicht gefunden"])
def test_an_error_page_with_status_200_is_an_error_page(title: str) -> None:
    html = page(f"<h1>{title}</h1><p>The page you requested could not be found.</p>", title=title)
    assert kind_of(html) is PageKind.ERROR_PAGE


@pytest.mark.parametrize(
    "body", ['<div id="root"></div><script>boot()</script>', "<h1>Harbour bridge to close</h1>", ""]
)
def test_a_frame_without_text_is_a_shell(body: str) -> None:
    assert kind_of(page(body)) is PageKind.SHELL


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        pytest.param(b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "text/html", id="feed"),
        pytest.param(b"%PDF-1.7 ...", "text/html", id="pdf-called-html"),
        pytest.param(b'{"headline": "x"}', "application/json", id="json"),
        pytest.param(b"", "text/html", id="empty"),
        pytest.param(None, "application/pdf", id="pdf"),
        pytest.param(None, "image/png", id="image"),
    ],
)
def test_what_is_no_page_is_something_else(content: bytes | None, content_type: str) -> None:
    sight = Sight(
        asked_url=URL, final_url=URL, status=200, headers=(("content-type", content_type),), html=content
    )
    assert screen(sight).kind is PageKind.OTHER
