"""Icelandic."""

from archiver.language.shape import Calendar, Language, Stamps

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
    stamps=Stamps(
        updated="uppfært",
        last="síðast",
        units="mínút(?:um|u)|mín|klukkustund(?:um)?|klst|dögum|degi",
        ago="fyrir SPAN(?: síðan)?",
    ),
)
