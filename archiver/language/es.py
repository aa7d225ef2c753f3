"""Spanish."""

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
        "enero ene",
        "febrero feb",
        "marzo mar",
        "abril abr",
        "mayo may",
        "junio jun",
        "julio jul",
        "agosto ago",
        "septiembre setiembre sep sept",
        "octubre oct",
        "noviembre nov",
        "diciembre dic",
    ),
    days="lunes martes miércoles jueves viernes sábado domingo",
    near="ayer hoy mañana",
    joints="a las|a la|el|del?|las",
    within="del?",
)

NOTICES = Notices(
    headwords=ByKind(
        retraction="retractación|artículo (?:retirado|eliminado|no disponible)",
        correction=(
            "erratas|derecho (?:a|de) (?:réplica|rectificación)|(?:pedimos )?disculpas|"
            "nuestro error|enmienda|modificación|subsanación|nota de corrección|"
            "(?:registro|historial) de (?:cambios|correcciones)|corrección|rectificación|"
            "fe de (?:errores|erratas|error)|errata|rectificamos|corregimos|"
            "correcciones"
        ),
        clarification="aclaración|aclaratoria|precisión|aclaraciones|puntualización",
        editors_note=(
            "nota (?:del editor|de la editora|de (?:la )?redacción)|nota (?:a los lectores|"
            r"aclaratoria|de la dirección)|n\. ?de la r(?:ed)?\.?|n\. ?del e\.?"
        ),
        update="actualizaci[oó]n|ampliación",
    ),
    done=ByKind(
        retraction="retirad[oa]", correction="corregid[oa]", update="actualizad[oa]|ampliado|añadido"
    ),
    openings=ByKind(
        correction=(
            r"(?:el|este|nuestro) (?:diario|periódico|medio|portal) (?:lamenta|"
            r"pide disculpas|se disculpa|pide perdón)\b|"
            r"cambios\s?[:：]\s?\D{0,3}\d|"
            "fe de err(?:at|or)|una versión (?:anterior|previa) de est[ea]|"
            "(?:este|esta) (?:artículo|noticia|nota) (?:ha sido|"
            "fue) corregid[oa]|donde (?:decía|dice|ponía|se lee)\\b.{0,80}(?:debe|debía|debería|léase)|"
            "(?:en contra|al contrario) de lo (?:publicado|indicado|informado|que (?:publicamos|"
            "dijimos|se (?:dijo|publicó)))"
        ),
        update="est[ea] (?:artículo|noticia|nota) (?:ha sido|fue) actualizad[oa]",
    ),
    corrects="corrige|rectifica",
    joints="del?|a las|el",
    invitations=(
        "si (?:usted )?(?:encuentra|detecta)|(?:has|ha) (?:visto|detectado|encontrado) (?:un|"
        "algún) error|(?:avísanos|repórtalo|reportar|notificar un error)"
    ),
    sentences=Sentences(
        own=(
            r"(?:tras|después de|desde) (?:su|la) publicación\b(?! de)|"
            "est[ea] (?:artículo|noticia|nota|texto|información|reportaje|entrada|pieza|crónica|"
            "titular|publicación|columna|entrevista|versión|pie de foto|contenido|gráfico|"
            r"v[ií]deo|post)\b|nuestr[oa] (?:artículo|nota|información)|(?:del|en el) (?:artículo|"
            r"titular)\b|de la (?:noticia|nota)\b|(?:primer|segundo|tercer|cuarto|quinto|"
            r"último) párrafo\b|en el texto\b(?! de)|que (?:acompañ|ilustra)\w*|como se publicó"
        ),
        subject=(
            r"el (?:artículo|titular|texto|título|pie de foto)\b|la (?:noticia|nota|información)\b|"
            r"(?:artículo|noticia|nota|titular)\b"
        ),
        version=(
            "(?:primera|anterior|previa|antigua) versión|versi(?:ón|ones) (?:anterior|previa|inicial|"
            "original|publicada (?:antes|anteriormente|previamente))|"
            "titular (?:anterior|original|inicial)|(?:anterior|primer) titular"
        ),
        before=(
            "originalmente|inicialmente|en un principio|en un primer momento|anteriormente|"
            "previamente|al principio|por error"
        ),
        said=(
            "dec[íi]a|indica|señala|afirma|inform|menciona|atribu|aparec|figuraba|consigna|refer|"
            "dij|asegura|habla|situaba|constaba|recog|escrib|habíamos|identific|conten|contuvo|"
            "deslizado|publica|cometi|inclu|atribuimos|escribimos|ilustra|acompañ|pusimos|omit|"
            "recog|falt[óa]|olvid|exager|debía decir|había que (?:decir|escribir|hablar|leer)|"
            r"llamado|llamamos|se publicó|dicho\b|decir\b|precisado|mencionado"
        ),
        wrong=(
            "error|err[óo]ne|equivoca|incorrec|inexact|equivocación|errata|fallo|imprecis|falso|"
            "en contra de lo que|a diferencia de lo que|contrariamente|equivoc|confund|confusión|"
            "descuido|mal escrito|trastoc|despiste|desliz|lapsus|intercambia|baile de cifras|"
            r"mal\b|no correspond|no era|daba a entender|hacía creer|parecía que"
        ),
        mended=ByKind(
            retraction="retracta|despublicad|retirad",
            correction=(
                "corregid|corrig|correg|rectific|objeto de una corrección|modific|"
                "enmend|subsan|cambiad|se cambió|sustitu|editad"
            ),
            clarification="aclara|precisa|matizad",
            update="actualiz|ampliad|complet|añadi",
        ),
        because="por|a|debido|tras|según",
        gone="eliminad|borrad|ya no (?:está|se encuentra) disponible|retirad|dado de baja",
        we=(
            r"hemos|nuestr|nos\b|lamentamos|pedimos|rectificamos|corregimos|publicamos|informamos|"
            "dijimos|la redacción|indicamos|señalamos|habíamos|atribuimos|escribimos|afirmamos|"
            r"(?!(?:tr|recl|r|gr|kilogr|prést|extr|supr)[ae]mos\b|vamos\b)\w{2,}[ae]mos\b|(?:dij|"
            "escrib|omit|hic|pus|d|confund|inclu|correg|advert|atribu|añad|suprim|refer|ped|dec|"
            r"v)imos\b|hicimos|pusimos|dimos\b|confundimos"
        ),
        sorry="lament|disculp|perdón|sentimos",
        notes=r"nota|n\. ?d\. ?[erl]\.?|aviso|post ?data|p\.? ?d\.?|adenda|advertencia|edit\b",
        here=r"aquí\b|más arriba|arriba\b",
        of=r"del|de (?:las?|los|una?)",
        part=(
            "frase|pasaje|párrafo|titular|título|subtítulo|entradilla|pie de foto|pies de foto|leyenda|"
            r"cita\b|gráfic|infografía|mapa|tabla|foto|imagen|mención|línea|ladillo|fragmento|antetítulo"
        ),
        detail=(
            r"nombre|apellido|edad\b|fecha|cifra|cantidad|número|cargo\b|lugar\b|año\b|importe|"
            r"porcentaje|grafía|partido|dato\b|datos\b|día\b|unidad|cuentas\b|cálculo|palabras|"
            r"declaraciones|hora\b"
        ),
        taken=r"suprimi|eliminad|retirad|borrad|quitad|cortad|omitid|sustitui|ya no\b|cambia|hemos cambiado",
        first=(
            "originalmente|inicialmente|en un principio|en un primer momento|al principio|"
            r"de entrada|primero\b|habíamos\b|se decía"
        ),
        readers=(
            r"(?:lector|lectora|usuario|suscriptor)\w* .{0,40}(?:advert|avis|señal|indic|apunt|alert|"
            "hecho notar|sabido|escrito)|(?:advert|avis|señal|indicación|alert|"
            "aviso).{0,30} de .{0,20}(?:lector|usuario|suscriptor)|gracias a .{0,20}(?:lector|usuario|"
            "suscriptor)"
        ),
        spoke=(
            r"dice\b|dijo|explic|admit|reconoc|asegur|añad|afirm|señal[óa]|según\b|escribió|"
            r"declar|cuenta\b|contó|relata|concluy|sentenci"
        ),
        contrast=r"no\b|sino\b|en vez|en lugar|léase|debe (?:decir|leerse)",
    ),
)

STAMPS = Stamps(
    published="publicad[oa]",
    updated=r"actualiz\w*|modificado",
    last="última",
    units="segundos?|min(?:utos?)?|horas?|h|días?|semanas?|mes(?:es)?",
    ago="hace (?:SPAN|una? (?:hora|minuto|día))",
    reading_time=r"NUMBER[ -]?UNIT[ -]de lectura|(?:tiempo (?:estimado )?de )?lectura(?: de)?\s?:?\sSPAN",
    counted="comentarios?|compartidos|me gusta|visitas|lecturas",
)

BYLINES = Bylines(
    helped=(
        r"con (?:información|informaciones|datos|material|reportes?|aportes|la colaboración|"
        r"colaboración) (?:adicional(?:es)? )?(?:de|del)\b|"
        r"(?:informaci[oó]n|reporte|reportaje)s? (?:adicional(?:es)? )?(?:de|"
        r"por)\b.{2,120}(?:editado|edición)|"
        r"(?:reporte|información|reportaje)s? adicional(?:es)? (?:de|por)\b|"
        r"(?:han? )?colabora(?:do|ron|dores)?\s?(?:en (?:este|esta)\b|:|con (?:este|esta)\b)|"
        r".{2,120}\b(?:colaboró|colaboraron|contribuyó|contribuyeron|han? (?:colaborado|"
        r"contribuido)) (?:en|con|a) (?:este|esta)\b|"
        r"(?:editado|traducido|edición|traducción)\s?(?:por|de|:)"
    ),
    after="en|desde|para",
    by=r"por|autor(?:es|a)?|redacción|textos?(?=\s*:)",
    did="escrito|publicado",
    joins="y",
    roles="periodista|cronista",
    along="con",
    card="escrito por",
    addresses="autor(?:es|a)?",
)

PICTURES = Pictures(
    pictures="fotografía|imagen",
    credits="foto de|créditos?",
    captions="pie de foto",
    labels="fuente",
)

BOXES = Boxes(
    kinds="sátira|reportaje|opinión|análisis|editorial|columna|tribuna|comentario|crítica|entrevista",
    paid="contenido (?:patrocinado|pagado|de marca)|patrocinado|publirreportaje|ofrecido por",
    opens="(?:leer|ver|mostrar) (?:más|(?:el )?artículo completo|todo)|(?:seguir|continuar) leyendo",
    onward="página siguiente|siguiente(?: página)?|página 2",
    read_more="lee también|leer más",
    adverts="publicidad",
    beside_dates="compartir",
    licences="todos los derechos reservados",
    appeals=(
        "suscríbete|síguenos|apóyanos|hazte (?:socio|socia|suscriptora?)|"
        "(?:únete a|sigue) (?:nuestro canal|nuestra comunidad)"
    ),
    first_month="primer mes",
    notes="fuentes?:|te puede interesar|también te puede|puede leer",
    embeds="este contenido .{0,30}cookies",
    locked="s[oó]lo para suscriptores",
    asks="suscr[ií]",
    comments="(?:todos los )?comentarios?",
    ands="y",
    replies="responder|denunciar|reportar|me gusta",
    says="dice|dijo|escribió",
    follows="(?:siguiente|próximo) artículo|siguiente noticia|a continuación",
)

WALLS = Walls(
    bot_titles=(
        "acceso (?:denegado|restringido|bloqueado)|¿?eres (?:un )?(?:humano|robot)|"
        "demasiadas (?:solicitudes|peticiones)|verificación de seguridad"
    ),
    error_titles=(
        "p[aá]gina no (?:encontrada|existe|disponible)|(?:se ha producido|ha ocurrido) un error|"
        "algo (?:salió mal|ha ido mal)|(?:sitio )?en mantenimiento|"
        "servicio (?:temporalmente |temporariamente )?no disponible"
    ),
    consent_titles="antes de continuar.{0,30}|(?:su|tu|valoramos tu) privacidad.{0,30}",
    login_titles="(?:iniciar|inicia) sesión(?: .{0,40})?",
    other_titles=".{0,40}no (?:está )?disponible en (?:su|tu) (?:país|región)|este dominio está en venta",
    robot="¿eres un robot|acceso denegado",
    errors="p[aá]gina no encontrada",
    consent="consentimiento|privacidad",
    consent_asks="antes de continuar",
    login="iniciar sesi[oó]n",
    subscribe="contenido exclusivo para suscriptores|s[oó]lo para suscriptores|suscríbete para",
    subscribe_lines=(
        r"\bningún artículos?|"
        "suscr[ií]b(?:ete|ase) (?:para|y)|para (?:seguir|continuar) (?:leyendo|con la lectura)|"
        "para leer (?:el|este|la|más)|(?:exclusiv[oa]|sol[oa]|sólo) para (?:nuestros )?"
        r"(?:suscriptores|registrad\w+)|(?:has|ha) (?:alcanzado|llegado|superado|agotado|leído)"
        ".{0,40}(?:límite|limite|art[ií]culos)|(?:reg[ií]strate|inicia sesión)\\b"
        r".{0,30}\b(?:para|y) (?:seguir|continuar|leer|continúa)"
    ),
    articles="art[ií]culos",
    left="restantes",
    none="ningún",
    actions=r"suscr[ií]\w+|iniciar sesi[oó]n",
    commenting=r"comentarios?\b|comentar\b",
    by_mail="boletín|correo",
    loading="cargando",
    scriptless="(?:active|habilite) (?:el )?java ?script",
    accepts=(
        "aceptar(?: (?:todo|todas|cookies|y continuar))*|rechazar(?: todo)?|"
        "configurar(?: cookies)?|gestionar .{3,20}"
    ),
)

WORDS = Words(
    function_words=(
        "el la los las un una unos unas lo al del y e o u pero sino que quien quienes cual cuales cuyo donde"
        " cuando como si porque pues aunque mientras de a en con por para sobre entre hasta desde hacia"
        " contra durante tras ante bajo según yo me mí mi mis tú te ti tu tus él ella ello se sí su sus"
        " nosotros nos nuestro nuestra ellos ellas les le este esta esto estos estas ese esa eso esos esas"
        " aquel aquella es son era eran ser sido fue fueron ha han había habían haber he hay está están"
        " estaba estar será serán sería puede pueden debe deben va van también muy más tan todo todos toda"
        " todas mismo misma otro otra otros otras ya cada algún alguna algunos algunas"
    ),
    style_words=(
        "además asimismo embargo obstante entonces luego así finalmente incluso todavía aún actualmente"
        " ahora especialmente particularmente sobre todo realmente bastante ejemplo"
    ),
    negations=(
        "no nunca jamás ningún ninguna ninguno nadie nada sin ni tampoco niega negó desmiente"
        " desmintió falso falsa"
    ),
    hedges=(
        "presunto presunta presuntos presuntas presuntamente supuesto supuesta supuestos supuestamente"
        " posible posiblemente probablemente quizá quizás aparentemente podría podrían habría habrían"
        " parece parecía sospechoso sospechosa confirmado casi aproximadamente unos cerca"
    ),
    attributions=(
        "dijo dice dijeron declaró declara afirmó afirma aseguró asegura según anunció anuncia explicó"
        " explica indicó indica informó informa confirmó confirma señaló señala añadió agregó admitió"
        " sostuvo denunció acusó portavoz fuentes fuente escribió"
    ),
    numbers=(
        "cero dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis"
        " diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa"
        " cien ciento cientos mil miles millón millones decena decenas docena centenares mitad doble triple"
        " mayoría minoría"
    ),
    loaded=(
        "muerto muerta muertos murió fallecido falleció asesinado asesinato asesino homicidio herido"
        " herida heridos ileso detenido detenida arrestado imputado acusado acusada procesado"
        " condenado absuelto culpable inocente sospechoso víctima víctimas terrorista terroristas"
        " terrorismo extremista atacante ataque atacó disturbios manifestantes protesta protestas"
        " saqueo violación violó agresión agredió abuso acoso fraude corrupto corrupción soborno"
        " mentira mintió racista racismo despedido dimitió dimisión cesado legal ilegal prohibido"
        " rechazado aprobado ganó perdió invasión guerra masacre genocidio golpe tregua rehén rehenes"
    ),
    counting=("cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce"),
    units=(
        ("dólares", "$"),
        ("euros?", "€"),
        ("por ciento", "%"),
        ("mil millones", "G"),
        ("millones|millón", "M"),
    ),
    opposites=("in", "im", "ir", "des", "dis", "anti"),
)

CLAIMS = Claims(
    weak="podría podrían quizá quizás posiblemente eventualmente posible",
    guarded=(
        "probablemente aparentemente presuntamente presunto presunta presuntos presuntas supuesto"
        " supuesta supuestamente parece parecen parecía habría habrían sería serían"
    ),
    speech=(
        "dijo dice dijeron declaró declara afirmó afirma aseguró asegura anunció anuncia explicó explica"
        " indicó indica informó informa confirmó confirma señaló señala añadió admitió alega alegó"
    ),
    doubting="alega alegó",
    according="según",
    nameless=(
        "fuente fuentes autoridades testigo testigos experto expertos investigadores policía informe"
        " estudio funcionarios"
    ),
    pronouns="él ella ellos ellas que quien se yo nosotros esto",
)

LANGUAGE = Language(
    code="es",
    name="Spanish",
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
