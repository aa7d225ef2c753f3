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
    stamps=Stamps(published="publicat"),
)
