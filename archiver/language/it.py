"""Italian."""

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
        retraction="ritrattazione",
        correction="correzione|rettifica|errata corrige|errata",
        clarification="precisazione|chiarimento",
        editors_note="nota (?:della redazione|del direttore|dell'editore)|ndr",
        update="aggiornamento",
    ),
    done=ByKind(correction="corretto", update="aggiornato"),
    openings=ByKind(
        correction="(?:in )?una versione (?:precedente|originale) di quest",
        update="(?:questo articolo|l'articolo) è stato aggiornato",
    ),
    joints="del|il",
)

STAMPS = Stamps(
    published="pubblicat[oa]",
    updated="aggiorna(?:to|mento)",
    last="ultimo",
    units="secondi|secondo|min(?:ut[oi])?|or[ae]|h|giorn[oi]|settiman[ae]|mes[ei]",
    ago="SPAN fa",
    reading_time=(r"NUMBER[ -]?UNIT[ -]di lettura|(?:tempo di lettura|lettura)\s?:?\s(?:ca\. )?SPAN"),
    counted="commenti|commento|condivisioni|visualizzazioni",
)

BYLINES = Bylines(
    by="di|autore", did="pubblicato|scritto", joins="e", card="scritto da", follows="è", addresses="autore"
)

PICTURES = Pictures(pictures="foto|immagine")

BOXES = Boxes(
    read_more="leggi anche",
    adverts="pubblicità",
    beside_dates="condividi",
    licences="tutti i diritti riservati",
    appeals="iscriviti|seguici|sostienici",
    first_month="primo mese",
    notes="fonti?:",
    locked="riservat[oa] agli abbonati",
    asks="iscriviti|abbonati",
    comments="commenti",
    ands="e",
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
