"""Albanian."""

from archiver.language.shape import Calendar, Language, Stamps

LANGUAGE = Language(
    code="sq",
    name="Albanian",
    calendar=Calendar(
        months=(
            "janar",
            "shkurt",
            "mars",
            "prill",
            "maj",
            "qershor",
            "korrik",
            "gusht",
            "shtator",
            "tetor",
            "nëntor",
            "dhjetor",
        )
    ),
    stamps=Stamps(
        published="publikuar",
        updated="përditësuar",
        last="së fundmi",
        units="minut(?:a|ë)|min|orë|ditë",
        ago="(?:para )?SPAN më parë|para SPAN",
        counted="komente?",
    ),
)
