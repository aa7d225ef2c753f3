"""Show a diff to people: plain text, and HTML that reads without colour and in a screen reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from archiver.diff.layout import PARAGRAPHS_BESIDE, Beside, Field, Fold, Hunk, Move, Piece, Trace, lay_out
from archiver.diff.sentences import by_sentence
from archiver.diff.words import seen
from archiver.model.diff import BlockChange, ChangeKind, Diff, FieldChange, Span, SpanKind
from archiver.model.named import field_title
from archiver.model.reading import Block, Reading

STYLE = """\
.diff-del, .diff-ins { border-radius: 2px; padding: 0 1px; }
.diff-del { background: #ffe1df; color: #6b0d06; text-decoration: line-through; }
.diff-ins { background: #d9f2df; color: #0a4a1c; text-decoration: underline; }
.diff-over .diff-del, .diff-over .diff-ins { display: block; width: fit-content; }
.diff-note, .diff-steps, .diff-fold > summary { color: #57606a; font-size: 0.9em; }
.diff-steps { float: right; }
.diff-sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
.diff-was { display: none; }
.diff-sides .diff-block { display: grid; grid-template-columns: 1fr 1fr; column-gap: 1em; }
.diff-sides .diff-block > :not(.diff-old, .diff-new) { grid-column: 1 / -1; }
"""
"""Style sheet for the fragments of `html`; without it they still read, as the marks are words.

Source: the contrasts are at least 7:1, as WCAG 2.2 asks for at level AAA.
"""

_INSTANT = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d)?(?:\.\d+)?Z$")

ECHOED = {"social_headline": "when shared", "search_headline": "in search"}
"""Where else a headline stands that is as a rule the same."""


# --- plain text -----------------------------------------------------------------------------------


def unified(old: Reading, new: Reading, diff: Diff) -> str:
    """Return the diff as plain text, one paragraph a line; empty where nothing changed.

    Lines begin with `-` (went), `+` (came), `~` (edited), `>` (moved here) or two spaces (stayed).
    Inside a line `[-these words went-]` and `{+these came+}`.
    """
    lines: list[str] = []
    for field in diff.fields:
        lines.append(f"{field_title(field.name)}:")
        lines += _field_lines(field)
    if any(block.kind is not ChangeKind.SAME for block in diff.blocks):
        lines.append("Body:")
        for part in _with_context(diff.blocks):
            lines += [f"  … {part} unchanged …"] if isinstance(part, int) else _block_lines(old, new, part)
    if diff.coarse:
        lines.append("(too large to compare word by word: some paragraphs are shown whole)")
    return "\n".join(lines) + "\n" if lines else ""


def _field_lines(field: FieldChange) -> list[str]:
    lines = [f"- {line}" for line in (field.old or "").splitlines()]
    return lines + [f"+ {line}" for line in (field.new or "").splitlines()]


def _block_lines(old: Reading, new: Reading, block: BlockChange) -> list[str]:
    text = "".join(_marked(span) for span in seen(block.spans))
    match block.kind:
        case ChangeKind.SAME:
            lines = [f"  {new.blocks[block.new[0]].text}"]
        case ChangeKind.REMOVED:
            lines = [f"- {old.blocks[block.old[0]].text}"]
        case ChangeKind.ADDED:
            lines = [f"+ {new.blocks[block.new[0]].text}"]
        case ChangeKind.EDITED:
            lines = [f"~ {text}"]
        case _:
            lines = [f"> [{_note(block)}] {text}"]
    return lines + [f"  ({note})" for note in _link_notes(block)]


def _marked(span: Span) -> str:
    match span.kind:
        case SpanKind.REMOVED:
            return f"[-{span.text}-]"
        case SpanKind.ADDED:
            return f"{{+{span.text}+}}"
        case _:
            return span.text


def _note(block: BlockChange) -> str:
    """Return what became of a block that is neither edited in place nor new nor gone."""
    was = " and ".join(str(i + 1) for i in block.old)
    now = " and ".join(str(j + 1) for j in block.new)
    match block.kind:
        case ChangeKind.MOVED:
            return f"moved, was paragraph {was}"
        case ChangeKind.SPLIT:
            return f"split, paragraph {was} is now {now}"
        case ChangeKind.MERGED:
            return f"merged, paragraphs {was} are now {now}"
        case _:
            return ""


def _link_notes(block: BlockChange) -> Iterator[str]:
    for before, after in block.links:
        if before and after:
            yield f"link led to {before}, leads to {after}"
        elif after:
            yield f"link added: {after}"
        else:
            yield f"link removed: {before}"


def _with_context(blocks: tuple[BlockChange, ...]) -> Iterator[BlockChange | int]:
    """Give the changed blocks with their neighbours, and counts of the unchanged left out."""
    changed = [k for k, block in enumerate(blocks) if block.kind is not ChangeKind.SAME]
    near = {at for k in changed for at in range(k - PARAGRAPHS_BESIDE, k + PARAGRAPHS_BESIDE + 1)}
    skipped = 0
    for k, block in enumerate(blocks):
        if k not in near:
            skipped += 1
            continue
        if skipped:
            yield skipped
            skipped = 0
        yield block
    if skipped:
        yield skipped


# --- HTML -----------------------------------------------------------------------------------------


def html(old: Reading, new: Reading, diff: Diff, *, side_by_side: bool = False) -> str:
    """Return the diff as an escaped HTML fragment, in one text or old and new side by side.

    What went is in `del`, what came in `ins`, each beginning with a word that says so, for screen readers
    (class `diff-sr`). Every hunk has an id, `change-1` and on, and leads to those before and after it; a
    paragraph that moved and the trace where it was lead to each other (`move-1`, `trace-1`). Runs that stayed
    fold in `details`, and open without a script. Nothing else in it is a link.
    """
    parts = lay_out(diff)
    page = _Page(old, new, sum(isinstance(part, Hunk) for part in parts), side_by_side=side_by_side)
    language = f' lang="{escape(new.language)}"' if new.language else ""
    coarse = _ours("p", "diff-note", "Too large to compare word by word: some paragraphs are shown whole.")
    written = "".join(page.part(part) for part in parts)
    style = "diff diff-sides" if side_by_side else "diff"
    return f'<div class="{style}"{language}>\n{written}{coarse if diff.coarse else ""}</div>\n'


class _Page:
    """Writes the parts of one diff."""

    def __init__(self, old: Reading, new: Reading, hunks: int, *, side_by_side: bool) -> None:
        self.old, self.new, self.hunks, self.side_by_side = old, new, hunks, side_by_side

    def part(self, part: Hunk | Beside | Fold) -> str:
        if isinstance(part, Beside):
            return self.block(part.block)
        if isinstance(part, Fold):
            count = len(part.blocks)
            told = _ours("summary", "", f"{count} unchanged paragraphs")
            return f'<details class="diff-fold">{told}\n{"".join(map(self.block, part.blocks))}</details>\n'
        return (
            f'<div class="diff-hunk" id="change-{part.number}" role="group" tabindex="-1"'
            f' aria-label="Change {part.number} of {self.hunks}">\n'
            f"{self.steps(part.number)}{''.join(map(self.piece, part.pieces))}</div>\n"
        )

    def steps(self, number: int) -> str:
        """Return the links to the hunks before and after one."""
        before = f'<a href="#change-{number - 1}" aria-label="Previous change">↑</a> ' if number > 1 else ""
        last = number == self.hunks
        after = "" if last else f' <a href="#change-{number + 1}" aria-label="Next change">↓</a>'
        return f'<p class="diff-steps" lang="en" dir="ltr">{before}{number}/{self.hunks}{after}</p>\n'

    def piece(self, piece: Piece) -> str:
        if isinstance(piece, Field):
            return self.field(piece)
        if isinstance(piece, Move):
            return self.move(piece)
        if isinstance(piece, Trace):
            return self.trace(piece.move)
        return self.block(piece)

    def field(self, field: Field) -> str:
        change = field.change
        echoes = " and ".join(ECHOED[echo] for echo in field.echoes)
        name = _ours("b", "diff-name", field_title(change.name) + (f", also {echoes}" if echoes else ""))
        spans = _replaced(change) if field.old_over_new else change.spans or _replaced(change)
        if self.side_by_side:
            return f'<div class="diff-block diff-field">{name}{_pair(spans)}</div>\n'
        style = "diff-field diff-over" if field.old_over_new else "diff-field"
        return f'<div class="{style}" dir="auto">{name}<p>{marked(spans)}</p></div>\n'

    def move(self, move: Move) -> str:
        came = "above" if move.down else "below"
        was = " and ".join(str(block.old[0] + 1) for block in move.blocks)
        note = (
            f"[moved, was paragraph {was}] (move {move.number}, from {came})"
            f' <a href="#trace-{move.number}">where it was</a>'
        )
        blocks = "".join(map(self.block, move.blocks))
        return f'<div class="diff-move" id="move-{move.number}">{_note_line(note)}{blocks}</div>\n'

    def trace(self, move: Move) -> str:
        """Return what tells where blocks stood that moved, with their old words."""
        texts = [self.old.blocks[block.old[0]].text for block in move.blocks]
        what = "a paragraph stood here" if len(texts) == 1 else f"{len(texts)} paragraphs stood here"
        now = "below" if move.down else "above"
        note = f'{what}, now {now} (move {move.number}) <a href="#move-{move.number}">where it is</a>'
        empty = '<div class="diff-new"></div>' if self.side_by_side else ""
        style = ' class="diff-old"' if self.side_by_side else ' class="diff-was"'
        words = "".join(f'<p{style} dir="auto">{escape(text)}</p>{empty}\n' for text in texts)
        place = f'<div class="diff-trace" id="trace-{move.number}">{_note_line(note)}'
        return f'{place}<div class="diff-block">{words}</div></div>\n'

    def block(self, block: BlockChange) -> str:
        tag = _tag(self.new.blocks[block.new[0]] if block.new else self.old.blocks[block.old[0]])
        # Where a paragraph moved, its hunk says so.
        told = "" if block.kind is ChangeKind.MOVED else _note(block)
        note = _note_line(escape(told)) if told else ""
        links = "".join(_ours("span", "diff-note", f"({text})") for text in _link_notes(block))
        style = f"diff-{block.kind.value}"
        before, after = _texts(self.old, self.new, block)
        if not self.side_by_side:
            content = escape(after) if block.kind is ChangeKind.SAME else marked(block.spans)
            return f'{note}<{tag} class="{style}" dir="auto">{content}{links}</{tag}>\n'
        if block.kind is ChangeKind.SAME:
            rows = _cells(escape(before), escape(after), tag)
        else:
            rows = _pair(block.spans, tag)
        return f'<div class="diff-block {style}">{note}{rows}{links}</div>\n'


def _tag(block: Block) -> str:
    return {"heading": "h3", "quote": "blockquote", "pull_quote": "blockquote"}.get(block.kind.value, "p")


def _pair(spans: tuple[Span, ...], tag: str = "p") -> str:
    """Return both sides, a row for each sentence that can be told apart on both."""
    return "".join(
        _cells(_side(row, SpanKind.REMOVED), _side(row, SpanKind.ADDED), tag)
        for row in by_sentence(seen(spans))
    )


def _cells(old: str, new: str, tag: str) -> str:
    """Return a row; where both are alike, one may be left out on a narrow screen."""
    alike = " diff-alike" if old == new else ""
    return "".join(
        f'<{tag} class="diff-{side}{alike}" dir="auto">{_ours("span", "diff-sr", f"{side}: ")}{text}</{tag}>'
        if text
        else f'<{tag} class="diff-{side}"></{tag}>'
        for side, text in (("old", old), ("new", new))
    )


def _texts(old: Reading, new: Reading, block: BlockChange) -> tuple[str, str]:
    before = " ".join(old.blocks[i].text for i in block.old)
    return before, " ".join(new.blocks[j].text for j in block.new)


def _replaced(field: FieldChange) -> tuple[Span, ...]:
    removed = Span(kind=SpanKind.REMOVED, text=_readable(field.old))
    added = Span(kind=SpanKind.ADDED, text=_readable(field.new))
    return tuple(span for span in (removed, added) if span.text)


def _readable(value: str | None) -> str:
    """Return the value of a field as people write it, if it is a time."""
    return _INSTANT.sub(r"\1 \2 UTC", value or "")


def marked(spans: tuple[Span, ...]) -> str:
    """Return a text as escaped HTML, what went in `del`, what came in `ins`."""
    return "".join(_html_span(span) for span in seen(spans))


def _side(spans: tuple[Span, ...], marked: SpanKind) -> str:
    """Return what one side shows; the old side of what changed invisibly is shown as it is now."""
    return "".join(_html_span(span) for span in spans if span.kind in (SpanKind.SAME, marked))


def _html_span(span: Span) -> str:
    text = escape(span.text).replace("\n", "<br>\n")
    if span.kind is SpanKind.SAME:
        return text
    tag = "del" if span.kind is SpanKind.REMOVED else "ins"
    opening, closing = _ours("span", "diff-sr", f"[{span.kind.value}: "), _ours("span", "diff-sr", "]")
    return f'<{tag} class="diff-{tag}">{opening}{text}{closing}</{tag}>'


def _note_line(written: str) -> str:
    return f'<p class="diff-note" lang="en" dir="ltr">{written}</p>\n'


def _ours(tag: str, style: str, text: str) -> str:
    """Return words of ours; they say nothing about the direction of the text that they stand in."""
    named = f' class="{style}"' if style else ""
    return f'<{tag}{named} lang="en" dir="ltr">{escape(text)}</{tag}>'
