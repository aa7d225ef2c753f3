"""What is written to the terminal, made harmless: text of pages may hold signs that a terminal obeys.

Every command prints by `say`, or by the console of `render`, whose texts pass `Harmless`. Colours and bars
are our own and are added afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping

import click

PICTURES: Mapping[int, str] = (
    {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"}
    | {0x7F: "\u2421"}
    | dict.fromkeys(range(0x80, 0xA0), "\ufffd")
    | dict.fromkeys((0x202D, 0x202E), "\ufffd")
    | dict.fromkeys((0x202A, 0x202B, 0x202C, *range(0x2066, 0x206A)), "\u200b")
)
"""Signs that a terminal obeys, and what is shown in their place, one sign for one.

Control characters (ECMA-48, sections 5.2 and 5.3) as their pictures in Unicode, those of the second set as
"unknown", and so the signs that force a direction upon text; those that only embed or isolate a direction
(Unicode Standard Annex 9) become nothing that is seen.
"""


def harmless(text: str) -> str:
    """Return a text, as long as before, in which nothing is obeyed by a terminal."""
    return text.translate(PICTURES)


def say(text: str = "", *, err: bool = False, nl: bool = True) -> None:
    """Print a text to standard output, or to standard error."""
    click.echo(harmless(text), err=err, nl=nl)
