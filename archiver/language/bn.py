"""Bengali."""

from archiver.language.shape import Boxes, ByKind, Bylines, Calendar, Language, Notices, Stamps

LANGUAGE = Language(
    code="bn",
    name="Bengali",
    stops="।",
    calendar=Calendar(
        months=(
            "জানুয়ারি জানুয়ারী জানু",
            "ফেব্রুয়ারি ফেব্রুয়ারী ফেব",
            "মার্চ",
            "এপ্রিল এপ্রি",
            "মে",
            "জুন",
            "জুলাই জুল",
            "আগস্ট অগস্ট আগ",
            "সেপ্টেম্বর সেপ্ট সেপ",
            "অক্টোবর অক্টো",
            "নভেম্বর নভে",
            "ডিসেম্বর ডিসে",
        ),
        days="সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার শুক্রবার শনিবার রবিবার",
        mornings="পূর্বাহ্ন|সকাল",
        afternoons="অপরাহ্ন|দুপুর|বিকাল|বিকেল|সন্ধ্যা",
    ),
    notices=Notices(headwords=ByKind(correction="সংশোধনী|সংশোধন|ভুল সংশোধন"), done=ByKind(update="হালনাগাদ")),
    stamps=Stamps(
        published="প্রকাশিত?",
        updated="আপডেট|হালনাগাদ",
        last="সর্বশেষ",
        units="মিনিট|ঘণ্টা|ঘন্টা|দিন",
        ago="SPAN আগে",
    ),
    bylines=Bylines(by="লেখক"),
    boxes=Boxes(
        read_more="আরও পড়ুন|আরো পড়ুন",
        adverts="বিজ্ঞাপন",
        appeals="আমাদের (?:অনুসরণ|ফলো) কর|(?:হোয়াটসঅ্যাপ|টেলিগ্রাম) চ্যানেলে (?:যোগ|যুক্ত)",
        comments="মন্তব্য|মন্তব্যসমূহ",
        replies="উত্তর|জবাব|রিপোর্ট",
        follows="পরবর্তী (?:খবর|সংবাদ)",
    ),
)
