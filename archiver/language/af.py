"""Afrikaans."""

from archiver.language.shape import Calendar, Language, Stamps

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
    stamps=Stamps(
        published="gepubliseer|geplaas",
        updated="opgedateer|bygewerk",
        last="laas",
        units="minute|minuut|min|uur|ure|dae|dag",
        ago="SPAN gelede",
        reading_time=r"leestyd\s?:?\sSPAN",
    ),
)
