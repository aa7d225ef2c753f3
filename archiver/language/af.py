"""Afrikaans."""

from archiver.language.shape import Calendar, Language

LANGUAGE = Language(
    code="af",
    name="Afrikaans",
    calendar=Calendar(
        months=(
            "januarie",
            "februarie",
            "maart",
            "april",
            "mei",
            "junie",
            "julie",
            "augustus",
            "september",
            "oktober",
            "november",
            "desember",
        )
    ),
)
