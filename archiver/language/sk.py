"""Slovak."""

from archiver.language.shape import Calendar, Language

LANGUAGE = Language(
    code="sk",
    name="Slovak",
    calendar=Calendar(
        months=(
            "január januára",
            "február februára",
            "marec marca",
            "apríl apríla",
            "máj mája",
            "jún júna",
            "júl júla",
            "august augusta",
            "september septembra",
            "október októbra",
            "november novembra",
            "december decembra",
        )
    ),
)
