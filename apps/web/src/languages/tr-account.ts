import { accountTranslation } from "./catalogue.ts";

/** The words behind the sign-in in Turkish. */
export const messages = accountTranslation({
  save: "Kaydet",
  stay: "Kal",
  signOut: "Oturumu kapat",
  skipToContent: "İçeriğe geç",
  outOfDate: "Gördükleriniz güncel olmayabilir",

  "replaced.title": "Latchkey güncellendi",
  "replaced.text":
    "Bu sayfa önceki sürüme ait ve bir bölümü artık yok. Devam etmek için sayfayı yeniden yükleyin. Yazdıklarınız korunur, parolalar ve bağlantılar korunmaz.",
  "replaced.reload": "Yeniden yükle",
  "replaced.later": "Daha sonra",

  "signInAgain.title": "Devam etmek için oturum açın",
  "signInAgain.text":
    "Oturumunuz sona erdi. Bu sayfada hiçbir şey kaybolmadı: oturum açıp son yaptığınızı tekrarlayın.",
  "signInAgain.stopped":
    "Arka arkaya çok fazla yanlış parola girildi; bu nedenle burada parola tek başına yeterli değil. “Parolanızı mı unuttunuz?” seçeneğini kullanın veya başka bir sistem yöneticisine başvurun.",
  "leave.title": "Kaydetmeden çıkılsın mı?",
  "leave.text": "Değişiklikleriniz henüz kaydedilmedi. Bu sayfadan çıkarsanız kaybolurlar.",
  "leave.button": "Çık",
  "signOut.title": "Kaydetmeden oturum kapatılsın mı?",
  "signOut.text": "Değişiklikleriniz henüz kaydedilmedi. Oturumu kapatırsanız kaybolurlar.",
  "signOut.failed": "Oturumunuz hâlâ açık",
  "menu.profile": "Profiliniz ve parolanız",

  "forced.lead":
    "{user} olarak geçici bir parolayla oturum açtınız. Devam etmek için kendi parolanızı belirleyin.",
  "forced.done": "Yeni parolanızla oturumunuz açık.",
  continue: "Devam et",

  profile: "Profil",
  userName: "Kullanıcı adı",
  firstName: "Ad",
  lastName: "Soyadı",
  email: "E-posta",
  type: "Tür",
  "type.system-administrator": "Sistem yöneticisi",
  "type.regular": "Standart",
  "profile.note": "Bunlardan birini düzelttirmek için sistem yöneticinize başvurun.",
  "profile.ownRecord": "Bunları kendi kullanıcı kaydınızda düzeltin",

  preferences: "Tercihler",
  asInBrowser: "Tarayıcıdaki gibi",
  timeZone: "Saat dilimi",
  theme: "Tema",
  "theme.system": "Sistem",
  "theme.light": "Açık",
  "theme.dark": "Koyu",
  "theme.failed": "Tema kaydedilmedi",
  oneSignKeys: "Tek işaretlik tuşlar",
  "oneSignKeys.note":
    "/ kullanıcı bulur, ? tuşları gösterir. Bilgisayarla konuşuyorsanız veya yanlışlıkla tuşlara basıyorsanız kapatın.",
  "preferences.note": "Size gelen e-postalar ile ekrandaki dil ve saatler bunlara göre belirlenir.",
  saved: "Kaydedildi",

  currentPassword: "Şimdiki parola",
  enterCurrentPassword: "Şimdiki parolanızı girin.",
  change: "Değiştir",
  "change.note": "Tüm oturumlarınız kapatılacak ve yeniden oturum açmanız istenecek.",

  sessions: "Oturumlar",
  "sessions.loading": "Oturumlar yükleniyor",
  "sessions.failed": "Oturumlar yüklenemedi",
  "sessions.endOthers": "Diğerlerinin hepsini kapat",
  "sessions.endedOthers": "Diğer oturumlar kapatıldı",
  "sessions.ended": "{count, plural, one {# oturum kapatıldı.} other {# oturum kapatıldı.}}",
  "sessions.notEnded": "Oturumlar kapatılmadı",
  "sessions.none": "Açık oturum yok.",
  "session.thisOne": "Bu oturum",
  "session.end": "Kapat",
  "session.notEnded": "Oturum kapatılmadı",
  "session.unknownAddress": "Bilinmeyen adres",
  "session.unknownBrowser": "Bilinmeyen tarayıcı",
  "session.browserOn": "{browser}, {system}",
});
