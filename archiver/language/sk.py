"""Slovak."""

from archiver.language.shape import Calendar, Language, Stamps

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
    stamps=Stamps(
        published="publikované|zverejnené",
        updated="aktualizované",
        last="naposledy",
        units="minút(?:ami|ou)|min|hodin(?:ami|ou)|h|dňami|dňom",
        ago="pred SPAN",
        reading_time=r"čas čítania\s?:?\s(?:NUMBER minút|SPAN)",
        counted="komentár(?:e|ov)?|diskusia",
    ),
)
