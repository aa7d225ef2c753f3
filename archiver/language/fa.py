"""Persian."""

from archiver.language.shape import Boxes, ByKind, Bylines, Calendar, Language, Notices, Stamps

LANGUAGE = Language(
    code="fa",
    name="Persian",
    stops="؟",
    calendar=Calendar(
        months=(
            "ژانویه",
            "فوریه",
            "مارس",
            "آوریل",
            "مه",
            "ژوئن",
            "ژوئیه",
            "اوت",
            "سپتامبر",
            "اکتبر",
            "نوامبر",
            "دسامبر",
        ),
        solar_months=(
            "فروردین حمل",
            "اردیبهشت ثور",
            "خرداد جوزا",
            "تیر سرطان",
            "مرداد اسد",
            "شهریور سنبله",
            "مهر میزان",
            "آبان عقرب",
            "آذر قوس",
            "دی جدی",
            "بهمن دلو",
            "اسفند حوت",
        ),
        within="ماه|سال",
        days="دوشنبه سه‌شنبه سهشنبه چهارشنبه پنجشنبه پنج‌شنبه جمعه شنبه یکشنبه",
        mornings=r"ق\.ظ|قبل‌ازظهر|صبح",
        afternoons=r"ب\.ظ|بعدازظهر|عصر",
        joints="ساعت",
    ),
    notices=Notices(
        headwords=ByKind(correction="اصلاحیه|تصحیح|پوزش و اصلاح", editors_note="یادداشت سردبیر"),
        done=ByKind(update="به‌روزرسانی|به روز رسانی"),
    ),
    stamps=Stamps(
        published="انتشار|منتشر شده",
        updated="به‌روزرسانی|بروزرسانی|آخرین ویرایش",
        units="دقیقه|ساعت|روز",
        ago="SPAN (?:پیش|قبل)",
    ),
    bylines=Bylines(
        by="نویسنده|نوشته|به قلم",
    ),
    boxes=Boxes(
        read_more="بیشتر بخوانید|بیشتر بدانید|همچنین بخوانید",
        adverts="تبلیغات|تبلیغ|آگهی",
        appeals="ما را (?:در|دنبال)|به کانال .{0,40} بپیوندید|(?:در )?(?:کانال|خبرنامه) ما (?:عضو|مشترک)",
        comments="(?:نظرات|دیدگاه‌?ها)(?: کاربران)?",
        replies="پاسخ|گزارش",
        follows="(?:خبر|مطلب) بعدی",
    ),
)
