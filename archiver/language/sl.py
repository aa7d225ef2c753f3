"""Slovenian."""

from archiver.language.shape import Calendar, Language

LANGUAGE = Language(
    code="sl",
    name="Slovenian",
    calendar=Calendar(
        months=(
            "januar januarja",
            "februar februarja",
            "marec marca",
            "april aprila",
            "maj maja",
            "junij junija",
            "julij julija",
            "avgust avgusta avg",
            "september septembra",
            "oktober oktobra",
            "november novembra",
            "december decembra",
        )
    ),
)
