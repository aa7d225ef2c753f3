"""Italian."""

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
        "gennaio gen",
        "febbraio feb",
        "marzo mar",
        "aprile apr",
        "maggio mag",
        "giugno giu",
        "luglio lug",
        "agosto ago",
        "settembre set",
        "ottobre ott",
        "novembre nov",
        "dicembre dic",
    ),
    days="lunedì martedì mercoledì giovedì venerdì sabato domenica",
    joints="il|alle|ore",
)

NOTICES = Notices(
    headwords=ByKind(
        retraction="ritrattazione|ritiro",
        correction=(
            "(?:le nostre )?scuse|(?:il )?nostro errore|diritto di replica|modifica|avviso di correzione|"
            "cronologia delle (?:modifiche|correzioni)|correzione|rettifica|"
            "errata corrige|errata|rettifiche|correzioni|errore corretto"
        ),
        clarification=("puntualizzazione|precisazione|chiarimento|precisazioni"),
        editors_note=(
            r"n\.? ?d\.? ?r\.?|"
            "nota (?:della redazione|del direttore|dell'editore)|ndr|nota ai lettori|nota editoriale|"
            "nota dell'editore"
        ),
        update=("integrazione|aggiornamento|aggiornamenti"),
    ),
    done=ByKind(retraction="ritirato", correction="corretto|rettificato", update="aggiornato"),
    openings=ByKind(
        retraction=(
            r"abbiamo (?:rimosso|ritirato|cancellato|eliminato) (?:questo|quest'|"
            r"l')\s?(?:articolo|pezzo|testo)|(?:articolo|contenuto) (?:rimosso|ritirato|cancellato)"
        ),
        correction=(
            r"(?:il|questo|il nostro) (?:giornale|quotidiano|sito) (?:si scusa|chiede scusa|si rammarica)\b|"
            r"modifiche\s?[:：]\s?\D{0,3}\d|"
            r"dove si legge\b.{1,120}(?:leggasi|si legga)|"
            "(?:in )?una versione (?:precedente|originale) di quest|(?:contrariamente a|diversamente da|"
            "a differenza di) quanto (?:(?:abbiamo|avevamo|era stato|è stato) )?(?:scritto|"
            "riportato|pubblicato|indicato)"
        ),
        update="(?:questo articolo|l'articolo) è stato aggiornato",
    ),
    corrects="corregge|rettifica",
    joints="del|il|delle|alle|ore|dell'",
    invitations="segnala(?:ci)? |hai (?:trovato|notato) un errore",
    sentences=Sentences(
        own=(
            r"dopo la (?:sua )?pubblicazione\b(?! d(?:i|el))|"
            "quest(?:o |a |')(?:articolo|notizia|testo|pezzo|post|titolo|intervista|pagina|"
            r"versione|servizio|contenuto|didascalia|inchiesta|video|newsletter)\b|"
            r"nostro articolo|(?:dell|nell)'articolo\b|(?:del|nel) (?:titolo|pezzo)\b|(?:primo|"
            r"secondo|terzo|quarto|quinto|ultimo) (?:paragrafo|capoverso)\b|dal(?:l'articolo|"
            r" testo| pezzo)\b(?! del)|che (?:accompagna|illustra)\w*|al testo\b(?! del)"
        ),
        subject=(
            r"l'articolo\b|il (?:titolo|testo|pezzo|post)\b|la (?:notizia|didascalia)\b|(?:articolo|"
            r"notizia|titolo)\b"
        ),
        version=(
            "(?:precedente|prima|vecchia|originaria) versione|version[ei] (?:precedent|original|"
            "inizial|originari)|titolo (?:precedente|originale)"
        ),
        before=(
            "inizialmente|originariamente|in origine|in un primo momento|in precedenza|"
            "precedentemente|per errore"
        ),
        said=(
            "indica|scriv|scritt|afferma|riporta|diceva|dett[oa]|sostene|menziona|attribui|"
            "citava|parlava|riferi|avevamo|si legge|conten|indicat|pubblica|commess|riportat|"
            "messo in bocca|accompagn|illustra|omess|manca|dimentica|esager|ricordat|parlav|"
            r"si doveva (?:leggere|scrivere|parlare)|avremmo dovuto|preso per|chiamat|dire\b|"
            "precisare"
        ),
        wrong=(
            "errore|errori|errat|erronea|sbagli|inesatt|scorrett|refus|imprecis|svista|"
            r"diversamente da quanto|contrariamente a quanto|a differenza di quanto|confus[oi]\b|"
            "confusione|scambiat|invertit|disattenzione|distrazione|mal scritto|malinteso|"
            "abbaglio|imprecision|non torna|non (?:era|erano) (?:dell|quell|il|la)|"
            "lasciava (?:intendere|credere)|faceva (?:intendere|credere)"
        ),
        mended=ByKind(
            retraction="ritirat|ritratta",
            correction=(
                "corrett|corregg|oggetto di una (?:correzione|rettifica)|rettific|modific|"
                "emendat|cambiat|sostitui|rimoss"
            ),
            clarification="chiari(?:t|re)|precisa(?:t|re)|precisiamo",
            update="aggiorna|integrat|ampliat|aggiunt",
        ),
        because="per|su|a seguito|in seguito|in attesa|dopo",
        gone="rimoss|eliminat|cancellat|non (?:è )?più disponibile|oscurat|ritirat",
        we=(
            r"abbiamo|avevamo|nostr|ci scusiamo|ce ne scusiamo|la redazione|scusiamo|noi\b|"
            r"correggiamo|rettifichiamo|avremmo\b|(?!richiamo\b)\w{3,}iamo\b|\w{3,}vamo\b"
        ),
        sorry="scus|ramaric|dispiac",
        notes=r"nota|n\.?b\.?|n\.?d\.?r\.?|ps\b|avviso|postilla|edit\b",
        here=r"qui\b|più sopra|qui sopra",
        of=r"del(?:l[aeo'])?|dei|degli|di una?",
        part=(
            "frase|passaggio|paragrafo|capoverso|titolo|sottotitolo|occhiello|sommario|didascali|"
            r"citazion|virgolettat|grafic|infografic|mappa|cartina|tabella|foto\b|fotografi|immagin|"
            r"riferiment|riga\b"
        ),
        detail=(
            r"nom[ei]\b|cognom|età\b|data\b|cifra|cifre|numero|importo|caric[ah]|luogo|anno\b|"
            r"grafia|percentual|somma|partito|giorno|dato\b|ruolo|unità|conti\b|calcol|parole|"
            r"ora\b|orario"
        ),
        taken=(
            "toglie|tolt[aoei]|rimoss|eliminat|cancellat|stralciat|tagliat|sostituit|espunt|"
            "non (?:compare|compaiono|figura|appare|è) più|cambiat"
        ),
        first=(
            "inizialmente|originariamente|in origine|in un primo momento|in un primo tempo|"
            r"all'inizio|dapprima|avevamo\b"
        ),
        readers=(
            r"(?:lettor|lettric|utent|abbonat)\w* .{0,40}(?:segnalat|segnala|fatto notare|avvertit|"
            r"scritto|notato|accort)|segnalazion\w+ .{0,30}(?:lettor|lettric|utent|abbonat)|"
            "grazie (?:ai|a|alle|agli) .{0,20}(?:lettor|lettric|utent)"
        ),
        spoke=(
            r"dice\b|ha detto|ha spiegato|ha ammesso|ha aggiunto|afferma|sostiene|secondo\b|"
            "ha dichiarato|racconta|ammette|spiega|rileva|conclude"
        ),
        contrast=r"non\b|anziché|invece|bensì|leggasi|si legga",
    ),
)

STAMPS = Stamps(
    published="pubblicat[oa]",
    updated="aggiorna(?:to|mento)",
    last="ultimo",
    units="secondi|secondo|min(?:ut[oi])?|or[ae]|h|giorn[oi]|settiman[ae]|mes[ei]",
    ago="SPAN fa|un(?:'ora| minuto| giorno) fa",
    reading_time=(r"NUMBER[ -]?UNIT[ -]di lettura|(?:tempo di lettura|lettura)\s?:?\sSPAN"),
    counted="commenti|commento|condivisioni|visualizzazioni",
)

BYLINES = Bylines(
    helped=(
        r"con (?:la collaborazione|il contributo|informazioni|materiale) (?:di|da|dell[aoe'’])|"
        r"(?:ha|hanno) (?:collaborato|contribuito)\b|.{2,120}\b(?:ha|hanno) (?:collaborato|"
        r"contribuito) (?:a|al) (?:quest|articolo|servizio)|"
        r"a cura di\b|traduzione di\b"
    ),
    after="in|per",
    by="di|autore",
    did="pubblicato|scritto",
    joins="e",
    card="scritto da",
    addresses="autore",
)

PICTURES = Pictures(pictures="foto|immagine", labels="fonte")

BOXES = Boxes(
    kinds="satira|opinion[ei]|analisi|editoriale|commento|rubrica|recensione|intervista",
    paid=(
        "informazione pubblicitaria|contenuto (?:sponsorizzato|a pagamento)|"
        "sponsorizzato|pubbliredazionale|in collaborazione con"
    ),
    opens=(
        "(?:leggi|mostra|vedi) (?:tutto|di più|altro|il resto|l['’]articolo(?: completo)?)|"
        "continua(?: a leggere)?"
    ),
    onward="pagina (?:successiva|seguente|2)|successiva|avanti",
    read_more="leggi anche",
    adverts="pubblicità",
    beside_dates="condividi",
    licences="tutti i diritti riservati",
    appeals="iscriviti|seguici|sostienici|entra nel (?:nostro )?canale|unisciti al (?:nostro )?canale",
    first_month="primo mese",
    notes="fonti?:",
    locked="riservat[oa] agli abbonati",
    asks="iscriviti|abbonati",
    comments="commenti",
    ands="e",
    replies="rispondi|segnala|mi piace",
    says="dice|ha detto|scrive",
    follows="(?:prossimo|articolo) (?:articolo|successivo)",
)

WALLS = Walls(
    bot_titles="accesso (?:negato|bloccato)|sei un (?:umano|robot)|verifica di sicurezza|troppe richieste",
    error_titles=(
        "p[aá]gina non (?:trovata|disponibile|esiste)|(?:si è verificato un|errore)"
        "(?: errore| del server| interno)?|(?:sito )?in manutenzione|qualcosa è andato storto|"
        "servizio (?:temporaneamente )?non disponibile"
    ),
    consent_titles="(?:la )?tua privacy.{0,30}|(?:il )?rispetto della tua privacy",
    login_titles="accedi(?: .{0,40})?",
    other_titles=".{0,40}non (?:è )?disponibile nel (?:tuo|suo) paese",
    error_word="errore",
    errors="pagina non trovata",
    login="accedi",
    subscribe="riservat[oa] agli abbonati",
    subscribe_lines=(
        r"\bnessun articol[oi]|"
        "abbonati (?:per|e|ora per)|per continuare (?:a leggere|la lettura)|per leggere (?:l['’]|tutto|"
        "il resto|questo)|"
        "(?:riservat[oa]|esclusiv[oa]|sol[oa]) (?:agli|per gli|ai) (?:abbonati|registrati|utenti)|hai "
        "(?:raggiunto|esaurito|letto) .{0,40}"
        r"(?:limite|articoli)|(?:registrati|accedi)\b.{0,30}\b(?:per|e) (?:continuare|leggere|continua)"
    ),
    articles="articoli",
    left="rimanenti",
    none="nessun",
    actions="accedi|abbonati|registrati",
    commenting=r"comment[io]\b|commentare\b",
    loading="caricamento(?: in corso)?",
    scriptless="abilita(?:re)? java ?script",
    accepts=(
        "accett[ao](?: tutt[oi]| e continua)?|rifiuta(?: tutto)?|(?:gestisci|personalizza)(?: .{3,20})?"
    ),
)

LANGUAGE = Language(
    code="it",
    name="Italian",
    calendar=CALENDAR,
    notices=NOTICES,
    stamps=STAMPS,
    bylines=BYLINES,
    pictures=PICTURES,
    boxes=BOXES,
    walls=WALLS,
)
