"""The folder of changedetection.io: each snapshot of each page that it watches, as text.

It keeps the words of a page, one block a line, and no page: what is taken in is made of them, and says so.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from archiver.imports.bodies import unpacked
from archiver.imports.found import Broken, Found, NotReadable
from archiver.imports.saved import captured_words, file_content
from archiver.model.capture import Capture, Origin

INDEX = "url-watches.json"

MADE = "made of the text that changedetection.io kept, a line a paragraph; it keeps no page"

LINE = re.compile(r"(\d{9,11}),\s*(?:.*[/\\])?([\w.-]{1,200})\s*")
"""A line of `history.txt`: seconds since 1970, and the file of the snapshot."""

NAME = re.compile(r"[0-9a-fA-F-]{36}")
"""Names of watches, which are those of their folders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDetection:
    """What changedetection.io watches."""

    about: str = "folders of changedetection.io"

    def knows(self, path: Path) -> bool:
        """Tell whether it is one."""
        return (path / INDEX).is_file()

    def find(self, path: Path, collection: str) -> Iterator[Found | Broken]:
        """Yield the snapshots of all watches."""
        archive = path.resolve().name
        try:
            watches = json.loads(file_content(path / INDEX))["watching"]
            told = {name: watch for name, watch in watches.items() if NAME.fullmatch(name)}
        except (NotReadable, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            yield Broken(archive=archive, record=INDEX, why=f"it cannot be read: {error}")
            return
        for name, watch in told.items():
            if not isinstance(watch, dict) or not isinstance(watch.get("url"), str):
                yield Broken(archive=archive, record=name, why="it has no address")
                continue
            for at, file in _history(path / name):
                record = f"{name}/{file.name}"
                made_by = "changedetection.io"
                origin = Origin(collection=collection, archive=archive, record=record, made_by=made_by)
                load = partial(_load, file, watch, at, origin)
                yield Found(url=watch["url"], at=at, origin=origin, load=load)


def _history(folder: Path) -> Iterator[tuple[datetime, Path]]:
    try:
        lines = file_content(folder / "history.txt").decode("utf-8", "replace").splitlines()
    except NotReadable:
        return
    for told in filter(None, map(LINE.fullmatch, lines)):
        yield datetime.fromtimestamp(int(told[1]), UTC), folder / told[2]


def _load(file: Path, watch: dict[str, Any], at: datetime, origin: Origin) -> Capture:
    content = file_content(file)
    text = (unpacked(content) if file.suffix == ".br" else content).decode("utf-8", "replace")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    title = str(watch.get("title") or watch.get("page_title") or (lines[0] if lines else ""))
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return captured_words(watch["url"], title, body, at=at, origin=origin, made=MADE)
