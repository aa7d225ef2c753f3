"""Swahili."""

from archiver.language.shape import Calendar, Language

LANGUAGE = Language(
    code="sw",
    name="Swahili",
    calendar=Calendar(
        months=(
            "januari",
            "februari",
            "machi",
            "aprili",
            "mei",
            "juni",
            "julai",
            "agosti",
            "septemba",
            "oktoba",
            "novemba",
            "desemba",
        )
    ),
)
