"""What people see in the terminal; colour where there is one, the same words where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

import click
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from archiver.model.diff import BlockChange, ChangeKind, FieldChange, Span, SpanKind, Weight
from archiver.model.reading import BlockKind, Reading
from archiver.model.revision import Comparison, Edit, Event, Outcome

ADDED = "bold green"
REMOVED = "strike red"
MOVED = "cyan"
FAINT = "bright_black"

MARKS = {
    ChangeKind.EDITED: ("~", "yellow"),
    ChangeKind.ADDED: ("+", "green"),
    ChangeKind.REMOVED: ("-", "red"),
    ChangeKind.MOVED: ("↕", MOVED),
    ChangeKind.SPLIT: ("⑂", "yellow"),
    ChangeKind.MERGED: ("⑃", "yellow"),
}

FIELD_NAMES = {
    "social_headline": "shared as",
    "search_headline": "found as",
    "published_at": "published",
    "modified_at": "modified",
}

WIDEST = 110  # characters a line

MOST_REASONS = 3  # of the body, shown in the feed; `archiver diff` shows all

OUTCOME_STYLES = {
    Outcome.FIRST: "green",
    Outcome.EDITED: "bold yellow",
    Outcome.CHANGED: "yellow",
    Outcome.RETURNED: "green",
    Outcome.SUSPECT: "magenta",
    Outcome.GONE: "red",
    Outcome.FAILED: "red",
    Outcome.REFUSED: "red",
}


def console() -> Console:
    """Return the terminal, as wide as it is but no wider than reads well; a pipe is always that wide."""
    out = Console(highlight=False, markup=False, emoji=False)  # a headline may look like either
    out.width = min(out.width, WIDEST) if out.is_terminal else WIDEST
    return out


def when(moment: datetime) -> str:
    """Return a time as people read it, in UTC."""
    return moment.astimezone(UTC).strftime("%-d %b %Y %H:%M")


def between(not_before: datetime | None, not_after: datetime) -> str:
    """Return an interval; its day once where both ends share it."""
    if not_before is None:
        return f"by {when(not_after)} UTC"
    same_day = not_before.astimezone(UTC).date() == not_after.astimezone(UTC).date()
    fine = "%H:%M:%S" if not_after - not_before < timedelta(minutes=2) else "%H:%M"
    start = not_before.astimezone(UTC).strftime(f"%-d %b %Y {fine}")
    end = not_after.astimezone(UTC).strftime(fine if same_day else f"%-d %b %Y {fine}")
    return f"between {start} and {end} UTC"


def wording(spans: Iterable[Span]) -> Text:
    """Return words with what was removed struck out and what was added in bold.

    Where there is no colour they are marked as `[-removed-]` and `{+added+}`, as wdiff does.
    """
    styles = {SpanKind.SAME: "", SpanKind.REMOVED: REMOVED, SpanKind.ADDED: ADDED}
    marks = {SpanKind.SAME: "{}", SpanKind.REMOVED: "[-{}-]", SpanKind.ADDED: "{{+{}+}}"}
    colour = coloured()
    text, before = Text(), SpanKind.SAME
    for span in _seen(tuple(spans)):
        if colour and {before, span.kind} == {SpanKind.REMOVED, SpanKind.ADDED}:
            text.append("" if text.plain.endswith(" ") else " ")  # "sixnine" reads as one word
        text.append(span.text if colour else marks[span.kind].format(span.text), styles[span.kind])
        before = span.kind
    return text


def _seen(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    if len(spans) < 2:
        return spans
    from archiver.diff.words import seen  # late: lists without a change of words need no rapidfuzz

    return seen(spans)


def coloured() -> bool:
    """Tell whether what is printed will be in colour."""
    out = console()
    return out.is_terminal and not out.no_color


# --- the feed ------------------------------------------------------------------------------------


def show_edits(feed: Iterable[Edit | Event]) -> None:
    """Print the feed, one entry after another, oldest first."""
    out, shown = console(), 0
    for entry in feed:
        out.print(feed_entry(entry))
        shown += 1
    if not shown:
        out.print("no edits yet; `archiver run` visits what is due", style=FAINT)


def feed_entry(entry: Edit | Event) -> Group:
    """Return an entry of the feed."""
    return edit_entry(entry) if isinstance(entry, Edit) else event_entry(entry)


def edit_entry(edit: Edit) -> Group:
    """Return an edit as the feed shows it: when, how it was announced, what changed."""
    head = Text.assemble(
        (between(edit.not_before, edit.not_after), "bold"),
        "  ",
        _badge(edit),
        (f"  back to revision {edit.reverts_to}", MOVED) if edit.reverts_to else "",
        (f"  {edit.old} → {edit.new}", FAINT),
    )
    lines = [] if _retitled(edit) else [Text(edit.headline, style="bold")]
    lines.append(Text(edit.url, style=FAINT, overflow="fold"))
    lines += [_field_line(name, old, new) for name, old, new in _told(edit)]
    lines += [Text(reason) for reason in edit.assessment.reasons if reason.startswith("body:")][:MOST_REASONS]
    lines.append(Text(edit.assessment.summary, style="italic"))
    return Group(head, Padding(Group(*lines), (0, 0, 1, 2)))


def _retitled(edit: Edit) -> bool:
    return any(name == "headline" for name, _, _ in edit.fields)


def _told(edit: Edit) -> Iterator[tuple[str, str | None, str | None]]:
    """Leave out what says nothing more: the time stamp, and headlines that follow the headline."""
    follows = {"modified_at"}
    if _retitled(edit):
        follows |= {"social_headline", "search_headline"}
    return (field for field in edit.fields if field[0] not in follows)


def event_entry(event: Event) -> Group:
    """Return an event as the feed shows it."""
    head = Text.assemble((between(event.not_before, event.not_after), "bold"), "  ", (event.kind, "magenta"))
    return Group(head, Padding(Group(Text(event.url, style=FAINT), Text(event.detail)), (0, 0, 1, 2)))


def _badge(edit: Edit) -> Text:
    verdict = edit.assessment
    if verdict.weight is Weight.SUBSTANTIVE and verdict.disclosure.silent:
        return Text(" silent ", style="bold white on red")
    if verdict.disclosure.silent:
        return Text(verdict.weight.value, style=FAINT)
    kind = (verdict.disclosure.kind or "").replace("_", " ").replace("editors", "editor's")
    return Text(f"{verdict.weight.value}, disclosed by {kind}", style="green")


def _field_line(name: str, old: str | None, new: str | None) -> Text:
    line = Text(f"{FIELD_NAMES.get(name, name)}: ", style="bold")
    if old is None or new is None:
        kind = SpanKind.ADDED if old is None else SpanKind.REMOVED
        return line.append_text(wording((Span(kind=kind, text=new or old or ""),)))
    from archiver.diff.words import compare_words  # late, as above

    return line.append_text(wording(compare_words(old, new).spans))


# --- one diff ------------------------------------------------------------------------------------


def show_diff(comparison: Comparison, *, colour: bool) -> None:
    """Print a diff: in colour, or as unified text."""
    if not colour:
        from archiver.diff.present import unified  # late, as above

        click.echo(unified(comparison.old.reading, comparison.new.reading, comparison.diff), nl=False)
        return
    console().print(diff_view(comparison))


def diff_view(comparison: Comparison) -> Group:
    """Return a whole diff: what it amounts to, the fields, the body block by block."""
    old, new, change = comparison.old, comparison.new, comparison.diff
    verdict = comparison.assessment
    head = [
        Text(new.reading.headline, style="bold"),
        Text(comparison.url, style=FAINT),
        Text(
            f"revision {old.number} → {new.number}, "
            + (
                f"changed {between(old.seen_until, new.seen_from)}"
                if new.number == old.number + 1
                else f"first seen {when(old.seen_from)} and {when(new.seen_from)} UTC"
            )
        ),
        Text(verdict.summary, style="bold yellow" if verdict.substantive else ""),
        *(Text(f"· {reason}", style=FAINT) for reason in verdict.reasons),
    ]
    if not change:
        return Group(*head, Text("no difference that a reader can see", style=FAINT))
    parts: list[Text | Padding | Table] = [*head, Text()]
    if change.fields:
        parts += [_field_table(change.fields), Text()]
    parts += list(_body(change.blocks, old.reading, new.reading))
    if change.coarse:
        parts.append(Text("too large for words: some blocks are shown whole", style=FAINT))
    return Group(*parts)


def _field_table(fields: Iterable[FieldChange]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(ratio=1)
    for field in fields:
        if field.name.endswith("_at"):
            words = Text(f"{_moment(field.old)} → {_moment(field.new)}")
        else:
            words = wording(field.spans) if field.spans else _field_line("", field.old, field.new)[2:]
        table.add_row(FIELD_NAMES.get(field.name, field.name), words)
    return table


def _moment(text: str | None) -> str:
    """Return a publisher's time as people read it."""
    if text is None:
        return "none"
    return f"{when(datetime.fromisoformat(text))} UTC" if "T" in text else text


def _body(blocks: Iterable[BlockChange], old: Reading, new: Reading) -> Iterator[Padding | Text]:
    same = 0
    for block in blocks:
        if block.kind is ChangeKind.SAME:
            same += 1
            continue
        if same:
            yield _unchanged(same)
            same = 0
        yield _block(block, old, new)
    if same:
        yield _unchanged(same)


def _unchanged(count: int) -> Text:
    return Text(f"    … {count} paragraph{'s' if count > 1 else ''} unchanged …", style=FAINT)


def _block(block: BlockChange, old: Reading, new: Reading) -> Padding:
    mark, style = MARKS[block.kind]
    table = Table.grid(padding=(0, 1))
    table.add_column(width=3, justify="right", style=f"bold {style}")
    table.add_column(ratio=1)
    if block.kind is ChangeKind.ADDED:
        words = Text(" ".join(new.blocks[i].text for i in block.new), style="green")
    elif block.kind is ChangeKind.REMOVED:
        words = Text(" ".join(old.blocks[i].text for i in block.old), style="red")
    else:
        words = wording(block.spans)
    side = (new.blocks, block.new) if block.new else (old.blocks, block.old)
    kind = side[0][side[1][0]].kind
    note = [] if kind is BlockKind.PARAGRAPH else [kind.value.replace("_", " ")]
    if block.kind is ChangeKind.MOVED:
        note.append(f"moved from paragraph {block.old[0] + 1} to {block.new[0] + 1}")
    if block.kind in (ChangeKind.SPLIT, ChangeKind.MERGED):
        note.append(f"{block.kind.value}: {len(block.old)} → {len(block.new)} paragraphs")
    note += [f"link {before or 'none'} → {after or 'none'}" for before, after in block.links]
    if note:
        words = Text.assemble((f"[{'; '.join(note)}] ", style), words)
    table.add_row(mark, words)
    return Padding(table, (0, 0, 1, 0))
