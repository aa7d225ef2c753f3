"""Swedish."""

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
    code="sv",
    name="Swedish",
    calendar=Calendar(
        months=(
            "januari jan",
            "februari feb",
            "mars mar",
            "april apr",
            "maj",
            "juni jun",
            "juli jul",
            "augusti aug",
            "september sep sept",
            "oktober okt",
            "november nov",
            "december dec",
        ),
        days="måndag tisdag onsdag torsdag fredag lördag söndag",
        joints="kl|klockan|den|på",
    ),
    notices=Notices(
        headwords=ByKind(
            retraction="återkallelse",
            correction=(
                "faktafel|fel i artikeln|ändring|beklagande|ursäkt|genmäle|replik och rättelse|"
                "ändringshistorik|versionshistorik|rättelse|korrigering|rättelser|"
                "vi rättar|ändringslogg|fel i texten|felrättning"
            ),
            clarification="förtydligande",
            editors_note=(
                r"red\. anm\.?|"
                "redaktionens anmärkning|not från redaktionen|redaktionens (?:kommentar|not)|"
                "från redaktionen|redaktionell (?:kommentar|not)"
            ),
            update=("komplettering|uppdatering|tillägg"),
        ),
        done=ByKind(
            retraction="avpublicerad|återkallad",
            correction="rättat|rättad|korrigerad|korrigerat|ändrad|ändrat",
            clarification="förtydligat",
            update="uppdaterad|uppdaterat|kompletterad|kompletterat",
        ),
        openings=ByKind(
            correction=(
                r"tidningen (?:beklagar|ber\b.{0,20}ursäkt)|"
                r"ändringar\s?[:：]\s?\D{0,3}\d"
            ),
            update="artikeln (?:har uppdaterats|är uppdaterad|uppdateras)",
        ),
        corrects="rättar",
        joints="kl|klockan|den",
        invitations=r"hitta[dt]? (?:du )?(?:ett |något )?fel|fel i artikeln\?|tipsa|kontakta oss",
        sentences=Sentences(
            own=(
                r"efter publicering(?:en)?\b(?! av)|"
                "(?:den här|denna|vår) (?:artikel|text|nyhet|notis|krönika|rubrik|intervju|version|"
                r"sida)\w*|(?:artikelns|textens)\b|i (?:artikeln|texten|rubriken)\b|av (?:artikeln|"
                r"texten)\b|avpublicerat artikeln|(?:första|andra|tredje|fjärde|femte|sista) stycket\b|"
                r"ur (?:artikeln|texten)\b"
            ),
            subject=(
                r"(?:den här |denna )?(?:artikeln?|texten|rubriken|nyheten|bildtexten|notisen|ingressen)\b"
            ),
            version=(
                r"(?:tidigare|första|ursprunglig\w*|föregående|"
                r"äldre) (?:publicerad )?(?:version|rubrik|publicering|"
                r"utgåva)\w*"
            ),
            before=r"tidigare|ursprunglig|initialt|från början|inledningsvis|först\b",
            said=(
                "stod|skrev|uppgav|angav|uppgett|hette|sades|påsto|rapportera|stått|skrivit|"
                "framgick|namngavs|citera|hävda|innehöll|publicera|angett|gav|namnet|smugit|visade|"
                r"låg\b|skrev|nämnde|nämnt|saknade|utelämn|glömde|överdrev|gick för långt|"
                "skulle (?:det )?ha stått|borde|uppgav|kallade"
            ),
            wrong=(
                r"fel\b|felet|felen|felaktig|misstag|oriktig|missvisande|stavfel|faktafel|inkorrekt|"
                "inte (?:korrekt|stäm)|förväxl|blandat ihop|blandade ihop|sammanblandn|förväxling|"
                r"slarv|felstav|felskriv|fel(?=\s)|miss\b|missen|missade|tabbe|inte rätt|felräkn|"
                "gav sken|gav intryck"
            ),
            mended=ByKind(
                retraction="dragits tillbaka|återkalla|avpublicera|dragit tillbaka",
                correction="rätta|korriger|ändra|justera|redigera|bytts?|omarbeta|ersatt",
                clarification="förtydliga|precisera|klargjor",
                update="uppdatera|komplettera|utöka",
            ),
            because="av|på|efter|i väntan",
            gone=(
                "tagit(?:s)? (?:bort|ned|ner)|borttagen|raderats|avpublicera|"
                "inte längre tillgänglig|plocka(?:t|ts) bort"
            ),
            we=r"vi\b|vår|oss\b|redaktionen|beklagar\b",
            sorry="beklaga|ursäkt|ledsna",
            notes=r"notera|obs\b|not\b|fotnot|anmärkning|p\.?s\.?|kommentar från|edit\b",
            here=r"här\b|ovan\b",
            of=r"av|till",
            part=(
                r"stycke|mening\b|meningar|passage|rubrik|mellanrubrik|underrubrik|ingress|bildtext|"
                r"citat|grafik|diagram|karta|kartan|tabell|bild\b|bilden|foto|rad\b|formulering|avsnitt|"
                "uppgift"
            ),
            detail=(
                r"(?:för|efter)?namn|ålder|datum|årtal|siffra|siffror|belopp|summa|ort\b|titel|"
                r"befattning|stavning|procent|parti\b|antal|uppgift|dag\b|veckodag|räkna|beräkning|"
                "uträkning|klockslag|efternamn"
            ),
            taken=(
                "tagits? (?:bort|ut)|tagit (?:bort|ut)|tog (?:bort|ut)|strukit|strukits|borttag|"
                "raderat|utgått|plockat|bytt|ersatt|inte längre|inte kvar|utbytt|bytts ut|bytt ut|"
                "ändra"
            ),
            first=(
                r"först\b|ursprunglig|initialt|från början|inledningsvis|till en början|vi hade\b|"
                r"hade vi\b"
            ),
            readers=(
                r"läsar\w* .{0,40}(?:påpek|uppmärksam|hörde av|hört av|noter|tips|skrev)|(?:påpek|tips|"
                "uppmärksam).{0,20} (?:av|från) .{0,25}läsar|tack (?:till|alla) .{0,25}läsar"
            ),
            spoke=(
                r"säger|sade\b|sa\b|skrev\b|skriver|enligt|berättar|medger|tillade|uppger|"
                "konstatera|varna"
            ),
            contrast=r"inte\b|i stället|istället|ska (?:det )?stå\b|rätt \w+ är\b",
        ),
    ),
    stamps=Stamps(
        published="publicerad",
        updated=r"uppdater\w*|ändrad",
        last="senast",
        units="sek(?:under)?|min(?:uter)?|tim(?:mar|me)?|dag(?:ar)?|veck(?:a|or)|månad(?:er)?",
        ago="(?:för )?(?:SPAN|en (?:timme|minut)) sedan|just nu",
        reading_time=r"lästid\s?:?\sSPAN|SPAN (?:läsning|lästid)|läses på SPAN",
        counted="kommentarer|delningar",
    ),
    bylines=Bylines(
        helped=(
            r"med (?:bidrag|material|uppgifter) (?:från|av)\b|(?:medverkande|redigering|översättning|"
            r"research)\s?:"
        ),
        by=r"av|text(?=\s*:)",
        joins="och",
        roles="skribent",
        card="skriven av",
        addresses="skribent",
    ),
    boxes=Boxes(
        kinds="åsikt|satir|ledare|debatt|analys|krönika|kommentar|recension",
        paid="i samarbete med|sponsrat|betalt innehåll",
        opens="läs (?:mer|hela artikeln|vidare)|visa (?:mer|hela artikeln)|fortsätt läsa",
        onward="nästa(?: sida)?|sida 2",
        read_more="läs även|läs också",
        adverts="annons|reklam",
        appeals="följ oss|stöd oss|bli (?:medlem|prenumerant)|(?:anmäl dig till|prenumerera på) (?:vårt|vår)",
        asks="prenumerera",
        comments="kommentarer",
        replies="svara|anmäl|gilla",
        says="säger|skriver|skrev",
        follows="nästa artikel",
    ),
    walls=Walls(
        bot_titles="åtkomst nekad",
        error_titles="sidan (?:hittades inte|kunde inte hittas|finns inte)|något gick fel",
        consent_titles="innan du fortsätter|ditt integritet.{0,30}|din integritet.{0,30}",
        login_titles="logga in(?: .{0,40})?",
        errors="sidan (?:hittades inte|kunde inte hittas)",
        consent="samtycke",
        login="logga in",
        subscribe="endast för prenumeranter",
        subscribe_lines="för att (?:läsa|fortsätta)|(?:endast|bara) för (?:prenumeranter|inloggade)",
        actions="prenumerera|logga in",
        commenting=r"kommentar\w*|kommentera\b",
        by_mail="nyhetsbrev",
        loading="laddar",
        accepts=(
            "(?:acceptera|godkänn|neka)(?: alla?)?(?: cookies)?|jag (?:accepterar|godkänner)|"
            "inställningar|hantera .{3,20}"
        ),
    ),
)
