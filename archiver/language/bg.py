"""Bulgarian."""

from archiver.language.shape import Calendar, Language, Stamps

LANGUAGE = Language(
    code="bg",
    name="Bulgarian",
    calendar=Calendar(
        months=(
            "януари",
            "февруари",
            "март",
            "април",
            "май",
            "юни",
            "юли",
            "август",
            "септември",
            "октомври",
            "ноември",
            "декември",
        )
    ),
    stamps=Stamps(
        published="публикувано|публикувана",
        updated="обновен[оа]|актуализиран[оа]",
        last="последно",
        units="минут[аи]|мин|час(?:а|ове)?|дни|ден",
        ago="преди SPAN",
        reading_time=r"време за четене\s?:?\sSPAN",
        counted="коментар(?:а|и)?",
    ),
)
