"""Catalan."""

from archiver.language.shape import Boxes, ByKind, Calendar, Language, Notices, Stamps

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
    notices=Notices(
        headwords=ByKind(
            correction=(
                "correccions|fe d'errades|disculpes|rectificació|correcció|fe d'err(?:ates|ors)|esmena"
            ),
            clarification="aclariment|precisió|puntualització",
            editors_note="nota de la redacció|nota de l'editor",
            update="actualització",
        ),
        done=ByKind(update="actualitzat", correction="corregit|rectificat"),
        openings=ByKind(
            correction=(
                "(?:en |a )?una (?:primera )?versió (?:(?:anterior|prèvia|inicial) )?(?:d'aquest|de"
                " la notícia)|aquest(?:a)? (?:article|text|notícia|informació) (?:s'ha|ha estat"
                ") (?:corregi|modifica|rectifica)"
            )
        ),
    ),
    stamps=Stamps(
        published="publicat",
        updated="actualitzat",
        units="minuts?|min|hor(?:a|es)|dies|dia",
        ago="fa SPAN",
        reading_time=r"temps de lectura\s?:?\sSPAN|SPAN de lectura",
        counted="comentaris?",
    ),
    boxes=Boxes(
        read_more="llegiu també|llegeix també|llegir més",
        adverts="publicitat",
        appeals=(
            "subscriu(?:-te|-vos|te)|segueix-nos|seguiu-nos|fes-te(?:'n)? (?:soci|sòcia|subscriptor)|"
            "uneix-te al (?:nostre )?canal"
        ),
        comments="comentaris",
        replies="respon|denuncia|m'agrada",
        follows="(?:següent|proper) article|següent notícia",
    ),
)
