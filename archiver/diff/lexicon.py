"""Words the rules look for, in the languages they know: English, German, French, Spanish."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archiver.model.reading import Reading

ENOUGH_WORDS = 30
"""Words; a shorter text does not tell its language by its function words."""

TELLING_SHARE = 0.2
"""Share of function words that shows a language; running text has a third to a half."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What the rules need to know of one language; all words in lower case."""

    language: str
    function_words: frozenset[str]  # of little meaning of their own: a change of them is style
    style_words: frozenset[str]  # connect or stress; a change of them is style
    negations: frozenset[str]
    hedges: frozenset[str]  # how sure a claim is
    attributions: frozenset[str]  # who says so, and how
    numbers: frozenset[str]  # numbers and quantities in words
    loaded: frozenset[str]  # guilt, harm, blame: one word makes another story
    calendar: frozenset[str]  # months and days
    counting: tuple[str, ...]  # from 0 on
    lower_days: frozenset[str] = frozenset()  # of the calendar, those without a capital
    nouns_capitalized: bool = False  # then a capital tells no name


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH = Lexicon(
    language="en",
    function_words=_words(
        "a an the this that these those and or but nor so yet if then than as of in on at by for from to"
        " into onto with within about over under between among through during before after above below"
        " up down out off upon toward towards across along around behind beside near per via i me my mine"
        " myself we us our ours ourselves you your yours he him his himself she her hers herself it its"
        " itself they them their theirs themselves who whom whose which what where when how why be am is"
        " are was were been being have has had having do does did doing done will would shall should can"
        " could get gets got there here also too very just such own same both each every any some other"
        " another while because since though although until unless whether again once let us's 's"
    ),
    style_words=_words(
        "however moreover furthermore therefore thus hence meanwhile additionally besides indeed instead"
        " overall finally consequently accordingly similarly likewise firstly secondly lastly namely"
        " actually basically really quite rather simply even still already now currently today generally"
        " typically usually often especially particularly specifically etc e.g. i.e. addition example"
        " instance result hand order fact terms using use used based various several certain able"
    ),
    negations=_words(
        "not no never none nobody nothing neither nor nowhere without cannot can't don't doesn't didn't"
        " isn't aren't wasn't weren't won't wouldn't shouldn't couldn't hasn't haven't hadn't mustn't ain't"
        " deny denies denied denying false untrue"
    ),
    hedges=_words(
        "may might allegedly alleged reportedly apparently purportedly purported supposedly suspected"
        " possibly probably likely unlikely perhaps maybe potentially presumably appears appear appeared"
        " seems seem seemed unconfirmed nearly almost"
    ),
    attributions=_words(
        "said says say saying told claimed claims alleged alleges announced announces reported confirmed"
        " confirms admitted admits insisted insists argued argues according wrote tweeted testified spokesman"
        " spokeswoman spokesperson sources officials"
    ),
    numbers=_words(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred"
        " hundreds thousand thousands million millions billion billions trillion dozen dozens half twice"
        " double triple third fourth fifth majority minority"
    ),
    loaded=_words(
        "killed died dead dies murdered murder murderer homicide shot stabbed injured wounded hurt"
        " unharmed arrested detained charged indicted convicted acquitted guilty innocent accused"
        " suspect suspects victim victims terrorist terrorists terrorism militant militants extremist"
        " gunman attacker attack attacked riot rioters rioting protest protesters mob unrest looting"
        " rape raped assault assaulted abuse abused harassment fraud corrupt corruption bribe lie lied"
        " lies liar false racist racism fired resigned resign ousted legal illegal banned rejected"
        " approved won lost invaded invasion war massacre genocide coup ceasefire hostage hostages"
    ),
    calendar=_words(
        "january february march april june july august september october november december monday tuesday"
        " wednesday thursday friday saturday sunday yesterday tomorrow tonight"
    ),
    lower_days=_words("yesterday tomorrow tonight"),
    counting=_listed("zero one two three four five six seven eight nine ten eleven twelve"),
)

GERMAN = Lexicon(
    language="de",
    function_words=_words(
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
    style_words=_words(
        "jedoch allerdings zudem außerdem darüber hinaus daher deshalb somit dennoch trotzdem unterdessen"
        " indes inzwischen ferner schließlich zunächst übrigens ebenfalls insbesondere besonders bereits"
        " aktuell derzeit zurzeit beispielsweise etwa rund bzw z.b. eigentlich einfach ganz recht ziemlich"
        " insgesamt dabei damit dazu hierzu"
    ),
    negations=_words(
        "nicht kein keine keiner keines keinem keinen nie niemals niemand nichts nirgends weder ohne"
        " bestreitet bestritt dementiert dementierte falsch unwahr"
    ),
    hedges=_words(
        "möglicherweise mutmaßlich mutmaßliche mutmaßlicher mutmaßlichen angeblich angebliche vermutlich"
        " wohl wahrscheinlich offenbar anscheinend vielleicht könnte könnten dürfte dürften soll sollen"
        " vermeintlich scheinbar womöglich eventuell sicher bestätigt unbestätigt fast beinahe nahezu"
    ),
    attributions=_words(
        "sagte sagt sagten erklärte erklärt erklärten behauptete behauptet laut zufolge berichtete berichtet"
        " berichten berichteten bestätigte bestätigt betonte teilte mitgeteilt gab räumte warf angaben"
        " sprecher sprecherin kündigte schrieb twitterte kreise meldet meldete"
    ),
    numbers=_words(
        "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn"
        " sechzehn siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig"
        " neunzig hundert hunderte tausend tausende million millionen milliarde milliarden dutzend dutzende"
        " halb hälfte doppelt mehrheit minderheit"
    ),
    loaded=_words(
        "getötet tötete starb gestorben tot tote toten ermordet mord mörder totschlag erschossen"
        " erstochen verletzt verletzte unverletzt festgenommen verhaftet angeklagt verurteilt"
        " freigesprochen schuldig unschuldig verdächtig verdächtige verdächtiger opfer täter terrorist"
        " terroristen terror extremist angreifer angriff angegriffen krawalle randalierer protest"
        " demonstranten mob plünderung vergewaltigt vergewaltigung missbrauch betrug korrupt"
        " korruption bestechung lüge lügt log gelogen rassistisch rassismus entlassen zurückgetreten"
        " rücktritt legal illegal verboten abgelehnt genehmigt gewann verlor gewonnen verloren krieg"
        " massaker völkermord putsch waffenruhe geisel geiseln"
    ),
    calendar=_words(
        "januar februar märz april mai juni juli august september oktober november dezember montag dienstag"
        " mittwoch donnerstag freitag samstag sonnabend sonntag gestern heute morgen vorgestern übermorgen"
    ),
    counting=_listed("null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"),
    nouns_capitalized=True,
)

FRENCH = Lexicon(
    language="fr",
    function_words=_words(
        "le la les un une des de du au aux et ou mais donc or ni car que qui quoi dont où quand comme si"
        " lorsque puisque tandis dans en sur sous par pour avec vers chez entre depuis pendant avant après"
        " contre à je me moi mon ma mes tu te toi ton ta tes il elle on se soi son sa ses nous notre nos"
        " vous votre vos ils elles leur leurs lui eux ce cet cette ces celui celle ceux celles ceci cela ça"
        " est sont était étaient être été suis es a ont avait avaient avoir eu ai as sera seront serait"
        " fait faire peut peuvent doit doivent va vont y aussi très plus tout tous toute toutes même mêmes"
        " autre autres d' l' qu' n' s' c' j' m' t' l d qu s c j m t"
    ),
    style_words=_words(
        "cependant toutefois néanmoins pourtant ainsi alors ensuite enfin puis également notamment"
        " d'ailleurs ailleurs outre effet fois encore déjà actuellement désormais maintenant surtout"
        " vraiment plutôt assez exemple"
    ),
    negations=_words(
        "ne n' pas jamais aucun aucune rien personne nul nulle sans ni non dément nie démenti faux fausse n"
    ),
    hedges=_words(
        "peut-être probablement présumé présumée présumés apparemment semble semblent semblait pourrait"
        " pourraient aurait auraient serait seraient prétendu prétendue soi-disant soupçonné soupçonnée"
        " vraisemblablement éventuel éventuellement confirmé presque environ certainement seulement"
    ),
    attributions=_words(
        "dit dits déclaré déclare affirmé affirme affirment selon assure assuré annoncé annonce expliqué"
        " explique indiqué indique rapporté rapporte confirmé confirme précisé précise ajouté estime estimé"
        " d'après porte-parole sources source écrit accusé accuse"
    ),
    numbers=_words(
        "zéro deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt"
        " trente quarante cinquante soixante cent cents mille million millions milliard milliards dizaine"
        " dizaines douzaine centaine centaines millier milliers moitié double triple majorité minorité"
    ),
    loaded=_words(
        "tué tuée tués mort morte morts décédé assassiné assassinat meurtre meurtrier homicide blessé"
        " blessée blessés indemne arrêté arrêtée interpellé inculpé mis examen condamné acquitté"
        " relaxé coupable innocent accusé suspect suspects victime victimes terroriste terroristes"
        " terrorisme extrémiste tireur agresseur attaque attaqué émeute émeutiers manifestation"
        " manifestants pillage viol violé agression agressé abus harcèlement fraude corrompu"
        " corruption mensonge menti raciste racisme licencié démissionné démission limogé légal"
        " illégal interdit rejeté approuvé gagné perdu invasion guerre massacre génocide coup trêve"
        " otage otages"
    ),
    calendar=_words(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi"
        " mercredi jeudi vendredi samedi dimanche hier aujourd'hui demain"
    ),
    counting=_listed("zéro un deux trois quatre cinq six sept huit neuf dix onze douze"),
)

SPANISH = Lexicon(
    language="es",
    function_words=_words(
        "el la los las un una unos unas lo al del y e o u pero sino que quien quienes cual cuales cuyo donde"
        " cuando como si porque pues aunque mientras de a en con por para sobre entre hasta desde hacia"
        " contra durante tras ante bajo según yo me mí mi mis tú te ti tu tus él ella ello se sí su sus"
        " nosotros nos nuestro nuestra ellos ellas les le este esta esto estos estas ese esa eso esos esas"
        " aquel aquella es son era eran ser sido fue fueron ha han había habían haber he hay está están"
        " estaba estar será serán sería puede pueden debe deben va van también muy más tan todo todos toda"
        " todas mismo misma otro otra otros otras ya cada algún alguna algunos algunas"
    ),
    style_words=_words(
        "además asimismo embargo obstante entonces luego así finalmente incluso todavía aún actualmente"
        " ahora especialmente particularmente sobre todo realmente bastante ejemplo"
    ),
    negations=_words(
        "no nunca jamás ningún ninguna ninguno nadie nada sin ni tampoco niega negó desmiente"
        " desmintió falso falsa"
    ),
    hedges=_words(
        "presunto presunta presuntos presuntas presuntamente supuesto supuesta supuestos supuestamente"
        " posible posiblemente probablemente quizá quizás aparentemente podría podrían habría habrían"
        " parece parecía sospechoso sospechosa confirmado casi aproximadamente unos cerca"
    ),
    attributions=_words(
        "dijo dice dijeron declaró declara afirmó afirma aseguró asegura según anunció anuncia explicó"
        " explica indicó indica informó informa confirmó confirma señaló señala añadió agregó admitió"
        " sostuvo denunció acusó portavoz fuentes fuente escribió"
    ),
    numbers=_words(
        "cero dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis"
        " diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa"
        " cien ciento cientos mil miles millón millones decena decenas docena centenares mitad doble triple"
        " mayoría minoría"
    ),
    loaded=_words(
        "muerto muerta muertos murió fallecido falleció asesinado asesinato asesino homicidio herido"
        " herida heridos ileso detenido detenida arrestado imputado acusado acusada procesado"
        " condenado absuelto culpable inocente sospechoso víctima víctimas terrorista terroristas"
        " terrorismo extremista atacante ataque atacó disturbios manifestantes protesta protestas"
        " saqueo violación violó agresión agredió abuso acoso fraude corrupto corrupción soborno"
        " mentira mintió racista racismo despedido dimitió dimisión cesado legal ilegal prohibido"
        " rechazado aprobado ganó perdió invasión guerra masacre genocidio golpe tregua rehén rehenes"
    ),
    calendar=_words(
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes"
        " martes miércoles jueves viernes sábado domingo ayer hoy mañana"
    ),
    counting=_listed("cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce"),
)

LEXICONS = {lexicon.language: lexicon for lexicon in (ENGLISH, GERMAN, FRENCH, SPANISH)}

_RUNNING = re.compile(r"[^\W\d_]+")


def lexicon_of(reading: Reading) -> Lexicon | None:
    """Return the words of the article's language, or None where the rules do not know it.

    The page's declaration is believed, unless the text's function words plainly contradict it or
    there is none: templates declare "en" on pages of every language.
    """
    declared = (reading.language or "").replace("_", "-").split("-")[0].lower()
    if declared and declared not in LEXICONS:
        return None
    shown = _shown_language(" ".join([reading.headline, *(block.text for block in reading.blocks)]))
    if shown is not None:
        return LEXICONS[shown]
    return LEXICONS.get(declared)


def _shown_language(text: str) -> str | None:
    """Return the language a text's function words show beyond doubt, or None."""
    words = [word.lower() for word in _RUNNING.findall(text[:20_000])]
    if len(words) < ENOUGH_WORDS:
        return None
    shares = sorted(
        (sum(word in lexicon.function_words for word in words) / len(words), lexicon.language)
        for lexicon in LEXICONS.values()
    )
    (second, _), (best, language) = shares[-2:]
    return language if best >= TELLING_SHARE and best >= 1.5 * second else None
