"""What an article's address answers with when it is not the article: walls, shells, errors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from archiver.demo import fronts, markup, templates
from archiver.demo.articles import Story
from archiver.demo.markup import NAME, Setting, fill


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer in place of the article's page."""

    status: int = 200
    html: str = ""
    headers: tuple[tuple[str, str], ...] = ()


def answer(kind: str, story: Story, setting: Setting) -> Answer:
    """Return what a spell of that kind answers with.

    Raises:
        KeyError: there is no such kind.
    """
    return ANSWERS[kind](story, setting)


def _challenge(_: Story, setting: Setting) -> Answer:
    return Answer(status=403, html=fill("challenge", ray=setting.noise.randbytes(8).hex()))


def _challenge_as_200(story: Story, setting: Setting) -> Answer:
    return replace(_challenge(story, setting), status=200)


def _plain_challenge(_: Story, setting: Setting) -> Answer:
    text = (
        "As you were browsing, something about your browser made us think you might be a bot. There are a"
        " few reasons this might happen: you are moving through this website with super-human speed, or a"
        " plugin keeps scripts from running. To regain access, make sure that cookies and JavaScript are"
        f" enabled before you reload the page. Reference number {setting.noise.randbytes(6).hex()}."
    )
    return Answer(html=fronts.notice_page(setting, "Pardon our interruption", text))


def _busy(_: Story, setting: Setting) -> Answer:
    html = fronts.notice_page(setting, "Slow down", "Too many requests. Try again in a while.")
    return Answer(status=429, html=html, headers=(("Retry-After", "3600"),))


def _not_found_as_200(_: Story, setting: Setting) -> Answer:
    return Answer(html=fronts.notice_page(setting, "Page not found", "There is nothing at this address."))


def _error(_: Story, setting: Setting) -> Answer:
    text = f"Our servers are out of breath. Reference {setting.noise.randbytes(4).hex()}."
    html = fronts.notice_page(setting, "Something went wrong", text)
    return Answer(status=500, html=html, headers=(("Retry-After", "2"),))


def _error_as_200(story: Story, setting: Setting) -> Answer:
    return Answer(html=_error(story, setting).html)


def _maintenance(_: Story, setting: Setting) -> Answer:
    return Answer(html=fronts.notice_page(setting, "We’ll be right back", "The presses are being oiled."))


def _region(_: Story, setting: Setting) -> Answer:
    title = "This article is not available in your region"
    return Answer(html=fronts.notice_page(setting, title, "The Courier is sorry. The rights are to blame."))


def _to_front(_story: Story, _setting: Setting) -> Answer:
    return Answer(status=302, headers=(("Location", "/"),))


def _shell(story: Story, setting: Setting) -> Answer:
    return Answer(html=templates.shell(story, setting, api="/api/stories/never.json"))


def _paywall(story: Story, setting: Setting) -> Answer:
    page = templates.render(replace(story, blocks=story.blocks[:2], notices=()), setting)
    return Answer(
        html=page.replace('<footer class="site-footer">', f'{fill("paywall")}\n<footer class="site-footer">')
    )


def _faded(story: Story, setting: Setting) -> Answer:
    """Cut the second paragraph in its middle, and ask for an account."""
    first, second = story.blocks[:2]
    cut = f"{second[: len(second) // 2].rsplit(' ', 1)[0]} …"
    page = templates.render(replace(story, blocks=(first, cut), notices=()), setting)
    ask = (
        '<div class="gate"><p>To continue reading, create a free account or <a href="/login">log in</a>.</p>'
        "</div>"
    )
    return Answer(html=page.replace('<footer class="site-footer">', f'{ask}\n<footer class="site-footer">'))


def _consent_wall(_: Story, setting: Setting) -> Answer:
    body = f'<main id="main">{fill("consent")}</main>'
    return Answer(
        html=markup.document(
            setting, kind="plain-page", head=f"<title>{NAME}: your privacy</title>", body=body
        )
    )


def _login(_: Story, setting: Setting) -> Answer:
    return Answer(html=fronts.notice_page(setting, "Log in", "Log in to read this article."))


ANSWERS: dict[str, Callable[[Story, Setting], Answer]] = {
    "bot wall 403": _challenge,
    "bot wall 200": _challenge_as_200,
    "bot wall plain": _plain_challenge,
    "too many 429": _busy,
    "not found 200": _not_found_as_200,
    "error 500": _error,
    "error 200": _error_as_200,
    "maintenance 200": _maintenance,
    "region": _region,
    "front page": _to_front,
    "shell": _shell,
    "paywall": _paywall,
    "paywall faded": _faded,
    "consent wall": _consent_wall,
    "login": _login,
}
"""Kinds of spells by name."""
