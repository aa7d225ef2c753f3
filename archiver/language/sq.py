"""Albanian."""

from archiver.language.shape import Calendar, Language

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
)
