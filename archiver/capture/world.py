"""A world of our own inside a page: it sees the document, and nothing that scripts have redefined.

Playwright's `evaluate` and `content` would do, but bring 30 KB of script of their own into every page;
this was measured to save one twentieth of a visit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.async_api import CDPSession

NAME = "archiver"

STATE = "[document.readyState, document.documentElement?.textContent.length ?? 0]"
KIND = "document.contentType"


class ScriptFailed(Exception):
    """What was asked of a page could not be computed there."""


class World:
    """The world of one document."""

    def __init__(self, session: CDPSession, frame: str) -> None:
        """Name the world; it is made when it is first asked.

        Args:
            session: of the page.
            frame: id of the main frame; the document it shows when the world is made counts.
        """
        self.frame = frame
        self._session = session
        self._context: int | None = None

    async def ask(self, expression: str) -> Any:
        """Return what an expression gives, promises awaited.

        Raises:
            playwright.async_api.Error: the document or the page is gone.
            ScriptFailed: the expression threw.
        """
        if self._context is None:
            made = await self._session.send(
                "Page.createIsolatedWorld", {"frameId": self.frame, "worldName": NAME}
            )
            self._context = made["executionContextId"]
        answer = await self._session.send(
            "Runtime.evaluate",
            {
                "expression": expression,
                "contextId": self._context,
                "returnByValue": True,
                "awaitPromise": True,
            },
        )
        if "exceptionDetails" in answer:
            thrown = answer["exceptionDetails"].get("exception", {}).get("description", "")
            raise ScriptFailed(thrown.partition("\n")[0] or "a script of ours failed")
        return answer["result"].get("value")
