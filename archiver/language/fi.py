"""Finnish."""

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
    code="fi",
    name="Finnish",
    calendar=Calendar(
        months=(
            "tammikuu tammikuuta",
            "helmikuu helmikuuta",
            "maaliskuu maaliskuuta",
            "huhtikuu huhtikuuta",
            "toukokuu toukokuuta",
            "kesäkuu kesäkuuta",
            "heinäkuu heinäkuuta",
            "elokuu elokuuta",
            "syyskuu syyskuuta",
            "lokakuu lokakuuta",
            "marraskuu marraskuuta",
            "joulukuu joulukuuta",
        ),
        days="maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai",
        joints="klo",
    ),
    notices=Notices(
        headwords=ByKind(
            retraction="peruutus",
            correction=(
                "korjaukset|pahoittelu|vastine|"
                "muutos(?:historia|loki)|korjaushistoria|oikaisu|korjaus|oikaisut|"
                "virheen ?korjaus|korjattu otsikkoa"
            ),
            clarification="täsmennys|tarkennus",
            editors_note=("toimitukselta|toimituksen (?:huomautus|huomio|kommentti|huom)"),
            update=("täydennys|päivitys|päivitetty|lisäys"),
        ),
        done=ByKind(
            correction="korjattu|oikaistu|muokattu|muutettu",
            clarification="täsmennetty|tarkennettu",
            update="täydennetty|lisätty",
        ),
        corrects="oikaisee|korjaa",
        joints="klo|kello",
        invitations="huomasitko virheen|löysitkö virheen|ilmoita virheestä|lähetä palautetta",
        openings=ByKind(
            retraction="olemme (?:poistaneet|vetäneet) (?:tämän )?(?:jutun|artikkelin|uutisen)",
            correction=(
                r"(?:\w+na|sivulla|lehdessä|jutussa|"
                r"uutisessa)\b(?: \w+){0,5} (?:kerrottiin|sanottiin|kirjoitettiin|"
                r"väitettiin) (?:\w+ )?(?:virheellisesti|väärin)|"
                r"lehti (?:pahoittelee|pyytää anteeksi)|"
                r"muutokset\s?[:：]\s?\D{0,3}\d"
            ),
        ),
        sentences=Sentences(
            own=(
                r"(?<!n )julkai(?:sun|semisen) jälkeen\b|"
                "(?:tätä|tässä|tämän|tähän|tämä) (?:juttu|jutu|artikkeli|uuti|teksti|otsiko|otsikk|"
                r"kirjoitu|versio)\w*|(?:jutun|artikkelin|uutisen|tekstin|tekstissä|tekstiin|"
                "tekstiä|jutusta|jutussa|juttuun|juttua|artikkelissa|artikkeliin|artikkelia|"
                r"uutisessa|uutista|otsikossa|otsikkoa)\b|(?:jutusta|artikkelista|tekstistä|"
                r"uutisesta)\b|jutun kuva\w*|tekstin kuva\w*"
            ),
            subject=r"(?:juttu|artikkeli|uutinen|otsikko)\w*",
            version=(
                r"(?:aiem|aikaisem|alkuperäi|edelli|ensimmäi)\w* (?:versio|otsiko|otsikk|juttuversio)\w*"
            ),
            before="aiemmin|alun ?perin|aikaisemmin|aluksi",
            said=(
                r"kerro|sanot|kirjoit|luki|väit|ilmoit|mainit|esitet|puhut|todet|oli\b|sisäl|luki|"
                "annet|kuten kirjoit|esitti|mainin|puuttu|unohdi|liioittel|olisi pitänyt|kerroimme|"
                "nimiti|jätimme"
            ),
            wrong=(
                "virhe|väärin|väär|erheelli|epähuomio|ei pi(?:dä|tänyt) paikkaansa|toisin kuin|"
                "sekoit|sekaan|erehdy|erehty|lipsah|huolimat|näppäilyvir|kirjoitusvir|vahin|"
                "virheel|ristiin|ei ollut oikea|laskuvir"
            ),
            mended=ByKind(
                retraction="vedetty|peruttu",
                correction="korja|oikai|muutet|muoka|vaihdet",
                clarification="täsmen|tarken|selven",
                update="päivit|lisät|täyden",
            ),
            gone="poistettu|ei ole enää (?:saatavilla|luettavissa)",
            we=(
                r"toimitus|pahoittelemme|korjasimme|olemme|oikaisemme|kirjoitimme|kerroimme|me\b|"
                r"(?!maamme\b)\w{3,}mme\b|emme\b"
            ),
            sorry="pahoittel|anteeksi",
            notes=r"huom|ps\b|lisäys|toimituksen huom",
            here=r"tässä\b|yllä\b",
            part=(
                "kappale|kohta|kohda|lause|virke|otsik|otsikk|väliotsik|kuvateksti|sitaat|lainau|"
                r"grafiik|kaavio|kartta|kartas|taulukko|taulukos|kuva\b|kuvan|kuvaa|ingressi|"
                r"maini(?:nta|nna)|rivi|muotoilu|tieto\b"
            ),
            detail=(
                r"(?:etu|suku)?nim[ie]|ikä\b|iän|päivämäärä|vuosiluku|vuosi\b|vuoden|luku\b|luvun|"
                "summa|paikka|paikkakun|titteli|tehtävänimik|virka|prosent|puolue|määrä|tiedo[nt]|"
                r"tieto\b|kirjoitusas|viikonpäiv|laske|laskelm|laskime|kellonaika|sukunim"
            ),
            taken=(
                "poistettu|poistimme|poistet|jätetty pois|jätimme|vaihdoimme|vaihdettu|vaihtunee|"
                "korvat|ei(?:vät)? enää|muutettu|muutimme"
            ),
            first=r"aluksi|alun ?perin|ensin\b|ensin|alkujaan|olimme\b|kerroimme ensin",
            readers=r"lukij\w* .{0,40}(?:huomaut|huomasi|vinkk|ilmoit|kerto|otti yhteyt)",
            spoke="sanoo|sanoi|kertoo|kertoi|mukaan|kirjoitti|myöntää|myönsi|toteaa|totesi|arvioi",
            contrast=r"ei\b|eikä\b|eivät\b|sijaan|vaan\b|pitää olla",
        ),
    ),
    stamps=Stamps(
        published="julkaistu",
        updated="päivitetty|muokattu",
        last="viimeksi",
        units="s|sekuntia|min(?:uuttia|uutti)?|t|tuntia?|tunti|päivää?|viikkoa?|kuukautta",
        ago="(?:SPAN|tunti|minuutti) sitten|juuri äsken",
        reading_time=r"lukuaika\s?:?\sSPAN|NUMBER UNIT lukuaika",
        counted="kommenttia?",
    ),
    bylines=Bylines(
        by=r"teksti(?=\s*:)",
        helped=(r"(?:toimittanut|käännös|avustaja(?:t|na)?|mukana)\s?:"),
        card="kirjoittanut",
    ),
    pictures=Pictures(pictures="kuva"),
    boxes=Boxes(
        kinds="mielipide|analyysi|kommentti|pääkirjoitus|kolumni|arvio",
        paid="maksettu sisältö|kaupallinen yhteistyö|sponsoroitu",
        opens="lue (?:lisää|koko (?:juttu|artikkeli))|näytä (?:lisää|koko juttu)|jatka lukemista",
        onward="seuraava(?: sivu)?|sivu 2",
        read_more="lue myös",
        adverts="mainos",
        appeals="seuraa meitä|tilaa (?:uutiskirje|lehti)|liity (?:kanavallemme|jäseneksi)",
        comments="kommentit",
        replies="vastaa|ilmoita asiaton|tykkää",
        says="sanoo|kirjoitti",
    ),
    walls=Walls(
        error_titles="sivua ei löytynyt",
        subscribe_lines=(
            "(?:vain|vain meidän) tilaajille|jatkaaksesi lukemista|jatka lukemista (?:tilaa|kirjautu)"
        ),
        actions="tilaa|kirjaudu",
        loading="ladataan",
        accepts="(?:hyväksy|salli|hylkää)(?: kaikki)?|asetukset",
    ),
)
