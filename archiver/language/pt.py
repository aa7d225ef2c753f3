"""Portuguese."""

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
        "janeiro jan",
        "fevereiro fev",
        "março marco mar",
        "abril abr",
        "maio mai",
        "junho jun",
        "julho jul",
        "agosto ago",
        "setembro set",
        "outubro out",
        "novembro nov",
        "dezembro dez",
    ),
    days="segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    joints="em|às|de|h",
    within="d[eo]",
)

NOTICES = Notices(
    headwords=ByKind(
        retraction="retratação",
        correction=(
            "rectificaç(?:ão|ões)|erratas|direito de resposta|pedido de desculpas?|"
            "estava errado|(?:o )?nosso erro|emenda|alteração|"
            "histórico de (?:alterações|correções|atualizações|modificações)|correc?ção|"
            "errata|erramos|retificação|errámos|correções|o p[úu]blico errou|"
            "nota de correção|correção"
        ),
        clarification=("clarificação|precisão|esclarecimento|esclarecimentos?"),
        editors_note=(
            r"nota da redacção|n\. ?da ?r\.?|"
            "nota (?:da redação|do editor|da edição)|nota (?:de redação|do editor|aos leitores|"
            "da direção|editorial)"
        ),
        update=("aditamento|atualização|actualização|atualizações"),
    ),
    done=ByKind(retraction="retirad[oa]", correction="corrigid[oa]|retificado", update="atualizad[oa]"),
    openings=ByKind(
        retraction=(
            "(?:retir[áa]mos|removemos|apag[áa]mos) (?:est[ea]|[oa]) (?:artigo|notícia|"
            "texto|matéria|reportagem)"
        ),
        correction=(
            r"(?:o|este|nosso) (?:jornal|portal|site|diário) (?:lamenta|pede desculpas?|se desculpa)\b|"
            r"alterações\s?[:：]\s?\D{0,3}\d|"
            r"onde se l[êe]\b.{1,120}(?:leia|deve ler)-se|"
            "(?:n?uma|em uma) versão anterior dest|ao contrário do (?:que (?:foi |(?:hav|t)íamos )?)?"
            "(?:publicad|informad|noticiad|afirmad|escrit)"
        ),
        update="(?:este|esta) (?:artigo|matéria|reportagem|notícia) foi atualizad[oa]",
    ),
    corrects="corrige|retifica",
    joints="em|de|às|do dia",
    invitations=("encontrou (?:algum|um) erro|(?:comunicar|reportar|informar) (?:um )?erro|viu algum erro"),
    sentences=Sentences(
        own=(
            r"(?:após|depois d[ea]) (?:a |sua )?publicação\b(?! d[aeo])|"
            "(?:d|n)?est[ea] (?:artigo|matéria|reportagem|notícia|texto|post|título|coluna|"
            r"conteúdo|versão|entrevista|publicação|página|legenda|nota|vídeo|newsletter)\b|(?:d|"
            r"n)?ess[ea] (?:matéria|reportagem|notícia|texto|artigo|post)\b|noss[ao] (?:matéria|"
            r"reportagem|artigo)|(?:d|n)[ao] (?:matéria|reportagem)\b|(?:primeiro|segundo|"
            r"terceiro|quarto|quinto|último) parágrafo\b|que (?:acompanha|ilustra)\w*|"
            "como foi publicado"
        ),
        subject=(
            r"[oa] (?:artigo|matéria|reportagem|notícia|texto|título|legenda)\b|(?:artigo|notícia|"
            r"matéria|reportagem|título|texto)\b"
        ),
        version=(
            "(?:primeira|anterior|prévia) versão|vers(?:ão|ões) (?:anterior|prévia|"
            "inicial|original|publicada (?:antes|anteriormente))|"
            "título (?:anterior|original)"
        ),
        before=(
            "originalmente|inicialmente|anteriormente|a princípio|num primeiro momento|por erro|previamente"
        ),
        said=(
            "dizia|inform|afirm|indic|mencion|atribu|constav|refer|escrev|citav|apont|registrav|"
            "identific|dava|continha|contém|public|cometid|inclu|pusemos|acompanh|ilustr|"
            "escrevemos|atribuímos|omit|falt[oa]|esquec|exager|fal[aá]|devíamos|devia ler-se|"
            r"cham[aá]|foi publicado|noticiamos|noticiámos|dito\b|dizer\b|esclarecido"
        ),
        wrong=(
            r"erro\b|erros|err[óô]ne|erradamente|errad|incorre|inexa|engano|equivoc|equívoc|lapso|"
            "gralha|falha|imprecis|ao contrário do que|diferentemente do|err[aá]mos|equivoc|"
            r"confund|confusão|troc[aá]mos|trocad|troca\b|deslize|descuido|desatenção|mal escrito|"
            r"mal\b|não (?:era|eram|correspond)|dava a entender|fazia crer|faltou"
        ),
        mended=ByKind(
            retraction="retratad|despublicad|retirad",
            correction="corrig|corre[cç]|retific|modific|alterad|alterou|alterámos|editad|emendad|substitu",
            clarification="esclarec|precisa",
            update="atualiza|actualiza|ampliad|complementa|acrescenta",
        ),
        because="por|a|devido|após|em",
        gone=("removid|apagad|excluíd|eliminad|(?:já )?não está mais disponível|já não está|retirad"),
        we=(
            r"nós\b|noss|pedimos|lamentamos|corrigimos|publicamos|informamos|erramos|a redação|"
            "a redacção|dissemos|escrevemos|afirmamos|noticiamos|(?!(?:r|gr|extr|supr|mesm|"
            r"recl)[ae]mos\b|vamos\b)\w{2,}[aáe]mos\b|(?:omit|confund|inclu|corrig|suprim|refer|"
            r"ped|atribu|retir)[ií]mos\b|\w+-nos\b|pusemos|fizemos|demos\b"
        ),
        sorry="lament|desculp|perdão",
        notes=r"nota|n\.?b\.?|n\. ?da r|aviso|p\.?s\.?|adenda|observação|obs\b|edit\b",
        here=r"aqui\b|acima\b",
        of=r"d[oa]s?|de uma?",
        part=(
            r"frase|trecho|passagem|parágrafo|título|subtítulo|manchete|lead\b|legenda|citaç|gráfico|"
            r"infográfico|infografia|mapa|tabela|foto|imagem|menção|linha\b|antetítulo|olho\b|excerto"
        ),
        detail=(
            r"nomes?\b|apelido|sobrenome|idade|data\b|datas\b|cifra|valor\b|valores|número|"
            r"cargo\b|local\b|ano\b|percentagem|percentual|grafia|partido|dado|dia\b|função|"
            r"unidade|quantia|contas\b|cálculo|palavras|declarações|hora\b|horas\b"
        ),
        taken=(
            "retir|removi|remov|suprimi|apag|elimin|cort[aáeo]|exclu|troc|substitu|deixou de|"
            "deixaram de|já não|não (?:consta|aparece) mais|mudad|mudá"
        ),
        first=(
            "originalmente|inicialmente|a princípio|num primeiro momento|em um primeiro momento|"
            r"no início|começ[aá]mos por|primeiro\b|tínhamos\b|havíamos\b|dizia-se"
        ),
        readers=(
            r"(?:leitor|leitora|usuário|assinante)\w* .{0,40}(?:avis|alert|apont|not[oa]|assinal|chamar|"
            "escrev)|(?:alert|avis|apont|chamada).{0,30} (?:de|por|pel[oa]s?|d[oa]s?) .{0,20}(?:leitor|"
            "assinante|usuário)|(?:graças|obrigad|agradecemos) (?:a|aos?) .{0,20}(?:leitor|assinante)"
        ),
        spoke=(
            r"diz\b|disse|afirm[oa]u?\b|explic|admit|reconhec|acrescent|segundo\b|escreveu|declar|"
            r"garant|conta\b|contou|relata|conclui"
        ),
        contrast=r"não\b|em vez|mas sim|leia-se|deve ler-se",
    ),
)

STAMPS = Stamps(
    published="publicad[oa]",
    updated="atualiza(?:do|ção)",
    last="última",
    units="segundos?|min(?:utos?)?|horas?|h|dias?|semanas?|meses|mês",
    ago="há (?:SPAN|uma? (?:hora|minuto|dia))",
    reading_time=r"NUMBER[ -]?UNIT[ -]de leitura|(?:tempo (?:estimado )?de )?leitura(?: de)?\s?:?\sSPAN",
    counted="comentários?|compartilhamentos?|visualizações",
)

BYLINES = Bylines(
    helped=(
        r"com (?:informações|reportagem|material|agências?|(?:a )?colaboração)(?: (?:adicional|"
        r"adicionais))?(?: d[aeo]s?\b|$)|"
        r"(?:reportagem|informações) adiciona(?:l|is) de\b|colabor(?:ou|"
        r"aram)(?: [A-ZÀ-Ú].{2,80}$| (?:nesta|neste|"
        r"para)\b|\s?:)|"
        r".{2,120}\b(?:colaborou|colaboraram|contribuiu|contribuíram) (?:com |para )?(?:n?est[ae]|"
        r"n?esse)\b|"
        r"(?:edição|tradução|editado|traduzido)\s?(?:de|por|:)"
    ),
    after="em|para",
    by=r"por|textos?(?=\s*:)",
    did="publicado|escrito",
    joins="e",
    card="escrito por",
)

PICTURES = Pictures(pictures="imagem|fotos?", credits="crédito")

BOXES = Boxes(
    kinds="cr[ôó]nica|sátira|opinião|análise|editorial|coluna|comentário|crítica|entrevista",
    paid="conteúdo (?:patrocinado|pago|de marca)|patrocinado|publieditorial|oferecido por",
    opens=(
        "(?:ler|leia|ver|mostrar) (?:mais|tudo|o artigo completo|a notícia completa)|"
        "continuar? (?:a ler|lendo)"
    ),
    onward="próxima(?: página)?|página (?:seguinte|2)",
    read_more="leia (?:também|mais)",
    adverts="publicidade",
    beside_dates="compartilhar",
    licences="todos os direitos reservados",
    appeals=(
        "inscreva-se|siga-nos|assine|(?:entre|participe|junte-se|siga).{0,20}(?:canal|grupo) (?:do|no|de|ao)|"
        "torne-se (?:sócio|sócia|assinante|membro)|apoie (?:o nosso|nosso|o jornalismo)"
    ),
    first_month="primeiro mês",
    asks="inscreva|assine",
    comments="comentários?",
    ands="e",
    replies="responder|denunciar|curtir",
    says="diz|disse|escreveu",
    follows="próxim[ao] (?:notícia|matéria|artigo)",
)

WALLS = Walls(
    bot_titles="acesso (?:negado|bloqueado)|você é um (?:humano|robô)|muitas (?:solicitações|requisições)",
    error_titles=(
        "p[aá]gina (?:não|nao) (?:encontrada|existe|disponível)|ocorreu um (?:error|erro)|algo deu errado|"
        "(?:site )?em (?:manutenção|manutencao)|serviço (?:temporariamente )?indisponível"
    ),
    consent_titles="(?:a )?(?:sua|tua) privacidade.{0,30}",
    login_titles="(?:iniciar|inicia) sessão(?: .{0,40})?|(?:faça )?(?:o )?login(?: .{0,40})?|entrar",
    other_titles=".{0,40}não (?:está )?disponível (?:no|em) seu (?:país|região)",
    error_word="erro",
    errors="p[aá]gina n[aã]o encontrada",
    login="entrar",
    subscribe_lines=(
        r"\bnenhum artigos?|"
        "para (?:seguir|continuar) (?:lendo|a ler|a leitura)|para ler (?:este|o|a|mais)|"
        r"(?:exclusiv[oa]|apenas|só) para (?:os )?(?:subscritores|assinantes|registrad\w+|cadastrad\w+)|"
        "(?:você|já) (?:atingiu|esgotou|leu).{0,40}(?:limite|artigos|matérias)|"
        r"(?:cadastre-se|registe-se|faça login|assine|entre)\b"
        r".{0,30}\b(?:para|e) (?:seguir|continuar|ler|continue)"
    ),
    articles="artigos",
    left="restantes",
    none="nenhum",
    actions=r"assin\w+|entrar|cadastr\w+",
    commenting=r"comentários?\b|comentar\b",
    loading="carregando|a carregar",
    scriptless="ative (?:o )?java ?script",
    accepts=(
        "(?:aceitar|aceito|rejeitar|concordo)(?: tod[oa]s?| tudo)?(?: os cookies)?|"
        "gerenciar .{3,20}|gerir .{3,20}"
    ),
)

LANGUAGE = Language(
    code="pt",
    name="Portuguese",
    calendar=CALENDAR,
    notices=NOTICES,
    stamps=STAMPS,
    bylines=BYLINES,
    pictures=PICTURES,
    boxes=BOXES,
    walls=WALLS,
)
