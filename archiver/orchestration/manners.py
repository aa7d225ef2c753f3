"""In which manner each address is visited: by what its source declares, its session, and the environment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from archiver.config import Config
from archiver.errors import DoorClosed, NotUsable
from archiver.model.article import Source
from archiver.model.capture import Capture, CaptureTask
from archiver.model.manner import LANGUAGE, TIME_ZONE, VIEWPORT, Cookies, Manner, Signer, Upstream
from archiver.model.reading import PageKind
from archiver.model.sight import Sight
from archiver.model.urls import host_of, web_address
from archiver.sessions import KeptSession, Sessions

CLOSED_DOORS = frozenset({PageKind.LOGIN, PageKind.PAYWALL_STUB})
"""What stands in the place of an article for those who are not let in."""


class Manners:
    """Answers for all addresses; may be shared by threads."""

    def __init__(
        self,
        config: Callable[[], Config],
        sessions: Sessions,
        environ: Mapping[str, str],
        signer: Signer | None = None,
    ) -> None:
        """Take the declaration as it is now, the sessions of the home, the environment, and who signs."""
        self._config, self._sessions, self._environ, self._signer = config, sessions, environ, signer

    def of(self, url: str) -> Manner:
        """Return how an address is visited.

        Raises:
            DoorClosed: what its source is to be visited with is not there.
        """
        source = self._source(url)
        usual = Manner(user_agent=self._config().politeness.user_agent, signer=self._signer)
        if source is None:
            return usual
        kept = self._session(source)
        return replace(
            usual,
            source=source.name,
            domain=source.domain,
            user_agent=source.user_agent or usual.user_agent,
            language=source.language or LANGUAGE,
            time_zone=source.time_zone or TIME_ZONE,
            viewport=source.viewport or VIEWPORT,
            browser=source.browser,
            headers=tuple((name, self._secret(source, variable)) for name, variable in source.headers_env),
            upstream=self._upstream(source),
            session=kept.session if kept else None,
            signed_in=source.signed_in,
        )

    def refusal_of(self, url: str) -> DoorClosed | None:
        """Return why an article is not visited now though its host may be asked; None if it may be."""
        try:
            self.of(url)
        except DoorClosed as closed:
            return closed
        source = self._source(url)
        kept = self._session(source) if source else None
        if source is None or kept is None or kept.ran_out_at is None:
            return None
        return _closed(
            source, f"its session has run out ({kept.why}); `archiver login {source.name}` renews it"
        )

    def admits(self, host: str) -> bool:
        """Tell whether articles of a host may be visited now."""
        return self.refusal_of(f"https://{host}/") is None

    def saw(self, task: CaptureTask, capture: Capture, sight: Sight) -> None:
        """Learn from what a visit with a session was shown whether that still opens the door."""
        source = self._source(task.url)
        if source is None or capture.admission.session is None:
            return
        if capture.admission.is_let_in is False:
            self._sessions.note(source.name, task.url, "a page says that nobody is signed in", sure=True)
        elif sight.screening.kind in CLOSED_DOORS:
            self._sessions.note(
                source.name, task.url, str(sight.screening.reason or sight.screening.kind.value)
            )
        elif sight.is_article:
            self._sessions.note(source.name, task.url, None)

    def renewed(self, manner: Manner, cookies: Cookies) -> None:
        """Take over what a source made of the cookies of a session that it let in."""
        if manner.source is not None and manner.session is not None:
            self._sessions.renew(manner.source, manner.session, cookies)

    def _source(self, url: str) -> Source | None:
        spelt = web_address(url)
        return self._config().source_of(host_of(spelt)) if spelt else None

    def _session(self, source: Source) -> KeptSession | None:
        try:
            return self._sessions.find(source.name)
        except NotUsable as error:
            raise _closed(source, f"its session cannot be used: {error}") from error

    def _upstream(self, source: Source) -> Upstream | None:
        if source.proxy is None or source.proxy_login_env is None:
            return source.proxy
        user, _, password = self._secret(source, source.proxy_login_env).partition(":")
        return replace(source.proxy, login=(user, password))

    def _secret(self, source: Source, variable: str) -> str:
        """Return the value of an environment variable, one line of ASCII as HTTP requires."""
        value = self._environ.get(variable, "")
        if not value or not value.isascii() or not value.isprintable():
            wrong = "holds no line of ASCII" if value else "is not set"
            raise _closed(
                source, f"the environment variable {variable} that it is to be visited with {wrong}"
            )
        return value


def _closed(source: Source, reason: str) -> DoorClosed:
    return DoorClosed(source.domain, reason=reason)
