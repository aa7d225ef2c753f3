"""Hungarian."""

from archiver.language.shape import ByKind, Calendar, Language, Notices, Pictures, Stamps

LANGUAGE = Language(
    code="hu",
    name="Hungarian",
    calendar=Calendar(
        months=(
            "január",
            "február febr",
            "március",
            "április",
            "május",
            "június",
            "július",
            "augusztus",
            "szeptember szept",
            "október",
            "november",
            "december",
        )
    ),
    notices=Notices(
        headwords=ByKind(correction="helyreigazítás|helyesbítés|javítás", update="frissítés|frissítve")
    ),
    stamps=Stamps(published="közzétéve|megjelent"),
    pictures=Pictures(pictures="kép|fotó"),
)
