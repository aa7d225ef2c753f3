"""Swahili."""

from archiver.language.shape import Calendar, Language, Stamps

LANGUAGE = Language(
    code="sw",
    name="Swahili",
    calendar=Calendar(
        months=(
            "januari",
            "februari",
            "machi",
            "aprili",
            "mei",
            "juni",
            "julai",
            "agosti",
            "septemba",
            "oktoba",
            "novemba",
            "desemba",
        )
    ),
    stamps=Stamps(
        published="imechapishwa|ilichapishwa",
        updated="imesasishwa",
        last="mwisho",
        units="dakika|saa|siku",
        ago="(?:dakika|saa|siku) NUMBER (?:zilizopita|iliyopita)",
    ),
)
