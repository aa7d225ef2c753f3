"""Romanian."""

from archiver.language.shape import ByKind, Bylines, Calendar, Language, Notices, Sentences, Stamps

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
    notices=Notices(
        headwords=ByKind(
            retraction="retractare",
            correction="erată|rectificare|corectură|corecție|corectare",
            clarification="precizare|clarificare|precizări",
            editors_note=r"nota redacției|nota (?:editorului|redactorului)|n\.r\.",
            update="actualizare|update|completare",
        ),
        done=ByKind(retraction="retras", correction="corectat"),
        joints="din|la|din data",
        invitations="ați (?:găsit|observat)|semnal",
        sentences=Sentences(
            own=(
                r"(?:acest|acestui|prezentul) (?:articol|text|material|titlu)\w*|(?:această|"
                r"acestei) (?:știre|știri|versiun)\w*|(?:articolului|materialului)\b|în articol\b"
            ),
            subject=r"(?:articol(?:ul)?|textul|titlul|știrea|materialul)\b",
            version=(
                r"(?:versiun|variant)\w+ (?:anterioar|inițial|precedent|originar)\w*|(?:prim[aă]|"
                r"primei) (?:versiun|variant)\w+|titlul (?:inițial|anterior)"
            ),
            before="inițial|anterior|la început|din greșeală",
            said=(
                "spune|scri|menționa|afirma|indica|preciza|relata|apăr|nota|figura|informa|conțin|era|"
                "publica|strecurat"
            ),
            wrong="eroare|erori|greșit|greșeal|eronat|inexact|incorect",
            mended=ByKind(
                retraction="retras|retract",
                correction="corect|rectific|modific|îndrept|schimbat|editat",
                clarification="clarific|precizat|lămurit",
                update="actualiz|complet|adăug",
            ),
            because="din|la|pentru|în urma",
            gone="eliminat|șters|nu mai este disponibil|retras",
            we=("ne cerem|regretăm|redacția|am corectat|am scris|am modificat|cerem scuze|am publicat"),
            sorry="scuze|regret|iertare",
            notes=r"notă|nota|n\.?r\.?|p\.?s\.?|atenție",
            here=r"aici\b",
        ),
    ),
    stamps=Stamps(
        published="publicat",
        updated="actualizat|modificat",
        last="ultima dată",
        units="(?:de )?(?:minute?|minut|min|or[ăe]|zile|zi)",
        ago="acum SPAN|(?:în urmă cu|cu) SPAN(?: în urmă)?",
        reading_time=r"timp (?:de )?citire\s?:?\sSPAN|citire\s?:?\sSPAN",
        counted="comentarii|comentariu",
    ),
    bylines=Bylines(by="autor(?:ul)?|scris de"),
)
