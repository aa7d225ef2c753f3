"""Lithuanian."""

from archiver.language.shape import Calendar, Language

LANGUAGE = Language(
    code="lt",
    name="Lithuanian",
    calendar=Calendar(
        months=(
            "sausio",
            "vasario",
            "kovo",
            "balandžio",
            "gegužės",
            "birželio",
            "liepos",
            "rugpjūčio",
            "rugsėjo",
            "spalio",
            "lapkričio",
            "gruodžio",
        ),
        within="m",
    ),
)
