"""What `reread` says in the terminal: before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from archiver.cli.render import FAINT, console
from archiver.cli.terminal import say
from archiver.model.diff import BlockChange, ChangeKind, SpanKind
from archiver.model.text import counted

if TYPE_CHECKING:
    from archiver.diff.rereading import Rereading

SHOWN_CHARS = 200
"""Most characters shown of a block; `--json` has all."""


def show_reread(done: Iterable[Rereading]) -> None:
    """Say what today's reader reads differently, revision by revision, and how often what."""
    from archiver.diff.rereading import summarize

    out = console()

    def shown() -> Iterator[Rereading]:
        for one in done:
            if one.differs:
                out.print(rereading_text(one), soft_wrap=True)
            yield one

    total = summarize(shown())
    for change, count in total.changes.items():
        say(f"{change}: {counted(count, 'revision')}")
    refused = f", {total.refused} refused" if total.refused else ""
    said = f"{counted(total.reread, 'revision')} reread, {total.differ} read differently{refused}"
    say(f"{said}; no edit was made of it")


def rereading_text(one: Rereading) -> Text:
    """Return a revision with its fields and blocks before and after."""
    after = one.after.reader if one.after else "refused"
    text = Text.assemble((f"{one.url}@{one.number}", "bold"), (f"  {one.before.reader} → {after}", FAINT))
    for change in one.diff.fields:
        text.append(f"\n  {change.name}: ").append(change.old or "–", "red").append(" → ")
        text.append(change.new or "–", "green")
    for block in one.diff.blocks:
        if block.kind is not ChangeKind.SAME:
            gone, came = (block_text(block, without) for without in (SpanKind.ADDED, SpanKind.REMOVED))
            text.append(f"\n  body {block.kind.value}: ").append(gone, "red")
            text.append(" → " if gone and came else "").append(came, "green")
    for kind, (old, new) in one.kinds.items():
        text.append(f"\n  {kind}: {old} → {new}")
    return text


def block_text(block: BlockChange, without: SpanKind) -> str:
    """Return the beginning of one side of a change."""
    text = "".join(span.text for span in block.spans if span.kind is not without)
    return text if len(text) <= SHOWN_CHARS else f"{text[:SHOWN_CHARS].rstrip()}…"
