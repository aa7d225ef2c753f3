"""Galician."""

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
        "xaneiro xan",
        "febreiro feb",
        "marzo mar",
        "abril abr",
        "maio",
        "xuño",
        "xullo xul",
        "agosto ago",
        "setembro set",
        "outubro out",
        "novembro nov",
        "decembro dec",
    ),
    days="luns martes mércores xoves venres sábado domingo",
    near="onte hoxe mañá",
    joints="ás|á|o|do?|h",
    within="d[eo]",
)

NOTICES = Notices(
    headwords=ByKind(
        retraction="retractación",
        correction=(
            "correcci(?:ón|óns)|rectificaci(?:ón|óns)|fe de err(?:os|atas)|errata|rectificamos|corriximos"
        ),
        clarification="aclaraci(?:ón|óns)|puntualización|precisión",
        editors_note="nota (?:da redacción|do editor|da editora|da dirección|aos lectores|ás lectoras)",
        update="actualización|ampliación",
    ),
    done=ByKind(
        retraction="retirad[oa]",
        correction="corrixid[oa]|rectificad[oa]",
        update="actualizad[oa]|ampliad[oa]",
    ),
    openings=ByKind(
        correction=(
            r"n?unha versión (?:anterior|previa) dest[ea]|"
            r"onde (?:dicía|di|poñía)\b.{0,80}(?:debe|debía|debería)|"
            r"est[ea] (?:artigo|noticia|información) foi corrixid[oa]|(?:en contra|ao contrario) do "
            "(?:publicado|indicado|que (?:publicamos|dixemos|escribimos|se (?:dixo|publicou)))"
        ),
        update="est[ea] (?:artigo|noticia|información) foi actualizad[oa]",
    ),
    corrects="corrixe|rectifica",
    joints="do?|ás|o",
    invitations="(?:atopou|atopaches|viches|detectou|detectaches) (?:algún|un) erro|notificar (?:un )?erro",
    sentences=Sentences(
        own=(
            "(?:d|n)?est[ea] (?:artigo|noticia|texto|información|reportaxe|crónica|peza|entrevista|"
            r"publicación|titular|columna|versión|nota|contido|gráfico|vídeo|pé de foto)\b|"
            r"nos[oa] (?:artigo|información)|"
            r"titular (?:do artigo|da noticia)\b|"
            r"(?:primeiro|segundo|terceiro|cuarto|quinto|último) parágrafo\b|"
            r"que (?:acompaña|ilustra)\w*|tal (?:e )?como se publicou"
        ),
        subject=(r"(?:o )?(?:artigo|texto|pé de foto)\b|(?:a )?(?:noticia|información|reportaxe)\b"),
        version=(
            "(?:primeira|anterior|previa) versión|versi(?:ón|óns) (?:anterior|previa|inicial|orixinal)|"
            "titular (?:anterior|orixinal|inicial)"
        ),
        before=(
            "orixinalmente|inicialmente|nun principio|nun primeiro momento|anteriormente|previamente|"
            "ao principio|por erro"
        ),
        said=(
            "dic[íi]a|indic|sinal|afirm|inform|mencion|atribu|aparec|figuraba|refer|asegur|situaba|constaba|"
            "recoll|escrib|identific|conti|contén|public|comet|inclu|ilustr|acompañ|puxemos|omit|falt[aoóou]|"
            r"esquec|exaxer|debía dicir|había que dicir|dixemos|chamamos|dito\b|dicir\b|mencionad"
        ),
        wrong=(
            r"erros?\b|erróne|errad|equivoc|incorrec|inexact|errata|fallo|imprecis|ao contrario do que|"
            r"a diferenza do que|confund|confusión|descoido|despiste|lapsus|trabuc|mal\b|non (?:era|eran|"
            "correspond)|daba a entender|facía crer"
        ),
        mended=ByKind(
            retraction="retracta|despublicad|retirad|retirouse",
            correction="corrixi|correx|rectific|modific|emend|cambiad|cambiouse|substituí|editad|editouse",
            clarification="aclar|precisa|matizad",
            update="actualiza|ampliad|complet|engadid|engadim|engadiuse",
        ),
        because="por|a|debido|tras|segundo",
        gone="elimin(?:ad|ouse)|borr(?:ad|ouse)|retir(?:ad|ouse)|xa non (?:está|se atopa) dispoñible",
        we=(
            r"nós\b|nos[oa]s?\b|lamentamos|pedimos|rectificamos|corriximos|publicamos|informamos|dixemos|"
            "a redacción|indicamos|escribimos|atribuímos|afirmamos|puxemos|fixemos|confundimos|omitimos|"
            "retiramos|cambiamos|engadimos|equivocámonos|erramos"
        ),
        sorry="lament|desculp|perdón|sentímolo",
        notes=r"nota|n\. ?da ?r|aviso|p\.? ?d\.?|addenda|advertencia",
        here=r"aquí\b|máis arriba",
        of="d[oa]s?|dunha|dun",
        part=(
            r"frase|pasaxe|parágrafo|titular|título|subtítulo|entradiña|pés? de foto|cita\b|gráfic|"
            "infografía|mapa|táboa|foto|imaxe|mención|liña|fragmento|antetítulo"
        ),
        detail=(
            r"nome|apelido|idade\b|datas?\b|cifra|cantidade|número|cargo\b|lugar\b|ano\b|importe|porcentaxe|"
            r"grafía|partido|datos?\b|día\b|unidade|cálculo|contas\b|palabras|declaracións|horas?\b"
        ),
        taken=r"supr[ie]mi|elimin[ao]|retir[ao]|borr[ao]|quit[ao]|cort[ao]|omiti|substituí|cambi[ao]|xa non",
        first=(
            "orixinalmente|inicialmente|nun principio|nun primeiro momento|ao principio|primeiro\\b|dicíase"
        ),
        readers=(
            r"(?:lector|lectora|subscritor)\w* .{0,40}(?:avis|advert|alert|sinal|apunt|escrib)|"
            "(?:avis|advert|alert|chamada).{0,30} (?:de|dun|dunha|dos|das) .{0,20}(?:lector|subscritor)|"
            "(?:grazas|agradecemos) (?:a|aos?|ás?) .{0,20}(?:lector|subscritor)"
        ),
        spoke=(
            r"di\b|dixo|afirm[ao]u?\b|explic|admit|recoñec|engadiu|segundo\b|escribiu|declar|asegur|conta\b|"
            "contou|relat|conclu"
        ),
        contrast=r"non\b|en vez|en lugar|senón",
    ),
)

STAMPS = Stamps(
    published="publicad[oa]",
    updated="actualiz(?:ad[oa]|ación)|modificad[oa]",
    last="última",
    units="segundos?|min(?:utos?)?|horas?|h|días?|semanas?|mes(?:es)?",
    ago="hai SPAN",
    reading_time=r"tempo de lectura\s?:?\sSPAN|SPAN de lectura",
    counted="comentarios?|visitas|lecturas|gústame",
)

BYLINES = Bylines(
    by=r"por|textos?(?=\s*:)",
    did="escrito|publicado",
    joins="e",
    roles="xornalista|redactora?|correspondente",
    card="escrito por",
    after="en|desde|para",
)

PICTURES = Pictures(
    pictures="imaxe|fotos?|fotografía", credits="crédito", captions="pé de foto", labels="fonte"
)

BOXES = Boxes(
    kinds="opinión|análise|editorial|columna|crítica|entrevista|crónica|reportaxe",
    paid="contido (?:patrocinado|pagado|de marca)|patrocinado|publirreportaxe|ofrecido por",
    opens="(?:ler|ver|amosar) (?:máis|todo|o artigo completo)|(?:seguir|continuar) lendo",
    onward="(?:páxina )?seguinte|seguinte páxina|páxina 2",
    read_more="le tamén|ler máis|máis información",
    adverts="publicidade",
    beside_dates="compartir",
    licences="todos os dereitos reservados",
    appeals="subscríbete|faite (?:socio|socia|subscritora?)|apóianos|síguenos",
    first_month="primeiro mes",
    locked="só para (?:subscri|soci)",
    asks="subscr[ií]",
    comments="(?:todos os )?comentarios?",
    ands="e",
    replies="responder|denunciar|gústame",
    says="dixo|escribiu",
    follows="(?:seguinte|próxima) noticia|seguinte artigo",
)

WALLS = Walls(
    bot_titles=(
        r"acceso (?:denegado|bloqueado)|es (?:un )?(?:humano|robot)\?|demasiadas (?:solicitudes|peticións)"
    ),
    error_titles=(
        "páxina non (?:atopada|existe|dispoñible)|a páxina non (?:existe|se atopou)|produciuse un erro|"
        "(?:sitio )?en mantemento|servizo (?:temporalmente )?non dispoñible"
    ),
    error_word="erro",
    errors="páxina non atopada",
    login_titles="(?:iniciar|inicia) sesión(?: .{0,40})?",
    login="iniciar sesión",
    subscribe_lines=(
        r"para (?:seguir|continuar) lendo|(?:exclusiv[oa]|só) para (?:subscritor|soci|rexistrad)\w+|"
        r"(?:rexístrate|subscríbete|inicia sesión)\b.{0,30}\b(?:para|e) (?:seguir|continuar|ler)"
    ),
    articles="artigos",
    left="restantes",
    none="ningún",
    actions="subscríbete|subscribirse|iniciar sesión",
    commenting=r"comentarios?\b|comentar\b",
    by_mail="boletín|correo",
    loading="cargando",
    scriptless="active (?:o )?java ?script",
    accepts="(?:aceptar|acepto|rexeitar)(?: tod[oa]s?| todo)?(?: as cookies)?|xestionar .{3,20}",
)

LANGUAGE = Language(
    code="gl",
    name="Galician",
    calendar=CALENDAR,
    notices=NOTICES,
    stamps=STAMPS,
    bylines=BYLINES,
    pictures=PICTURES,
    boxes=BOXES,
    walls=WALLS,
)
