"""Romanian."""

from archiver.language.shape import Boxes, ByKind, Bylines, Calendar, Language, Notices, Sentences, Stamps

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
            correction=(
                "rectificări|scuze|drept la replică|îndreptare|"
                "istoricul (?:modificărilor|corecturilor)|erată|rectificare|corectură|corecție|corectare"
            ),
            clarification="precizare|clarificare|precizări",
            editors_note=r"nota redacției|nota (?:editorului|redactorului)|n\.r\.",
            update=("actualizat|actualizare|update|completare"),
        ),
        done=ByKind(retraction="retras", correction="corectat"),
        joints="din|la|din data",
        invitations="ați (?:găsit|observat)|semnal",
        openings=ByKind(
            correction=(
                r"ziarul (?:își cere scuze|regretă)|"
                r"modificări\s?[:：]\s?\D{0,3}\d"
            )
        ),
        corrects="corectează|rectifică",
        sentences=Sentences(
            own=(
                r"după publicare(?:a (?:articolului|materialului|textului|știrii))?\b(?!"
                r" (?:raportului|studiului))|"
                r"(?:acest|acestui|prezentul) (?:articol|text|material|titlu)\w*|(?:această|"
                r"acestei) (?:știre|știri|versiun)\w*|(?:articolului|materialului)\b|în articol\b|"
                r"(?:din|în) (?:articol|text|material|știre)\b|care (?:însoțea|ilustra)\w*"
            ),
            subject=r"(?:articol(?:ul)?|textul|titlul|știrea|materialul)\b",
            version=(
                r"(?:versiun|variant)\w+ (?:anterioar|inițial|precedent|originar)\w*|(?:prim[aă]|"
                r"primei) (?:versiun|variant)\w+|titlul (?:inițial|anterior)"
            ),
            before="inițial|anterior|la început|din greșeală",
            said=(
                "spune|scri|menționa|afirma|indica|preciza|relata|apăr|nota|figura|informa|conțin|"
                "era|publica|strecurat|arăta|însoțea|am scris|am atribuit|omis|lipsea|uitat|"
                "exager|trebuia|relatat|numit|spunem|vorbi"
            ),
            wrong=(
                "eroare|erori|greșit|greșeal|eronat|inexact|incorect|greși|încurcat|confund|"
                r"confuzi|scăpare|neatenți|inadvertenț|inversat|nu era"
            ),
            mended=ByKind(
                retraction="retras|retract",
                correction="corect|rectific|modific|îndrept|schimbat|editat",
                clarification="clarific|precizat|lămurit",
                update="actualiz|complet|adăug",
            ),
            because="din|la|pentru|în urma",
            gone="eliminat|șters|nu mai este disponibil|retras",
            we=(
                "ne cerem|regretăm|redacția|am corectat|am scris|am modificat|cerem scuze|am publicat|"
                r"am \w{2,}[tsș]\b|am dat\b|noastr|nostr"
            ),
            sorry="scuze|regret|iertare",
            notes=r"notă|nota|n\.?r\.?|p\.?s\.?|atenție",
            here=r"aici\b|mai sus",
            part=(
                "paragraf|propoziți|fraz[aăe]|pasaj|fragment|titlu|subtitlu|intertitlu|legend|citat|"
                "grafic|infografic|hart[aăe]|tabel|fotografi|imagin|mențiun|rând|formular"
            ),
            detail=(
                r"nume|prenume|vârst|dat[aăe]\b|an\b|anul|cifr|sum[aăe]|număr|loc\b|locul|funcți|"
                r"grafi[ae]|procent|partid|valoare|zi\b|ziua|titlu|localit|calcul|socotel|or[aă]\b"
            ),
            taken=(
                "scos|scoas|eliminat|șters|șterse|tăiat|înlăturat|retras|înlocuit|inversat|"
                "încurcat|nu mai|înlocuit|schimbat"
            ),
            first="inițial|la început|într-o primă|prima dată|scrisesem|am scris inițial",
            readers=(
                r"cititor\w* .{0,40}(?:semnal|atras|observ|scris|avertiz)|(?:semnal|mulțumim|"
                "sesizar).{0,25} cititor"
            ),
            spoke=(
                r"a spus|spune|a declarat|a scris\b|a recunoscut|potrivit|a admis|afirm[aă]\b|a adăugat|"
                "susține|a explicat"
            ),
            contrast=r"nu\b|în loc|ci\b|se va citi",
        ),
    ),
    stamps=Stamps(
        published="publicat",
        updated="actualiz(?:at|are)(?: la)?|modificat",
        last="ultima(?: dată)?",
        units="(?:de )?(?:minute?|minut|min|or[ăe]|zile|zi)",
        ago="acum (?:SPAN|o oră|un minut)|(?:în urmă cu|cu) SPAN(?: în urmă)?",
        reading_time=r"timp (?:de )?citire\s?:?\sSPAN|citire\s?:?\sSPAN|SPAN (?:de )?citire",
        counted="comentarii|comentariu",
    ),
    bylines=Bylines(by="autor(?:ul)?|scris de"),
    boxes=Boxes(
        read_more="cite(?:ște|şte|ste)(?:ți|ţi)? (?:și|şi|si|mai mult|mai multe)|vezi (?:și|şi)",
        adverts="publicitate|reclam[aă]",
        appeals=(
            "aboneaz[aă]-te|urm[aă]re(?:ș|ş|s)te-ne|al[aă]tur[aă]-te (?:canalului|comunit)|sus(?:ț|ţ|t)ine-ne"
        ),
        comments="comentarii",
        replies="r[aă]spunde|raporteaz[aă]|îmi place",
        follows="articolul urm[aă]tor",
    ),
)
