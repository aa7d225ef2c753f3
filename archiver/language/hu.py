"""Hungarian."""

from archiver.language.shape import (
    Boxes,
    ByKind,
    Bylines,
    Calendar,
    Language,
    Notices,
    Pictures,
    Sentences,
    Stamps,
)

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
            correction=(
                "bocsánatkérés|módosítás|"
                "(?:változások|módosítások) (?:naplója|története)|helyreigazítás|"
                "helyesbítés|javítás|korrekció|helyreigazítások"
            ),
            clarification="pontosítás",
            editors_note=(
                r"szerkesztőségi megjegyzés|szerk\.?|"
                r"szerkesztői megjegyzés|a szerk\.?|a szerkesztőség megjegyzése"
            ),
            update="frissítés|frissítve|kiegészítés",
        ),
        done=ByKind(correction="javítva"),
        joints="ekkor",
        invitations="hibát talált|jelezze",
        openings=ByKind(
            correction=(
                r"(?:a )?lapunk\b.{0,30}(?:elnézést|bocsánatot)|a lap (?:elnézést|bocsánatot)|"
                r"(?:változások|módosítások)\s?[:：]\s?\D{0,3}\d"
            )
        ),
        corrects="javítja|helyesbíti",
        sentences=Sentences(
            own=(
                r"(?:cikk\w* (?:megjelenés|közzététel)e|(?:megjelenés|közzététel)) után\b|"
                r"(?:ez|ezt|ebben|ennek|jelen|e) (?:a |az )?(?:cikk|írás|anyag|cím|hír)\w*|"
                r"cikkünk\w*|írásunk\w*|a cikk(?:et|ben|ünk|ből|nek)\b|(?:a )?(?:szövegből|"
                r"szövegben|szöveget|cikkből|cikkben|írásból|hírből)\b|a cikkhez\b"
            ),
            subject=r"(?:a |az )?(?:cikk|írás|cím|hír)\w*",
            version=r"(?:korábbi|eredeti|előző|első) (?:verzió|változat|cím)\w*",
            before="eredetileg|korábban|tévesen",
            said=(
                "írt|szerepelt|állt|közölt|állít|jelent|tartalmaz|volt|maradt|írtuk|látható volt|"
                "volt látható|adtuk|kimarad|hiányz|elfelejt|túlz|kellett volna|közöltük|nevez|"
                "pótol"
            ),
            wrong=(
                r"hib|téved|téves|pontatlan|helytelen|elír|rosszul|rossz\b|összekever|felcserél|"
                r"elnéz|elgépel|figyelmetlen|pontatlanul|hibás|elszámol"
            ),
            mended=ByKind(
                retraction="visszavon",
                correction="javít|helyesbít|módosít|korrig|változtat|átír",
                clarification="pontosít|tisztáz",
                update="frissít|kiegészít|bővít",
            ),
            gone="eltávolít|töröl|már nem elérhető|levett|visszavon",
            we=(
                "elnézést|sajnáljuk|javítottuk|szerkesztőség|olvasóinktól|írtuk|módosítottuk|"
                r"frissítettük|\w{2,}[uü]nk\b|(?!\w*(?:közö|köz|ala|elő|mögö|fölö|fele|mia|"
                r"helye)t?t[uü]k\b)\w{2,}t[uü]k\b|(?:cikk|írás|cím|lap|ábrá|grafikon|"
                r"szöveg)[uü]nk\w*"
            ),
            sorry="elnézés|bocsánat|sajnál",
            notes=r"megjegyzés|szerk\.|ui\.?|fontos",
            here=r"itt\b|fent\b|fentebb",
            part=(
                r"bekezdés|mondat|szakasz|részlet|cím(?:ét|et|ben|e|ünk)?\b|alcím|lead|képaláírás|"
                r"idézet|grafikon|ábra|ábrá|infografik|térkép|táblázat|fotó|fénykép|kép\b|képet|utalás|"
                r"sor\b|megfogalmaz"
            ),
            detail=(
                r"(?:vezeték|kereszt|utó)?n[eé]v|életkor|kora\b|korát|dátum|évszám|szám\b|számot|"
                r"összeg|helyszín|hely\b|tisztség|beosztás|írásmód|százalék|párt\b|adat|nap\b|rang|"
                "számol|számít|időpont|név|neve"
            ),
            taken=(
                "kivett|kivettük|kihagy|töröl|törölt|eltávolít|kihúz|felcserél|lecserél|kicserél|"
                "elhagy|már nem|kicserélt|levettük|módosít"
            ),
            first="eredetileg|először|kezdetben|elsőre|elsőként|eredetileg",
            readers=r"olvasó\w* .{0,40}(?:jelez|figyelmezt|hívt|észrevet|szólt|írt)",
            spoke=r"mondt|közölte|nyilatkoz|elismert|szerint|írta\b|hozzátette|állítja|magyaráz",
            contrast=r"nem\b|hanem|helyett|helyesen\b",
        ),
    ),
    stamps=Stamps(
        published="közzétéve|megjelent",
        updated="frissítve|módosítva",
        last="utoljára",
        units="perc(?:e|cel)?|ór(?:a|ája|ával)|nap(?:ja|pal)?",
        ago="SPAN ezelőtt|(?:NUMBER|egy) (?:perce|órája|napja)",
        reading_time=r"olvasási idő\s?:?\sSPAN|SPAN olvasás|NUMBER perces olvas\w+",
        counted="hozzászólás|komment",
    ),
    pictures=Pictures(pictures="kép|fotó"),
    bylines=Bylines(by="szerző|írta"),
    boxes=Boxes(
        read_more="olvassa el (?:ezt )?is|olvasd el (?:ezt )?is|kapcsolódó cikk",
        adverts="hirdetés|reklám",
        appeals=(
            "iratkozz(?:on)? fel|kövess(?:en)? minket|csatlakozz(?:on)? (?:a )?(?:csatornánk|hozzánk)|"
            "támogass(?:a|on)? (?:minket|munkánkat)"
        ),
        comments="(?:hozzászólások|kommentek)",
        replies="válasz|jelentés|tetszik",
        follows="következő cikk",
    ),
)
