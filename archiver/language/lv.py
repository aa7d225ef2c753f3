"""Latvian."""

from archiver.language.shape import Calendar, Language

LANGUAGE = Language(
    code="lv",
    name="Latvian",
    calendar=Calendar(
        months=(
            "janvāris janvārī",
            "februāris februārī",
            "marts martā",
            "aprīlis aprīlī",
            "maijs maijā",
            "jūnijs jūnijā",
            "jūlijs jūlijā",
            "augusts augustā",
            "septembris septembrī",
            "oktobris oktobrī",
            "novembris novembrī",
            "decembris decembrī",
        )
    ),
)
