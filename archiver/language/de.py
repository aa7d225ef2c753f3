"""German."""

from archiver.language.german import NOTICES
from archiver.language.shape import (
    Boxes,
    Bylines,
    Calendar,
    Claims,
    Language,
    Pictures,
    Stamps,
    Walls,
    Words,
)

CALENDAR = Calendar(
    months=(
        "januar jänner jan jän",
        "februar feber feb",
        "märz maerz mär mrz",
        "april apr",
        "mai",
        "juni jun",
        "juli jul",
        "august aug",
        "september sep sept",
        "oktober okt",
        "november nov",
        "dezember dez",
    ),
    days="montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag",
    near="gestern heute morgen vorgestern übermorgen",
    day_abbreviations="mo|di|mi|do|fr|sa|so",
    joints="am|um|uhr|den|dem|vom",
)

STAMPS = Stamps(
    published="veröffentlicht|publiziert|erschienen|eingestellt",
    updated=r"aktualis\w*|geänder\w*|stand\b",
    last="zuletzt",
    labels="datum|erstellt",
    units="sek(?:unden?)?|min(?:uten?)?|std|stunden?|tag(?:en?)?|wochen?|monat(?:en?)?",
    ago="vor SPAN|vor (?:einer|einem) (?:minute|stunde|tag)|gerade eben",
    reading_time=r"NUMBER[ -]?UNIT[ -]lesezeit|(?:lesezeit|lesedauer)\s?:?\sSPAN",
    counted="kommentare?|mal geteilt|aufrufe",
)

BYLINES = Bylines(
    helped=(
        r"mit (?:agentur)?material (?:von|der)\b|mit (?:informationen|beiträgen) (?:von|der)\b|"
        r"mit agenturen\b|(?:unter )?mitarbeit(?: von\b|\s?:)|(?:weitere )?recherchen?\s?:|"
        r"(?:redaktion|bearbeitung|übersetzung|mitwirkung)\s?:|(?:aus dem \w+ )?übersetzt von\b|"
        r"redigiert von\b"
    ),
    after="in|am|um|für",
    houses="institut|zentrum|stiftung|verein|verband|amt|ministerium",
    by=r"von|text(?=\s*:)|autor(?:in|en)?(?:/\w+)?",
    did=(
        "kolumne|gastbeitrag|interview|kommentar|analyse|reportage|artikel|geschrieben|"
        "veröffentlicht|verfasst|"
        r"ein(?:e)?\s\w+"
    ),
    joins="und",
    roles=(
        r"redakteur\w*|korrespondent\w*|autor\w*|chef\w*|volontär\w*|leiter\w*|fotograf\w*|reporterin|"
        r"herausgeber\w*"
    ),
    no_names=(
        "kommentare?|teilen|folgen|minuten|lesezeit|veröffentlicht|aktualisiert|uhr|"
        r"(?:mehr|alle) (?:beiträge|artikel|von|zum)(?:\b.*)?"
    ),
    along="mit",
    card="autor(?:in)?|verfasst von|geschrieben von",
    addresses="autor(?:en|in)?|profil|redaktion|redakteure?",
)

PICTURES = Pictures(
    pictures="fotos?|bild(?:er)?|bildrechte|bildnachweis|bildquelle|grafik",
    credits=r"quelle|fotograf\w*",
    captions="legende|bildunterschrift",
    labels="quellen",
    places="archiv|symbol|links|rechts|mitte",
)

BOXES = Boxes(
    kinds=(
        "meinung|kommentar|analyse|leitartikel|kolumne|gastbeitrag|essay|glosse|satire|rezension|"
        "interview|faktencheck"
    ),
    paid=(
        r"bezahlte partnerschaft|gesponserter inhalt|anzeige(?=\W+(?:in kooperation|"
        r"in zusammenarbeit|präsentiert|von))|"
        r"bezahlter inhalt|gesponsert|sponsored|advertorial|in kooperation mit|präsentiert von"
    ),
    opens=(
        "(?:mehr|weiter) (?:lesen|anzeigen|laden)|weiterlesen|"
        "(?:ganzen |vollständigen )?(?:artikel|text|beitrag) (?:ganz |vollständig "
        ")?(?:lesen|anzeigen|öffnen|aufklappen|ausklappen)|aufklappen|ausklappen"
    ),
    onward="nächste seite|weiter|zur nächsten seite|auf seite 2|seite 2",
    read_more="lesen sie (?:auch|mehr|hier|dazu)|mehr zum thema|lies auch|auch interessant|mehr dazu",
    adverts="anzeigen?|werbung|lädt",
    labels="kommentare?",
    beside_dates=r"minuten lesezeit|min\.? lesezeit|lesezeit|\bvor \d+\b|teilen|kommentare?",
    licences="alle rechte vorbehalten",
    appeals=(
        "(?:whatsapp|telegram)[- ]kanal|(?:unseren?|den|zum|kostenlosen?|täglichen?) newsletter|"
        "newsletter (?:abonnieren|bestellen)|jetzt abonnieren|"
        "unterstütz(?:en sie|e|t) (?:uns|unsere|unabhängigen)|folgen sie uns|folge uns|angebot sichern"
    ),
    appeal_words=r"spende[n]?|abo\b|abonnement|unabhängige[rn]? journalismus",
    first_month="ersten monat",
    notes=(
        r"quellen?:|mit (?:material|informationen) (?:von|der)\b.{0,40}$|fehler gefunden|"
        "haben sie einen fehler|hinweis: dieser artikel|lesen sie hier mehr|hier geht es zu|mehr themen auf|"
        "bitte achten sie darauf, dass ihre kommentare|lest den originalartikel|neuer abschnitt$"
    ),
    embeds=(
        "externe[rn]? inhalt|redaktionelle[rn]? inhalt.{0,40}(?:empfohlen|extern)|"
        "empfohlener redaktioneller inhalt|privatsphäre-einstellungen verhindern|"
        "inhalte von .{0,40} anzeigen|mit dem laden (?:des|der) .{0,40} akzeptieren|"
        "ich bin damit einverstanden, dass mir|personenbezogene daten an drittplattformen|"
        "um (?:diesen|diese) .{0,30} (?:anzuzeigen|zu sehen)|javascript aktiv|ihr browser unterstützt"
    ),
    locked=(
        "nur für abonnent|bereits abonnent|weiterlesen mit|jetzt (?:weiterlesen|testen|abonnieren)|"
        "kostenlos testen|testen sie (?:für|jetzt)|probeabo"
    ),
    asks="abonn(?:ieren|ement|enten?)|einloggen|anmelden|registrieren|jetzt testen|spenden?\\b",
    comments=r"(?:alle )?(?:(?:leser(?:\*|:|_)?(?:innen)?)?-?\s*(?:kommentare?|diskussion)|leserbriefe)",
    ands="und",
    replies="antworten|melden|kommentar melden|zitieren|gefällt mir",
    says="sagt|schreibt|schrieb|meint",
    follows="nächster (?:artikel|beitrag)|als nächstes(?: lesen)?",
)

WALLS = Walls(
    bot_titles=(
        "zugriff (?:verweigert|gesperrt|blockiert)|sind sie ein (?:mensch|roboter)|bist du ein "
        "(?:mensch|roboter)|sicherheits(?:über)?prüfung|zu viele anfragen|"
        "bitte bestätigen sie.{0,40}(?:mensch|roboter).{0,20}"
    ),
    error_titles=(
        "wartung(?:sarbeiten|smodus)?|(?:seite|website).{0,30}(?:wartung|wartungsarbeiten)|"
        "(?:technische[rs]? )?(?:fehler|störung|problem)(?: aufgetreten)?|(?:ein )?fehler ist aufgetreten|"
        "(?:etwas|da) ist (?:etwas )?schie(?:f|ff) ?gelaufen|"
        "(?:(?:die|diese) )?(?:angeforderte )?(?:seite|artikel|inhalt)(?: (?:wurde|ist|konnte))?(?: "
        "leider)? nicht "
        "(?:gefunden|verfügbar|erreichbar|mehr verfügbar)(?: werden)?|diese seite (?:existiert|gibt "
        "es) nicht(?: mehr)?|nicht gefunden|(?:vorübergehend )?nicht (?:erreichbar|verfügbar)"
    ),
    consent_titles=(
        "bevor sie (?:fortfahren|weiterlesen)|ihre (?:privatsphäre|daten)(?: ist uns wichtig)?|"
        "(?:zustimmung|einwilligung)(?: erforderlich)?|datenschutz(?:einstellungen|hinweise)?|"
        "cookie-?(?:einstellungen|hinweis)|willkommen bei .{1,40}|(?:weiter ?lesen )?mit werbung(?: "
        "und cookies)?(?: weiterlesen)?|(?:wir verwenden|wir nutzen) cookies"
    ),
    login_titles=(
        "(?:bitte )?(?:melden sie sich an|einloggen|anmelden|anmeldung|login)(?: (?:und|um|bei) .{0,40})?"
    ),
    other_titles=(
        ".{0,40}in (?:ihrem|deinem) (?:land|region) nicht verfügbar|"
        "diese domain (?:steht zum verkauf|ist zu verkaufen).{0,20}"
    ),
    error_word="fehler",
    robot=(
        "sind sie ein (?:mensch|roboter)|bist du ein (?:mensch|roboter)|"
        "sicherheitsüberprüfung|zugriff verweigert"
    ),
    robot_says="bestätigen sie, dass sie (?:ein mensch|kein roboter)",
    errors=(
        "seite (?:wurde )?nicht gefunden|diese seite (?:existiert|gibt es) nicht|"
        "artikel nicht (?:gefunden|mehr verfügbar)"
    ),
    consent="zustimm|einwillig|datenschutz|personenbezogen|werbefrei",
    consent_asks=(
        "bevor sie fortfahren|datenschutz|zustimmung|einwilligung|mit werbung|werbefrei|"
        "willkommen|weiterlesen"
    ),
    login="anmelden|einloggen",
    subscribe=(
        "jetzt (?:weiterlesen|abonnieren|freischalten|testen)|weiterlesen mit|"
        "(?:diesen )?artikel freischalten|nur für abonnent|sie haben bereits ein abo|bereits abonnent|"
        "exklusiv für abonnent"
    ),
    subscribe_lines=(
        r"lesen sie diese[ns]? (?:artikel|text|beitrag).{0,20}\bmit|abonnent\w* vorbehalten|"
        r"\b(?:0|keine) (?:kostenlosen )?artikel\b(?! im)|"
        r"jetzt (?:weiterlesen|freischalten)|weiterlesen (?:mit|für|ab|nach)|\bum (?:weiter ?zu ?lesen|"
        "(?:diesen|den|die).{0,40}(?:weiter|zu lesen|weiterzulesen|lesen))|"
        "(?:artikel|text|beitrag) (?:jetzt )?(?:freischalten|kaufen|weiterlesen)|"
        r"(?:nur|exklusiv|ausschließlich) für (?:unsere )?(?:\w+-)?(?:abonnent|abo|plus|premium|"
        "mitglied|registriert)|"
        "(?:artikel|inhalt|beitrag|text) ist (?:nur|exklusiv|kostenpflichtig)|lesen sie (?:weiter|den "
        r"(?:ganzen|vollständigen|gesamten)).{0,30}\b(?:mit|als|im|abo)|"
        "(?:limit|kontingent|anzahl|zahl) .{0,40}artikel|(?:kostenlosen?|freien?) artikel .{0,40}"
        "(?:gelesen|aufgebraucht|erreicht|verbraucht)|(?:registrieren|anmelden|einloggen|"
        r"abonnieren)\b.{0,40}(?:weiter ?(?:zu)? ?lesen)|"
        r"sie (?:möchten|wollen) weiterlesen|bereits (?:abonnent|ein abo)|(?:\d+ ?%) des artikels"
    ),
    articles="artikel",
    left=r"übrig|verbleibend\w*",
    none="keine",
    actions=r"anmelden|einloggen|abonnieren|registrieren|\w*abo\b",
    commenting=r"kommentar\w*|kommentieren|mitdiskutieren",
    by_mail="posteingang",
    loading=("(?:wird|artikel|inhalt(?:e)?|text)? ?(?:wird |werden )?geladen|lädt|bitte warten"),
    scriptless=(
        "(?:bitte )?(?:aktivieren sie|aktiviere) java ?script|java ?script (?:ist deaktiviert|aktivieren)"
    ),
    accepts=(
        "(?:alle(?:s)? )?(?:akzeptieren|zustimmen|annehmen|ablehnen)|akzeptieren und weiter|"
        "(?:cookie-?)?einstellungen|einverstanden|ich stimme zu|verstanden"
    ),
)

WORDS = Words(
    function_words=(
        "der die das den dem des ein eine einer eines einem einen und oder aber denn doch sondern als wie"
        " wenn ob dass daß weil da während bis nachdem bevor in im ins an am ans auf aus bei beim mit nach"
        " von vom vor zu zum zur über unter zwischen durch für gegen um ohne seit ab ich mich mir mein"
        " meine du dich dir dein er ihn ihm sein seine seiner seinem seinen es sie ihr ihre ihrer ihrem"
        " ihren wir uns unser unsere euch sich man wer wen wem was wo wann warum welche welcher welches"
        " dieser diese dieses diesem diesen jener jene jenes ist sind war waren bin bist sei wäre wird"
        " werden wurde wurden worden hat haben hatte hatten habe hätte kann können konnte soll sollte muss"
        " müssen musste will wollte würde würden auch so noch nur schon sehr mehr hier dort dann nun etwa"
        " alle alles andere anderen selbst"
    ),
    style_words=(
        "jedoch allerdings zudem außerdem darüber hinaus daher deshalb somit dennoch trotzdem unterdessen"
        " indes inzwischen ferner schließlich zunächst übrigens ebenfalls insbesondere besonders bereits"
        " aktuell derzeit zurzeit beispielsweise etwa rund bzw z.b. eigentlich einfach ganz recht ziemlich"
        " insgesamt dabei damit dazu hierzu"
    ),
    negations=(
        "nicht kein keine keiner keines keinem keinen nie niemals niemand nichts nirgends weder ohne"
        " bestreitet bestritt dementiert dementierte falsch unwahr"
    ),
    hedges=(
        "möglicherweise mutmaßlich mutmaßliche mutmaßlicher mutmaßlichen angeblich angebliche vermutlich"
        " wohl wahrscheinlich offenbar anscheinend vielleicht könnte könnten dürfte dürften soll sollen"
        " vermeintlich scheinbar womöglich eventuell sicher bestätigt unbestätigt fast beinahe nahezu"
    ),
    attributions=(
        "sagte sagt sagten erklärte erklärt erklärten behauptete behauptet laut zufolge berichtete berichtet"
        " berichten berichteten bestätigte bestätigt betonte teilte mitgeteilt gab räumte warf angaben"
        " sprecher sprecherin kündigte schrieb twitterte kreise meldet meldete"
    ),
    numbers=(
        "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn"
        " sechzehn siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig"
        " neunzig hundert hunderte tausend tausende million millionen milliarde milliarden dutzend dutzende"
        " halb hälfte doppelt mehrheit minderheit"
    ),
    loaded=(
        "getötet tötete starb gestorben tot tote toten ermordet mord mörder totschlag erschossen"
        " erstochen verletzt verletzte unverletzt festgenommen verhaftet angeklagt verurteilt"
        " freigesprochen schuldig unschuldig verdächtig verdächtige verdächtiger opfer täter terrorist"
        " terroristen terror extremist angreifer angriff angegriffen krawalle randalierer protest"
        " demonstranten mob plünderung vergewaltigt vergewaltigung missbrauch betrug korrupt"
        " korruption bestechung lüge lügt log gelogen rassistisch rassismus entlassen zurückgetreten"
        " rücktritt legal illegal verboten abgelehnt genehmigt gewann verlor gewonnen verloren krieg"
        " massaker völkermord putsch waffenruhe geisel geiseln"
    ),
    counting=("null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"),
    units=(("euro", "€"), ("prozent", "%"), (r"millionen|mio\.?", "M"), (r"milliarden?|mrd\.?", "G")),
    opposites=("miss", "un"),
    nouns_capitalized=True,
)

CLAIMS = Claims(
    weak="könnte könnten möglicherweise womöglich eventuell vielleicht",
    guarded=(
        "mutmaßlich mutmaßliche mutmaßlicher mutmaßlichen angeblich angebliche vermutlich wohl"
        " wahrscheinlich offenbar anscheinend vermeintlich dürfte dürften soll sollen unbestätigt"
    ),
    speech=(
        "sagt sagte sagten erklärt erklärte erklärten behauptet behauptete betont betonte berichtet"
        " berichtete schreibt schrieb bestätigt bestätigte warnt warnte"
    ),
    doubting="behauptet behauptete",
    according="laut|nach angaben (?:von|der|des)",
    nameless=(
        "behörden quellen kreise kreisen insider zeugen experten ermittler beamte bericht berichte studie"
        " polizei"
    ),
    pronouns="er sie es man wer der die das wir ich ihr",
)

LANGUAGE = Language(
    code="de",
    name="German",
    calendar=CALENDAR,
    notices=NOTICES,
    stamps=STAMPS,
    bylines=BYLINES,
    pictures=PICTURES,
    boxes=BOXES,
    walls=WALLS,
    words=WORDS,
    claims=CLAIMS,
)
