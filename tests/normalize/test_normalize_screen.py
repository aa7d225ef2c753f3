"""Walls, stubs, errors and shells are told from the article."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cases import together
from pages import HEADLINE, URL, page

from archiver.model.reading import PageKind
from archiver.normalize.reader import read
from archiver.normalize.screen import Sight, screen

DATED = "https://gazette.example/2026/11/24/harbour-bridge"
SENTENCE = "The council voted on Monday to close the harbour bridge for repairs until the spring. "


def article(text: str, *, headline: str = HEADLINE) -> str:
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


@together(
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
@together("status", [200, 403, 429])
def test_a_challenge_page_is_a_bot_wall_whatever_its_status(html: str, status: int) -> None:
    assert kind_of(html, status=status) is PageKind.BOT_WALL


@together(
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


@together(
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


@pytest.mark.parametrize(
    "headline",
    ["404 homes to be built at the harbour", "Access denied: how the port shut out its inspectors"],
)
def test_nor_does_it_above_a_few_sentences_that_nobody_signed_or_dated(headline: str) -> None:
    text = f"<p>{SENTENCE}</p><p>The work costs two million, said the board, which has not got them.</p>"
    assert kind_of(page(f"<article><h1>{headline}</h1>{text}</article>", title=headline)) is PageKind.ARTICLE
    wall = page("<article><h1>Access denied</h1><p>You are blocked.</p><p>Ask the site.</p></article>")
    assert kind_of(wall) is not PageKind.ARTICLE


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


@together(
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
        f"<p>{SENTENCE * 20}</p><div>Subscribe now to continue reading.</div>"
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


@together(
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


# --- the table: walls of all kinds, each bare and inside a site's chrome ------------------------------

RELATED = "".join(
    f'<li class="card"><h3><a href="/2026/{slug}">{title}</a></h3><p>{text}</p>'
    '<time datetime="2026-11-23T08:00:00Z">23 November</time></li>'
    for slug, title, text in [
        (
            "otters",
            "Otters counted in the upper river",
            "Volunteers found forty-one otters, nine more than a year ago, they said.",
        ),
        (
            "library",
            "Library hours to be cut again",
            "The council wants to close two branches on Mondays to save a little money.",
        ),
        (
            "ferry",
            "Ferry contract goes to the lowest bidder",
            "The new company promises to keep all the crews and all the timetables.",
        ),
    ]
)
TOP = (
    '<header><a href="/">The Gazette</a><nav><a href="/news">News</a><a href="/sport">Sport</a>'
    '<a href="/subscribe">Subscribe</a><a href="/login">Log in</a></nav></header>'
)
BOTTOM = (
    '<section class="newsletter"><h2>The morning letter</h2><p>Subscribe to our newsletter and read the news '
    'at seven.</p><form><input type="email"><button>Sign up</button></form></section>'
    f'<section class="related"><h2>More from the Gazette</h2><ul>{RELATED}</ul></section>'
    '<footer><a href="/privacy">Privacy</a> <a href="/cookies">Cookies</a> <p>© 2026 The Gazette</p></footer>'
)


def bare(title: str, body: str, head: str = "") -> str:
    return page(body, title=title, head=head)


def within(title: str, body: str, head: str = "") -> str:
    return page(f"{TOP}<main>{body}</main>{BOTTOM}", title=f"{title} | The Gazette", head=head)


def notice(title: str, *texts: str) -> tuple[str, str]:
    return title, f"<h1>{title}</h1>" + "".join(f"<p>{text}</p>" for text in texts)


LEAD = (
    f'<h1>{HEADLINE}</h1><p class="by">By Ann Smith</p>'
    '<time datetime="2026-11-24T09:00:00Z">24 November 2026</time>'
)
TEASER = f"<p>{SENTENCE}Drivers will have to use the tunnel.</p><p>The repairs cost four million dollars.</p>"
LONGER = "".join(
    f"<p>{SENTENCE}It was vote number {n} on the matter, after a debate of hours.</p>" for n in range(6)
)


def teaser(*box: str, text: str = TEASER, inside: str = "div", attrs: str = "") -> tuple[str, str]:
    lines = "".join(f"<p>{line}</p>" for line in box)
    return HEADLINE, f"<article>{LEAD}{text}</article><{inside} {attrs}>{lines}</{inside}>"


WALLS = {
    "denied": notice(
        "Access denied", "Your request looked automated. Contact us if you think that is wrong."
    ),
    "verify": notice("Please verify you are human", "Tick the box to go on to the article."),
    "hcaptcha": (
        "One more step",
        '<h1>One more step</h1><div class="h-captcha"></div><p>Solve the puzzle.</p>',
    ),
    "robot-de": notice("Sind Sie ein Roboter?", "Bitte lösen Sie die Aufgabe, um zur Seite zu gelangen."),
    "denied-fr": notice("Accès refusé", "Votre requête ressemble à celle d’un robot."),
    "denied-es": notice("Acceso denegado", "Su solicitud parece automática."),
    "rate-limit": notice("Too many requests", "You are reading very fast. Try again in an hour."),
    "slow-down": notice("Slow down!", "Wait a while before the next page."),
    "wrong": notice("Something went wrong", "Our servers are out of breath. Try again in a minute."),
    "oops": notice("Oops! Something went wrong", "We have been told and are looking into it."),
    "500": notice("500 Internal Server Error", "nginx"),
    "503": notice("503 Service Temporarily Unavailable", "nginx"),
    "maintenance": notice("Under maintenance", "We will be back at six."),
    "back-soon": notice("We’ll be right back", "The site is being looked after."),
    "wartung": notice("Wartungsarbeiten", "Wir sind in Kürze wieder für Sie da."),
    "fehler": notice("Ein Fehler ist aufgetreten", "Bitte versuchen Sie es später noch einmal."),
    "maintenance-fr": notice("Site en maintenance", "Nous revenons dans quelques minutes."),
    "not-found": notice("Page not found", "There is nothing at this address. Try the search."),
    "not-here": notice("Sorry, we can’t find that page", "It may have moved, or it never was."),
    "not-found-de": notice("Seite nicht gefunden", "Unter dieser Adresse steht nichts."),
    "not-found-fr": notice("Page introuvable", "Rien ne se trouve à cette adresse."),
    "not-found-es": notice("Página no encontrada", "Aquí no hay nada."),
    "not-found-it": notice("Pagina non trovata", "Qui non c’è niente."),
    "not-found-nl": notice("Pagina niet gevonden", "Hier staat niets."),
    "not-found-pt": notice("Página não encontrada", "Não há nada aqui."),
    "unavailable": notice("This article is no longer available", "It was here once."),
    "geo": notice("This content is not available in your region", "Rights are a difficult matter."),
    "geo-eu": notice(
        "Sorry, this page is not available to visitors from the European Union", "We are at work."
    ),
    "parked": notice("gazette.example is for sale", "Make an offer for this name today."),
    "suspended": notice("Account suspended", "Contact the hosting company."),
    "consent": notice(
        "Before you continue", "We and our 214 partners store cookies on your device.", "You choose."
    ),
    "consent-de": notice("Ihre Privatsphäre ist uns wichtig", "Wir und unsere Partner verwenden Cookies."),
    "login": notice("Log in", "Log in to read this article."),
    "login-de": notice("Anmelden", "Melden Sie sich an, um den Artikel zu sehen."),
    "login-fr": notice("Connectez-vous", "Identifiez-vous avec votre adresse."),
    "meter": teaser("You have reached your limit of free articles.", "Subscribe from $1 a week."),
    "keep-reading": teaser("Subscribe to keep reading", "Unlimited access from $1.", text=LONGER),
    "continue": teaser("To continue reading, create a free account.", inside="aside"),
    "register": teaser("Register for free to continue", "It takes a minute."),
    "members": teaser("This story is for subscribers only."),
    "fade": teaser("Get the whole picture", "Subscribe now", attrs='class="article-paywall fade-out"'),
    "in-text": (
        HEADLINE,
        f"<article>{LEAD}{TEASER}<p>You’ve read your three free articles this month.</p>"
        '<a href="/subscribe">Subscribe</a> <a href="/login">Log in</a></article>',
    ),
    "pay-de": teaser("Jetzt weiterlesen mit GazettePlus", "Vier Wochen für 1 Euro."),
    "pay-de-2": teaser("Dieser Artikel ist exklusiv für Abonnenten."),
    "register-de": teaser("Registrieren Sie sich kostenlos, um weiterzulesen."),
    "pay-fr": teaser("Cet article est réservé aux abonnés", "Il vous reste 80 % de cet article à lire."),
    "pay-es": teaser("Suscríbete para seguir leyendo", "Desde 1 euro al mes."),
    "meter-es": teaser("Has alcanzado el límite de artículos gratuitos."),
    "pay-it": teaser("Abbonati per continuare a leggere"),
    "pay-nl": teaser("Alleen voor abonnees", "Word abonnee en lees verder."),
    "pay-pt": teaser("Assine para continuar lendo"),
    "pay-sv": teaser("Logga in för att läsa hela artikeln"),
    "pay-da": teaser("Kun for abonnenter"),
    "pay-pl": teaser("Tylko dla prenumeratorów"),
    "pay-ja": teaser("この記事は会員限定です"),
    "premium": teaser("This is a premium article", "Become a member", "Log in"),
    "trial": teaser("Continue reading", "Already have an account? Log in", "Start your free trial today"),
    "spent": teaser("3 of 3 free articles used this month", "Subscribe"),
    "none-left": teaser("You have 0 free articles left", "Subscribe"),
    "members-only": teaser("The full story is available to members"),
    "pay-de-3": teaser("Dieser Inhalt ist Abonnenten vorbehalten"),
    "pay-nl-2": teaser("Lees dit artikel verder als abonnee"),
    "hold-on": notice("Hold on a second", "We need to check that you are not a bot before you can go on."),
    "app": ("The Gazette", '<div id="app">Loading…</div>'),
    "busy": (HEADLINE, f'{LEAD}<article aria-busy="true"><p>Loading …</p></article>'),
    "skeleton": (
        HEADLINE,
        f'{LEAD}<div><div class="skeleton-line"></div><div class="skeleton-line"></div></div>',
    ),
    "loading": (HEADLINE, f"{LEAD}<div>Loading…</div>"),
    "busy-below-the-standfirst": (
        HEADLINE,
        f'{LEAD}<p>{SENTENCE}</p><div aria-busy="true"><div></div><div></div></div>',
    ),
    "root": (
        HEADLINE,
        '<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>',
    ),
    "scriptless": ("Gazette", "<p>Please enable JavaScript to view this page.</p>"),
    "headline-only": (HEADLINE, LEAD),
    "unfilled": ("{{ article.title }}", "<h1>{{ article.title }}</h1><p>{{ article.body }}</p>"),
    "undefined": ("undefined", "<h1>undefined</h1><p>undefined</p>"),
    "php-warning": (
        HEADLINE,
        f"<article>{LEAD}<p>{SENTENCE}</p><p><b>Warning</b>: mysqli_query(): server has gone "
        "away in <b>/var/www/html/article.php</b> on line <b>88</b></p></article>",
    ),
    "php-fatal": (
        HEADLINE,
        f"<article>{LEAD}<p>{SENTENCE}</p></article><br><b>Fatal error</b>: Uncaught Error: Call to "
        "null in <b>/var/www/html/foot.php</b> on line <b>3</b>",
    ),
    "database": notice("Error establishing a database connection"),
}


@together("frame", [bare, within])
@together("name", WALLS)
def test_no_wall_shell_or_error_passes_as_the_article(name: str, frame: Callable[[str, str], str]) -> None:
    """An address is no sign of what a page is: one that holds a day says nothing of a wall under it."""
    found = kind_of(frame(*WALLS[name]))
    assert found is not PageKind.ARTICLE
    if frame is bare:
        assert kind_of(frame(*WALLS[name]), asked=DATED, final=DATED) is found


@together(
    ("title", "heading", "texts"),
    [
        (
            "Sicherheitsprüfung",
            "Einen Moment bitte",
            ["Wir prüfen, ob Sie ein Mensch sind. Das dauert nur wenige Sekunden."],
        ),
        (
            "Einwilligung",
            "Mit Werbung weiterlesen oder Pur-Abo",
            [
                "Besuchen Sie uns wie gewohnt mit Werbung und Tracking, oder nutzen Sie unser Pur-Angebot für"
                " 4,99 Euro im Monat.",
                "Akzeptieren und weiter",
                "Zum Pur-Abo",
            ],
        ),
        (
            "The Gazette",
            "Hello, European reader",
            [
                "Our European visitors are important to us. This site is currently unavailable to visitors"
                " from the European Economic Area while we work to ensure your data is protected."
            ],
        ),
        (
            "Pagina non trovata",
            "Ops! La pagina che cerchi non esiste più",
            ["L'articolo potrebbe essere stato rimosso o spostato."],
        ),
        ("Venteværelse", "Du er i kø", ["Der er mange besøgende lige nu. Siden åbner af sig selv."]),
        ("お待ちください", "混雑しています", ["アクセスが集中しています。しばらくお待ちください。"]),
        ("Chwileczkę", "Sprawdzamy przeglądarkę", ["Za chwilę zostaniesz przekierowany."]),
        (
            "File d'attente",
            "Vous êtes dans la file d'attente",
            [
                "De nombreux lecteurs consultent notre site en ce moment. Vous serez redirigé vers la page"
                " dans quelques instants, merci de patienter et de ne pas la recharger.",
                "Temps d'attente estimé : 2 minutes. Ne fermez pas cette fenêtre, vous perdriez votre place.",
            ],
        ),
        (
            "Read this story in our app",
            "Read this story in our app",
            [
                "This story is best read in the Gazette app. Open it there, or install it for free.",
                "Thousands of readers get our alerts first. Continue in the app, or scan the code with your"
                " phone and read on where you are, on the train and at home.",
            ],
        ),
    ],
)
def test_no_wall_passes_for_the_day_in_its_address(title: str, heading: str, texts: list[str]) -> None:
    html = within(title, f"<h1>{heading}</h1>" + "".join(f"<p>{text}</p>" for text in texts))
    assert kind_of(html, asked=DATED, final=DATED) is not PageKind.ARTICLE


def test_an_article_whose_day_only_its_address_tells_is_one() -> None:
    html = within(HEADLINE, f"<article><h1>{HEADLINE}</h1>{LONGER}</article>")
    assert kind_of(html, asked=DATED, final=DATED) is PageKind.ARTICLE


def test_a_short_text_that_its_address_names_is_one() -> None:
    html = bare(HEADLINE, f"<h1>{HEADLINE}</h1>" + f"<p>{SENTENCE}</p>" * 4)
    assert kind_of(html, asked=DATED, final=DATED) is PageKind.ARTICLE
    other = DATED.replace("harbour-bridge", "ferry-hits-pier")
    assert kind_of(html, asked=other, final=other) is PageKind.SHELL


DATA = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Harbour bridge to close", '
    '"description": "It shuts in March.", "author": {"@type": "Person", "name": "Ann Smith"}, '
    '"datePublished": "2026-11-24T09:00:00Z", "isAccessibleForFree": false}</script>'
)


@together("name", [name for name, (title, _) in WALLS.items() if title == HEADLINE])
def test_a_teaser_or_shell_with_the_whole_data_of_the_article_passes_no_more(name: str) -> None:
    title, body = WALLS[name]
    assert kind_of(within(title, body, DATA)) is not PageKind.ARTICLE


def story(headline: str, *texts: str, beside: str = "") -> tuple[str, str]:
    text = "".join(f"<p>{each}</p>" for each in texts)
    lead = LEAD.replace(HEADLINE, headline)
    return headline, f"<article>{lead}{text}</article>{beside}"


SHORT_NEWS = (
    "The harbour bridge will be closed to cars from the first of March, the council decided on Monday.",
    "Inspectors had found cracks in four girders. The repairs take nine weeks and cost four million dollars.",
    "A ferry carries people on foot and on bicycles every ten minutes until the bridge is open again.",
)
OVERLAY = (
    '<div role="dialog" aria-modal="true" class="consent"><h2>Your '
    "privacy</h2><p>We and our 214 partners store "
    "cookies on your device to show you personalised ads.</p><button>Accept all</button></div>"
)
ARTICLES = {
    "short": story(HEADLINE, *SHORT_NEWS),
    "captchas": story(
        "Are you a robot? The quiet end of the captcha",
        "“Please verify you are human,” the page says, and shows nine pictures of buses and bridges.",
        "The puzzles no longer tell people from machines, a study of two universities found this week.",
    ),
    "cookies": story(
        "Cookie banners break the law, court says",
        "Consent to cookies was not given freely, the judges said. Before you continue, the banner read.",
        "The publisher has to change its privacy settings until the spring or pay a fine of a million.",
    ),
    "paywalls": story(
        "Readers tire of paywalls",
        "“Subscribe to keep reading” is what most people see when they follow a link, a survey found.",
        "Only one in ten pays. You have reached your limit, papers tell the others after three articles.",
        "The Courier is the first to take its wall down; it will live on gifts and on a small foundation.",
    ),
    "outage": story(
        "Something went wrong at the data centre, operator admits",
        "For nine hours on Sunday all that customers saw was “503 Service Unavailable”, said the company.",
        "A pump had failed, and the machines switched themselves off to keep from melting, it reported.",
    ),
    "subscriptions": story(
        "Opera subscriptions sell out in an hour",
        "To subscribe, people stood in the rain from six in the morning; the last place went at eight.",
        "The house has 1,900 seats. Members of its society had been able to register since September.",
    ),
    "robots": story(
        "Access denied: robots barred from the old town",
        "Delivery robots may no longer enter the lanes behind the market, the council decided on Monday.",
        "They had blocked the way of a fire engine in June. The company says it will go to the courts.",
    ),
    "overlay": story(HEADLINE, *SHORT_NEWS, beside=OVERLAY),
    "meter-left": story(HEADLINE, *SHORT_NEWS, beside="<div>You have 2 free articles left this month.</div>"),
    "letter-inside": story(
        HEADLINE,
        SHORT_NEWS[0],
        SHORT_NEWS[1],
        "<span>Subscribe to our newsletter to get the news by e-mail every morning.</span>",
        SHORT_NEWS[2],
    ),
    "not-free-but-whole": story(
        HEADLINE,
        *(f"{text} It was the {n}th vote." for n in range(8) for text in SHORT_NEWS),
        beside="<div>Subscribe to keep reading.</div>",
    ),
    "opens-a-wall": story(HEADLINE, *SHORT_NEWS, beside='<div class="paywall-gate"><p>Login</p></div>'),
    "busy-comments": story(
        HEADLINE, *SHORT_NEWS, beside='<section aria-busy="true"><h2>Comments</h2><p>Loading…</p></section>'
    ),
    "busy-below-a-brief": story(
        HEADLINE,
        SHORT_NEWS[0],
        beside='<div class="comments" aria-busy="true"></div><h2>More</h2><div aria-busy="true"></div>',
    ),
    "hidden-loader": (
        HEADLINE,
        f'<article>{LEAD}<div style="display: none"><div>Loading…</div></div>'
        + "".join(f"<p>{text}</p>" for text in SHORT_NEWS)
        + "</article>",
    ),
    "busy-advert": story(
        HEADLINE, *SHORT_NEWS, beside='<div class="skeleton"></div><div class="skeleton"></div>'
    ),
    "live": story(
        "Storm: what we know",
        "<b>12:30</b> The water peaked at 4.7 feet above normal at noon and has begun to fall again.",
        "<b>10:50</b> The weather service expects the water to peak at noon, three inches below the gates.",
        "<b>08:45</b> Water began to come over the quay wall at half past eight, hours before the peak.",
    ),
}


@together("frame", [bare, within])
@together("name", ARTICLES)
def test_no_article_is_taken_for_a_wall(name: str, frame: Callable[[str, str], str]) -> None:
    assert kind_of(frame(*ARTICLES[name])) is PageKind.ARTICLE


MENU = "<div><div>News</div><div>Weather</div><div>Sign In</div></div>"


def test_a_headline_that_the_page_confirms_outweighs_the_words_of_a_menu() -> None:
    headline, body = ARTICLES["short"]
    assert kind_of(bare(headline, MENU + body)) is PageKind.ARTICLE
    assert kind_of(within(headline, MENU + body)) is PageKind.ARTICLE
    title = f'<meta property="og:title" content="{headline}">'
    assert kind_of(bare("The Gazette", MENU + body, title)) is PageKind.ARTICLE
    assert kind_of(bare("The Gazette", MENU + body, DATA)) is PageKind.ARTICLE
    assert kind_of(bare("The Gazette", MENU + body)) is PageKind.LOGIN


@pytest.mark.parametrize(
    "body",
    [
        f"<div><h2>Sign In</h2></div><article>{LEAD}{TEASER}</article>",
        f"<article>{LEAD}<div>Sign In</div>{TEASER}</article>",
        f"<div>Sign In</div><article>{LEAD}<p>{SENTENCE}</p></article>",
    ],
)
def test_words_that_stand_for_the_text_are_no_menus(body: str) -> None:
    assert kind_of(bare(HEADLINE, body)) is PageKind.LOGIN


def test_a_long_article_beside_a_wall_is_passed_with_a_doubt() -> None:
    html = within(*ARTICLES["not-free-but-whole"])
    found = screen(
        Sight(asked_url=URL, final_url=URL, status=200, html=html.encode(), reading=read(html, URL))
    )
    assert (found.kind, bool(found.doubts)) == (PageKind.ARTICLE, True)


@pytest.mark.parametrize("final", ["https://gazette.example/news", "https://gazette.example/search?q=bridge"])
def test_a_redirect_to_a_listing_is_no_move(final: str) -> None:
    html = within("News", "<h1>News</h1>")
    assert kind_of(html, final=final, asked="https://gazette.example/2026/03/bridge") is not PageKind.MOVED


def test_a_front_page_under_the_articles_address_is_a_front_page() -> None:
    html = within(
        "The Gazette", f"<ul>{RELATED}</ul>", '<link rel="canonical" href="https://gazette.example/">'
    )
    assert kind_of(html) is not PageKind.ARTICLE


@pytest.mark.parametrize(
    "note",
    [
        "This article has been removed.",
        "Editor’s note, 24 November: The Gazette has withdrawn this article. We apologise to our readers.",
        "Aus rechtlichen Gründen ist dieser Artikel nicht mehr verfügbar.",
        "Cet article a été dépublié.",
    ],
)
def test_a_signed_page_that_says_it_was_withdrawn_is_the_article(note: str) -> None:
    assert kind_of(article(f"<p>{note}</p>")) is PageKind.ARTICLE


def test_a_page_for_all_that_was_withdrawn_says_that_the_article_is_gone() -> None:
    gone = page(
        "<main><h1>Sorry</h1><p>This article has been removed by its publisher.</p></main>", title="Sorry"
    )
    assert kind_of(gone) is PageKind.GONE


def test_an_article_about_one_that_was_withdrawn_is_an_article() -> None:
    text = f"<p>{SENTENCE * 3}</p><p>“This article has been withdrawn,” it said there.</p><p>{SENTENCE}</p>"
    assert kind_of(article(text)) is PageKind.ARTICLE
