"""Sessions that sources are visited with: kept, looked at, forgotten. A daemon at work takes note of that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from archiver.archive.opening import Opened
from archiver.errors import NotUsable, UnknownSource
from archiver.model.article import Source

if TYPE_CHECKING:
    from archiver.sessions import KeptSession, Sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionState:
    """How the session of a source fares, without what it consists of."""

    source: str
    kept_at: datetime | None  # UTC; None: it cannot be read
    cookies: int
    ran_out_at: datetime | None  # UTC; None: it opens the door, by all that is known
    why: str | None


class Admitting(Opened):
    """What lets visits in where not everybody is."""

    def keep_session(self, name: str, state: Mapping[str, Any]) -> SessionState:
        """Keep the storage state of a browser as the session of a source.

        Raises:
            UnknownSource: no source of that name is declared.
            UsageError: there is nothing in it.
            NotUsable: it cannot be written.
        """
        return _state(self._sessions.keep(self._declared_source(name).name, state))

    def sign_in(self, name: str, url: str | None = None, *, done: Callable[[], bool]) -> SessionState:
        """Let a person sign in in a window, and keep the session.

        Args:
            name: of the source.
            url: to begin at; None: its front page.
            done: asked again and again whether the person is done; closing the window says so as well.

        Raises:
            UnknownSource: no source of that name is declared.
            UsageError: there is no display, or nobody signed in.
            BrowserMissing: no browser with a window starts.
        """
        source = self._declared_source(name)
        begin = url or f"https://{source.domain}/"
        wiring = self._declared.wiring
        return self.keep_session(name, wiring.windows.sign_in(begin, wiring.manners.of(begin), done=done))

    def forget_session(self, name: str) -> bool:
        """Remove the session of a source; tell whether there was one."""
        return self._sessions.forget(name)

    def sessions(self) -> tuple[SessionState, ...]:
        """Return how the sessions fare; to who may not look into their folder, none."""
        return tuple(map(self._session_state, self._sessions.sources()))

    def _session_state(self, name: str) -> SessionState:
        try:
            kept = self._sessions.find(name)
        except NotUsable as error:
            return SessionState(source=name, kept_at=None, cookies=0, ran_out_at=None, why=str(error))
        if kept is None:
            return SessionState(source=name, kept_at=None, cookies=0, ran_out_at=None, why="it is gone")
        return _state(kept)

    @property
    def _sessions(self) -> Sessions:
        from archiver.sessions import Sessions

        return Sessions(self.home.sessions, self.now)

    def _declared_source(self, name: str) -> Source:
        source = self.config.source(name)
        if source is None:
            raise UnknownSource(name, known=tuple(one.name for one in self.config.sources))
        return source


def _state(kept: KeptSession) -> SessionState:
    return SessionState(
        source=kept.source,
        kept_at=kept.session.kept_at,
        cookies=len(kept.session.cookies),
        ran_out_at=kept.ran_out_at,
        why=kept.why,
    )
