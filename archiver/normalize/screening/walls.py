"""What challenge, consent, login and error pages look like and say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from archiver.language import any_of
from archiver.model.reading import PageKind
from archiver.normalize.screening.phrases import SERVER_FAULT

SEARCHED_BYTES = 400_000
"""How much of the markup is searched; challenge pages are smaller than 100 kB."""

BOT_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("Cloudflare challenge", re.compile(r"<title>\s*(?:Just a moment\.\.\.|Attention Required! \|"
        r" Cloudflare|Please Wait\.\.\. \| Cloudflare)|id=[\"'](?:challenge-form|challenge-running|"
        r"cf-challenge|challenge-error-text|cf-error-details|cf-wrapper)[\"']|_cf_chl_opt", re.IGNORECASE)),
    ("PerimeterX challenge", re.compile(r"id=[\"']px-captcha|<title>\s*Access to this page has been "
        r"denied|captcha\.px-cdn\.net|px-cloud\.net/[^\"']*captcha", re.IGNORECASE)),
    ("DataDome challenge", re.compile(r"(?:geo|ct|interstitial)\.captcha-delivery\.com|"
        r"var dd=\{'rt'", re.IGNORECASE)),
    ("Akamai denial", re.compile(r"<title>\s*Access Denied\s*</title>|errors\.edgesuite\.net|"
        r"Reference&#32;&#35;|sec-if-cpt-container|_sec/cp_challenge", re.IGNORECASE)),
    ("Imperva challenge", re.compile(r"_Incapsula_Resource[^\"']*[\"'][^>]*>(?:\s*Request unsuccessful)?|"
        r"Incapsula incident ID|<title>\s*Pardon Our Interruption", re.IGNORECASE)),
    ("AWS WAF challenge", re.compile(r"awsWafCookieDomainList|token\.awswaf\.com/[^\"']*challenge\.js|"
        r"gokuProps", re.IGNORECASE)),
    ("Sucuri firewall", re.compile(r"Sucuri WebSite Firewall - (?:Access Denied|CloudProxy)|"
        r"sucuri_cloudproxy_js", re.IGNORECASE)),
    ("Kasada challenge", re.compile(r"/149e9513-01fa-4fb0-aad4-566afd725d1b/|KPSDK\.(?:start|now)")),
    ("Anubis challenge", re.compile(r"id=[\"']anubis_(?:challenge|version)|<title>\s*Making sure you(?:'|"
        r"&#39;)re not a bot", re.IGNORECASE)),
    ("DDoS-Guard challenge", re.compile(r"<title>\s*DDoS-Guard|"
        r"/\.well-known/ddos-guard/js-challenge", re.IGNORECASE)),
)  # fmt: skip
"""Marks in the markup of challenge pages, and of nothing else the vendors serve.

Scripts that vendors also put on ordinary pages (`cdn-cgi/challenge-platform`, `_pxAppId`,
`js.datadome.co`, a reCAPTCHA in a comment form) are no marks.

Source: the challenge pages of the vendors named, 2023 to 2026.
"""

BOT_WORDS = (
    "just a moment", "attention required! | cloudflare", "please wait... | cloudflare", "challenge-",
    "cf-error-details", "cf-wrapper", "_cf_chl_opt", "px-captcha", "access to this page has been denied",
    "captcha.px-cdn.net", "px-cloud.net", "captcha-delivery.com", "var dd={'rt'", "access denied",
    "errors.edgesuite.net", "reference&#32;", "sec-if-cpt-container", "_sec/cp_challenge", "incapsula",
    "pardon our interruption", "awswaf", "gokuprops", "sucuri", "149e9513-01fa", "kpsdk", "anubis_",
    "making sure you", "ddos-guard",
)  # fmt: skip
"""What at least one of must be in a page that bears a mark; looked for first, as this is fast."""

FATAL = (
    b"fatal error", b"parse error", b"error establishing a database", b"there has been a critical error",
    b"uncaught ",
)  # fmt: skip
"""How the faults begin that end a page."""

FAULT_BYTES = 1_500
MAX_FAULTS = 50
"""Length of what a program prints at most, and how many places are looked at for each beginning."""

ROBOT_WORDS = re.compile(rf"^\W*{any_of('walls.robot')}|{any_of('walls.robot_says')}", re.IGNORECASE)

ERROR_WORDS = re.compile(
    rf"^\W*(?:(?:error\s*)?(?:404|410|500|502|503)\b(?!\s+\w+ing)|{any_of('walls.errors')})", re.IGNORECASE
)

WORDS_BEHIND = 3
"""Least words behind those of an error page or a wall that make a headline of them; these name a site."""

CONSENT_WORDS = re.compile(any_of("walls.consent"), re.IGNORECASE)
CONSENT_TITLE = re.compile(any_of("walls.consent_asks"), re.IGNORECASE)
CONSENT_MARK = re.compile(
    r"consent\.(?:google|yahoo|youtube)|privacy-mgmt\.com|cmp\.|consentmanager|usercentrics|onetrust|didomi|"
    r"sourcepoint|__tcfapi|contentpass|name=[\"']consent",
    re.IGNORECASE,
)

LOGIN_WORDS = re.compile(rf"\b{any_of('walls.login')}\b", re.IGNORECASE)
PASSWORD = re.compile(r"<input[^>]{0,300}type=[\"']?password", re.IGNORECASE)

SUBSCRIBE_WORDS = re.compile(any_of("walls.subscribe"), re.IGNORECASE)
LOCKED = re.compile(
    r"\"isAccessibleForFree\"\s*:\s*\"?(?:false)\b|content_tier\"[^>]{0,40}content=\"(?:locked|metered)",
    re.IGNORECASE,
)


def bot_mark(markup: str) -> str | None:
    """Return whose challenge page this is, or None."""
    low = markup.lower()
    if not any(word in low for word in BOT_WORDS):
        return None
    return next((name for name, pattern in BOT_MARKS if pattern.search(markup)), None)


def fault(html: bytes, text: str) -> str | None:
    """Return what a broken program printed, or None.

    Fatal errors end a page wherever they stand; a warning counts where it was read as article.
    """
    low = html[:SEARCHED_BYTES].lower()
    if b"<pre" in low or b"<code" in low:  # an article about programs
        return None
    said = text.lower().encode("utf-8", "replace")
    if any(word in said for word in (b"on line", b" error '", b"traceback", *FATAL)):
        found = SERVER_FAULT.search(text)
        if found:
            return found[0]
    for word in FATAL:
        for at in islice(_places(low, word), MAX_FAULTS):
            found = SERVER_FAULT.match(html[at : at + FAULT_BYTES].decode("utf-8", "replace"))
            if found:
                return found[0]
    return None


def _places(low: bytes, word: bytes) -> Iterator[int]:
    """Give where a word stands."""
    at = low.find(word)
    while at >= 0:
        yield at
        at = low.find(word, at + 1)


def address_of_wall(host: str, path: str, query: str) -> PageKind | None:
    """Tell by its address what wall a redirect ended at, or None."""
    where = f"{host}{path}".lower()
    if re.match(r"(?:[\w.-]+\.)?(?:consent|guce|privacy|cmp)\.", where) or re.search(
        r"/(?:consent|collectconsent|cookie-?wall|privacywall|consentpage|zustimmung)\b", where
    ):
        return PageKind.CONSENT_WALL
    if re.match(r"(?:login|signin|accounts?|auth|sso|id|secure)\.", where) or re.search(
        r"/(?:log-?in|sign-?in|signup|register|authenticate|oauth2?|sso|anmelden|connexion)(?:[/.]|$)", where
    ):
        return PageKind.LOGIN
    if re.search(r"/(?:subscribe|subscriptions?|paywall|abo|abonnement|premium-offer)(?:[/.]|$)", where):
        return PageKind.PAYWALL_STUB
    if re.search(r"/(?:captcha|challenge|blocked|robot-?check|distil_r_captcha)\b", where):
        return PageKind.BOT_WALL
    if re.search(r"/(?:404|error|not-?found|page-?not-?found)(?:[/.]|$)", where) or "error=404" in query:
        return PageKind.ERROR_PAGE
    return None


def says_robot(text: str) -> bool:
    """Tell whether a title or a short text asks whether the reader is human."""
    return bool(ROBOT_WORDS.search(text))


def says_error(title: str) -> bool:
    """Tell whether a title is that of an error page."""
    return bool(ERROR_WORDS.search(title))


def says_more(title: str) -> bool:
    """Tell whether a title goes on behind words of a wall or an error page: "404 homes to be built"."""
    found = ROBOT_WORDS.search(title) or ERROR_WORDS.search(title)
    return found is not None and len(title[found.end() :].split()) >= WORDS_BEHIND


def says_consent(title: str, text: str, markup: str) -> bool:
    """Tell whether a page without an article asks for consent to cookies."""
    sentences = [part for part in re.split(r"(?<=[.!?])\s+|\n+", text) if len(part) > 20]
    about = sum(bool(CONSENT_WORDS.search(part)) for part in sentences)
    if sentences and about * 2 < len(sentences):
        return False
    asks = bool(CONSENT_TITLE.search(title)) + (about >= 2)
    return asks == 2 or (asks == 1 and bool(CONSENT_MARK.search(markup)))


def says_login(title: str, text: str, markup: str) -> bool:
    """Tell whether a page without an article asks for a password."""
    return len(text) < 400 and bool(LOGIN_WORDS.search(title)) and bool(PASSWORD.search(markup))


def says_locked(markup: str) -> str | None:
    """Return how the page's data says that its article is not free, or None."""
    low = markup.lower()
    found = ("isaccessibleforfree" in low or "content_tier" in low) and LOCKED.search(markup)
    return "declared not free" if found else None


def says_subscribe(markup: str) -> bool:
    """Tell whether the page asks to subscribe in order to read on."""
    return bool(SUBSCRIBE_WORDS.search(markup))
