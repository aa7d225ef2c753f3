"""Dutch."""

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

CALENDAR = Calendar(
    months=(
        "januari jan",
        "februari feb",
        "maart mrt",
        "april apr",
        "mei",
        "juni jun",
        "juli jul",
        "augustus aug",
        "september sep",
        "oktober okt",
        "november nov",
        "december dec",
    ),
    days="maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    joints="op|om|uur",
)

NOTICES = Notices(
    headwords=ByKind(
        correction=(
            "(?:onze )?excuses|onze fout|recht van antwoord|terechtwijzing|"
            "wijzigingen(?:log|overzicht)|versiegeschiedenis|correctie|rechtzetting|"
            "rectificatie|correcties?(?: en aanvullingen?)?|rectificaties?|"
            "herstel|verbetering|erratum|correctie en aanvulling"
        ),
        clarification=("nadere toelichting|verduidelijking|precisering|nuancering"),
        editors_note=(
            "redactionele noot|"
            "noot van de redactie|naschrift(?: van de)? redactie|naschrift|(?:noot|opmerking|"
            r"toelichting)(?: van de)? (?:redactie|red\.|auteur)|red\."
        ),
        update="aanvulling|update|actualisering|wijziging|aanvullingen",
    ),
    done=ByKind(retraction="ingetrokken", correction="gecorrigeerd|aangepast", update="bijgewerkt"),
    openings=ByKind(
        correction=(
            r"(?:de|deze|onze) (?:krant|site) (?:betreurt|biedt\b.{0,30}excuses)|"
            r"wijzigingen\s?[:：]\s?\D{0,3}\d|"
            r"anders dan (?:eerder|we|hier|aanvankelijk)\b.{0,40}(?:gemeld|"
            r"geschreven|bericht)"
        ),
        update="dit artikel (?:is|werd) (?:bijgewerkt|aangevuld|aangepast)",
    ),
    corrects="corrigeert|deze versie corrigeert",
    joints="op|van|om",
    invitations=(
        "fout (?:gezien|gevonden|ontdekt)|(?:zie|ziet) (?:je|u) een fout|tip (?:de redactie|ons)|meld het"
    ),
    sentences=Sentences(
        own=(
            r"na (?:de )?publicatie\b(?! van)|"
            r"(?:dit|deze|onze|ons|bovenstaande?) (?:\w+ )?(?:artikel|bericht|verhaal|stuk|tekst|"
            "nieuwsbericht|column|kop|recensie|interview|versie|liveblog|blog|post|onderschrift|"
            r"productie|reportage|opiniestuk)\b|(?:in|van|aan) het (?:artikel|bericht|stuk)\b|"
            r"in de (?:kop|tekst)\b|in de (?:eerste|tweede|derde|vierde|vijfde|laatste) alinea\b|"
            r"uit (?:het (?:artikel|stuk|bericht|verhaal)|de tekst)\b(?! van)|(?:foto|"
            r"beeld) bij (?:dit|het) \w+"
        ),
        subject=(
            r"(?:het|de) (?:artikel|bericht|verhaal|stuk|kop|tekst|onderschrift|fotobijschrift)\b|"
            r"(?:artikel|bericht)\b"
        ),
        version=(
            r"(?:eerdere|vorige|oorspronkelijke|eerste|oudere|"
            r"initiële) (?:gepubliceerde )?(?:online ?)?(?:versies?|kop)\b"
        ),
        before=r"aanvankelijk|oorspronkelijk|eerder|in eerste instantie|per abuis|abusievelijk|eerst\b",
        said=(
            "stond|schre|geschreven|meldden|gemeld|vermeld|zei|noemde|genoemd|gesteld|te lezen|"
            "luidde|beweerd|spraken|sprake|bevatte|stonden|gepubliceerd|geslopen|gaf|staat|"
            "suggereer|beweer|schreven|legden|in de mond|bij dit|vermeld|ontbr|vergeten|overdre|"
            "ging te ver|meldden|hadden .{0,40}moeten|had moeten|moet zijn|noemden"
        ),
        wrong=(
            "fout|onjuist|verkeerd|onterecht|ten onrechte|abusievelijk|per abuis|incorrect|"
            "vergissing|niet (?:juist|correct)|anders dan|in tegenstelling tot wat|onnauwkeurig|"
            r"klop\w+ niet|door elkaar|verwissel|verwarr|abuis|misverstand|slordig|vergist|misser|"
            "verspelling|verkeerde|klopte niet|klopten niet|niet (?:van )?(?:het|de) juiste|"
            "rekenfout|leek het alsof|wekte de indruk"
        ),
        mended=ByKind(
            retraction="ingetrokken|teruggetrokken|gedepubliceerd",
            correction=(
                "gecorrigeer|corrig|gerectificeer|rectific|aangepast|gewijzigd|hersteld|rechtgezet|"
                "verbeterd|veranderd|bewerkt|vervangen"
            ),
            clarification="verduidelijk|gepreciseerd|genuanceerd",
            update="bijgewerkt|aangevuld|geactualiseerd|geüpdatet|ge-?update|uitgebreid|toegevoegd",
        ),
        because="om|wegens|op|vanwege|na|in afwachting",
        gone="verwijderd|niet (?:meer|langer) (?:beschikbaar|online)|offline|ingetrokken",
        we=r"we\b|wij\b|onze?\b|ons\b|(?:de )?redactie",
        sorry="spijt|excuses|excuus|betreur|verontschuldig|sorry",
        notes=(r"noot|n\.?b\.?|opmerking|let op|naschrift|red\.|ps\b|toelichting|voetnoot|addendum|edit\b"),
        here=r"hier\b|op deze plaats|hierboven",
        of=r"van",
        part=(
            r"alinea|zin\b|zinnen|zinsnede|passage|kop\b|koppen|tussenkop|onderschrift|bijschrift|"
            r"fotobijschrift|fotoonderschrift|citaat|citaten|quote|grafiek|infographic|kaart\b|kaartje|"
            r"tabel|foto|intro\b|regel|verwijzing|beeld\b|kader"
        ),
        detail=(
            r"(?:voor|achter)?na(?:am|men)\b|leeftijd|datum|jaartal|jaar\b|getal|cijfer|bedrag|"
            r"plaats\b|functie|spelling|percentage|partij|aantal|gegevens?|dag\b|titel\b|eenheid|"
            "rekensom|berekening|woorden|tijdstip|omrekening"
        ),
        taken=(
            "verwijderd|geschrapt|weggehaald|gehaald|gewist|weggelaten|verwisseld|vervangen|"
            "eruit|niet (?:langer|meer)|veranderd"
        ),
        first=(
            r"aanvankelijk|oorspronkelijk|in eerste instantie|eerst\b|in het begin|we hadden\b|"
            r"hadden we\b"
        ),
        readers=(
            r"lezer\w* .{0,40}(?:wezen|gewezen|opgemerkt|merkte|zagen|zag\b|tipte|meldde|lieten|"
            "attendeer|schreven)|(?:tip|attent|opmerking|dank).{0,20} (?:van|door|aan) .{0,25}lezer"
        ),
        spoke=(
            r"zegt|zei\b|schreef|schrijft|aldus|volgens|vertelt|vertelde|erkent|erkende|stelde\b|"
            r"oordeelde\b"
        ),
        contrast=r"niet\b|geen\b|in plaats|dat (?:moe(?:st|t)|had) .{0,25}(?:zijn|luiden)",
    ),
)

STAMPS = Stamps(
    published="gepubliceerd|geplaatst",
    updated="bijgewerkt",
    last="laatst",
    units="sec(?:onden?)?|min(?:uten|uut)?|uur|dag(?:en)?|we(?:ek|ken)|maand(?:en)?",
    ago="(?:SPAN|een (?:uur|minuut|dag)) geleden|zojuist",
    reading_time=r"NUMBER[ -]?UNIT[ -](?:leestijd|lezen)|leestijd\s?:?\sSPAN",
    counted="reacties?",
)

BYLINES = Bylines(
    helped=(
        r"met (?:medewerking|bijdragen?|informatie|dank|materiaal) (?:van|aan)\b|"
        r"m\.m\.v\.|(?:mede)?medewerking\s?:|medewerking van\b|aan dit (?:artikel|"
        r"verhaal) werkten?\b|"
        r"vertaling\s?:|vertaald door\b"
    ),
    after=r"in(?! ['’]t| de)|vanuit|voor",
    by="door (?:onze|een) (?:redacteur|verslaggever|correspondent|medewerker)|door|tekst",
    joins="en",
    roles="redacteur",
    card="geschreven door",
)

PICTURES = Pictures(pictures="foto|beeld")

BOXES = Boxes(
    kinds="opinie|analyse|commentaar|column|recensie|interview",
    paid=(
        "gesponsorde inhoud|betaalde inhoud|gesponsord|advertorial|"
        "in samenwerking met|aangeboden door|partnercontent"
    ),
    opens=("(?:lees|toon|laad) (?:meer|verder|het hele artikel|volledig artikel)|verder lezen|meer lezen"),
    onward="volgende(?: pagina)?|pagina 2",
    read_more="lees ook",
    adverts="advertentie",
    appeals=(
        "volg ons|schrijf je in|word (?:nu )?(?:lid|abonnee|vriend van)|steun ons|"
        "meld je aan voor (?:onze|de)"
    ),
    first_month="eerste maand",
    locked="alleen voor abonnees",
    asks="abonneren",
    comments="reacties",
    ands="en",
    replies="reageer|antwoord(?:en)?|beantwoorden|rapporteer|meld",
    says="zegt|schreef|schrijft",
    follows="volgende? artikel|lees hierna",
)

WALLS = Walls(
    bot_titles=(
        "toegang (?:geweigerd|geblokkeerd)|ben je een (?:mens|robot)|te veel (?:verzoeken|aanvragen)"
    ),
    error_titles=(
        "pagina (?:niet gevonden|bestaat niet)|er (?:is iets|ging iets) (?:mis(?:gegaan)?|"
        "fout(?:gegaan)?)|onderhoud"
    ),
    consent_titles="voordat je verdergaat.{0,30}|(?:jouw|uw|je) privacy.{0,30}",
    login_titles="inloggen|log in om .{0,40}",
    other_titles=".{0,40}niet beschikbaar in (?:jouw|uw) (?:land|regio)",
    error_word="fout",
    errors="pagina niet gevonden",
    consent="toestemming",
    login="inloggen",
    subscribe=r"alleen voor abonnees|verder lezen\?",
    subscribe_lines=(
        r"lees (?:dit artikel|verder|door).{0,20}\b(?:als|met)|\bgeen (?:gratis )?artikel|"
        r"(?:abonneer|log in|registreer|maak)\b.{0,40}\bom .{0,30}(?:lezen|verder)|om (?:verder|door|"
        "dit artikel|het hele artikel) .{0,20}lezen|"
        r"(?:verder|door)lezen\?|verder lezen (?:met|\?)|lees verder met|(?:alleen|exclusief|enkel) "
        "voor (?:onze )?(?:abonnees|leden)|je hebt .{0,40}(?:limiet|gratis artikelen)"
    ),
    articles="artikel",
    left=r"resterend\w*",
    none="geen",
    actions="abonneer|inloggen",
    commenting=r"reacties?\b|reageren\b",
    by_mail="nieuwsbrief",
    loading="laden|(?:wordt )?geladen",
    scriptless="schakel java ?script in",
    accepts=(
        "(?:alles )?(?:accepteren|weigeren|toestaan)|(?:alle )?cookies (?:accepteren|"
        "weigeren)|akkoord|instellingen(?: .{3,20})?|ja, ik accepteer.{0,20}"
    ),
)

LANGUAGE = Language(
    code="nl",
    name="Dutch",
    calendar=CALENDAR,
    notices=NOTICES,
    stamps=STAMPS,
    bylines=BYLINES,
    pictures=PICTURES,
    boxes=BOXES,
    walls=WALLS,
)
