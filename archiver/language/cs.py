"""Czech."""

from archiver.language.shape import (
    Boxes,
    ByKind,
    Bylines,
    Calendar,
    Language,
    Notices,
    Sentences,
    Stamps,
    Walls,
)

LANGUAGE = Language(
    code="cs",
    name="Czech",
    calendar=Calendar(
        months=(
            "leden ledna",
            "únor února",
            "březen března",
            "duben dubna",
            "květen května",
            "červen června",
            "červenec července",
            "srpen srpna",
            "září",
            "říjen října",
            "listopad listopadu",
            "prosinec prosince",
        ),
        days="pondělí úterý středa čtvrtek pátek sobota neděle",
        joints="v|dne",
    ),
    notices=Notices(
        headwords=ByKind(
            correction=(
                "korekce|naše chyba|uvádíme na pravou míru|"
                "(?:historie|seznam) (?:změn|oprav)|oprava|omluva|opravy|opravujeme|"
                "omlouváme se|tisková oprava|errata|erratum"
            ),
            clarification="upřesnění|zpřesnění|upřesňujeme",
            editors_note=r"poznámka redakce|(?:pozn\.|poznámka) (?:red\.?|redakce|editora)|od redakce",
            update="aktualizace|aktualizováno|doplnění",
        ),
        done=ByKind(retraction="staženo", correction="opraveno", update="doplněno"),
        corrects="opravuje",
        joints="ze dne|dne",
        invitations=r"našl\w+ (?:jste )?chybu|nahl[aá]s|v článku chybu\?",
        openings=ByKind(
            correction=(
                r"(?:noviny|deník) (?:se\b.{0,20}omlouva?j)|"
                r"změny\s?[:：]\s?\D{0,3}\d"
            )
        ),
        sentences=Sentences(
            own=(
                r"po (?:zveřejnění|vydání)(?: (?:článku|textu|zprávy))?(?=\s?[,.:]|\sjsm"
                r"e\b|\sbyl)|"
                r"(?:tento|tohoto|tomto|této|naš\w+) (?:člán|text|zpráv|titul|verz|příspěv)\w*|(?:v|do|"
                r"z) (?:článku|titulku|textu)\b|verz\w+ (?:článku|textu|zprávy)|z (?:článku|textu|"
                r"zprávy)\b"
            ),
            subject=r"(?:článek|text|titulek|zpráva|zprávu|článku|v článku)\b",
            version=r"(?:původní|předchozí|dřívější|starší|první) (?:verz|titul)\w+",
            before="původně|dříve|nejprve|předtím|prvotně|omylem|mylně",
            said=(
                "uvád|uvedl|uveden|napsal|psali|stálo|tvrdil|informoval|označ|zazně|psal|obsahova|"
                r"vloudi|byl[aoiy]?\b|stálo|ukazoval|napsali|přisoudil|přisuz|zmíni|nezmíni|chybě|"
                "opomn|zapomn|přehán|měl(?:i|o) (?:jsme )?(?:ps|být|st)|uvedli|nazva|uvést|zmínit|"
                "dodat"
            ),
            wrong=(
                "chyb|omyl|nespráv|mylně|nepřes|neprav|špatn|záměn|překlep|splet|popletl|poplet|"
                r"zaměni|prohod|nedopatř|přehlédn|přeps|zmýl|zmát|nebyl\w* správn"
            ),
            mended=ByKind(
                retraction="stažen|stáhli|odvolán",
                correction="oprav|změn|uprav|pozměn|nahrazen",
                clarification="upřesn|zpřesn|vysvětl",
                update="aktualizov|dopln|rozšíř",
            ),
            because="z|na|po|v souvislosti",
            gone="odstraněn|smazán|není (?:již|už|nadále) dostupn|stažen",
            we=r"omlouváme|redakc|opravujeme|opravili|jsme\b|naše|našem|jsme\b|náš\b|jsme",
            sorry="omlouv|litujeme|mrzí",
            notes=r"pozn(?:ámka|\.)|upozornění|p\.?s\.?|dodatek|vysvětlivka",
            here=r"zde\b|výše\b|u článku",
            part=(
                r"odst(?:avec|avc)|vět[auy]|pasáž|úryv|titul|mezititul|perex|popis|citát|citac|graf\b|"
                "grafu|grafik|infografik|map[auy]|tabul|fotografi|snímek|řádek|formulac|zmínk"
            ),
            detail=(
                r"jmén|příjmen|věk\b|věku|datum|data\b|rok\b|letopočet|čísl|částk|údaj|míst[oa]|"
                r"funkc|pravopis|procent|stran[auy]|počet|počt|den\b|titul|jednot|počít|výpoč|"
                "přepoč|hodin|příjmen"
            ),
            taken=(
                "odstran|vymaz|smaza|vyškrt|škrt|vypust|prohodil|zaměnil|nahrad|vyňa|vyřad|už n|"
                "již n|vyměn|vypustil|změn|nahradil"
            ),
            first="původně|nejprve|zpočátku|prvotně|nejdříve|napřed|jsme původně|jsme nejprve",
            readers=(r"čtenář\w* .{0,40}(?:upozorn|všim|napsal|nahlás)|(?:upozorn|děkuj|díky).{0,20} čtenář"),
            spoke=(
                r"řekl|říká|píše|napsala?\b|uvedl\w* (?:mluv|minist|ředit|polic)|přizna|dodal|"
                r"podle\b|tvrdí|vysvětl|uvedla?\b|konstatova|varova"
            ),
            contrast=r"nikoli|ne\b|není|místo\b|namísto|nýbrž|má být|správně (?:je|má)",
        ),
    ),
    stamps=Stamps(
        published="zveřejněno|publikováno|vydáno",
        updated="aktualizováno|aktualizace",
        last="naposledy",
        units=r"sek(?:und\w*)?|min(?:ut\w*)?|hod(?:in\w*)?|dn[yí]\w*|den|týd\w*|měsíc\w*",
        ago="před (?:SPAN|hodinou|minutou)|právě teď",
        reading_time=r"(?:doba|délka) čtení\s?:?\sSPAN|SPAN čtení|čtení na SPAN",
    ),
    bylines=Bylines(
        helped=(
            r"(?:při|s)(?:spěl[ai]?| přispěním)\b|spolupracoval[ai]?\b|spolupráce\s?:|"
            r"s využitím (?:materiálů|informací)|překlad\s?:"
        ),
        by="autor(?:ka|ři)?",
    ),
    boxes=Boxes(
        kinds="rozhovor|názor|analýza|komentář|glosa|sloupek|recenze",
        paid="komerční sdělení|placený obsah|sponzorováno",
        opens="číst (?:dál|více|celý článek)|zobrazit (?:více|celý článek)|pokračovat ve čtení",
        onward="další(?: strana| stránka)?|strana 2",
        read_more="čtěte (?:také|též)",
        adverts="reklama|inzerce",
        appeals="přihlaste se k odběru|sledujte nás|podpořte nás|přidejte se k nám",
        comments="komentáře|diskuse",
        replies="odpovědět|nahlásit|líbí se",
        says="napsala?|píše|říká",
        follows="další článek",
    ),
    walls=Walls(
        error_titles="stránka nenalezena",
        subscribe_lines="pouze pro předplatitele|(?:pro|abyste mohli) (?:pokračování|číst dál)",
        actions=r"předplat\w+",
        loading="načítání",
        accepts="(?:přijmout|souhlasím|odmítnout)(?: vše)?|nastavení(?: .{3,20})?",
    ),
)
