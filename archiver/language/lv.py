"""Latvian."""

from archiver.language.shape import Calendar, Language, Stamps

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
    stamps=Stamps(
        published="publicēts",
        updated="atjaunots|atjaunināts",
        last="pēdējo reizi",
        units="minūt(?:ēm|es)|min|stund(?:ām|as)|st|dien(?:ām|as)",
        ago="pirms SPAN",
        counted="komentār(?:i|s|u)",
    ),
)
