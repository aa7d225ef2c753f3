"""Norwegian."""

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
    code="no",
    name="Norwegian",
    calendar=Calendar(
        months=(
            "januar jan",
            "februar feb",
            "mars mar",
            "april apr",
            "mai",
            "juni jun",
            "juli jul",
            "august aug",
            "september sep sept",
            "oktober okt",
            "november nov",
            "desember des",
        ),
        days="mandag tirsdag onsdag torsdag fredag lørdag søndag",
        joints="kl|klokken|den",
    ),
    notices=Notices(
        headwords=ByKind(
            retraction="tilbaketrekking",
            correction=(
                "fakta ?feil|beklagelse|unnskyldning|tilsvar|endring|vi beklager|"
                "endrings(?:logg|historikk)|versjonshistorikk|retting|rettelse|rettelser|"
                "rettinger|korreksjon|endringslogg|vi retter|feil og rettelser"
            ),
            clarification="presisering|presiseringer",
            editors_note=(
                r"red\. anm\.?|redaksjonen bemerker|merknad fra redaksjonen|"
                "redaksjonens merknad|redaksjonell (?:merknad|kommentar|note)|fra redaksjonen|"
                "redaksjonens (?:kommentar|note)"
            ),
            update="oppdatering|tillegg|oppdateringer",
        ),
        done=ByKind(
            retraction="trukket",
            correction="rettet|korrigert|endret",
            clarification="presisert",
            update="oppdatert",
        ),
        openings=ByKind(
            correction=(
                r"avisen (?:beklager|unnskylder)\b|"
                r"endringer\s?[:：]\s?\D{0,3}\d"
            ),
            update="(?:artikkelen|saken) (?:er|ble|oppdateres) oppdatert",
        ),
        corrects="retter",
        joints="kl|klokken|den",
        invitations=(
            "(?:funnet|ser du|oppdaget|finner du) (?:du )?(?:en )?(?:skrive)?feil|"
            r"feil i artikkelen\?|kontakt oss|tips oss"
        ),
        sentences=Sentences(
            own=(
                r"etter publisering(?:en)?\b(?! av)|"
                r"(?:denne|vår) (?:artikkel|sak|tekst|versjon|tittel|kommentar)\w*|i (?:artikkelen|"
                r"tittelen|overskriften|denne saken)\b|(?:artikkelens|av artikkelen|av saken)\b|"
                r"(?:første|andre|tredje|fjerde|femte|siste) avsnitt\b|i (?:saken|teksten|ingressen|"
                r"bildeteksten)\b|(?:ut )?(?:av|fra) (?:saken|teksten)\b"
            ),
            subject=(
                r"(?:denne )?(?:artikkelen|saken|teksten|tittelen|overskriften|bildeteksten|innlegget)\b"
            ),
            version=(
                r"(?:tidligere|første|opprinnelig\w*|forrige|eldre) (?:publisert |"
                r"publiserte )?(?:versjon|utgave|tittel|"
                r"overskrift)\w*"
            ),
            before=r"tidligere|opprinnelig|i utgangspunktet|innledningsvis|først\b",
            said=(
                r"sto\b|stod\b|skrev|fremgikk|framgikk|opplyste|oppga|oppgitt|omtalt|nevnt|stått|"
                r"hevde|siterte|inneholdt|står|gjengitt|ga\b|sneket|skrevet|viste|skrev|nevn|"
                "manglet|utelot|glemte|overdrev|gikk for langt|skulle (?:det )?(?:ha|vært)|burde|"
                "oppga|kalte"
            ),
            wrong=(
                "feil|uriktig|ukorrekt|ikke (?:riktig|korrekt)|misvisende|unøyaktig|forveksl|"
                r"byttet om|blandet|misforståelse|slurv|tastefeil|skrivefeil|glipp|galt\b|feilaktig|"
                "ikke (?:den |det |de )?(?:riktig|rette)|regnefeil|ga inntrykk"
            ),
            mended=ByKind(
                retraction="trukket|avpublisert|tilbakekalt",
                correction=(
                    "rettet|rettes|rettelse|retta|korriger|endret|endra|justert|redigert|byttet ut|erstattet"
                ),
                clarification="presiser|klargjort|tydeliggjort",
                update="oppdater|utvidet|supplert|lagt til",
            ),
            because="av|på|etter|grunnet",
            gone="fjernet|slettet|ikke lenger tilgjengelig|avpublisert|tatt ned",
            we=r"vi\b|vår|oss\b|redaksjonen|beklager\b",
            sorry="beklag|unnskyld",
            notes=r"merk|n\.?b\.?|obs\b|ps\b|red\.|note\b|fotnote|edit\b",
            here=r"her\b|ovenfor|over\b",
            of=r"av|til",
            part=(
                "avsnitt|setning|passasje|overskrift|tittel|mellomtittel|ingress|bildetekst|sitat|"
                r"grafikk|diagram|kart\b|kartet|tabell|bilde|foto|linje|formulering"
            ),
            detail=(
                r"(?:for|etter)?navn|alder|dato|årstall|tall\b|tallet|beløp|sum\b|sted\b|tittel|"
                r"stilling|skrivemåte|prosent|parti\b|antall|opplysning|ukedag|regn|beregning|"
                "utregning|klokkeslett|etternavn"
            ),
            taken=(
                "fjernet|tatt (?:ut|ned|bort|vekk)|slettet|strøket|kuttet|byttet|erstattet|"
                "ikke lenger|byttet ut|endret|fjernet"
            ),
            first=(
                r"først\b|opprinnelig|i utgangspunktet|innledningsvis|til å begynne med|"
                r"i første omgang|vi hadde\b|hadde vi\b"
            ),
            readers=(
                r"leser\w* .{0,40}(?:gjort|påpek|gjorde|oppdag|tips|skrev|sa fra)|(?:påpek|tips|"
                "oppmerksom).{0,25} (?:av|fra) .{0,25}leser|takk til .{0,25}leser"
            ),
            spoke=(
                r"sier|sa\b|skriver|skrev\b|ifølge|forteller|innrømmer|erkjenner|opplyser|forklarer|"
                "konstatere|advare|slår fast"
            ),
            contrast=r"ikke\b|i stedet|skal (?:det )?stå\b",
        ),
    ),
    stamps=Stamps(
        published="publisert",
        updated=r"oppdater\w*",
        last="sist",
        units="sek(?:under)?|min(?:utter)?|time[rn]?|dag(?:er)?|uke[rn]?|måned(?:er)?",
        ago="(?:for )?(?:SPAN|en (?:time|dag)|ett minutt) siden",
        reading_time=r"lesetid\s?:?\sSPAN|SPAN lesetid",
        counted="kommentarer",
    ),
    bylines=Bylines(
        helped=(
            r"med (?:bidrag|materiale|opplysninger) fra\b|.{2,120}\bbidro til (?:denne saken|saken|"
            r"artikkelen)|"
            r"(?:oversettelse|redigering|research)\s?:"
        ),
        by="av|tekst",
        joins="og",
        card="skrevet av",
    ),
    boxes=Boxes(
        kinds="meninger|leder|debatt|analyse|kommentar|kronikk|anmeldelse",
        paid="annonsørinnhold|sponset|i samarbeid med|betalt innhold",
        opens="les (?:mer|hele (?:saken|artikkelen)|videre)|vis (?:mer|hele saken)|fortsett å lese",
        onward="neste(?: side)?|side 2",
        read_more="les også",
        adverts="annonse",
        appeals="følg oss",
        first_month="første måned",
        notes="kilder?:",
        locked="for abonnenter",
        asks="logg inn",
        comments="kommentarer",
        replies="svar|rapporter|lik",
        says="sier|skriver|skrev",
        follows="neste (?:artikkel|sak)",
    ),
    walls=Walls(
        bot_titles="ingen tilgang",
        error_titles="siden (?:finnes ikke|ble ikke funnet)|noe gikk galt",
        consent_titles="(?:din|ditt) personvern.{0,30}",
        login_titles="logg inn(?: .{0,40})?",
        errors="siden finnes ikke",
        consent="samtykke",
        login="logg inn",
        subscribe="kun for abonnenter|for abonnenter",
        subscribe_lines=(
            "(?:kun|bare) for (?:abonnenter|medlemm?er)|for å (?:lese|fortsette)|"
            r"bli (?:abonnent|medlem) (?:og|for å)|(?:abonner|logg inn)\b.{0,20}\bog les"
        ),
        actions="abonner|logg inn",
        commenting=r"kommentar\w*|debatten\b",
        by_mail="nyhetsbrev",
        loading="laster",
        accepts="(?:godta|aksepter|tillat|avvis)(?: alle)?(?: .{3,20})?|innstillinger|jeg (?:godtar|forstår)",
    ),
)
