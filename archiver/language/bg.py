"""Bulgarian."""

from archiver.language.shape import Calendar, Language

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
)
