"""Lithuanian."""

from archiver.language.shape import Calendar, Language, Stamps

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
    stamps=Stamps(
        published="paskelbta|publikuota",
        updated="atnaujinta",
        last="paskutinį kartą",
        units="minut(?:es|ę|čių)|min|valand(?:as|ą|ų)|val|dien(?:as|ą|ų)",
        ago="prieš SPAN",
        counted="komentar(?:ai|as|ų)",
    ),
)
