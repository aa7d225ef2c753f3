"""Icelandic."""

from archiver.language.shape import Calendar, Language

LANGUAGE = Language(
    code="is",
    name="Icelandic",
    calendar=Calendar(
        months=(
            "janúar",
            "febrúar",
            "mars",
            "apríl",
            "maí",
            "júní",
            "júlí",
            "ágúst",
            "september",
            "október",
            "nóvember",
            "desember",
        )
    ),
)
