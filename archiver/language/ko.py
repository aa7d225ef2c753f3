"""Korean."""

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
    code="ko",
    name="Korean",
    calendar=Calendar(
        mornings="오전",
        afternoons="오후",
    ),
    notices=Notices(
        headwords=ByKind(
            retraction="기사 ?(?:삭제|철회|취소)",
            correction=(
                "정정(?:보도)?|바로잡습니다|정정(?: ?보도)?(?:문|합니다)?|바로잡음|바로잡기|수정|고침|"
                "오보 정정|정정 및 반론"
            ),
            clarification="해명|알립니다",
            editors_note="편집자 ?주|알려드립니다|편집자의 말",
            update="업데이트|추가",
        ),
        invitations="제보|신고|알려주세요|문의",
        sentences=Sentences(
            own=(
                r"기사 (?:게재|출고|송고|발행) (?:이후|후)|"
                "(?:이|본|해당|위) (?:기사|보도|글|칼럼|제목|뉴스)|기사(?:의| 내용| 제목| 본문)|"
                r"(?:기사|제목|본문)(?:를|을|에|에서|은|는|이|가)\b|기사에서\b|기사에 (?:실린|쓰인|"
                "사용)"
            ),
            subject="기사|제목|본문|사진 설명",
            version=(
                "(?:이전|앞선|초기|기존|처음|최초|당초) (?:버전|기사|제목|보도)|앞서 (?:보도|나간|게재)"
            ),
            before="당초|처음|이전|앞서|애초|최초",
            said=(
                "보도|적었|표기|썼|게재|전했|기재|언급|되어 있|있었|있어|있습니다|이었|했습니다|"
                "썼습니다|실린|빠뜨|누락|빠졌|지나쳤|과장|했어야|알렸|전한"
            ),
            wrong=(
                "오류|잘못|실수|오보|오기|틀린|사실과 다|부정확|오타|착오|혼동|착각|뒤바뀌|바뀌었|"
                "오인|오표기|틀렸"
            ),
            mended=ByKind(
                retraction="철회|취소",
                correction="정정|수정|바로잡|고쳤|고칩|변경|교체",
                clarification="해명|명확",
                update="업데이트|추가|보완|갱신",
            ),
            gone="삭제|더 이상 (?:제공|볼)|내려|비공개|철회",
            we="본지|본보|편집자|편집부|독자|본사|본 매체|저희",
            sorry="사과|유감|죄송",
            notes="편집자|알림|참고|알려드립니다|덧붙임|추신",
            here="여기",
            part=(
                "문단|단락|문장|구절|대목|제목|부제|사진 설명|인용|그래픽|그래프|도표|지도|표를|표가|"
                "사진|표현|내용|언급|부분"
            ),
            detail=(
                "이름|성명|나이|연령|날짜|연도|숫자|수치|금액|장소|직함|직책|직위|표기|비율|단위|"
                "요일|인원|지명|명칭|계산|성은|시각|발언"
            ),
            taken="삭제|뺐|빼|제외|지웠|지우|들어냈|교체|바꿨|바꾸|뒤바|더 이상|교체|바꿨",
            first="당초|처음|애초|최초",
            readers="독자.{0,30}(?:지적|제보|알려|문의)",
            spoke="말했다|밝혔다|전했다|설명했다|고 했다|주장했다|덧붙였다|에 따르면",
            contrast=r"아니라|아닌|아니고|을 바로|로 바로",
            voice=r"\w*(?:습니다|합니다|입니다|됩니다)",
        ),
    ),
    stamps=Stamps(
        published="입력|등록|발행|게재",
        updated=r"(?:최종)?\s?(?:수정|업데이트)",
        units="초|분|시간|일|주|개월|달|년",
        ago=r"SPAN\s?전|방금(?: 전)?",
        reading_time=r"읽는 시간\s?[:：]?\s?(?:약 )?SPAN|SPAN 읽기",
        counted="댓글|조회(?:수)?",
    ),
    pictures=Pictures(labels="사진|출처"),
    boxes=Boxes(
        adverts="광고",
        comments="댓글",
        replies="답글(?:쓰기| 달기)?|신고(?:하기)?|공감|비공감",
        says="님",
    ),
    bylines=Bylines(
        helped=(r"(?:편집|번역|취재|취재지원|도움)\s?[:：]|취재 도움"),
        by="글|작성자|기자",
        after="기자|특파원",
        roles="(?:선임|객원|수습|인턴|전문)?기자|특파원|논설위원",
    ),
    walls=Walls(
        accepts="(?:모두 )?(?:동의|수락)(?:합니다|함|하기)?",
    ),
)
