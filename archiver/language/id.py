"""Indonesian."""

from archiver.language.shape import Calendar, Language

LANGUAGE = Language(
    code="id",
    name="Indonesian",
    calendar=Calendar(
        months=(
            "januari",
            "februari",
            "maret",
            "april",
            "mei",
            "juni",
            "juli",
            "agustus",
            "september",
            "oktober",
            "november",
            "desember",
        )
    ),
)
