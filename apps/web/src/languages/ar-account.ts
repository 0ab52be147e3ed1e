import { accountTranslation } from "./catalogue.ts";

/** The words behind the sign-in in Arabic. */
export const messages = accountTranslation({
  save: "حفظ",
  stay: "البقاء",
  signOut: "تسجيل الخروج",
  skipToContent: "الانتقال إلى المحتوى",
  outOfDate: "قد لا يكون المعروض محدّثًا",

  "replaced.title": "تم تحديث Latchkey",
  "replaced.text":
    "هذه الصفحة من الإصدار السابق، ولم يعد جزء منها متاحًا. أعد تحميلها للمتابعة. سيُحفظ ما كتبته، باستثناء كلمات المرور والروابط.",
  "replaced.reload": "إعادة التحميل",
  "replaced.later": "لاحقًا",

  "signInAgain.title": "تسجيل الدخول للمتابعة",
  "signInAgain.text": "انتهت جلستك. لم يُفقد شيء في هذه الصفحة: يُرجى تسجيل الدخول ثم تكرار آخر إجراء.",
  "signInAgain.stopped":
    "أُدخلت كلمات مرور خاطئة كثيرة على التوالي، ولذلك لم تعد كلمة المرور وحدها تكفي هنا. يُرجى استخدام «هل نسيت كلمة المرور؟» أو التواصل مع شخص آخر من إدارة النظام.",
  "leave.title": "المغادرة دون حفظ؟",
  "leave.text": "لم تُحفظ التغييرات بعد. ستُفقد عند مغادرة هذه الصفحة.",
  "leave.button": "مغادرة",
  "signOut.title": "تسجيل الخروج دون حفظ؟",
  "signOut.text": "لم تُحفظ التغييرات بعد. ستُفقد عند تسجيل الخروج.",
  "signOut.failed": "لا تزال جلستك مفتوحة",
  "menu.profile": "ملفك الشخصي وكلمة المرور",

  "forced.lead":
    "تم تسجيل الدخول إلى الحساب {user} بكلمة مرور مؤقتة. للمتابعة، يُرجى اختيار كلمة مرور خاصة بك.",
  "forced.done": "جلستك مفتوحة بكلمة المرور الجديدة.",
  continue: "متابعة",

  profile: "الملف الشخصي",
  userName: "اسم المستخدم",
  firstName: "الاسم الأول",
  lastName: "اسم العائلة",
  email: "البريد الإلكتروني",
  type: "النوع",
  "type.system-administrator": "إدارة النظام",
  "type.regular": "عادي",
  "profile.note": "لتصحيح أي من هذه البيانات، يُرجى التواصل مع إدارة النظام.",
  "profile.ownRecord": "تصحيح هذه البيانات في سجل المستخدم الخاص بك",

  preferences: "التفضيلات",
  asInBrowser: "كما في المتصفح",
  timeZone: "المنطقة الزمنية",
  theme: "المظهر",
  "theme.system": "حسب النظام",
  "theme.light": "فاتح",
  "theme.dark": "داكن",
  "theme.failed": "لم يُحفظ المظهر",
  oneSignKeys: "مفاتيح من علامة واحدة",
  "oneSignKeys.note":
    "المفتاح «/» للبحث عن مستخدم، والمفتاح «؟» لعرض المفاتيح. يمكن إيقافها عند الإملاء على الحاسوب أو عند الضغط على المفاتيح سهوًا.",
  "preferences.note": "تُطبَّق على الرسائل الموجهة إليك وعلى اللغة والأوقات المعروضة.",
  saved: "تم الحفظ",

  currentPassword: "كلمة المرور الحالية",
  enterCurrentPassword: "يُرجى إدخال كلمة المرور الحالية.",
  change: "تغيير",
  "change.note": "سيتم إنهاء جميع جلساتك وسيُطلب منك تسجيل الدخول من جديد.",

  sessions: "الجلسات",
  "sessions.loading": "جارٍ تحميل الجلسات",
  "sessions.failed": "تعذّر تحميل الجلسات",
  "sessions.endOthers": "إنهاء جميع الجلسات الأخرى",
  "sessions.endedOthers": "تم تسجيل الخروج من كل مكان آخر",
  "sessions.ended":
    "{count, plural, zero {لم تنتهِ أي جلسة.} one {انتهت جلسة واحدة.} two {انتهت جلستان.} few {انتهت # جلسات.} many {انتهت # جلسة.} other {انتهت # جلسة.}}",
  "sessions.notEnded": "لم يتم إنهاء الجلسات",
  "sessions.none": "لا توجد جلسات مفتوحة.",
  "session.thisOne": "هذه الجلسة",
  "session.end": "إنهاء",
  "session.notEnded": "لم يتم إنهاء الجلسة",
  "session.unknownAddress": "عنوان غير معروف",
  "session.unknownBrowser": "متصفح غير معروف",
  "session.browserOn": "{browser} على {system}",
});
