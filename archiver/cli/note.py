"""Commands for what people say of edits: note, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from getpass import getuser
from typing import TYPE_CHECKING

import click

from archiver.cli.complete import urls
from archiver.cli.context import Address, Context, as_json, pass_context, print_json, url_at
from archiver.cli.terminal import say
from archiver.model.plain import plain
from archiver.model.text import counted

if TYPE_CHECKING:
    from archiver.model.note import Agreement, Note

coder_option = click.option("--coder", default=getuser, show_default="your user name", help="Who says so.")


@click.command(
    epilog="\b\nExample:\n  archiver note example.org/a@3 --label correction\n"
    '  archiver note example.org/a@3 "The name was taken out." --coder "A. Doe"'
)
@click.argument("url", type=Address(), metavar="URL@N", shell_complete=urls)
@click.argument("text", default="")
@click.option("--label", help="A word for what the edit is, such as correction.")
@coder_option
@as_json
@pass_context
def note(context: Context, url: str, text: str, label: str | None, coder: str, as_json: bool) -> None:
    """Note something on an edit: the one that opened revision N.

    Notes are kept in notes.jsonl, apart from the evidence, and are never changed. Of several labels that one
    coder gives to an edit, the newest counts.
    """
    address, number = url_at(url)
    if number is None:
        raise click.UsageError("say which edit: URL@N, N being the revision that it opened")
    with context.archive(readonly=True) as archive:
        made = archive.note(address, number, text, label=label, coder=coder)
    print_json(plain(made)) if as_json else say(f"noted as {made.id}, by {made.coder}")


@click.command(
    epilog="\b\nExample:\n  archiver notes --label correction\n"
    "  archiver notes --agreement\n  archiver notes --json > notes.json"
)
@click.option("--url", type=Address(), shell_complete=urls, help="Only notes on this article.")
@click.option("--label", help="Only notes with this label.")
@click.option("--coder", help="Only notes of this coder.")
@click.option("--agreement", is_flag=True, help="How far each two coders agree: Cohen's kappa.")
@click.option("--remove", metavar="NOTE", help="Let a note count no longer; its line stays in the file.")
@as_json
@pass_context
def notes(
    context: Context,
    url: str | None,
    label: str | None,
    coder: str | None,
    agreement: bool,
    remove: str | None,
    as_json: bool,
) -> None:
    """List what people noted on edits, oldest first."""
    with context.archive(readonly=True) as archive:
        if remove is not None:
            removed = archive.remove_note(remove, coder=coder or getuser())
            print_json(plain(removed)) if as_json else say(f"note {removed.id} counts no longer")
            return
        if agreement:
            agreed = archive.agreements()
            print_json(plain(agreed)) if as_json else _show_agreements(agreed)
            return
        found = archive.notes(url=url, label=label, coder=coder)
    if as_json:
        print_json(plain(found))
    else:
        _show_notes(found)


def _show_notes(found: Iterable[Note]) -> None:
    from rich.text import Text

    from archiver.cli.render import FAINT, Line, put, when

    def lines() -> Iterator[Line]:
        for one in found:
            label = (f"{one.label}  ", "bold") if one.label else ""
            yield "", Text.assemble(label, f"{when(one.at)} UTC, {one.coder}  ", (one.id, FAINT))
            yield "  ", Text(f"{one.url}@{one.new_revision}", style=FAINT)
            if one.text:
                yield "  ", Text(one.text)
            yield "", Text()

    put(lines())
    if not found:
        say("no notes; `archiver note URL@N` makes one")


def _show_agreements(found: Iterable[Agreement]) -> None:
    for one in found:
        kappa = "no kappa: all have one label" if one.kappa is None else f"kappa {one.kappa:.2f}"
        first, second = one.coders
        say(f"{first}, {second}: {kappa}, the same label on {one.agreed:.0%} of {counted(one.edits, 'edit')}")
    if not found:
        say("no edit was labelled by two coders")
