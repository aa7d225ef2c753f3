"""English notices and words of claims, which are too many to stand in `en.py`."""

from archiver.language.shape import ByKind, Claims, Notices, Sentences

NOTICES = Notices(
    headwords=ByKind(
        retraction=(
            r"retraction|story removed|(?:mandatory |bulletin )?kill(?:\W+kill)*|"
            r"withdrawal|story withheld"
        ),
        correction=(
            "amendments?|amended|(?:an )?apolog(?:y|ies)|our (?:mistake|error)|"
            "we got (?:it|this|that) wrong|set(?:ting)? (?:it|this|the record) straight|"
            "getting (?:it|this) right|what we got wrong|(?:fact(?:ual)?|web|online|"
            "print|story|late|photo|caption) corrections?|correction (?:of the record|"
            "note|and apology)|(?:notice|statement) of correction|errors and corrections|"
            "typo|right of reply|revised|mea culpa|"
            "(?:version|revision|edit|article) history|changes made|(?:(?:editor'?s?|"
            "editors') )?corrections?|erratum|errata|corrigendum|"
            "corrections? and clarifications?|for the record|"
            "correction notice|(?:change|revision|correction)s? ?(?:log|history)|"
            "what(?: we|'s| has)? changed(?: (?:in|about) this (?:article|story|post|piece|report))?"
        ),
        clarification="(?:(?:editor'?s?|editors') )?clarifications?|amplification",
        editors_note=(
            r"editorial note|publisher's note|post-publication note|eds?\. note|"
            "(?:editor'?s?|editors)'? notes?|notes? (?:from|by|to) (?:the )?(?:editors?|readers)"
        ),
        update="updates?|addendum|postscript",
    ),
    done=ByKind(
        retraction="retracted|withdrawn",
        correction="corrected",
        clarification="clarified",
        update="updated|added",
    ),
    openings=ByKind(
        retraction=(
            r".{0,60}\b(?:kill(?:s|ed)|withdraws|withdrawn) (?:its|this|the|our) (?:story|report|article)\b"
            "(?=.{0,120}(?:replacement|substitute))|"
            "we(?:'ve| have) (?:taken|pulled|removed|deleted) (?:down )?(?:this|"
            "the) (?:story|article|report)|"
            r"(?:the )?(?-i:[A-Z])\w+(?: (?-i:[A-Z])[\w.]+){0,4} (?:has|have) (?:removed|retracted|withdrawn|"
            r"unpublished|deleted|taken down|pulled) this (?:story|article|report|column|piece)\b"
        ),
        correction=(
            r"(?:fixes|corrects)\b.{1,60}\b(?:par(?:a|agraph)s?|grafs?|headline|lede|dateline|"
            r"byline|caption)\b|"
            r"corrected\b.{0,20}:|corrects\b|(?<=\()(?:refiles|fixes|removes|deletes|drops)\b|"
            r"in an? (?:story|article|report|column|item) published "
            r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d.{0,120}"
            r"(?:erroneously|incorrectly|wrongly|mis(?:stated|identified|spelled|quoted|reported))|"
            "(?:due to|because of|owing to) (?:an? )?(?:editing|production|reporting|technical|"
            "typing|transcription|reporter's|editor's|editors') error|this is an? (?:corrected|"
            r"updated|amended|clarified) (?:version|story|article)|amended\b.{0,20}:|(?:changes?|"
            r"amendments?|edits?)\s?:|(?:correction|clarification|update)s? (?:to|for|of|on) (?:this|"
            r"our|the|an) (?:\w+ )?(?:article|story|post|report|headline|version)\b|(?:an? |the )?(?:earlier|"
            r"previous|prior|original|initial|first) version (?:of this|(?:incorrectly|wrongly|mis\w+|"
            "said|stated))|contrary to what (?:was|we|this (?:article|story)) (?:first |"
            "originally |previously )?(?:published|"
            "reported|wrote|said|stated)|an? (?:editing|production|reporting) error (?:led|caused|meant)|"
            "an? (?:correction|clarification) (?:was|has been|is) (?:made|added|issued|"
            r"appended)|(?:the )?(?-i:[A-Z])\w+(?: (?-i:[A-Z])[\w.]+){0,4} "
            "(?:erred in (?:reporting|stating|saying|identifying|describing|quoting|attributing)|(?:regrets?|"
            "apologi[sz]es? for) (?:the|this|these|any|our) (?:error|mistake|omission|confusion))"
        ),
        update=(
            r"updated\b.{0,40}:|(?:last )?updated\b.{0,40}\b(?:adding|to (?:add|include)|with)\b|"
            r"(?<=\()(?:updates|adds|recasts|rewrites|releads)\b"
        ),
    ),
    corrects="corrects",
    joints="on|at|made on|issued on|made at|of|published",
    invitations=(
        "if you (?:are aware of|find|see|spot|notice|believe|have)|(?:report|request|suggest|"
        "submit) an? (?:error|correction)|(?:spot|spotted|see|found|find|noticed?) (?:an? |any |"
        "something )(?:errors?|mistakes?|typo|wrong)"
    ),
    sentences=Sentences(
        own=(
            r"(?:since|after|following) (?:initial |first )?publication\b(?! of (?!t"
            r"h(?:is|e (?:article|story|piece|post))\b))|"
            "th(?:is|ese|e above) (?:(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|"
            r"dec)[a-z]*\.? [0-9]{1,2}|news|online|opinion|feature|live|wire|guest|photo|blog|"
            "data|original) )?(?:article|story|stories|post|piece|report|headline|column|caption|"
            "item|version|text|cop[iy]|blog|newsletter|transcript|graphic|map|chart|photo|image|"
            "video|podcast|episode|review|interview|feature|timeline|list|explainer|editorial|"
            r"obituary|profile|dispatch|update|gallery|essay|op-ed|entry|table)s?\b|(?:first|"
            r"second|third|fourth|fifth|sixth|last|final|[0-9]+(?:st|nd|rd|th)) paragraph\b|"
            r"paragraphs? (?:[0-9]+|one|two|three|four|five|six|seven|eight|nine|ten)\b|"
            r"this live (?:blog|page)\b|(?:article|caption|column|headline|item|map|photograph|"
            "report|story)s? (?:on|in) (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|"
            r"last week)'s|(?:our|an earlier|a previous|\w+'s) (?:(?:original|earlier|previous|"
            r"initial) )?(?:article|story|post|report|coverage|piece|headline)s?\b|this (?:was|"
            r"is) (?:first |originally )?(?:published|posted)\b|this is an? (?:\w+ )?(?:article|"
            r"story)\b|since (?:publication|it was (?:first |originally )?published)\b|"
            "our (?:account|profile|chart|list|guide|map|summary|timeline|description|portrayal|"
            r"first version)\b|since we (?:ran|published|posted)\b|(?:that|"
            r"which) (?:\w+ )?(?:accompan|illustrat)\w+|accompanying (?:photo|picture|image|"
            r"graphic|chart|map|caption)\w*|this (?:account|summary|profile)\b|our (?:account|"
            r"article)\b"
        ),
        subject=(
            "(?:the|an?) (?:(?:original|news|blog|above) )?(?:article|story|post|headline|"
            r"subheadline|piece|caption|photo caption|column|blog post|liveblog)\b"
            r"(?! (?:of|in) the (?!article|story|post))"
            r"|(?:article|story|"
            r"post|headline|photo caption|caption)\b"
        ),
        version=(
            "(?:earlier|previous|prior|original|initial|first)(?:ly published)? (?:(?:online|print|"
            "published|news|web|wire|earlier|previous) )?(?:version|headline|caption|edition|iteration|"
            r"photo caption)s?\b(?! of (?!(?:th(?:is|e|ese)|our) (?:\w+ )?(?:article|story|stories|post|"
            "headline|piece|caption|column|report|map|chart|graphic|review|obituary|item)))|"
            r"early (?:\w+ )?(?:version|edition|headline)s?\b"
        ),
        before=(
            "originally|initially|previously|earlier|at first|formerly|first (?=had|said|gave|stated|"
            r"put|named|listed)|used to\b|first (?:went|appeared|ran)\b|(?:when|"
            "as) .{0,40}first (?:went|appeared|ran|was published|published|was posted|posted)"
        ),
        said=(
            "said|stat|report(?!er)|gave|wrote|suggest|listed|referred|described|identified|"
            "named|indicat|claim|quot|credit|attribut|cited|contain|implied|characteri|called|"
            r"showed|mention|omitted|misst|was given|(?:under|over)stat|had\b|put the|mis(?:st|sp|"
            "id|at|qu|ch|re|la|na|de)|should have|in the mouth|assigned|placed|had (?:the|him|"
            r"her|it)\b|given|dropped|put\b|illustrated|belonged|sp(?:oke|oken)\b|left out|"
            r"did not (?:say|mention|include|make)|was made|should (?:read|say)|printed|carried\b|"
            r"we (?:ran|published)\b"
        ),
        wrong=(
            "error|mistake|incorrect|misstat|misspel|misidentif|misattribut|misquot|mischaracter|"
            "misreport|misrepresent|mislabel|misnam|misdescri|inaccura|erroneous|"
            r"wrong(?! (?:not )?to\b)|typo\b|not correct|not accurate|contrary to what|omitted|"
            r"omission|garbled|(?:under|over)stat|confus(?:ed|ing) (?:the|two|\w+ (?:with|and))|"
            r"mix(?:ed|ing)[- ]up|slip\b|slip-up|swapped|transposed|got (?:\w+ ){0,6}wrong|"
            "oversight|lapse|muddled|the wrong way round|off by|(?:was|were|is|are) (?:off|"
            r"out)\b|mixed-up|mix-up|gave the impression|dropped an?\b|appeared to (?:deny|say|"
            r"suggest|support|admit)|as if\b(?= (?:he|she|they))"
        ),
        mended=ByKind(
            retraction="retract|withdrawn|withdrew|unpublish|depublish|published in error",
            correction=(
                r"correct(?:ed|s|ing)\b|rectified|amended|(?:put|set) right\b|"
                r"(?:been|was|were|is|are|being|we|we've|"
                r"we have)(?: \w+){0,2} (?:changed|edited(?! by\b)|revised|modified|adjusted|removed|"
                r"replaced|reworded|fixed|restored|deleted|rewritten|taken (?:down|out))\b|"
                r"(?:have|has) taken (?:it|them|this|that) (?:down|out)\b|now (?:says|reads|states|gives)\b"
            ),
            clarification="clarified|clarifies|to (?:clarify|make clear)",
            update=(
                r"updated\b|expanded|republished(?! (?:by|from|here|under|with)\b)|refiled|recast|"
                r"now (?:includes|contains)\b"
            ),
        ),
        because="for|on|due to|following|after|at|because of|pending|upon|in response to|by",
        gone=(
            "removed|deleted|taken (?:down|offline)|pulled|no longer (?:available|online|"
            r"accessible|on this site|published)(?! (?:in|to|without)\b|"
            r" for (?!\w+ reasons))|withheld|spiked|"
            r"offline\b|off (?:the|our) (?:site|web)"
        ),
        we=(
            r"we\b(?! (?:(?:have|had|also|all) )?(?:asked|contacted|approached|invited|wanted|tried)\b)|"
            r"we'(?:ve|re)\b|our\b|the editors?\b|the newsroom"
        ),
        sorry="regret|apolog|sorry",
        notes=(
            r"(?:please )?note\b|n\.?b\.?|disclosure|transparency note|publisher'?s note|"
            r"author'?s note|postscript|p\.?s\.?|edit(?:ed)?\b|eds\b\.?(?: note)?|addendum|"
            "for the record"
        ),
        here=r"here\b|this space|above\b",
        part=(
            r"paragraph|sentence|passage|lines?\b|quot(?:e|ation)s?\b|headline|subhead|standfirst|"
            r"caption|byline|chart|graph\b|graphic|infographic|maps?\b|photo|picture|image|reference|"
            r"wording|table\b|section\b|remark|mention"
        ),
        detail=(
            r"names?\b|surname|first name|ages?\b|dates?\b|days?\b|year\b|number|figure|amount|"
            r"titles?\b|job title|rank\b|location|spelling|party\b|percentage|currency|unit|score|"
            r"distance|order of|gender|pronoun|nationality|sums?\b|price|total|sums?\b|arithmetic|"
            r"calculation|maths?\b|conversion|time of"
        ),
        taken=(
            r"removed|deleted|taken (?:down|out|off)|cut\b|dropped|struck|excised|withdrawn|"
            r"swapped|no longer\b|replaced|changed"
        ),
        first=(
            "originally|initially|at first|first (?:had|said|gave|stated|put|named|listed|wrote|"
            "reported)|used to|had (?:said|given|stated|written|put|named|reported|described)|"
            "(?:when|as) .{0,40}first (?:went|appeared|ran|published|posted|put)|(?:we|"
            r"our \w+) (?:originally |initially |first )?had\b"
        ),
        readers=(
            "readers?.{0,40} (?:point|spott|notic|alert|wrote in|written in|for telling|who told us|"
            "who wrote|flagg|caught)"
        ),
        spoke=(
            "says|said|wrote|writes|told|admitted|added|acknowledged|conceded|insisted|argued|"
            r"jok(?:e|ed)\b|recall(?:s|ed)\b|explain(?:s|ed)\b|claim(?:s|ed)\b|according|found\b|"
            r"ruled\b|noted\b|warned\b|concluded\b"
        ),
        contrast=r"not\b|rather than|instead of|isn't|wasn't|weren't|should (?:have )?(?:read|said)",
    ),
)

CLAIMS = Claims(
    weak="may might could possibly perhaps maybe potentially potential conceivably feared",
    guarded=(
        "likely unlikely probably apparently reportedly allegedly alleged purportedly purported"
        " supposedly suspected presumably seemingly appears appear appeared seems seem seemed believed"
        " thought expected unconfirmed considering rumoured rumored unproven"
    ),
    speech=(
        "say says said claims claimed alleges alleged confirm confirms confirmed admits admitted insist"
        " insists insisted argues argued warn warns warned wrote tweeted testified explain explains"
        " explained suggests suggested"
    ),
    unsaid="to being be been",
    doubting="claim claims claimed allege alleges alleged",
    according="according to|in the words of",
    nameless=(
        "official officials source sources authorities witness witnesses expert experts insider insiders"
        " person people somebody someone aide aides adviser advisers diplomat diplomats scientist"
        " scientists researchers analysts report reports reportedly study police investigators prosecutors"
        " residents spokesman spokeswoman spokesperson reporters anonymity"
    ),
    pronouns="he she they it who which i we you that this these those him her them",
    no_names=(
        "pm mp mps ceo cfo cto tv ai ufo gmt utc est bst id dna pr hq url api pc ceos dj mr mrs ms dr sir"
        " lady lord prof president minister senator king queen prince princess pope covid news live watch"
        " listen update updated monday tuesday wednesday thursday friday saturday sunday christmas easter"
        " english dos ok pgp json xml html css http https ssh ssl tls cpu gpu cve faq pdf jit repl sql"
        " yaml readme rc edit editor editors note notes prs midi ddos cgi uuid msat iso gib mib gb mb kb"
        " german germans french greek dutch swiss welsh scots czech thai arab arabs jewish muslim muslims"
        " christian christians turks eve"
    ),
    uncounted="more less fewer other others later earlier new old dead alone",
    particles="of the de la le von van der den bin ibn al el da di du dos and",
    bodies=(
        "league cup party court council university college street road hospital city county state states"
        " house office police department ministry agency bank group company corporation airport station"
        " river sea island islands park school church association committee commission union team club"
        " championship conference summit wallet core"
    ),
    alike=(
        "us usa america american americans",
        "uk britain british",
        "eu europe european",
        "nz zealand",
        "utd united",
    ),
    endings="(?:ese|ish|ians?|ans?|is?|ns?|ia|e|o|y|a|s)$",
    demonyms="(?:ese|ish|ians?|[^e]ans?|eans?|elis?|aqis?|anis?|emis?|udis?)$",
)
