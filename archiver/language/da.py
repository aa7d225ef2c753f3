"""Danish."""

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
    Walls,
)

LANGUAGE = Language(
    code="da",
    name="Danish",
    calendar=Calendar(
        months=(
            "januar jan",
            "februar feb",
            "marts mar",
            "april apr",
            "maj",
            "juni jun",
            "juli jul",
            "august aug",
            "september sep sept",
            "oktober okt",
            "november nov",
            "december dec",
        ),
        days="mandag tirsdag onsdag torsdag fredag lørdag søndag",
        joints="kl|klokken|den",
    ),
    notices=Notices(
        headwords=ByKind(
            retraction="tilbagekaldelse",
            correction=(
                "fejl og fakta|fakta-fejl|undskyldning|beklagelse|genmæle|ændring|"
                "ændrings(?:log|historik)|rettelseslog|rettelse|berigtigelse|rettelser|"
                "berigtigelser|korrektion|fejl og rettelser|fakta ?fejl|"
                "vi retter|fejl"
            ),
            clarification="præcisering|uddybning",
            editors_note=(
                "redaktionen bemærker|"
                "redaktionens bemærkning|redaktionel (?:note|bemærkning|kommentar)|note fra redaktionen|"
                r"red\."
            ),
            update="opdatering|tilføjelse",
        ),
        done=ByKind(
            retraction="trukket tilbage",
            correction="rettet|korrigeret|ændret",
            clarification="præciseret",
            update="opdateret|tilføjet",
        ),
        openings=ByKind(
            correction=(
                r"avisen (?:beklager|undskylder)\b|"
                r"ændringer\s?[:：]\s?\D{0,3}\d"
            ),
            update="artiklen er (?:opdateret|blevet opdateret)",
        ),
        corrects="retter",
        joints="kl|den|d",
        invitations="(?:fundet|ser du|finder du|opdaget) (?:du )?(?:en )?fejl|kontakt os",
        sentences=Sentences(
            own=(
                r"efter (?:offentliggørelsen|publicering(?:en)?|udgivelsen)\b(?! af)|"
                "(?:denne|den her|vores) (?:artikel|historie|tekst|nyhed|version|overskrift|klumme|"
                r"udgave)\w*|i (?:artiklen|teksten|overskriften|rubrikken)\b|(?:artiklens|af artiklen|"
                r"af teksten)\b|(?:første|andet|tredje|fjerde|femte|sidste) afsnit\b|(?:fra|"
                r"ud af) (?:artiklen|teksten|historien)\b|i (?:historien|billedteksten)\b"
            ),
            subject=(
                "(?:denne )?(?:artikel|artiklen|historien|teksten|overskriften|rubrikken|billedteksten|"
                r"indlægget|nyheden)\b"
            ),
            version=(
                r"(?:tidligere|første|oprindelig\w*|forrige|ældre|"
                r"foregående) (?:offentliggjort |publiceret )?(?:version|udgave|"
                r"overskrift)\w*"
            ),
            before=r"tidligere|oprindelig|i første omgang|indledningsvis|fejlagtig|først\b",
            said=(
                r"stod|skrev|fremgik|oplyste|angav|hed\b|angivet|nævnt|omtalt|stået|påsto|fremgået|"
                "nævnte|beskrev|lød|indeholdt|står|gengivet|gav|indsneget|skrevet|viste|skrev|nævn|"
                "manglede|udelod|glemte|overdrev|gik for vidt|skulle (?:der )?(?:have|være)|burde|"
                "oplyste|kaldte"
            ),
            wrong=(
                "fejl|forkert|ukorrekt|ikke (?:korrekt|rigtig)|urigtig|misvisende|upræcis|forveksl|"
                "byttet (?:om|rundt)|misforståelse|smutter|sjusk|tastefejl|slåfejl|fejlagtig|"
                r"galt\b|ikke (?:den|det|de) rigtige|regnefejl|gav indtryk"
            ),
            mended=ByKind(
                retraction="trukket tilbage|afpublicere|tilbagekaldt|trækkes tilbage",
                correction=(
                    "rettet|rettes|rettelse|korriger|ændr|tilrette|redigere|berigtige|udskiftet|erstattet"
                ),
                clarification="præciser|uddyb|tydeliggjort",
                update="opdater|tilføjet|udvidet|suppleret",
            ),
            because="af|på|efter|grundet",
            gone="fjernet|slettet|ikke længere tilgængelig|afpublicere|taget ned",
            we=r"vi\b|vores|os\b|redaktionen|beklager\b",
            sorry="beklag|undskyld",
            notes=r"note|n\.?b\.?|obs\b|bemærk|ps\b|fotnote|red\.|edit\b",
            here=r"her\b|ovenfor",
            of=r"af",
            part=(
                "afsnit|sætning|passage|overskrift|rubrik|underrubrik|mellemrubrik|manchet|billedtekst|"
                r"citat|grafik|diagram|kort\b|kortet|tabel|billede|foto|linje|formulering"
            ),
            detail=(
                r"(?:for|efter)?navn|alder|dato|årstal|tal\b|tallet|beløb|sum\b|sted\b|titel|"
                r"stilling|stavemåde|procent|parti\b|antal|oplysning|ugedag|regne|beregning|"
                "udregning|klokkeslæt|efternavn"
            ),
            taken=(
                "fjernet|taget (?:ud|ned|væk)|udgået|slettet|strøget|klippet|byttet|udskiftet|"
                "erstattet|ikke længere|skiftet ud|byttet ud|ændret"
            ),
            first=(
                r"først\b|oprindelig|i første omgang|indledningsvis|til at begynde med|"
                r"i begyndelsen|vi havde\b|havde vi\b"
            ),
            readers=(
                r"læser\w* .{0,40}(?:gjort|påpeg|bemærk|opdag|skrev|gjorde|henvend)|(?:påpeg|tip|"
                "opmærksom).{0,25} (?:af|fra) .{0,25}læser|tak til .{0,25}læser"
            ),
            spoke=(
                r"siger|sagde|skriver|skrev\b|ifølge|fortæller|erkender|tilføjede|forklarer|oplyser|"
                "konstatere|advare"
            ),
            contrast=r"ikke\b|i stedet|skal (?:der )?stå\b|rettelig",
        ),
    ),
    stamps=Stamps(
        published="offentliggjort|udgivet",
        updated=r"opdater\w*",
        last="sidst|senest",
        units="sek(?:under)?|min(?:utter)?|time[rn]?|dag(?:e)?|uge[rn]?|måned(?:er)?",
        ago="(?:for )?(?:SPAN|en (?:time|dag)|et minut) siden",
        reading_time=r"læsetid\s?:?\sSPAN|SPAN læsetid",
        counted="kommentarer",
    ),
    bylines=Bylines(
        helped=(
            r"med (?:bidrag|materiale|oplysninger) fra\b|(?:medvirkende|redigering|oversættelse|"
            r"research)\s?:"
        ),
        by=r"af|tekst(?=\s*:)",
        joins="og",
        card="skrevet af",
        addresses="forfatter",
    ),
    pictures=Pictures(pictures="billede", labels="kilde"),
    boxes=Boxes(
        kinds="leder|debat|analyse|kommentar|klumme|anmeldelse",
        paid="annoncørbetalt|sponsoreret|i samarbejde med|betalt indhold",
        opens="læs (?:mere|hele artiklen|videre)|vis (?:mere|hele artiklen)|fortsæt læsning",
        onward="næste(?: side)?|side 2",
        read_more="læs også",
        adverts="annonce|reklame",
        appeals="følg os",
        first_month="første måned",
        notes="kilder?:",
        locked="for abonnenter",
        comments="kommentarer",
        replies="svar|besvar|anmeld|synes godt om",
        says="siger|skriver|skrev",
        follows="næste artikel",
    ),
    walls=Walls(
        bot_titles="adgang nægtet",
        error_titles="siden (?:blev ikke fundet|findes ikke)|noget gik galt",
        consent_titles="(?:din|dit) privatliv.{0,30}",
        login_titles="log ind(?: .{0,40})?",
        errors="siden blev ikke fundet",
        consent="samtykke",
        login="log ind",
        subscribe="kun for abonnenter|for abonnenter",
        subscribe_lines=(
            "(?:kun|bare) for (?:abonnenter|medlemmer)|for at (?:læse|fortsætte)|"
            r"bliv (?:abonnent|medlem) (?:og|for)|(?:abonner|log ind)\b.{0,20}\bog læs"
        ),
        actions="abonner|log ind",
        commenting=r"kommentar\w*|debatten\b",
        by_mail="nyhedsbrev",
        loading="indlæser",
        accepts="(?:accepter|tillad|afvis)(?: alle)?(?: cookies)?|ok til alle|indstillinger|tilpas",
    ),
)
