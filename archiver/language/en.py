"""English."""

from archiver.language.english import CLAIMS, NOTICES
from archiver.language.shape import Boxes, Bylines, Calendar, Language, Pictures, Stamps, Walls, Words

CALENDAR = Calendar(
    months=(
        "january jan",
        "february feb",
        "march mar",
        "april apr",
        "may",
        "june jun",
        "july jul",
        "august aug",
        "september sep sept",
        "october oct",
        "november nov",
        "december dec",
    ),
    days="monday tuesday wednesday thursday friday saturday sunday",
    near="yesterday tomorrow tonight",
    day_abbreviations="mon|tues?|wed|thur?s?|fri|sat|sun",
    joints=r"at|on|of|[ap]\.?m\.?|st|nd|rd|th",
    within="of",
)

STAMPS = Stamps(
    published="published|posted",
    updated=r"updat\w*|modifi\w*|as of",
    last="last|first|article|story|page",
    labels="date",
    units="s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?",
    ago="SPAN ago|(?:an?|one) (?:minute|hour|day) ago|just now",
    reading_time=(
        r"NUMBER[ -]?UNIT[ -](?:read(?:ing time)?|listen)|(?:estimated )?read(?:ing)? time\s?:?\sSPAN|"
        r"SPAN to read"
    ),
    counted="words|shares?|comments?|views?|likes?|reactions?|replies|retweets",
)

BYLINES = Bylines(
    helped=(
        r"(?:additional |further |other )?(?:reporting|writing|research|editing|translation|"
        r"graphics?|data analysis|fact-?checking|production)(?:,? (?:and|&) \w+)?(?: by\b|\s?:)|"
        r"with (?:additional )?(?:reports?|files|reporting|inputs?|material|contributions?|"
        r"information|agency inputs) (?:from|by)\b|"
        r"(?:compiled|translated|edited|reported|researched|fact-checked) by\b|"
        r"(?:additional )?contributors?\s?:|.{2,160}\bcontributed (?:to (?:this|the) (?:report|"
        r"story|article|piece)\b|(?:additional )?(?:reporting|research|to reporting)\b)"
    ),
    after=r"in(?! ['’]t)|on|at|from",
    houses=(
        "institutes?|cent(?:er|re)s?|council|society|association|foundation|office|agency|committee|"
        "alliance|coalition|campaign|bureau|department|network|fund|forum"
    ),
    by=r"by|authors?|words|text|interview(?=\s*[:：])",
    did="written|reported|reporting|posted|published|analysis|opinion|story|text|interview|article",
    joins="and",
    roles=(
        r"reporter\w*|editor\w*|correspondents?|journalist\w*|author|staff|writers?|columnists?|"
        r"contributor|producer|"
        r"freelance\w*|photographer|bureau chief|ph\.?d|professor"
    ),
    no_names=(
        "comments?|share|follow|subscribe|login|min(?:utes?)?|read|updated?|published|"
        "admin|unknown|null|none|e-?mail|contact|sponsored|learn|click|website|bio|twitter|facebook|"
        "instagram|linkedin|"
        "no author|log ?(?:in|out)|(?:view|show|get|all|more) (?:author|articles|posts|from|by)"
        r"(?:\b.*)?"
    ),
    along="with",
    card="written by|author",
    addresses=(
        r"(?:[\w-]+-)?authors?|by|people|person|profiles?|staff|newsteam|contributors?|"
        r"journalists?|reporters?|"
        "columnists?|writers?|team|users?|member"
    ),
)

PICTURES = Pictures(
    pictures="photo(?:graph)?s?|pictures?|images?|illustration",
    credits="credits?|courtesy|copyright|graphic|photograph by|source|screenshot",
    captions="caption",
    labels="via",
    places="archiv|file|symbol|left|right|l|r|m|center|centre",
)

BOXES = Boxes(
    kinds=(
        "opinion|analysis|news analysis|comment|commentary|editorial|leading article|op-?ed|"
        "column|guest (?:column|essay|post)|explainer|review|satire|interview|fact[- ]check"
    ),
    paid=(
        "paid (?:content|post|partnership|for)|sponsored|sponsor(?:ed)? content|partner content|"
        "brand(?:ed)? content|advertorial|advertisement feature|advertising feature|promoted|"
        "presented by|in partnership with|content by"
    ),
    opens=(
        "(?:read|show|see|view|load) (?:more|(?:the )?(?:full|whole|rest|entire)(?: of "
        "(?:the|this))?(?: (?:article|story|text|post))?)|"
        "(?:continue|keep) reading(?: (?:the|this) (?:article|story))?|expand(?: article)?|"
        "read on|full story"
    ),
    onward="next(?: page)?|(?:continue|go) to (?:the )?next page|page 2",
    read_more="read (?:more|also|next)|more on this|see also|related|also read|watch|listen",
    adverts=(
        r"advertise?ments?(?: \d+)?|advert|ad|ads|advertorial|ad(?:vertisement)? - .{0,40}|"
        "this advertisement has not loaded.*|skip advertisement|"
        "(?:article|story) continues (?:below|after).*|(?:article|story) continues|loading"
    ),
    labels=(
        r"comments?|image(?: \d+ of.*)?|up next|you (?:may|might) also like\W*|continue reading.*|"
        "article content|(?:story|article) continue[sd] below(?: (?:the )?(?:ad|advertisement))?"
    ),
    beside_dates=r"(?:minutes?|min\.?) read|\bago\b|share|comments?",
    licences=(
        r"creative commons|\bcc[ -](?:by|0)\b|\bcc0\b|open government licen[cs]e|all rights reserved|"
        r"(?:^|\s)(?:©|copyright\b).{0,40}\b(?:19|20)\d\d\b"
    ),
    appeals=(
        "chip in|make a donation|donate (?:now|today|here)|support our (?:work|"
        "journalism|newsroom|reporting)|"
        "(?:reader|listener|viewer|member)[- ]supported|fund(?:s|ing)? our (?:newsroom|work|journalism)|"
        "sign up (?:for|to) (?:our|the|receive|get)|subscribe to (?:our|the) .{0,40}newsletter|"
        r"subscribe to our|(?:our|free|daily|weekly|this) newsletters?\b|"
        "become a (?:member|subscriber|supporter|patron)|(?:straight|direct|delivered|"
        "directly) to your inbox|"
        "follow us on|join (?:us|our) .{0,30}(?:whatsapp|telegram|facebook)|"
        "download (?:our|the) .{0,20}app|(?:whatsapp|telegram)[- ]channel|(?:claim|get) this offer"
    ),
    appeal_words=(
        r"donat(?:e|ions?)|newsletter|subscri(?:be|ption)|sign up|non-?profit|paywalls?|"
        "independent journalism|no advertising|advertising-free|contribut(?:e|ion) today|your support|"
        "free to (?:read|republish)|click here|e-?mail|inbox|whatsapp|our readers"
    ),
    first_month="first month",
    notes=(
        r"get in touch with (?:our|the) news ?team|for more stories like this|have (?:a|you got a) "
        r"(?:tip|story)\b|do you have a story|got a (?:tip|story)|more (?:stories|on this|from)\b.{0,60}$|"
        r"click here to (?:read|sign|subscribe|follow)|follow (?:us|the \w+|\w+) on "
        "(?:x|twitter|facebook|instagram)|read the original article|"
        "this (?:article|story) (?:was|is) (?:first|originally|also) published|"
        "(?:first|originally) published (?:in|on|by)|this is a breaking (?:news? )?(?:new )?story|"
        r"with (?:reports|files|reporting|additional reporting|information) from\b|"
        r"(?:additional )?reporting by\b.{0,80}$|\(?(?:reporting|writing|editing) by\b.{0,120}editing by|"
        "source:|sources:|(?:this|our) (?:article|story|page|post) (?:may )?contains? "
        r"(?:affiliate|referral) links|copyright\b.{0,80}$|©.{0,80}$"
    ),
    embeds=(
        "to view this (?:content|video|post)|(?:content|video|post) (?:is not available|"
        "cannot be (?:shown|displayed)).{0,60}(?:cookie|privacy|consent)|"
        "(?:this|the) video (?:has failed to load|cannot be played|is not available)|"
        r"javascript (?:is )?(?:required|disabled)|your browser does not support|allow .{0,40} content\?|"
        "we ask for your permission before anything is loaded"
    ),
    locked=(
        "(?:article|content|story) is (?:reserved |exclusive(?:ly)? )?(?:for|available (?:only )?to) "
        "(?:our )?(?:subscribers|members|paid)|subscribe (?:now )?to (?:continue|read|unlock)|"
        "already (?:a )?(?:subscriber|member)|to continue reading|full access to this article via"
    ),
    asks=(
        r"subscri(?:be|ption|bers? only)|sign (?:in|up)|log ?in\b|register (?:to|now|for)|newsletters?|"
        "create an account|become a member|membership|donate"
    ),
    comments=(
        r"(?:all )?(?:(?:reader|user)?-?\s*(?:comments?|discussion|forum)|join the conversation|"
        "leave a (?:comment|reply))"
    ),
    ands="and",
    replies=(
        "reply(?: to .{2,40})?|like|report(?: (?:comment|abuse|this))?|upvote|downvote|recommend|"
        "flag|permalink|quote"
    ),
    says="says|wrote|writes|commented",
    follows="(?:up|read) next|next (?:article|story|post|up)",
)

WALLS = Walls(
    bot_titles=(
        r"(?:are you|you are) (?:a )?(?:robot|human)|robot or human|verif\w+ (?:that )?you(?:['’]| a)?re "
        r"(?:not a )?(?:a )?(?:human|robot|bot)(?: by .{0,40})?|please verify .{0,20}(?:human|robot)|"
        r"prove (?:that )?you.{0,12}(?:human|robot)|(?:human|bot|browser|security|captcha) "
        r"(?:verification|check|challenge)|checking (?:your browser|if .{0,40}secure).{0,40}|"
        r"just a (?:moment|second)|hold (?:on|tight)(?: a \w+)?|"
        "(?:wait )?(?:a|one) (?:moment|second)(?:,? please)?|one (?:more|last) (?:step|moment)|"
        "access (?:to (?:this|the) (?:page|site|website) (?:has been |is )?)?(?:denied|blocked|restricted|"
        "forbidden)|(?:you have been|request|access) blocked|forbidden|unauthori[sz]ed|attention required|"
        r"pardon (?:our|the) interruption|slow down|too many requests|rate limit(?:ed| exceeded)|"
        r"unusual (?:traffic|activity)(?: detected)?|your (?:ip|request).{0,20}blocked|captcha|"
        r"please enable (?:cookies|javascript).{0,40}|complete the (?:captcha|security check).{0,40}"
    ),
    error_titles=(
        r"(?:oops|sorry|whoops|uh oh)(?:\W.{0,60}(?:wrong|found|missing|lost|exist|broke\w*|error))?|"
        "(?:the |this |that |your )?(?:requested )?(?:page|article|story|content|file|url)"
        r"(?: you.{0,30}(?:requested|looking for))? (?:(?:was|is|could|can|has|does)\W*(?:not?|n['’]t)? ?)?"
        "(?:been |be |longer )*(?:not )?(?:found|unavailable|available|exists?|removed|missing|"
        "moved)(?: here)?|"
        "not found|nothing (?:found|here|to see here)|we (?:can['’]?t|cannot|could(?: not|n['’]t)) "
        "find .{0,50}|"
        "(?:an )?(?:(?:internal|unexpected|application|server|fatal|technical|database) )+(?:server )?"
        r"(?:error|problem|fault|difficult\w+)(?: (?:has )?occurred)?|(?:an )?error(?: (?:has )?occurred)?|"
        "something (?:went|has gone) wrong|service (?:is )?(?:temporarily )?unavailable|bad gateway|"
        "gateway time-?out|(?:temporarily |currently )?(?:unavailable|offline|down)(?: for maintenance)?|"
        "error establishing a database connection|"
        "(?:(?:we(?:['’]| a)?re|the site is|site|website|scheduled|planned|under|down for) )*maintenance"
        "(?: (?:mode|in progress|work))?|(?:(?:we(?:['’]ll| will) )?be )?(?:right )?back "
        "(?:soon|shortly|online)|(?:we(?:['’]ll| will) )?be right back"
    ),
    consent_titles=(
        "before you (?:continue|go on|proceed|enter)(?: to .{0,40})?|(?:we (?:value|respect|care "
        "about) )?your privacy(?: (?:choices|settings|matters(?: to us)?|"
        "is important.{0,20}))?(?:, .{0,40})?|"
        "(?:privacy|cookie|consent) (?:settings|preferences|choices|consent|policy|notice|manager)|"
        "(?:we|this (?:site|website)) uses? cookies|(?:accept|manage) (?:all )?cookies(?: to "
        "continue)?|cookies?|(?:we need )?your consent|choose how .{0,40}(?:data|ads|cookies).{0,20}"
    ),
    login_titles=(
        "(?:please )?(?:log|sign)[ -]?in(?: (?:or (?:register|sign ?up|subscribe)|to (?:your|the|"
        "continue|read|access|view).{0,50}))?|login(?: required)?|members? (?:login|area)"
    ),
    other_titles=(
        r".{0,60}(?:not|n['’]t|un) ?available (?:in|from|to) (?:your|this|the)? ?(?:country|region|location|"
        r"area|eu\b|european|europe|visitors).{0,80}|.{0,60}(?:blocked|restricted) in your "
        "(?:country|region|location).{0,20}|unavailable (?:due to|for) legal reasons|"
        r"(?:(?:the |this )?(?:domain(?: name)?|website)\b.{0,50}|[\w.-]+\.[a-z]{2,12}) "
        "(?:is|may be) (?:for sale|parked|available for purchase).{0,30}|"
        "(?:buy|get) this domain.{0,20}|domain (?:for sale|expired|parking)|welcome to nginx|"
        "apache2? .{0,20}default page|index of /.{0,40}|it works|account suspended|"
        "this (?:site|account) (?:has been|is) suspended"
    ),
    error_word="error|http",
    robot=(
        "are you (?:a )?(?:robot|human)|robot or human|(?:please )?verify (?:that )?you(?:'|’)?(?: a)?re "
        "(?:a |not a )?(?:human|robot)|verify(?:ing)? you are human|human verification|"
        "checking (?:your browser|if the site connection)|security (?:check|verification)|just a moment|"
        "one more step|access (?:to this page has been )?denied|attention required|"
        "bot (?:check|verification)|pardon our interruption|please (?:complete the )?"
        "(?:captcha|security check)|ddos protection|unusual traffic"
    ),
    robot_says=(
        "enable javascript and cookies to continue|please enable js and disable any ad blocker|"
        "(?:our systems have )?detected unusual (?:traffic|activity) from your|to continue, please (?:click|"
        "press|tick|complete|confirm)[^.]{0,60}(?:not a robot|robot|human)|"
        "press (?:&|and) hold to confirm you are|confirm (?:that )?you(?:'|’)?(?: a)?re (?:a human|"
        "not a (?:robot|bot))|you don['’]t have permission to access [\"“]?https?:|your (?:ip|"
        "request) (?:address )?has been blocked|you have been blocked|"
        "needs to review the security of your connection|ray id:|incident id:"
    ),
    errors=(
        "(?:oops|sorry|whoops)\\b.{0,40}(?:page|wrong|found)|"
        "(?:page|article|story|content|file) (?:was )?(?:not found|unavailable|no longer "
        "(?:available|exists))|(?:the|this) (?:page|article|story|content)(?: you (?:requested|"
        "were looking for|are looking for))? (?:was not found|could not be found|can(?:'|no)t be found|"
        "is (?:not|no longer) available|does(?: not|n't) exist|has been removed)|not found\\W*$|"
        "internal server error|service (?:temporarily )?unavailable|bad gateway|something went wrong|"
        "under maintenance"
    ),
    consent=(
        r"cookies?\b|consent|privacy|personal data|tracking|advertising partners|"
        "partners? (?:store|process|use)|personali[sz]ed ads"
    ),
    consent_asks=(
        "before you continue|(?:we (?:value|respect|care about)|your) (?:your )?privacy|"
        r"privacy (?:settings|preferences|choices)|consent|cookies?\b"
    ),
    login="log ?in|sign ?in|sign up",
    subscribe=(
        "subscribe (?:now )?to (?:continue|read|unlock|keep)|(?:continue|keep|finish) reading with|"
        "to (?:continue|keep) reading|(?:this|the) (?:article|story|content) is (?:reserved |"
        "exclusive(?:ly)? )?(?:for|available (?:only )?to) (?:our )?(?:subscribers|members)|"
        "subscribers? only|for subscribers|already a subscriber|become a (?:subscriber|member) to|"
        "unlock this (?:article|story)"
    ),
    subscribe_lines=(
        "(?:this is )?an? (?:premium|plus|members?|subscribers?)(?:[-’' ](?:only|exclusive))? "
        "(?:article|story)|already have an account|unlock (?:full|unlimited) access|"
        "start your (?:free )?trial to|subscribe (?:now|today) (?:and get|(?:for|from) "
        r"(?:only |just )?[$€£])|\b(?:0|no) (?:more )?(?:free )?articles?|"
        "(?:subscribe|sign up|join|upgrade)(?: (?:now|today|here))? to (?:continue|keep|read|unlock|"
        "finish|get full|access|view)|"
        "(?:sign ?in|log ?in|register|subscribe)(?: (?:now|for free|free|or (?:register|subscribe|sign "
        "?up|create .{0,20})))? "
        "(?:to|and) (?:continue|keep|read(?:ing)?|unlock|finish|access|view)|"
        "(?:create|open) (?:a|an|your) .{0,20}account (?:to|and) (?:continue|keep|read|unlock|finish|"
        "access|view)|"
        r"become a (?:member|subscriber) to|to (?:continue|keep|finish) reading|to read (?:on\b|more of "
        "this|the (?:full|rest|whole))|"
        "(?:continue|keep|finish) reading (?:with|for|by)|(?:you(?:['’]ve| have)|your) (?:now "
        ")?(?:read|reached|used|hit|exhausted)?"
        r".{0,30}(?:limit\b|free articles? (?:this|for|per|limit)|last (?:free|complimentary))|limit of "
        ".{0,20}free articles|"
        "(?:article|story|content|report|piece|page) is (?:only |exclusively |reserved |"
        "exclusive(?:ly)? |available )*(?:for|to) "
        "(?:our )?(?:paying |registered |digital |premium )?(?:subscribers|members|users|readers)|"
        "(?:subscribers?|members?)[- ]only|(?:exclusive (?:to|for)|only for|for) (?:our )?subscribers|"
        "unlock (?:this|the) (?:full )?"
        "(?:article|story)|the (?:rest|remainder) of (?:this|the) (?:article|story)|(?:read|get|see) "
        "the (?:full|whole|rest of th[ei]s?) "
        "(?:story|article) (?:with|by|for)|(?:want|wish) to (?:read|keep reading|continue reading)"
    ),
    articles="free|article",
    left="left|remaining",
    none="no",
    actions="subscri(?:be|ption)|log ?in|sign ?in|sign ?up|register|free trial|create .{0,20}account",
    by_mail=r"newsletter|e-?mail|(?:morning|daily|evening) mail|inbox|bulletin",
    commenting=r"comment(?:s|ing|ers?)?\b|commentary section|join the (?:discussion|conversation|debate)",
    loading=(
        "loading(?: (?:article|story|content|page|text))?(?: the (?:article|story))?|please wait|"
        "one moment(?: please)?"
    ),
    scriptless=(
        "(?:you need to |please )?(?:enable|turn on|activate|allow) java ?script (?:to|in order|for|and)|"
        "java ?script (?:is (?:required|disabled|needed)|must be enabled)|requires? java ?script"
    ),
    accepts=(
        "(?:i )?(?:accept|agree|consent|allow)(?: (?:to )?all(?: cookies)?| cookies)?|"
        "(?:manage|more) (?:choices|settings|options|preferences)|(?:reject|decline)(?: all)?|"
        "got it|ok(?:ay)?|continue"
    ),
)

WORDS = Words(
    function_words=(
        "a an the this that these those and or but nor so yet if then than as of in on at by for from to"
        " into onto with within about over under between among through during before after above below"
        " up down out off upon toward towards across along around behind beside near per via i me my mine"
        " myself we us our ours ourselves you your yours he him his himself she her hers herself it its"
        " itself they them their theirs themselves who whom whose which what where when how why be am is"
        " are was were been being have has had having do does did doing done will would shall should can"
        " could get gets got there here also too very just such own same both each every any some other"
        " another while because since though although until unless whether again once let us's 's"
    ),
    style_words=(
        "however moreover furthermore therefore thus hence meanwhile additionally besides indeed instead"
        " overall finally consequently accordingly similarly likewise firstly secondly lastly namely"
        " actually basically really quite rather simply even still already now currently today generally"
        " typically usually often especially particularly specifically etc e.g. i.e. addition example"
        " instance result hand order fact terms using use used based various several certain able"
    ),
    negations=(
        "not no never none nobody nothing neither nor nowhere without cannot can't don't doesn't didn't"
        " isn't aren't wasn't weren't won't wouldn't shouldn't couldn't hasn't haven't hadn't mustn't ain't"
        " deny denies denied denying false untrue"
    ),
    hedges=(
        "may might allegedly alleged reportedly apparently purportedly purported supposedly suspected"
        " possibly probably likely unlikely perhaps maybe potentially presumably appears appear appeared"
        " seems seem seemed unconfirmed nearly almost"
    ),
    attributions=(
        "said says say saying told claimed claims alleged alleges announced announces reported confirmed"
        " confirms admitted admits insisted insists argued argues according wrote tweeted testified spokesman"
        " spokeswoman spokesperson sources officials"
    ),
    numbers=(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred"
        " hundreds thousand thousands million millions billion billions trillion dozen dozens half twice"
        " double triple third fourth fifth majority minority"
    ),
    loaded=(
        "killed died dead dies murdered murder murderer homicide shot stabbed injured wounded hurt"
        " unharmed arrested detained charged indicted convicted acquitted guilty innocent accused"
        " suspect suspects victim victims terrorist terrorists terrorism militant militants extremist"
        " gunman attacker attack attacked riot rioters rioting protest protesters mob unrest looting"
        " rape raped assault assaulted abuse abused harassment fraud corrupt corruption bribe lie lied"
        " lies liar false racist racism fired resigned resign ousted legal illegal banned rejected"
        " approved won lost invaded invasion war massacre genocide coup ceasefire hostage hostages"
    ),
    counting=("zero one two three four five six seven eight nine ten eleven twelve"),
    units=(("dollars?", "$"), ("euros?", "€"), (r"per ?cent", "%"), ("millions?", "M"), ("billions?", "G")),
    opposites=("un", "in", "im", "ir", "il", "dis", "non", "non-", "mis", "anti"),
    thousands=",",
    decimal=".",
)

LANGUAGE = Language(
    code="en",
    name="English",
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
