"""Slovenian."""

from archiver.language.shape import Calendar, Language, Stamps

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
    stamps=Stamps(
        published="objavljeno",
        updated="posodobljeno",
        last="zadnjič",
        units="minut(?:ami|ama|o)|min|ur(?:ami|ama|o)|dnevi|dnevom|dnem",
        ago="pred SPAN",
        reading_time=r"čas branja\s?:?\s(?:NUMBER min(?:ut)?|SPAN)",
        counted="komentarjev|komentarji",
    ),
)
