"""French."""

from archiver.language.shape import (
    Boxes,
    ByKind,
    Bylines,
    Calendar,
    Claims,
    Language,
    Notices,
    Pictures,
    Sentences,
    Stamps,
    Walls,
    Words,
)

CALENDAR = Calendar(
    months=(
        "janvier janv",
        "février fevrier fév févr fev",
        "mars",
        "avril avr",
        "mai",
        "juin",
        "juillet juil juill",
        "août aout aoû",
        "septembre sept",
        "octobre oct",
        "novembre nov",
        "décembre decembre déc",
    ),
    days="lundi mardi mercredi jeudi vendredi samedi dimanche",
    near="hier aujourd'hui demain",
    joints=r"à|le|de|du|h|er|\d{1,2}h\d{0,2}",
)

NOTICES = Notices(
    headwords=ByKind(
        retraction="rétractation|retrait|article (?:retiré|supprimé|dépublié)",
        correction=(
            "nos excuses|excuses|modifié|avis de correction|notre erreur|"
            "historique des (?:versions|corrections)|rectificatif|correction|correctif|"
            "errata|erratum|correctifs?|rectifications?|"
            "nos erreurs|modifications?|historique des modifications"
        ),
        clarification="précisions?|mise au point",
        editors_note=(
            r"n\.d\.l\.r\.?|boîte noire|avis aux lecteurs|à nos lecteurs|"
            "droit de réponse|ndlr|note de la rédaction|note aux lecteurs|note de l'éditeur"
        ),
        update=("actualisé|complément|mise à jour|actualisation|màj|maj|ajout"),
    ),
    done=ByKind(correction="corrigé|rectifié", update="mis à jour|ajouté"),
    openings=ByKind(
        retraction="cet article a été (?:retiré|supprimé)",
        correction=(
            r"(?:le|ce|notre) (?:journal|site|quotidien|magazine) (?:regrette|"
            r"présente (?:ses|toutes ses) excuses|s'excuse)\b|"
            r"historique\s?[:：]\s?\D{0,3}\d|"
            r"bien lire\b|(?:il faut|prière de) lire\b|lire .{2,120} et non\b|correction du|rectificatif|"
            "cet article a été (?:corrigé|rectifié)|(?:article|titre) (?:modifié|corrigé|rectifié)"
        ),
        update=(
            "cet article a été (?:mis à jour|modifié|actualisé)|article (?:mis à jour|actualisé|complété)|"
            r"(?:modifié|complété|actualisé|précisé) (?:le|à)\b.{0,40}:"
        ),
    ),
    corrects="corrige|rectifie",
    joints="du|le|à|apportée? le|de",
    invitations=(
        r"si vous (?:constatez|repérez)|signaler une (?:erreur|faute)|une erreur \?|"
        "vous avez (?:repéré|remarqué|trouvé) une"
    ),
    sentences=Sentences(
        own=(
            r"après (?:sa |la )?(?:publication|parution|mise en ligne)\b(?! d(?:e|u|"
            r"es)\b)|"
            r"(?:cet|cette|ce|notre|du présent|le présent) (?:\w+ )?(?:article|papier|texte|"
            "dépêche|contenu|billet|titre|légende|reportage|enquête|tribune|chronique|"
            r"infographie|brève|sujet|interview|entretien|publication|version|post)\b|(?:de|"
            r"dans) (?:l'article|le titre)\b|(?:premier|deuxième|troisième|quatrième|cinquième|"
            r"dernier) paragraphe\b|(?:du|dans le) texte\b(?! d)|qui (?:accompagn|illustr)\w+"
        ),
        subject=r"l'article\b|le (?:titre|texte)\b|la (?:dépêche|légende)\b",
        version=(
            "(?:première|précédente|ancienne|initiale|antérieure) version|versions? (?:précédente|"
            "initiale|antérieure|originale|première|publiée (?:précédemment|plus tôt|"
            "d'abord))|titre (?:initial|précédent)|précédentes versions"
        ),
        before=(
            "initialement|dans un premier temps|à l'origine|auparavant|précédemment|par erreur|d'abord|"
            "au départ|avant correction"
        ),
        said=(
            "indiqu|affirm|mentionn|écri|disait|annon|évoqu|précisait|présent|attribu|citait|"
            "laissait|déclar|faisait état|rapport|avions|parlait|situait|donnait|comport|conten|"
            "gliss|donné(?! suite)|était (?:erroné|inexact|faux)|publi|écrit|accompagn|illustr|"
            "omis|manqu|oubli|allait trop loin|exagér|parl|pris(?:e|es)? pour|fallait (?:lire|"
            "écrire|comprendre)|aurait fallu|aurions dû|signal"
        ),
        wrong=(
            r"erreur|erron|inexact|à tort|incorrect|coquille|faute|faux\b|fausse|imprécision|"
            r"mal orthographié|contrairement à ce qu|omis|confondu|trompés?\b|mauvais|inversé|"
            "interverti|confusion|mélangé|inadvertance|mal (?:écrit|nommé|traduit|situé|"
            r"attribué)|approximat|maladress|étourderie|pas le bon|pas la bonne|faux\b|"
            "laiss(?:ait|ant) (?:entendre|croire)|donn(?:ait|ant) à penser"
        ),
        mended=ByKind(
            retraction="rétract|dépublié|retiré",
            correction=(
                r"corrig|rectifi|modifi|l'objet d'une (?:correction|rectification|"
                r"modification)|amendée?s?\b|changé|remplacé|réécrit|supprimé"
            ),
            clarification="précis(?:é|er)|clarifi",
            update="mise? à jour|actualis|complét|enrichi|ajouté",
        ),
        because="pour|à|en raison|suite|sur|par",
        gone=("supprim|n'est plus (?:disponible|accessible|en ligne|consultable)|retiré|dépublié"),
        we=r"nous\b|notre\b|nos\b|la rédaction|avons\b|l'avons\b",
        sorry="regrett|excus|désol|pardon",
        notes=(
            r"note|n\.?b\.?|précision|à noter|p\.?s\.?|addendum|post-scriptum|màj|maj\b|edit\b|"
            "transparence"
        ),
        here=r"ici\b|plus haut|ci-dessus",
        of=r"du|de la|de l'|des|d'une?",
        part=(
            "phrase|passage|paragraphe|titre|intertitre|chapô|légende|citation|infographie|graphique|"
            r"carte\b|tableau|photo|image|mention\b|ligne|formulation|encadré|extrait"
        ),
        detail=(
            r"noms?\b|prénom|patronyme|âge\b|date|chiffre|montant|nombre|fonction|titre|"
            r"orthographe|lieu\b|année|somme|pourcentage|unité|grade|parti\b|jour\b|calcul|"
            r"conversion|propos\b|heure"
        ),
        taken=(
            r"retir[ée]|supprim|enlev|effac|ôté|coup[ée]|interverti|remplac|n'appara[iî]\w+ plus|"
            r"ne figure\w* plus|n'est plus|chang[ée]"
        ),
        first=(
            "d'abord|initialement|dans un premier temps|à l'origine|au départ|dans un premier|"
            r"primitivement|nous (?:l')?avions\b|était écrit|étaient écrits"
        ),
        readers=(
            r"(?:lecteur|lectrice|internaute|abonné)\w* .{0,40}(?:signal|fait remarquer|alert|relev|"
            "indiqu|écrit)|(?:signalé|alertés?|fait remarquer|relevé) par .{0,30}(?:lecteur|lectrice|"
            "internaute|abonné)|merci (?:aux|à).{0,20}(?:lecteur|lectrice|internaute)"
        ),
        spoke=(
            r"dit\b|déclar|expliqu|a reconnu|reconnaît|affirm|admet|a admis|raconte|assure|"
            r"selon\b|souligne|constat|jug[ée]|prévenu"
        ),
        contrast=r"et non\b|non pas|pas\b|au lieu|lire\b",
    ),
)

STAMPS = Stamps(
    published="publiée?|mise? en ligne",
    updated=r"mise? à jour|modifié\w*",
    last="dernière",
    units="secondes?|min(?:utes?)?|heures?|h|jours?|semaines?|mois",
    ago="il y a (?:SPAN|une (?:heure|minute))|à l'instant",
    reading_time=(r"NUMBER[ -]?UNIT[ -]de lecture|(?:(?:temps|durée) de )?lecture(?: estimée?)?\s?:?\sSPAN"),
    counted="commentaires?|partages?|réactions?|vues",
)

BYLINES = Bylines(
    helped=(
        r"\(?avec (?:l['’]\s?)?(?:afp|reuters|ap|agences?|belga|ats)\b|"
        r"\(?avec (?:la (?:contribution|participation|collaboration) (?:de|d['’])|"
        r"nos? correspondante?s?\b)|.{2,160}\b(?:a|ont) (?:également |aussi )?(?:contribué|"
        r"participé) à (?:cet article|cette enquête|ce reportage)|traduit (?:de l['’]\w+ )?par\b|"
        r"édité par\b"
    ),
    after="à|dans|pour|depuis",
    by="par|auteurs?",
    did="texte|publié|écrit|reportage|interview",
    joins="et",
    roles="journaliste",
    along="avec",
    card="écrit par|rédigé par|auteur",
    addresses="auteurs?",
)

PICTURES = Pictures(credits="crédits?|tous droits réservés", captions="légende")

BOXES = Boxes(
    kinds=(
        "billet|reportage|enquête|opinions?|analyse|tribune|éditorial|chronique|"
        "commentaire|décryptage|critique|entretien"
    ),
    paid=(
        "contenu sponsorisé|contenu partenaire|publi-?(?:rédactionnel|reportage|information)|"
        "sponsorisé|en partenariat avec|offert par"
    ),
    opens=(
        "lire (?:la suite|plus|l['’]article(?: complet)?)|"
        "(?:voir|afficher) (?:plus|la suite|tout l['’]article)|continuer la lecture"
    ),
    onward="page suivante|suivante?|page 2",
    read_more="lire aussi|à lire",
    adverts="publicité|annonce",
    beside_dates="partager",
    licences="tous droits réservés",
    appeals=(
        "abonnez-vous|inscrivez-vous|soutenez|suivez-nous|j['’]en profite|rejoignez (?:notre chaîne|"
        "nous sur)|"
        "(?:suivez|rejoignez)[- ].{0,20}(?:whatsapp|telegram)|faites un don"
    ),
    first_month="premier mois",
    notes=r"il vous reste \d",
    embeds="pour afficher ce contenu",
    locked="réservée? aux abonnés|déjà abonné",
    asks="abonnez|abonnés?|connectez-vous",
    comments="(?:tous les )?commentaires?",
    ands="et",
    replies="répondre|signaler(?: un abus)?|j[’']aime",
    says="dit|a dit|écrit",
)

WALLS = Walls(
    bot_titles=(
        "accès (?:refusé|interdit|bloqué)|(?:êtes-vous|vous êtes) (?:un )?(?:humain|robot)|"
        "vérification de sécurité|trop de requêtes"
    ),
    error_titles=(
        "(?:page|article|contenu) (?:introuvable|non trouvée?|indisponible|inexistante?)|"
        "(?:une )?erreur(?: (?:est survenue|s['’]est produite|interne.{0,20}|technique))?|"
        "(?:site )?(?:en )?maintenance(?: en cours)?|service (?:temporairement )?indisponible|"
        "(?:cette|la) page (?:n['’]existe (?:pas|plus)|est introuvable|n['’]est (?:pas|plus) disponible)"
    ),
    consent_titles=(
        "avant de continuer.{0,30}|(?:le respect de )?votre (?:vie privée|confidentialité).{0,40}|"
        "(?:nous respectons|gérer) vo(?:s|tre) .{0,30}|continuer sans accepter"
    ),
    login_titles="(?:se connecter|connexion|connectez-vous|identifiez-vous)(?: (?:à|pour) .{0,40})?",
    other_titles=(
        ".{0,40}(?:pas|non) disponible dans votre (?:pays|région)|ce (?:nom de )?domaine est à vendre"
    ),
    error_word="erreur",
    robot="êtes-vous un robot|vérification de sécurité|accès refusé",
    errors="page (?:introuvable|non trouvée)",
    consent="traceurs|consentement|vie privée",
    consent_asks="avant de continuer",
    login="se connecter|connexion|connectez",
    subscribe=r"réservé (?:à nos|aux) abonnés|il vous reste \d+|déjà abonné",
    subscribe_lines=(
        r"\baucun (?:articles?)|"
        "abonnez-vous (?:pour|et)|pour (?:continuer|poursuivre|lire|accéder à) (?:à |votre |la |l['’]|"
        "cet|ce |en )*"
        r"(?:lire|lecture|suite|article|intégralité)|(?:réservée?s?|exclusi\w+) (?:à nos |aux |pour "
        "(?:nos|les) )(?:abonnés|lecteurs|membres|inscrits)|"
        r"il vous reste (?:\d+ ?%|\w+ pour cent)|la suite (?:de (?:cet|l['’])\w* ?\w* )?est réservée|"
        "vous avez (?:atteint|épuisé|lu) .{0,50}"
        "(?:limite|quota|articles)|(?:limite|quota) d['’]articles|(?:créez|connectez|inscrivez|"
        r"identifiez)\b.{0,30}\bpour (?:lire|continuer|poursuivre|accéder)"
    ),
    articles="article",
    left="restants?",
    none="aucun",
    actions=r"s['’]abonner|abonnez|connecter|connexion|inscri\w+",
    commenting=r"commentaires?\b|commenter\b",
    by_mail="infolettre",
    loading="chargement(?: en cours)?|veuillez patienter",
    scriptless="(?:veuillez )?activer? java ?script",
    accepts=(
        "(?:tout )?(?:accepter|refuser)(?: et (?:fermer|continuer))?|j[’']accepte|paramétrer|"
        "gérer (?:mes|les) (?:choix|préférences|cookies)|continuer sans accepter"
    ),
)

WORDS = Words(
    function_words=(
        "le la les un une des de du au aux et ou mais donc or ni car que qui quoi dont où quand comme si"
        " lorsque puisque tandis dans en sur sous par pour avec vers chez entre depuis pendant avant après"
        " contre à je me moi mon ma mes tu te toi ton ta tes il elle on se soi son sa ses nous notre nos"
        " vous votre vos ils elles leur leurs lui eux ce cet cette ces celui celle ceux celles ceci cela ça"
        " est sont était étaient être été suis es a ont avait avaient avoir eu ai as sera seront serait"
        " fait faire peut peuvent doit doivent va vont y aussi très plus tout tous toute toutes même mêmes"
        " autre autres d' l' qu' n' s' c' j' m' t' l d qu s c j m t"
    ),
    style_words=(
        "cependant toutefois néanmoins pourtant ainsi alors ensuite enfin puis également notamment"
        " d'ailleurs ailleurs outre effet fois encore déjà actuellement désormais maintenant surtout"
        " vraiment plutôt assez exemple"
    ),
    negations=(
        "ne n' pas jamais aucun aucune rien personne nul nulle sans ni non dément nie démenti faux fausse n"
    ),
    hedges=(
        "peut-être probablement présumé présumée présumés apparemment semble semblent semblait pourrait"
        " pourraient aurait auraient serait seraient prétendu prétendue soi-disant soupçonné soupçonnée"
        " vraisemblablement éventuel éventuellement confirmé presque environ certainement seulement"
    ),
    attributions=(
        "dit dits déclaré déclare affirmé affirme affirment selon assure assuré annoncé annonce expliqué"
        " explique indiqué indique rapporté rapporte confirmé confirme précisé précise ajouté estime estimé"
        " d'après porte-parole sources source écrit accusé accuse"
    ),
    numbers=(
        "zéro deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt"
        " trente quarante cinquante soixante cent cents mille million millions milliard milliards dizaine"
        " dizaines douzaine centaine centaines millier milliers moitié double triple majorité minorité"
    ),
    loaded=(
        "tué tuée tués mort morte morts décédé assassiné assassinat meurtre meurtrier homicide blessé"
        " blessée blessés indemne arrêté arrêtée interpellé inculpé mis examen condamné acquitté"
        " relaxé coupable innocent accusé suspect suspects victime victimes terroriste terroristes"
        " terrorisme extrémiste tireur agresseur attaque attaqué émeute émeutiers manifestation"
        " manifestants pillage viol violé agression agressé abus harcèlement fraude corrompu"
        " corruption mensonge menti raciste racisme licencié démissionné démission limogé légal"
        " illégal interdit rejeté approuvé gagné perdu invasion guerre massacre génocide coup trêve"
        " otage otages"
    ),
    counting=("zéro un deux trois quatre cinq six sept huit neuf dix onze douze"),
    units=(("euros?", "€"), ("pour cent", "%"), ("millions?", "M"), ("milliards?", "G")),
    opposites=("in", "im", "ir", "il", "dis", "dés", "des", "non", "anti"),
)

CLAIMS = Claims(
    weak="pourrait pourraient peut-être éventuellement éventuel éventuelle",
    guarded=(
        "probablement vraisemblablement apparemment présumé présumée présumés présumées soupçonné"
        " soupçonnée supposé supposée semble semblent semblait serait seraient aurait auraient"
        " prétendument"
    ),
    speech=(
        "dit déclare déclaré affirme affirmé assure assuré annonce annoncé explique expliqué indique"
        " indiqué confirme confirmé précise précisé estime estimé prétend prétendu"
    ),
    doubting="prétend prétendu",
    according="selon|d'après|d’après",
    nameless=(
        "source sources autorités témoin témoins expert experts responsables enquêteurs police rapport étude"
    ),
    pronouns="il elle ils elles on qui je nous vous ce cela",
)

LANGUAGE = Language(
    code="fr",
    name="French",
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
