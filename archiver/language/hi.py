"""Hindi."""

from archiver.language.shape import Bylines, Calendar, Language, Stamps

LANGUAGE = Language(
    code="hi",
    name="Hindi",
    stops="।",
    calendar=Calendar(
        months=(
            "जनवरी जन",
            "फरवरी फ़रवरी फर",
            "मार्च",
            "अप्रैल अप्रेल",
            "मई",
            "जून",
            "जुलाई जुल",
            "अगस्त अग",
            "सितंबर सितम्बर सित",
            "अक्टूबर अक्तूबर अक्टू अक्तू",
            "नवंबर नवम्बर नव",
            "दिसंबर दिसम्बर दिस",
        ),
        days="सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार",
        mornings="पूर्वाह्न|सुबह",
        afternoons="अपराह्न|दोपहर|शाम",
    ),
    stamps=Stamps(published="प्रकाशित|पब्लिश", updated="अपडेट|अद्यतन|संशोधित"),
    bylines=Bylines(
        helped=(r"(?:संपादन|अनुवाद|इनपुट|सहयोग)\s?[:：]|.{2,80}के इनपुट के साथ"),
        by="लेखक|द्वारा",
    ),
)
