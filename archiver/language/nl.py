"""Dutch."""

from archiver.language.shape import (
    Boxes,
    ByKind,
    Bylines,
    Calendar,
    Language,
    Notices,
    Pictures,
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
        correction="correctie|rechtzetting|rectificatie",
        clarification="verduidelijking",
        editors_note="noot van de redactie",
        update="aanvulling",
    ),
    done=ByKind(update="bijgewerkt"),
    openings=ByKind(
        correction="in een eerdere versie",
        update="dit artikel (?:is|werd) (?:bijgewerkt|aangevuld|aangepast)",
    ),
    joints="op",
)

STAMPS = Stamps(
    published="gepubliceerd|geplaatst",
    updated="bijgewerkt",
    last="laatst",
    units="sec(?:onden?)?|min(?:uten|uut)?|uur|dag(?:en)?|we(?:ek|ken)|maand(?:en)?",
    ago="SPAN geleden",
    reading_time=r"NUMBER[ -]?UNIT[ -](?:leestijd|lezen)|leestijd\s?:?\s(?:ca\. )?SPAN",
    counted="reacties?",
)

BYLINES = Bylines(by="door|tekst", joins="en", roles="redacteur", card="geschreven door", follows="is")

PICTURES = Pictures(pictures="foto|beeld")

BOXES = Boxes(
    read_more="lees ook",
    adverts="advertentie",
    appeals="volg ons|schrijf je in",
    first_month="eerste maand",
    locked="alleen voor abonnees",
    asks="abonneren",
    comments="reacties",
    ands="en",
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
