"""German notices, which are too many to stand in `de.py`."""

from archiver.language.shape import ByKind, Notices, Sentences

NOTICES = Notices(
    headwords=ByKind(
        retraction="widerruf",
        correction=(
            "(?:k|c)orrigend(?:um|a)|berichtigungen|entschuldigung|fehlerhinweis|"
            "korrekturvermerk|faktenkorrektur|wir (?:stellen richtig|korrigieren|"
            "berichtigen)|unser fehler|fehlerteufel|nachbesserung|geändert|überarbeitet|"
            "änderungs(?:protokoll|historie|verlauf)|versionsgeschichte|änderungsvermerk|"
            "korrektur(?:en|hinweis|meldung)?|fehler (?:im|in (?:diesem|"
            "unserem)) (?:text|artikel|"
            "beitrag)|gegendarstellung|berichtigung|richtigstellung|korrekturen|"
            "fehlerkorrektur|korrekturhinweis|so stimmt's|änderungs(?:hinweis|protokoll|historie)|"
            "versionsgeschichte|korrigierte (?:fassung|version)|nachträgliche (?:änderung|korrektur)"
        ),
        clarification="klarstellung|präzisierung",
        editors_note=(
            "redaktioneller hinweis|(?:anmerkung|hinweis) der redaktion|in eigener sache|"
            r"transparenzhinweis|anmerkung der autor\w*|nachbemerkung der redaktion"
        ),
        update="aktualisierung|nachtrag|update|ergänzung|aktualisierungshinweis",
    ),
    done=ByKind(
        retraction="zurückgezogen", correction="korrigiert|berichtigt|richtiggestellt", update="aktualisiert"
    ),
    openings=ByKind(
        retraction="dieser (?:artikel|beitrag) wurde zurückgezogen",
        correction=(
            r"(?:die|diese|unsere) zeitung (?:bedauert|entschuldigt sich|bittet\b.{0,30}entschuldigung)|"
            r"(?:achtung:? )?(?:korrigierte|berichtigte) fassung\b|"
            r"änderungen\s?[:：]\s?\D{0,3}\d|"
            r"berichtigt wird\b|"
            r"anders als (?:zunächst|zuerst|ursprünglich|anfangs|hier|in einer|von uns)\b.{0,40}(?:berichtet|"
            "geschrieben|gemeldet|angegeben|dargestellt)|"
            "uns (?:ist|sind) .{0,30}(?:fehler|irrtum|irrtümer)|"
            "wir haben uns .{0,40}(?:geirrt|verrechnet|vertan)"
        ),
        editors_note=(r"(?:anmerkung|hinweis) der redaktion|anm\. ?d\. ?red|anm(?:erkung|\.) d(?:er|\.) red"),
        update=(
            "(?:dieser|der) (?:artikel|beitrag|text) (?:wurde|ist|wird) .{0,60}(?:aktualisiert|"
            "ergänzt|geändert)"
        ),
    ),
    corrects="berichtigt|korrigiert",
    joints="am|vom|um",
    invitations=(r"wenn sie (?:einen )?fehler|fehler (?:gefunden|entdeckt|bemerkt|melden|im text\?)"),
    sentences=Sentences(
        own=(
            r"nach (?:der |seiner |ihrer )?(?:erst)?veröffentlichung\b(?! (?:de[rs]|"
            r"von|eine[rs])\b)|nach erscheinen\b(?! (?:de[rs]|von|eine[rs])\b)|"
            r"dies(?:er|em|en|es|e) (?:\w+ )?(?:artikel|beitrag|text|meldung|bericht|geschichte|"
            "überschrift|kolumne|interview|video|grafik|seite|version|fassung|podcast|newsletter|"
            "liveblog|blog|kommentar|analyse|bildunterschrift|stück|eintrag)|"
            "wir haben den (?:artikel|beitrag|text)|(?:unser(?:e[mnrs]?)?|im|vom|am|"
            "zum) (?:artikel|beitrag|text)|unsere[mr]? (?:bericht|meldung)|des (?:artikels|"
            "textes|beitrags)|der (?:überschrift|bildunterschrift)|im (?:ersten|zweiten|dritten|"
            r"vierten|fünften|letzten) absatz\b|aus dem (?:artikel|text|beitrag)\b(?! de)|"
            r"(?:bebildert|illustriert)\w*|aufmacher(?:bild|foto)\w*"
        ),
        subject=(
            "(?:der|den|die|das) (?:artikel|beitrag|text|meldung|überschrift|titel|bildunterschrift|"
            r"teaser)\b|(?:artikel|beitrag|überschrift)\b|(?:in|an) d(?:er|em) (?:überschrift|artikel|"
            "text|beitrag|meldung)"
        ),
        version=(
            "(?:früher|vorherig|vorig|ursprünglich|erst|älter|vorangegangen|anfänglich|"
            r"alt)\w* (?:veröffentlichte[nr]? )?(?:online-?)?(?:version|fassung|überschrift|bildunterschrift)"
        ),
        before=r"ursprünglich|zunächst|anfangs|anfänglich|vorher|zuvor|fälschlich|erst\b|zuerst",
        said=(
            r"hieß|stand\b|schrieb|geschrieben|berichtet|angegeben|gesagt|behauptet|genannt|"
            "bezeichnet|rede|erwähnt|zitiert|gemeldet|nannten|enthielt|enthalten|unterlaufen|"
            "eingeschlichen|lautete|nannte|zugeordnet|zugeschrieben|darstellung|in den mund|"
            "bezeichn|verlegt|gemacht|erwähn|fehlt|verschw|ging zu weit|zu lesen|"
            "muss .{0,40}heißen|müsste .{0,40}heißen|sprachen|gesprochen|übersehen|unterschlagen|"
            "schrieben|nachgereicht|hätten .{0,40}müssen|gedruckt"
        ),
        wrong=(
            "fehler|falsch|irrtümlich|fälschlich|unrichtig|inkorrekt|unzutreffend|"
            "nicht (?:ganz )?(?:korrekt|richtig)|versehentlich|irrtum|ungenau|missverständlich|"
            "verwechselt|tippfehler|anders als (?:zunächst|zuvor|ursprünglich|von uns|in einer|"
            r"hier)|entgegen|vertauscht|verwechslung|versehen\b|panne\b|geirrt|vertan|"
            r"verschrieben|verrechnet|unrecht\b|stimmte? (?:so )?nicht|abhanden|"
            "traf(?:en)? nicht zu|trifft nicht zu|danebengelegen|nicht stimm|durcheinander"
        ),
        mended=ByKind(
            retraction="zurückgezogen|zurückziehen|zurückgenommen|depublizier|widerrufen",
            correction=(
                "korrigier|berichtig|richtiggestellt|geändert|angepasst|abgeändert|überarbeitet|"
                "ausgetauscht|behoben|verbessert|entfernt|gestrichen|ersetzt"
            ),
            clarification="präzisier|klargestellt|konkretisier|verdeutlicht",
            update="aktualisier|ergänzt|erweitert|nachgetragen|hinzugefügt",
        ),
        because="aus|wegen|auf|nach|infolge|bis",
        gone=(
            "nicht (?:mehr|länger) (?:verfügbar|abrufbar|online|zugänglich|zur verfügung|aufrufbar)|"
            "gelöscht|offline|vom netz|von der (?:web)?seite genommen|entfernt|depublizier|gesperrt"
        ),
        we=r"wir\b|uns\b|unser|die redaktion|der redaktion",
        sorry="entschuldig|bedauer|tut uns leid|verzeihung",
        notes=(
            r"anmerkung|transparenzhinweis|anm\.|p\.?s\.?|(?:zur )?transparenz|notiz|nachbemerkung|"
            r"nb\b|edit\b|offenlegung"
        ),
        here=r"hier\b|an dieser stelle",
        of=r"de[srm]|eine[srm]|von",
        part=(
            r"passage|absatz|absätze|abschnitt|(?:halb)?s[aä]tz\b|sätze\b|zitat|grafik|infografik|"
            r"bildunterschrift|bildtext|bildzeile|überschrift|zwischen(?:titel|überschrift)|titel\b|"
            r"titelzeile|schlagzeile|dachzeile|karte\b|tabelle|diagramm|foto|formulierung|textstelle|"
            r"stelle\b|teaser|vorspann|zeile"
        ),
        detail=(
            r"(?:vor|nach|familien)?namen?\b|alter\b|jahr|datum|zahl|summe|betrag|ort\b|ortsnamen|"
            r"titel\b|amt\b|schreibweise|einheit|prozent|funktion|wochentag|uhrzeit|angabe|"
            "dienstgrad|währung|partei|rechnung|umrechnung|berechnung|rechnen"
        ),
        taken=(
            "gestrichen|entfernt|gelöscht|heraus(?:genommen|gestrichen)|rausgenommen|weggelassen|"
            "getilgt|gekürzt|ausgetauscht|vertauscht|nicht (?:mehr|länger)|unkenntlich|"
            "anonymisiert|ersetzt|geändert"
        ),
        first=(
            r"ursprünglich|zunächst|anfangs|anfänglich|zuerst|erst\b|(?:wir|uns) (?:hatten|hatte|"
            r"war|waren)\b|hatten wir\b"
        ),
        readers=(
            r"(?:leser|nutzer|user|hörer|zuschauer)\w* .{0,30}(?:hingewiesen|aufmerksam|aufgefallen|"
            "bemerkt|gemeldet|geschrieben)|hinweise?n? (?:von|aus|unserer|unserem|einer|eines|"
            "mehrerer) .{0,20}(?:leser|nutzer|user)"
        ),
        spoke=(
            r"sagte?\b|erklärte?\b|schreibt|schrieb|meinte?\b|räumt|teilte?\b|so der|so die|"
            r"stellte\b|stellten\b|urteilte\b|warnte\b"
        ),
        contrast=(
            r"nicht\b|statt\b|sondern|keine?\b|(?:muss|müsste|hätte)\b.{0,40}heißen|"
            "richtig (?:ist|sind|lautet)"
        ),
    ),
)
