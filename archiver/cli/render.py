"""What people see in the terminal; colour where there is one, the same words where there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from rich.cells import cell_len
from rich.console import Console, ConsoleRenderable, RenderHook
from rich.text import Text

from archiver.cli.terminal import harmless, say
from archiver.model.diff import NOT_JUDGED, BlockChange, ChangeKind, FieldChange, Span, SpanKind, Weight
from archiver.model.named import field_name
from archiver.model.reading import BlockKind, Reading
from archiver.model.revision import Comparison, Edit, Event, Outcome
from archiver.model.text import counted
from archiver.model.typed import in_words

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

WIDEST = 110  # characters a line on a terminal
NARROWEST = 20  # characters left for the words of a line, however narrow the terminal

MOST_REASONS = 3  # of the body, shown in the feed; `archiver diff` shows all

NO_DIFFERENCE = "no difference that a reader can see"

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


class Harmless(RenderHook):
    """What rich asks before it renders: its texts are made harmless, their colours stay."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        """Return the same, with harmless texts."""
        return [_harmless(one) if isinstance(one, Text) else one for one in renderables]


def _harmless(text: Text) -> Text:
    if text.plain != (shown := harmless(text.plain)):
        text = text.copy()
        text.plain = shown  # of the same length: the colours stay where they are
    return text


def console() -> Console:
    """Return the terminal, as wide as it is but no wider than reads well."""
    out = Console(
        highlight=False, markup=False, emoji=False, soft_wrap=True
    )  # a headline may hold [b] or :x:
    out.push_render_hook(Harmless())
    out.width = min(out.width, WIDEST)
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


Line = tuple[Text | str, Text]
"""What a line begins with, and the rest of it, which on a terminal is wrapped below its own beginning."""

WORD = re.compile(r"\S+\s*|\s+")


def put(lines: Iterable[Line], out: Console | None = None) -> None:
    """Print lines: on a terminal as wide as it is, elsewhere each as one line that nothing is added to.

    No word is broken, so that an address can be copied whole.
    """
    out = out or console()
    printed: list[Text] = []
    for lead, text in lines:
        start = Text.assemble(lead)
        pieces = list(text.split("\n", allow_blank=True))
        if out.is_terminal:
            room = max(out.width - start.cell_len, NARROWEST)
            pieces = [part for piece in pieces for part in _wrapped(piece, room)]
        for piece in pieces:
            piece.rstrip()
            printed.append(Text.assemble(start, piece) if piece else Text(start.plain.rstrip()))
            start = Text(" " * start.cell_len)
    if printed:
        out.print(Text("\n").join(printed), soft_wrap=True)  # at once: rich asks for the terminal each time


def _wrapped(text: Text, width: int) -> Iterable[Text]:
    breaks, used = [], 0
    for word in WORD.finditer(text.plain):
        if used and used + cell_len(word[0].rstrip()) > width:
            breaks.append(word.start())
            used = 0
        used += cell_len(word[0])
    return text.divide(breaks)


# --- the feed ------------------------------------------------------------------------------------


def show_edits(feed: Iterable[Edit | Event], *, nothing: str) -> None:
    """Print the feed, one entry after another, oldest first; `nothing` where there is none."""
    out, shown = console(), False
    for entry in feed:
        put(feed_entry(entry), out)
        shown = True
    if not shown:
        put([("", Text(nothing, style=FAINT))], out)


def feed_entry(entry: Edit | Event) -> Iterator[Line]:
    """Return the lines of an entry of the feed; the last is empty."""
    yield from _edit_entry(entry) if isinstance(entry, Edit) else _event_entry(entry)
    yield "", Text()


def _edit_entry(edit: Edit) -> Iterator[Line]:
    """Say when it was, how it was announced, what changed."""
    head = Text.assemble(
        (between(edit.not_before, edit.not_after), "bold"),
        "  ",
        _badge(edit),
        (f"  back to revision {edit.reverts_to}", MOVED) if edit.reverts_to else "",
        (f"  {edit.old} → {edit.new}", FAINT),
        ("  seen signed in", FAINT) if edit.signed_in else "",
    )
    yield "", head
    lines = [] if _retitled(edit) else [Text(edit.headline, style="bold")]
    lines.append(Text(edit.url, style=FAINT))
    lines += [_field_line(name, old, new) for name, old, new in _told(edit)]
    lines += [Text(reason) for reason in edit.assessment.reasons if reason.startswith("body:")][:MOST_REASONS]
    lines.append(Text(edit.assessment.summary, style="italic"))
    lines.append(Text(in_words(edit.assessment.changes)))
    yield from (("  ", line) for line in lines if line)


def _retitled(edit: Edit) -> bool:
    return any(name == "headline" for name, _, _ in edit.fields)


def _told(edit: Edit) -> Iterator[tuple[str, str | None, str | None]]:
    """Leave out what says nothing more: the time stamp, and headlines that follow the headline."""
    follows = {"modified_at"}
    if _retitled(edit):
        follows |= {"social_headline", "search_headline"}
    return (field for field in edit.fields if field[0] not in follows)


def _event_entry(event: Event) -> Iterator[Line]:
    yield (
        "",
        Text.assemble((between(event.not_before, event.not_after), "bold"), "  ", (event.kind, "magenta")),
    )
    yield "  ", Text(event.url, style=FAINT)
    if event.detail:
        yield "  ", Text(event.detail)


def _badge(edit: Edit) -> Text:
    verdict = edit.assessment
    if verdict.weight is Weight.SUBSTANTIVE and verdict.disclosure.silent:
        return Text(" silent ", style="bold white on red")
    if verdict.disclosure.silent or verdict.disclosure.kind == NOT_JUDGED:
        return Text(verdict.weight.value, style=FAINT)
    kind = (verdict.disclosure.kind or "").replace("_", " ").replace("editors", "editor's")
    return Text(f"{verdict.weight.value}, disclosed by {kind}", style="green")


def _field_line(name: str, old: str | None, new: str | None) -> Text:
    line = Text(f"{field_name(name)}: ", style="bold")
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

        told = unified(comparison.old.reading, comparison.new.reading, comparison.diff)
        say(told or f"{NO_DIFFERENCE}\n", nl=False)
        return
    put(diff_view(comparison))


def diff_view(comparison: Comparison) -> Iterator[Line]:
    """Return a whole diff: what it amounts to, the fields, the body block by block."""
    change = comparison.diff
    yield from (("", line) for line in _head(comparison))
    if not change:
        yield "", Text(NO_DIFFERENCE, style=FAINT)
        return
    yield "", Text()
    if change.fields:
        yield from _fields(change.fields)
        yield "", Text()
    yield from _body(change.blocks, comparison.old.reading, comparison.new.reading)
    if change.coarse:
        yield "", Text("too large for words: some blocks are shown whole", style=FAINT)


def _head(comparison: Comparison) -> Iterator[Text]:
    old, new, verdict = comparison.old, comparison.new, comparison.assessment
    yield Text(new.reading.headline, style="bold")
    yield Text(comparison.url, style=FAINT)
    yield Text(
        f"revision {old.number} → {new.number}, "
        + (
            f"changed {between(old.seen_until, new.seen_from)}"
            if new.number == old.number + 1
            else f"first seen {when(old.seen_from)} and {when(new.seen_from)} UTC"
        )
    )
    yield Text(verdict.summary, style="bold yellow" if verdict.substantive else "")
    if verdict.changes:
        yield Text(in_words(verdict.changes))
    yield from (Text(f"· {reason}", style=FAINT) for reason in verdict.reasons)


def _fields(fields: tuple[FieldChange, ...]) -> Iterator[Line]:
    names = [field_name(field.name) for field in fields]
    width = max(map(len, names)) + 2
    for name, field in zip(names, fields, strict=True):
        if field.name.endswith("_at"):
            words = Text(f"{_moment(field.old)} → {_moment(field.new)}")
        else:
            words = wording(field.spans) if field.spans else _field_line("", field.old, field.new)[2:]
        yield Text(f"{name:<{width}}", style="bold"), words


def _moment(text: str | None) -> str:
    """Return a publisher's time as people read it."""
    if text is None:
        return "none"
    return f"{when(datetime.fromisoformat(text))} UTC" if "T" in text else text


def _body(blocks: Iterable[BlockChange], old: Reading, new: Reading) -> Iterator[Line]:
    same = 0
    for block in blocks:
        if block.kind is ChangeKind.SAME:
            same += 1
            continue
        if same:
            yield _unchanged(same)
            same = 0
        yield _block(block, old, new)
        yield "", Text()
    if same:
        yield _unchanged(same)


def _unchanged(count: int) -> Line:
    return "    ", Text(f"… {counted(count, 'paragraph')} unchanged …", style=FAINT)


def _block(block: BlockChange, old: Reading, new: Reading) -> Line:
    mark, style = MARKS[block.kind]
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
    return Text(f"{mark:>3} ", style=f"bold {style}"), words
