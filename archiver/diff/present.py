"""Show a diff to people: plain text, and HTML that reads without colour and in a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from archiver.diff.words import seen
from archiver.model.diff import BlockChange, ChangeKind, Diff, FieldChange, Span, SpanKind
from archiver.model.reading import Block, Reading

PARAGRAPHS_BESIDE = 1
"""Unchanged paragraphs shown on each side of a change; the rest are counted."""

STYLE = """\
.diff-del, .diff-ins { border-radius: 2px; padding: 0 1px; }
.diff-del { background: #ffe1df; color: #6b0d06; text-decoration: line-through; }
.diff-ins { background: #d9f2df; color: #0a4a1c; text-decoration: underline; }
.diff-note { color: #57606a; font-size: 0.9em; }
.diff-sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
.diff-table { border-collapse: collapse; table-layout: fixed; width: 100%; }
.diff-table td, .diff-table th { padding: 0.3em 0.6em; text-align: start; vertical-align: top; }
"""
"""Style sheet for the fragments of `html`; without it they still read, as the marks are words.

Source: the contrasts are at least 7:1, as WCAG 2.2 asks for at level AAA.
"""

_NAMES = {
    "headline": "Headline",
    "social_headline": "Headline for sharing",
    "search_headline": "Headline for search engines",
    "dek": "Standfirst",
    "bylines": "Byline",
    "contributors": "Contributors",
    "dateline": "Dateline",
    "label": "Label",
    "published_at": "Published",
    "modified_at": "Modified",
    "captions": "Captions",
    "pictures": "Pictures",
    "notices": "Notices",
    "language": "Language",
    "section": "Section",
    "rights": "Rights",
}


# --- plain text -----------------------------------------------------------------------------------


def unified(old: Reading, new: Reading, diff: Diff) -> str:
    """Return the diff as plain text, one paragraph a line; empty where nothing changed.

    Lines begin with `-` (went), `+` (came), `~` (edited), `>` (moved here) or two spaces (stayed).
    Inside a line `[-these words went-]` and `{+these came+}`.
    """
    lines: list[str] = []
    for field in diff.fields:
        lines.append(f"{_NAMES.get(field.name, field.name)}:")
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
    """Return the diff as an escaped HTML fragment, inline or as a table of old and new.

    What went is in `del`, what came in `ins`, each beginning with a word that says so: hidden
    from sight by `STYLE`, but not from screen readers. Every unchanged paragraph is there.
    """
    language = f' lang="{escape(new.language)}"' if new.language else ""
    body = _table(old, new, diff) if side_by_side else _inline(old, new, diff)
    coarse = '<p class="diff-note">Too large to compare word by word: some paragraphs are shown whole.</p>'
    return f'<div class="diff"{language}>\n{body}{coarse if diff.coarse else ""}</div>\n'


def _inline(old: Reading, new: Reading, diff: Diff) -> str:
    fields = "".join(
        f'<p class="diff-field"><b>{escape(_NAMES.get(field.name, field.name))}:</b>'
        f" {_both(field.spans or _replaced(field))}</p>\n"
        for field in diff.fields
    )
    return fields + "".join(_inline_block(old, new, block) for block in diff.blocks)


def _inline_block(old: Reading, new: Reading, block: BlockChange) -> str:
    texts = _texts(old, new, block)
    tag = _tag(new.blocks[block.new[0]] if block.new else old.blocks[block.old[0]])
    content = escape(texts[1]) if block.kind is ChangeKind.SAME else _both(block.spans)
    note = f'<span class="diff-note">[{escape(_note(block))}]</span> ' if _note(block) else ""
    return f'<{tag} class="diff-{block.kind.value}">{note}{content}{_html_links(block)}</{tag}>\n'


def _tag(block: Block) -> str:
    return {"heading": "h3", "quote": "blockquote", "pull_quote": "blockquote"}.get(block.kind.value, "p")


def _table(old: Reading, new: Reading, diff: Diff) -> str:
    rows = []
    for field in diff.fields:
        spans = field.spans or _replaced(field)
        rows.append(
            (_NAMES.get(field.name, field.name), _side(spans, SpanKind.REMOVED), _side(spans, SpanKind.ADDED))
        )
    for block in diff.blocks:
        if block.kind is ChangeKind.SAME:
            before, after = map(escape, _texts(old, new, block))
        else:
            before, after = _side(block.spans, SpanKind.REMOVED), _side(block.spans, SpanKind.ADDED)
        name = _note(block) or ("" if block.kind is ChangeKind.SAME else block.kind.value)
        rows.append((name, before, after + _html_links(block)))
    written = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{before}</td><td>{after}</td></tr>\n'
        for name, before, after in rows
    )
    return (
        '<table class="diff-table">\n<caption class="diff-sr">Old and new wording side by side</caption>\n'
        '<thead><tr><th scope="col">Change</th><th scope="col">Old</th><th scope="col">New</th></tr>'
        "</thead>\n"
        f"<tbody>\n{written}</tbody>\n</table>\n"
    )


def _texts(old: Reading, new: Reading, block: BlockChange) -> tuple[str, str]:
    before = " ".join(old.blocks[i].text for i in block.old)
    return before, " ".join(new.blocks[j].text for j in block.new)


def _replaced(field: FieldChange) -> tuple[Span, ...]:
    removed = Span(kind=SpanKind.REMOVED, text=field.old or "")
    added = Span(kind=SpanKind.ADDED, text=field.new or "")
    return tuple(span for span in (removed, added) if span.text)


def _both(spans: tuple[Span, ...]) -> str:
    return "".join(_html_span(span) for span in seen(spans))


def _side(spans: tuple[Span, ...], marked: SpanKind) -> str:
    """Return what one side shows; the old side of what changed invisibly is shown as it is now."""
    return "".join(_html_span(span) for span in seen(spans) if span.kind in (SpanKind.SAME, marked))


def _html_span(span: Span) -> str:
    text = escape(span.text).replace("\n", "<br>\n")
    if span.kind is SpanKind.SAME:
        return text
    tag = "del" if span.kind is SpanKind.REMOVED else "ins"
    opening, closing = _hidden(f"[{span.kind.value}: "), _hidden("]")
    return f'<{tag} class="diff-{tag}">{opening}{text}{closing}</{tag}>'


def _hidden(text: str) -> str:
    return f'<span class="diff-sr">{text}</span>'


def _html_links(block: BlockChange) -> str:
    return "".join(f' <span class="diff-note">({escape(note)})</span>' for note in _link_notes(block))
