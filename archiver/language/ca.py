"""Catalan."""

from archiver.language.shape import Calendar, Language, Stamps

LANGUAGE = Language(
    code="ca",
    name="Catalan",
    calendar=Calendar(
        months=(
            "gener",
            "febrer",
            "març",
            "abril",
            "maig",
            "juny",
            "juliol",
            "agost",
            "setembre",
            "octubre",
            "novembre",
            "desembre",
        ),
        within="del?|d[’']",
    ),
    stamps=Stamps(
        published="publicat",
        updated="actualitzat",
        units="minuts?|min|hor(?:a|es)|dies|dia",
        ago="fa SPAN",
        reading_time=r"temps de lectura\s?:?\sSPAN|SPAN de lectura",
        counted="comentaris?",
    ),
)
