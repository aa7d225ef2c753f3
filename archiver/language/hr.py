"""Croatian."""

from archiver.language.shape import Calendar, Language

LANGUAGE = Language(
    code="hr",
    name="Croatian",
    # October, listopada, is left out: to Poles and Ukrainians, who are more, it is November.
    calendar=Calendar(
        months=(
            "siječnja",
            "veljače",
            "ožujka",
            "travnja",
            "svibnja",
            "lipnja",
            "srpnja",
            "kolovoza",
            "rujna",
            "",
            "studenoga",
            "prosinca",
        )
    ),
)
