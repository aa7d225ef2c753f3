"""What a person reads of a bundle: a page that opens anywhere, and a letter."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from archiver.bundle.parts import Matter
from archiver.ledger.notes import checkpoint_of


@cache
def _environment(*, printable: bool) -> Environment:
    environment = Environment(
        loader=PackageLoader("archiver.bundle", "templates"),
        autoescape=select_autoescape(["html"]),
        finalize=_printable if printable else None,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"moment": moment, "between": between}
    return environment


def page(matter: Matter) -> str:
    """Return the diff with its evidence as one HTML file: no script, nothing loaded from anywhere."""
    return _rendered("diff.html", matter, shown=Markup(matter.shown))  # noqa: S704  escaped by the differ


def readme(matter: Matter) -> str:
    """Return the letter that says what is in the bundle, what it proves and what it does not."""
    return _rendered("README.txt", matter)


def moment(value: datetime) -> str:
    """Write an instant to the second, as in `17 March 2026, 09:30:00 UTC`."""
    at = value.astimezone(UTC)
    return f"{at.day} {at:%B %Y, %H:%M:%S} UTC"


def between(not_before: datetime, not_after: datetime) -> str:
    """Write the interval of an edit; the day once where both ends have it."""
    one, other = not_before.astimezone(UTC), not_after.astimezone(UTC)
    if one.date() == other.date():
        return f"{one.day} {one:%B %Y}, between {one:%H:%M:%S} and {other:%H:%M:%S} UTC"
    return f"between {moment(one)} and {moment(other)}"


def _printable(told: object) -> object:
    """Return a text without what a terminal obeys: somebody will print it there."""
    return "".join(sign if sign.isprintable() else "?" for sign in told) if isinstance(told, str) else told


def _rendered(template: str, matter: Matter, **more: object) -> str:
    checkpoint = checkpoint_of(matter.proven.note)
    return (
        _environment(printable=template.endswith(".txt"))
        .get_template(template)
        .render(
            matter=matter,
            old=matter.comparison.old,
            new=matter.comparison.new,
            assessment=matter.comparison.assessment,
            url=matter.comparison.url,
            checkpoint=checkpoint,
            **more,
        )
    )
