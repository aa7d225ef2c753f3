"""Romanian."""

from archiver.language.shape import ByKind, Calendar, Language, Notices, Stamps

LANGUAGE = Language(
    code="ro",
    name="Romanian",
    calendar=Calendar(
        months=(
            "ianuarie ian",
            "februarie febr",
            "martie",
            "aprilie",
            "mai",
            "iunie iun",
            "iulie iul",
            "august",
            "septembrie",
            "octombrie",
            "noiembrie",
            "decembrie",
        )
    ),
    notices=Notices(headwords=ByKind(correction="erată|rectificare|corectură", update="actualizare")),
    stamps=Stamps(published="publicat"),
)
