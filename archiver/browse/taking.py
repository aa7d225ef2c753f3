"""Take a note from the form in the room."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from getpass import getuser
from hmac import compare_digest
from typing import TYPE_CHECKING

from datasette.utils.asgi import NotFound, Request, Response

from archiver.browse import answers, comparing
from archiver.browse.asking import asker_of
from archiver.browse.noting import CODER, notebook_of
from archiver.errors import StoreError, UsageError
from archiver.model.revision import Edit
from archiver.store.notebook import Notebook

if TYPE_CHECKING:  # Datasette loads its plugins while it is itself only half imported
    from datasette.app import Datasette

TOKEN = "ds_csrftoken"  # noqa: S105  the name of Datasette's cookie

NOT_OURS = "This did not come from the form of this room. Load the page again, with cookies allowed."

KEPT = {"httponly": True, "samesite": "strict", "max_age": 31_536_000}  # a year

COOKIE_WORDS = re.compile(r"[A-Za-z0-9._ -]{1,80}")
"""Names that a cookie holds as they are (RFC 6265, section 4.1.1); others are typed again."""


async def note(datasette: Datasette, request: Request) -> Response:
    """Take a note, and lead back to the page it stands on."""
    asker = await asker_of(datasette, request)
    notebook = notebook_of(datasette)
    if notebook is None:
        raise NotFound("this room is only for reading; `archiver browse --write` takes notes")
    number, old, new = (asker.path_number(name) for name in ("article", "old", "new"))
    page = f"{asker.root}articles/{number}/{old}..{new}"
    if request.method != "POST":
        return answers.redirect(page)
    pair = await comparing.pair_of(asker)
    given = await request.post_vars()
    if not _is_from_our_form(given, request.cookies):
        return asker.page("error.html", {"title": "Not noted", "detail": NOT_OURS}, status=403)
    try:
        _take(notebook, pair.edit, given)
    except (UsageError, StoreError) as error:
        return asker.page("error.html", {"title": "Not noted", "detail": f"{error}."}, status=400)
    response = answers.redirect(f"{page}#notes", status=303)
    coder = (given.get("coder") or "").strip()
    if COOKIE_WORDS.fullmatch(coder):
        response.set_cookie(CODER, coder, **KEPT)
    return response


def _is_from_our_form(given: Mapping[str, str], cookies: Mapping[str, str]) -> bool:
    """Tell whether a request has the token that only our page and this browser know.

    Datasette compares the two as well, but lets requests without any cookie pass: what needs no account is
    safe then. Here a page elsewhere could write, as browsers send it no cookie of ours (`SameSite=Lax`).
    """
    token = cookies.get(TOKEN, "")
    return bool(token) and compare_digest(token.encode(), given.get("csrftoken", "").encode())


def _take(notebook: Notebook, edit: Edit | None, given: Mapping[str, str]) -> None:
    said = {key: (given.get(key) or "").strip() for key in ("label", "coder", "text", "remove")}
    now = datetime.now(UTC)
    if said["remove"]:
        notebook.remove(said["remove"], coder=said["coder"] or getuser(), now=now)
        return
    if edit is None:
        raise UsageError("notes are made on edits; between these revisions is none")
    notebook.add(edit, label=said["label"] or None, text=said["text"], coder=said["coder"], now=now)
