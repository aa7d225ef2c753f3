"""Names of months and time zones in the languages of the news."""

from __future__ import annotations

from datetime import timedelta

_NAMES = (
    "january januar jänner janvier enero gennaio januari janeiro styczeń stycznia leden ledna ocak "
    "январь января "
    "січень січня tammikuu tammikuuta január ianuarie ιανουαρίου janar januára januar siječnja januari "
    "januára",
    "february februar feber février fevrier febrero febbraio februari fevereiro luty lutego únor února şubat "
    "февраль февраля лютий лютого helmikuu helmikuuta február februarie φεβρουαρίου febrúar veljače februára",
    "march märz maerz mars marzo maart março marco marzec marca březen března mart март марта березень "
    "березня "
    "maaliskuu maaliskuuta március martie μαρτίου ožujka",
    "april avril abril aprile avril kwiecień kwietnia duben dubna nisan апрель апреля квітень квітня "
    "huhtikuu "
    "huhtikuuta április aprilie απριλίου apríl travnja apríla",
    "may mai mayo maggio mei maio maj maja květen května mayıs май мая травень травня toukokuu "
    "toukokuuta május "
    "μαΐου maí svibnja mája",
    "june juni juin junio giugno junho czerwiec czerwca červen června haziran июнь июня червень червня "
    "kesäkuu "
    "kesäkuuta június iunie ιουνίου júní lipnja júna",
    "july juli juillet julio luglio julho lipiec lipca červenec července temmuz июль июля липень липня "
    "heinäkuu "
    "heinäkuuta július iulie ιουλίου júlí srpnja júla",
    "august août aout agosto augustus augusti sierpień sierpnia srpen srpna ağustos август августа "
    "серпень серпня "
    "elokuu elokuuta augusztus αυγούστου ágúst kolovoza augusta",
    "september septembre septiembre setiembre settembre setembro wrzesień września září eylül сентябрь "
    "сентября "
    "вересень вересня syyskuu syyskuuta szeptember septembrie σεπτεμβρίου rujna septembra",
    "october oktober octobre octubre ottobre outubro październik października říjen října ekim октябрь "
    "октября "
    "жовтень жовтня lokakuu lokakuuta október octombrie οκτωβρίου októbra",
    "november novembre noviembre novembro listopad listopadu kasım ноябрь ноября листопад листопада "
    "marraskuu "
    "marraskuuta noiembrie νοεμβρίου nóvember studenoga novembra",
    "december dezember décembre decembre diciembre dicembre dezembro grudzień grudnia prosinec prosince "
    "aralık "
    "декабрь декабря грудень грудня joulukuu joulukuuta decembrie δεκεμβρίου desember prosinca decembra",
)

_MORE = (
    "január janúar януари januarie gener sausio janvāris janvārī jaanuar jaanuaril јануар ocak يناير "
    "ינואר בינואר",
    "február februára februarie febrer vasario februāris februārī veebruar veebruaril февруари "
    "фебруар فبراير פברואר בפברואר",
    "marec marca maret machi mart marta març kovo marts martā märts märtsil март марта مارس מרץ במרץ",
    "apríl aprīlis aprīlī aprilie aprili aprill aprillil balandžio април априла ابريل أبريل אפריל באפריל",
    "máj maig gegužės maijs maijā мај маја مايو מאי במאי",
    "jún júna jun juna junie juny birželio jūnijs jūnijā juuni juunil юни јун јуна يونيو יוני ביוני",
    "júl júla jul jula julie julai juliol liepos jūlijs jūlijā juuli juulil юли јул јула يوليو יולי ביולי",
    "agustus agosti avgust avgusta agost rugpjūčio augusts augustā augustil август августа أغسطس "
    "اغسطس אוגוסט באוגוסט",
    "septembar septemba rugsėjo septembris septembrī septembril септември септембар سبتمبر ספטמבר בספטמבר",
    "október oktobar oktobra oktoba spalio oktobris oktobrī oktoober oktoobril октомври октобар "
    "أكتوبر اكتوبر אוקטובר באוקטובר",
    "novembar novemba lapkričio listopada novembris novembrī novembril ноември новембар نوفمبر "
    "נובמבר בנובמבר",
    "decembar desemba gruodžio decembris decembrī detsember detsembril декември децембар ديسمبر דצמבר בדצמבר",
)
"""Further languages; `listopada` is November to Poles and October to Croats, who are fewer."""

_FURTHER = (
    "січ ιαν ian جنوری ژانویه جانفي",
    "февр febr φεβ فروری فوریه شباط فيفري",
    "бер μαρ مارچ آذار",
    "квіт απρ اپریل آوریل نيسان أفريل",
    "трав μαΐ μάι مئی أيار ماي",
    "июн черв juny ιουν iun جون ژوئن حزيران جوان",
    "июл ιουλ iul جولائی ژوئیه تموز جويلية",
    "серп avg αυγ اگست اوت أوت",
    "сент вер szept σεπ σεπτ ستمبر سپتامبر أيلول",
    "жовт οκτ اکتوبر اکتبر",
    "нояб лист νοε نومبر نوامبر",
    "груд δεκ دسمبر دسامبر",
)
"""Russian, Ukrainian, Greek, Romanian abbreviations; Urdu, Persian, Levantine and Maghrebi Arabic months."""

_SHORT = (
    "jan jän janv ene gen янв sty oca",
    "feb fév févr fev фев lut şub", "mar mär mrz mrt мар",
    "apr avr abr кві апр kwi nis",
    "may mai maj mag мая", "jun giu июн cze haz", "jul juil juill lug июл lip tem", "aug aoû ago авг sie ağu",
    "sep sept set сен wrz eyl",
    "oct okt oct ott out окт paź eki", "nov ноя lis kas", "dec dez déc dic дек gru ara des",
)  # fmt: skip

MONTHS: dict[str, int] = {
    name: number
    for names in (_SHORT, _NAMES, _MORE, _FURTHER)
    for number, group in enumerate(names, start=1)
    for name in group.split()
}
"""Month names and their abbreviations, in lower case.

Source: Unicode CLDR 46, month names (format and stand-alone).
"""

ZONE_OFFSETS: dict[str, timedelta] = {
    name: timedelta(hours=hours)
    for name, hours in {
        "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2,
        "EET": 2, "EEST": 3, "MSK": 3, "SAST": 2, "IST": 5.5, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11,
        "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    }.items()
}  # fmt: skip
"""Abbreviations with one meaning in news use; `ET`, `PT` depend on the season and are left out.

Source: RFC 5322 section 4.3 for the North American ones, IANA time zone database for the rest.
"""
