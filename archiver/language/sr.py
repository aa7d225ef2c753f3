"""Serbian."""

from archiver.language.shape import Calendar, Language

LANGUAGE = Language(
    code="sr",
    name="Serbian",
    calendar=Calendar(
        months=(
            "јануар januar",
            "фебруар februar",
            "март mart marta",
            "април априла april aprila",
            "мај маја maj maja",
            "јун јуна jun juna",
            "јул јула jul jula",
            "август августа avgust avgusta avg",
            "септембар septembar septembra",
            "октобар oktobar oktobra",
            "новембар novembar novembra",
            "децембар decembar decembra",
        )
    ),
)
