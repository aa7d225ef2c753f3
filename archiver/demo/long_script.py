"""The long script: 30 articles in 40 steps, for measuring; its data is in `long.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from archiver.demo.articles import Story, every_story
from archiver.demo.changes import (
    Added,
    Captioned,
    Change,
    Cut,
    Headlined,
    Noted,
    Readdressed,
    Restored,
    Reworded,
    Shifted,
    Signed,
    Subtitled,
    Withdrawn,
)
from archiver.demo.script import Script, ScriptedEdit, SiteRedesign, Spell, Trial

CHANGES: dict[str, Callable[[Any], Change]] = {
    "reword": lambda words: Reworded(*words),
    "headline": Headlined,
    "dek": Subtitled,
    "sign": lambda names: Signed(tuple(names)),
    "caption": Captioned,
    "cut": Cut,
    "shift": lambda places: Shifted(*places),
    "note": Noted,
    "readdress": Readdressed,
    "withdraw": lambda _: Withdrawn(),
    "restore": lambda _: Restored(),
}
"""How a script file spells a change that takes one value; `add` has `before` besides."""


@cache
def long_script() -> Script:
    """Return the long script with all its articles."""
    text = files("archiver.demo").joinpath("long.toml").read_text(encoding="utf-8")
    return parse_script(text, cast=every_story())


def parse_script(text: str, *, cast: tuple[Story, ...] | None = None) -> Script:
    """Read a script from TOML; the file itself explains the format.

    Raises:
        ValueError: it is no TOML, names a story that is not in the cast, or an edit has no change.
        TypeError: a table has keys that it should not have.
    """
    tables = tomllib.loads(text)
    script = Script(
        edits=tuple(_edit(table) for table in tables.get("edit", ())),
        spells=tuple(Spell(**table) for table in tables.get("spell", ())),
        trials=tuple(Trial(**table) for table in tables.get("trial", ())),
        redesigns=tuple(SiteRedesign(**table) for table in tables.get("redesign", ())),
        cast=cast,
    )
    named = {edit.story for edit in script.edits} | {spell.story for spell in script.spells}
    named |= {trial.story for trial in script.trials}
    strangers = named - {story.name for story in script.newsroom(-1)}
    if strangers:
        raise ValueError(f"no story is called {', '.join(sorted(strangers))}")
    return script


def _edit(table: Mapping[str, Any]) -> ScriptedEdit:
    return ScriptedEdit(
        step=table["step"],
        story=table["story"],
        kind=table["kind"],
        description=table.get("description", ""),
        change=_change(table),
        disclosed=table.get("disclosed", False),
    )


def _change(table: Mapping[str, Any]) -> Change:
    if "add" in table:
        return Added(tuple(table["add"]), before=table.get("before"))
    for key, make in CHANGES.items():
        if key in table:
            return make(table[key])
    raise ValueError(f"an edit of {table['story']!r} at step {table['step']} says no change")
