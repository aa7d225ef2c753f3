"""What walls, errors and shells say, in the languages of the news."""

from __future__ import annotations

import re
from collections.abc import Mapping

from archiver.model.reading import PageKind


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


TITLES: Mapping[PageKind, re.Pattern[str]] = {
    PageKind.BOT_WALL: _any(
        r"(?:are you|you are) (?:a )?(?:robot|human)|robot or human|verif\w+ (?:that )?you(?:['’]| "
        r"a)?re (?:not a )?"
        r"(?:a )?(?:human|robot|bot)(?: by .{0,40})?|please verify .{0,20}(?:human|robot)|prove (?:that "
        r")?you.{0,12}"
        r"(?:human|robot)|(?:human|bot|browser|security|captcha) (?:verification|check|challenge)|"
        r"checking (?:your browser|if .{0,40}secure).{0,40}|"
        r"just a (?:moment|second)|hold (?:on|tight)(?: a \w+)?|(?:wait )?(?:a|"
        r"one) (?:moment|second)(?:,? please)?|"
        r"one (?:more|last) (?:step|"
        r"moment)|"
        r"access (?:to (?:this|the) (?:page|site|website) (?:has been |is )?)?(?:denied|blocked|"
        r"restricted|forbidden)|"
        r"(?:you have been|request|access) blocked|forbidden|unauthori[sz]ed|attention required|"
        r"pardon (?:our|the) interruption|slow down|too many requests|rate limit(?:ed| exceeded)|"
        r"unusual (?:traffic|activity)(?: detected)?|your (?:ip|request).{0,20}blocked|captcha|"
        r"please enable (?:cookies|javascript).{0,40}|complete the (?:captcha|security check).{0,40}",
        r"zugriff (?:verweigert|gesperrt|blockiert)|sind sie ein (?:mensch|roboter)|bist du ein "
        r"(?:mensch|roboter)|"
        r"sicherheits(?:über)?prüfung|zu viele anfragen|bitte bestätigen sie.{0,40}(?:mensch|"
        r"roboter).{0,20}",
        r"accès (?:refusé|interdit|bloqué)|(?:êtes-vous|vous êtes) (?:un )?(?:humain|robot)|"
        r"vérification de sécurité|"
        r"trop de requêtes|acceso (?:denegado|restringido|bloqueado)|¿?eres (?:un )?(?:humano|robot)|"
        r"demasiadas (?:solicitudes|peticiones)|verificación de seguridad|accesso (?:negato|bloccato)|"
        r"sei un (?:umano|robot)|verifica di sicurezza|troppe richieste|toegang (?:geweigerd|geblokkeerd)|"
        r"ben je een (?:mens|robot)|te veel (?:verzoeken|aanvragen)|acesso (?:negado|bloqueado)|"
        r"você é um (?:humano|robô)|muitas (?:solicitações|requisições)|åtkomst nekad|adgang nægtet|"
        r"ingen tilgang|"
        r"odmowa dostępu|dostęp zabroniony|erişim engellendi|доступ (?:ограничен|запрещ[её]н)|вы не робот",
    ),
    PageKind.ERROR_PAGE: _any(
        r"(?:(?:error|fehler|erreur|errore|fout|erro|http)\W*)?(?:40[0-9]|410|451|50[0-9]|52[0-9])"
        r"(?:\W*(?:error|fehler|(?:page |file )?not found|bad gateway|gateway time-?out|service "
        r".{0,20}unavailable|"
        r"internal server error|forbidden|gone))?",
        r"(?:oops|sorry|whoops|uh oh)(?:\W.{0,60}(?:wrong|found|missing|lost|exist|broke\w*|error))?",
        r"(?:the |this |that |your )?(?:requested )?(?:page|article|story|content|file|url)"
        r"(?: you.{0,30}(?:requested|looking for))? (?:(?:was|is|could|can|has|does)\W*(?:not?|n['’]t)? ?)?"
        r"(?:been |be |longer )*(?:not )?(?:found|unavailable|available|exists?|removed|missing|"
        r"moved)(?: here)?",
        r"not found|nothing (?:found|here|to see here)|we (?:can['’]?t|cannot|could(?: not|n['’]t)) "
        r"find .{0,50}",
        r"(?:an )?(?:(?:internal|unexpected|application|server|fatal|technical|database) )+(?:server )?"
        r"(?:error|problem|fault|difficult\w+)(?: (?:has )?occurred)?|(?:an )?error(?: (?:has )?occurred)?|"
        r"something (?:went|has gone) wrong|service (?:is )?(?:temporarily )?unavailable|bad gateway|"
        r"gateway time-?out|(?:temporarily |currently )?(?:unavailable|offline|down)(?: for maintenance)?|"
        r"error establishing a database connection|"
        r"(?:(?:we(?:['’]| a)?re|the site is|site|website|scheduled|planned|under|down for) )*maintenance"
        r"(?: (?:mode|in progress|work))?|(?:(?:we(?:['’]ll| will) )?be )?(?:right )?back "
        r"(?:soon|shortly|online)|(?:we(?:['’]ll| will) )?be right back",
        r"wartung(?:sarbeiten|smodus)?|(?:seite|website).{0,30}(?:wartung|wartungsarbeiten)|"
        r"(?:technische[rs]? )?(?:fehler|störung|problem)(?: aufgetreten)?|(?:ein )?fehler ist aufgetreten|"
        r"(?:etwas|da) ist (?:etwas )?schie(?:f|ff) ?gelaufen|"
        r"(?:(?:die|diese) )?(?:angeforderte )?(?:seite|artikel|inhalt)(?: (?:wurde|ist|konnte))?(?: "
        r"leider)? nicht "
        r"(?:gefunden|verfügbar|erreichbar|mehr verfügbar)(?: werden)?|diese seite (?:existiert|gibt "
        r"es) nicht(?: mehr)?|"
        r"nicht gefunden|(?:vorübergehend )?nicht (?:erreichbar|verfügbar)",
        r"(?:page|article|contenu) (?:introuvable|non trouvée?|indisponible|inexistante?)|"
        r"(?:une )?erreur(?: (?:est survenue|s['’]est produite|interne.{0,20}|technique))?|"
        r"(?:site )?(?:en )?maintenance(?: en cours)?|service (?:temporairement )?indisponible|"
        r"(?:cette|la) page (?:n['’]existe (?:pas|plus)|est introuvable|n['’]est (?:pas|plus) disponible)",
        r"p[aá]gina n(?:o|ão|on) (?:encontrada|existe|disponible|disponível|trovata|disponibile)|"
        r"(?:se ha producido|ha ocurrido|ocorreu) un?m? (?:error|erro)|algo (?:salió mal|ha ido mal|deu "
        r"errado)|"
        r"(?:en|em) mant?n?u?tenimiento|(?:sitio )?en mantenimiento|(?:site )?em manutenção|"
        r"(?:si è verificato un|errore)(?: errore| del server| interno)?|(?:sito )?in manutenzione|"
        r"qualcosa è andato storto|servi[czç]i?o (?:temporariamente )?(?:no disponible|indisponível|non "
        r"disponibile)",
        r"pagina (?:niet gevonden|bestaat niet)|er (?:is iets|ging iets) (?:mis(?:gegaan)?|"
        r"fout(?:gegaan)?)|"
        r"onderhoud|sidan (?:hittades inte|kunde inte hittas|finns inte)|något gick fel|"
        r"siden (?:finnes ikke|blev ikke fundet|findes ikke|ble ikke funnet)|noe gikk galt|noget gik galt|"
        r"sivua ei löytynyt|nie znaleziono strony|strona nie (?:istnieje|została znaleziona)|coś poszło "
        r"nie tak|"
        r"stránka nenalezena|sayfa bulunamadı|страница не найдена|"
        r"ошибка(?: \d+)?|ページが見つかりません|メンテナンス中|"
        r"页面不存在|页面未找到",
    ),
    PageKind.CONSENT_WALL: _any(
        r"before you (?:continue|go on|proceed|enter)(?: to .{0,40})?|(?:we (?:value|respect|care "
        r"about) )?your privacy"
        r"(?: (?:choices|settings|matters(?: to us)?|is important.{0,20}))?(?:, .{0,40})?|"
        r"(?:privacy|cookie|consent) (?:settings|preferences|choices|consent|policy|notice|manager)|"
        r"(?:we|this (?:site|website)) uses? cookies|(?:accept|manage) (?:all )?cookies(?: to "
        r"continue)?|cookies?|"
        r"(?:we need )?your consent|choose how .{0,40}(?:data|ads|cookies).{0,20}",
        r"bevor sie (?:fortfahren|weiterlesen)|ihre (?:privatsphäre|daten)(?: ist uns wichtig)?|"
        r"(?:zustimmung|einwilligung)(?: erforderlich)?|datenschutz(?:einstellungen|hinweise)?|"
        r"cookie-?(?:einstellungen|hinweis)|willkommen bei .{1,40}|(?:weiter ?lesen )?mit werbung(?: "
        r"und cookies)?(?: weiterlesen)?|"
        r"(?:wir verwenden|wir nutzen) cookies",
        r"avant de continuer.{0,30}|(?:le respect de )?votre (?:vie privée|confidentialité).{0,40}|"
        r"(?:nous respectons|gérer) vo(?:s|tre) .{0,30}|continuer sans accepter|antes de continuar.{0,30}|"
        r"(?:su|tu|valoramos tu) privacidad.{0,30}|(?:a )?(?:sua|tua) privacidade.{0,30}|(?:la )?tua "
        r"privacy.{0,30}|"
        r"(?:il )?rispetto della tua privacy|voordat je verdergaat.{0,30}|(?:jouw|uw|je) privacy.{0,30}|"
        r"innan du fortsätter|(?:din|ditt) (?:integritet|personvern|privatliv).{0,30}|twoja "
        r"prywatność.{0,30}",
    ),
    PageKind.LOGIN: _any(
        r"(?:please )?(?:log|sign)[ -]?in(?: (?:or (?:register|sign ?up|subscribe)|to (?:your|the|"
        r"continue|read|access|view).{0,50}))?|"
        r"login(?: required)?|members? (?:login|area)|"
        r"(?:bitte )?(?:melden sie sich an|einloggen|anmelden|anmeldung|login)(?: (?:und|um|bei) .{0,40})?|"
        r"(?:se connecter|connexion|connectez-vous|identifiez-vous)(?: (?:à|pour) .{0,40})?|"
        r"(?:iniciar|inicia) (?:sesión|sessão)(?: .{0,40})?|accedi(?: .{0,40})?|(?:faça )?(?:o "
        r")?login(?: .{0,40})?|"
        r"entrar|inloggen|log in om .{0,40}|logga in(?: .{0,40})?|logg? ind?(?: .{0,40})?|zaloguj się|"
        r"giriş yap|войти",
    ),
    PageKind.OTHER: _any(
        r".{0,60}(?:not|n['’]t|un) ?available (?:in|from|to) (?:your|this|the)? ?(?:country|region|"
        r"location|area|eu\b|european|"
        r"europe|visitors).{0,80}|.{0,60}(?:blocked|restricted) in your (?:country|region|location).{0,20}|"
        r"unavailable (?:due to|for) legal reasons|.{0,40}in (?:ihrem|deinem) (?:land|region) nicht "
        r"verfügbar|"
        r".{0,40}(?:pas|non) disponible dans votre (?:pays|région)|.{0,40}no (?:está )?disponible en "
        r"(?:su|tu) (?:país|región)|"
        r".{0,40}non (?:è )?disponibile nel (?:tuo|suo) paese|.{0,40}niet beschikbaar in (?:jouw|uw) "
        r"(?:land|regio)|"
        r".{0,40}não (?:está )?disponível (?:no|em) seu (?:país|região)",
        r"(?:the |this )?(?:domain|domain name|website)?.{0,50}(?:is|may be) (?:for sale|parked|"
        r"available for purchase).{0,30}|"
        r"(?:buy|get) this domain.{0,20}|domain (?:for sale|expired|parking)|diese domain (?:steht zum "
        r"verkauf|ist zu verkaufen).{0,20}|"
        r"ce (?:nom de )?domaine est à vendre|este dominio está en venta|welcome to nginx|apache2? "
        r".{0,20}default page|"
        r"index of /.{0,40}|it works|account suspended|this (?:site|account) (?:has been|is) suspended",
    ),
}  # fmt: skip
"""Whole titles and headings of pages that are no article, by what they are.

OTHER are geo-blocks, parked domains and servers without a site.

Source: the pages of the vendors named in `walls.py`, the error pages of Apache, nginx, WordPress and
Drupal in their translations, and the walls of the papers of each language.
"""

SUBSCRIBE_LINES = _any(
    r"(?:this is )?an? (?:premium|plus|members?|subscribers?)(?:[-’' ](?:only|exclusive))? (?:article|story)|"
    r"already have an account|unlock (?:full|unlimited) access|start your (?:free )?trial to|"
    r"subscribe (?:now|today) (?:and get|(?:for|from) (?:only |just )?[$€£])",
    r"lesen sie diese[ns]? (?:artikel|text|beitrag).{0,20}\bmit|abonnent\w* vorbehalten|"
    r"lees (?:dit artikel|verder|door).{0,20}\b(?:als|met)|"
    r"\b(\d+) (?:of|von|sur|de|di|van) \1\b.{0,20}(?:free|article|artikel|art[ií]culos|articoli|artigos)|"
    r"\b(?:0|no|keine|aucun|geen|nessun|ningún|nenhum) (?:more )?(?:free |kostenlosen |gratis )?"
    r"(?:articles?|artikel|artículos?|articol[oi]|artigos?)",
    r"(?:subscribe|sign up|join|upgrade)(?: (?:now|today|here))? to (?:continue|keep|read|unlock|"
    r"finish|get full|access|view)|"
    r"(?:sign ?in|log ?in|register|subscribe)(?: (?:now|for free|free|or (?:register|subscribe|sign "
    r"?up|create .{0,20})))? "
    r"(?:to|and) (?:continue|keep|read(?:ing)?|unlock|finish|access|view)|"
    r"(?:create|open) (?:a|an|your) .{0,20}account (?:to|and) (?:continue|keep|read|unlock|finish|"
    r"access|view)|"
    r"become a (?:member|subscriber) to|to (?:continue|keep|finish) reading|to read (?:on\b|more of "
    r"this|the (?:full|rest|whole))|"
    r"(?:continue|keep|finish) reading (?:with|for|by)|(?:you(?:['’]ve| have)|your) (?:now "
    r")?(?:read|reached|used|hit|exhausted)?"
    r".{0,30}(?:limit\b|free articles? (?:this|for|per|limit)|last (?:free|complimentary))|limit of "
    r".{0,20}free articles|"
    r"(?:article|story|content|report|piece|page) is (?:only |exclusively |reserved |"
    r"exclusive(?:ly)? |available )*(?:for|to) "
    r"(?:our )?(?:paying |registered |digital |premium )?(?:subscribers|members|users|readers)|"
    r"(?:subscribers?|members?)[- ]only|(?:exclusive (?:to|for)|only for|for) (?:our )?subscribers|"
    r"unlock (?:this|the) (?:full )?"
    r"(?:article|story)|the (?:rest|remainder) of (?:this|the) (?:article|story)|(?:read|get|see) "
    r"the (?:full|whole|rest of th[ei]s?) "
    r"(?:story|article) (?:with|by|for)|(?:want|wish) to (?:read|keep reading|continue reading)",
    r"jetzt (?:weiterlesen|freischalten)|weiterlesen (?:mit|für|ab|nach)|\bum (?:weiter ?zu ?lesen|"
    r"(?:diesen|den|die).{0,40}"
    r"(?:weiter|zu lesen|weiterzulesen|lesen))|(?:artikel|text|beitrag) (?:jetzt )?(?:freischalten|"
    r"kaufen|weiterlesen)|"
    r"(?:nur|exklusiv|ausschließlich) für (?:unsere )?(?:\w+-)?(?:abonnent|abo|plus|premium|"
    r"mitglied|registriert)|"
    r"(?:artikel|inhalt|beitrag|text) ist (?:nur|exklusiv|kostenpflichtig)|lesen sie (?:weiter|den "
    r"(?:ganzen|vollständigen|gesamten))"
    r".{0,30}\b(?:mit|als|im|abo)|(?:limit|kontingent|anzahl|zahl) .{0,40}artikel|(?:kostenlosen?|"
    r"freien?) artikel .{0,40}"
    r"(?:gelesen|aufgebraucht|erreicht|verbraucht)|(?:registrieren|anmelden|einloggen|"
    r"abonnieren)\b.{0,40}(?:weiter ?(?:zu)? ?lesen)|"
    r"sie (?:möchten|wollen) weiterlesen|bereits (?:abonnent|ein abo)|(?:\d+ ?%) des artikels",
    r"abonnez-vous (?:pour|et)|pour (?:continuer|poursuivre|lire|accéder à) (?:à |votre |la |l['’]|"
    r"cet|ce |en )*"
    r"(?:lire|lecture|suite|article|intégralité)|(?:réservée?s?|exclusi\w+) (?:à nos |aux |pour "
    r"(?:nos|les) )(?:abonnés|lecteurs|membres|inscrits)|"
    r"il vous reste (?:\d+ ?%|\w+ pour cent)|la suite (?:de (?:cet|l['’])\w* ?\w* )?est réservée|"
    r"vous avez (?:atteint|épuisé|lu) .{0,50}"
    r"(?:limite|quota|articles)|(?:limite|quota) d['’]articles|(?:créez|connectez|inscrivez|"
    r"identifiez)\b.{0,30}\bpour (?:lire|continuer|poursuivre|accéder)",
    r"suscr[ií]b(?:ete|ase) (?:para|y)|para (?:seguir|continuar) (?:leyendo|lendo|a ler|a leitura|"
    r"con la lectura)|"
    r"para (?:leer|ler) (?:el|este|o|a|la|mais|más)|(?:exclusiv[oa]|sol[oa]|sólo|apenas|só) para "
    r"(?:nuestros |os )?"
    r"(?:suscriptores|subscritores|assinantes|registrad\w+|cadastrad\w+)|(?:has|ha|você|já) "
    r"(?:alcanzado|llegado|superado|agotado|leído|atingiu|esgotou|leu)"
    r".{0,40}(?:límite|limite|art[ií]culos|artigos|matérias)|(?:reg[ií]strate|inicia sesión|"
    r"cadastre-se|registe-se|faça login|assine|entre)\b"
    r".{0,30}\b(?:para|e) (?:seguir|continuar|leer|ler|continue)",
    r"abbonati (?:per|e|ora per)|per continuare (?:a leggere|la lettura)|per leggere (?:l['’]|tutto|"
    r"il resto|questo)|"
    r"(?:riservat[oa]|esclusiv[oa]|sol[oa]) (?:agli|per gli|ai) (?:abbonati|registrati|utenti)|hai "
    r"(?:raggiunto|esaurito|letto) .{0,40}"
    r"(?:limite|articoli)|(?:registrati|accedi)\b.{0,30}\b(?:per|e) (?:continuare|leggere|continua)",
    r"(?:abonneer|log in|registreer|maak)\b.{0,40}\bom .{0,30}(?:lezen|verder)|om (?:verder|door|"
    r"dit artikel|het hele artikel) .{0,20}lezen|"
    r"(?:verder|door)lezen\?|verder lezen (?:met|\?)|lees verder met|(?:alleen|exclusief|enkel) "
    r"voor (?:onze )?(?:abonnees|leden)|"
    r"je hebt .{0,40}(?:limiet|gratis artikelen)",
    r"för att (?:läsa|fortsätta)|(?:endast|bara) för (?:prenumeranter|inloggade)|(?:kun|bare) for "
    r"(?:abonnenter|medlemm?er)|"
    r"for (?:at|å) (?:læse|lese|fortsette|fortsætte)|(?:bliv?|bli) (?:abonnent|medlem) (?:og|for|"
    r"for å)|(?:abonner|log ind|logg inn)\b.{0,20}\bog læs|"
    r"(?:aby|żeby) (?:czytać|przeczytać|kontynuować)|tylko dla (?:prenumeratorów|subskrybentów|"
    r"zalogowanych)|pozostało .{0,12}% (?:artykułu|tekstu)|"
    r"(?:vain|vain meidän) tilaajille|jatkaaksesi lukemista|jatka lukemista (?:tilaa|kirjautu)|"
    r"pouze pro předplatitele|"
    r"(?:pro|abyste mohli) (?:pokračování|číst dál)|okumaya devam etmek için|devamını okumak için|"
    r"чтобы (?:читать|продолжить|дочитать)|только для подписчиков|(?:оформите|купите) подписку|щоб "
    r"(?:читати|продовжити)|"
    r"есть подписка|για να (?:συνεχίσετε|διαβάσετε)|この(?:記事|続き)は.{0,12}会員|"
    r"続きを読むに(?:は|ログイン)|"
    r"订阅.{0,6}(?:继续|阅读全文)|登录.{0,6}(?:继续|阅读)",
)  # fmt: skip
"""What the box says that stands where the rest of an article would.

A counter of articles that are left is no wall, nor is a newsletter, nor "Subscribe" in the navigation.
"""

COUNTER = _any(r"\b(?:left|remaining|übrig|verbleibend\w*|restants?|restantes|rimanenti|resterend\w*)\b")

SPENT = _any(r"\b(?:0|no|keine|aucun|geen|nessun|ningún|nenhum)\b")

ACTION = _any(
    r"\b(?:subscri(?:be|ption)|log ?in|sign ?in|sign ?up|register|free trial|create .{0,20}account|"
    r"anmelden|einloggen|"
    r"abonnieren|registrieren|\w*abo\b|s['’]abonner|abonnez|connecter|connexion|inscri\w+|"
    r"suscr[ií]\w+|iniciar sesi[oó]n|"
    r"accedi|abbonati|registrati|abonneer|inloggen|assin\w+|entrar|cadastr\w+|prenumerera|logga in|"
    r"abonner|log ind|logg inn|"
    r"zaloguj|prenumerata|tilaa|kirjaudu|předplat\w+|abone ol|подпис\w+|войти)\b|登録|ログイン|订阅|登录"
)
"""What the button of such a box says."""

NEWS_BY_MAIL = _any(
    r"newsletter|e-?mail|inbox|posteingang|boletín|correo|infolettre|bulletin|nyhetsbrev|nieuwsbrief"
)

LOADING = re.compile(
    r"\W*(?:loading(?: (?:article|story|content|page|text))?|please wait|one moment(?: please)?|"
    r"(?:wird|artikel|inhalt(?:e)?|text)? ?(?:wird |werden )?geladen|lädt|bitte warten|"
    r"chargement(?: en cours)?|veuillez patienter|cargando|caricamento(?: in corso)?|laden|"
    r"(?:wordt )?geladen|carregando|a carregar|laddar|laster|indlæser|ladataan|ładowanie|načítání|"
    r"yükleniyor|загрузка|読み込み中|加载中)(?: the (?:article|story))?\W*",
    re.IGNORECASE,
)

SCRIPTLESS = _any(
    r"(?:you need to |please )?(?:enable|turn on|activate|allow) java ?script (?:to|in order|for|and)|"
    r"java ?script (?:is (?:required|disabled|needed)|must be enabled)|requires? java ?script|"
    r"(?:bitte )?(?:aktivieren sie|aktiviere) java ?script|java ?script (?:ist deaktiviert|aktivieren)|"
    r"(?:veuillez )?activer? java ?script|(?:active|habilite|ative) (?:o )?java ?script|"
    r"abilita(?:re)? java ?script|"
    r"schakel java ?script in"
)

UNFILLED = re.compile(
    r"\s*(?:\{\{.{0,60}\}\}|\{%.{0,60}%\}|\$\{.{0,60}\}|<%.{0,60}%>|%[A-Z_]{3,30}%|\[object "
    r"Object\]|undefined|null|"
    r"NaN|\[?(?:headline|title|article title|post title)\]?|untitled)\s*",
    re.IGNORECASE | re.DOTALL,
)
"""Headlines of a template that nobody filled in."""

SERVER_FAULT = re.compile(
    r"(?:fatal error|parse error|warning|notice|deprecated)(?:</b>)?\s*:\s+[^\n]{3,400}? in "
    r"(?:<b>)?(?:/|[A-Z]:\\)"
    r"[^\n]{1,200}?(?:</b>)? on line (?:<b>)?\d+|Traceback \(most recent call last\):|"
    r"Error establishing a database connection|There has been a critical error on this website|"
    r"(?:Microsoft (?:OLE DB|VBScript)|ODBC) .{0,60} error '\d|Uncaught (?:\w+\\?)*(?:Exception|"
    r"Error)\b[^\n]{0,200}"
    r"(?:Stack trace|thrown in)",
    re.IGNORECASE,
)
"""What a broken program prints into its page.

Source: PHP's `html_errors`, CPython, WordPress (`wp_die`, recovery mode), ASP.
"""


def title_kind(title: str) -> PageKind | None:
    """Return what a page is whose whole title or heading this is; None for an article's."""
    bare = title.strip().strip(" .,:;!?…–—-|¡¿\"'«»„“”‘’")
    if not bare or len(bare) > 140:
        return None
    return next((kind for kind, pattern in TITLES.items() if pattern.fullmatch(bare)), None)


def asks_to_subscribe(line: str) -> bool:
    """Tell whether a line is what a paywall, a register wall or a meter says."""
    if len(line) > 300 or NEWS_BY_MAIL.search(line):
        return False
    found = SUBSCRIBE_LINES.search(line)
    if found is None or (COUNTER.search(line) and not SPENT.search(line)):
        return False
    return not line[: found.start()].rstrip().endswith(("“", '"', "«", "„", "‘"))


def is_action(line: str) -> bool:
    """Tell whether a short line is a button to subscribe or to log in."""
    return len(line) < 90 and bool(ACTION.search(line)) and not NEWS_BY_MAIL.search(line)
