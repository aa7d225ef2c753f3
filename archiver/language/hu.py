"""Hungarian."""

from archiver.language.shape import ByKind, Bylines, Calendar, Language, Notices, Pictures, Sentences, Stamps

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
        headwords=ByKind(
            retraction="visszavonás|visszavonva",
            correction="helyreigazítás|helyesbítés|javítás|korrekció|helyreigazítások",
            clarification="pontosítás",
            editors_note=r"szerkesztői megjegyzés|a szerk\.?|a szerkesztőség megjegyzése",
            update="frissítés|frissítve|kiegészítés",
        ),
        done=ByKind(correction="javítva"),
        joints="ekkor",
        invitations="hibát talált|jelezze",
        sentences=Sentences(
            own=(
                r"(?:ez|ezt|ebben|ennek|jelen|e) (?:a |az )?(?:cikk|írás|anyag|cím|hír)\w*|cikkünk\w*|"
                r"írásunk\w*|a cikk(?:et|ben|ünk|ből|nek)\b"
            ),
            subject=r"(?:a |az )?(?:cikk|írás|cím|hír)\w*",
            version=r"(?:korábbi|eredeti|előző|első) (?:verzió|változat|cím)\w*",
            before="eredetileg|korábban|tévesen",
            said="írt|szerepelt|állt|közölt|állít|jelent|tartalmaz|volt|maradt",
            wrong="hib|téved|téves|pontatlan|helytelen|elír",
            mended=ByKind(
                retraction="visszavon",
                correction="javít|helyesbít|módosít|korrig|változtat|átír",
                clarification="pontosít|tisztáz",
                update="frissít|kiegészít|bővít",
            ),
            gone="eltávolít|töröl|már nem elérhető|levett|visszavon",
            we=("elnézést|sajnáljuk|javítottuk|szerkesztőség|olvasóinktól|írtuk|módosítottuk|frissítettük"),
            sorry="elnézés|bocsánat|sajnál",
            notes=r"megjegyzés|szerk\.|ui\.?|fontos",
            here=r"itt\b",
        ),
    ),
    stamps=Stamps(
        published="közzétéve|megjelent",
        updated="frissítve|módosítva",
        last="utoljára",
        units="perc(?:e|cel)?|ór(?:a|ája|ával)|nap(?:ja|pal)?",
        ago="SPAN ezelőtt|NUMBER (?:perce|órája|napja)",
        reading_time=r"olvasási idő\s?:?\sSPAN|SPAN olvasás",
        counted="hozzászólás|komment",
    ),
    pictures=Pictures(pictures="kép|fotó"),
    bylines=Bylines(by="szerző|írta"),
)
