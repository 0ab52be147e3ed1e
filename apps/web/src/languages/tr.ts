import { translation } from "./catalogue.ts";

// Siz. Parola, oturum açmak, bağlantı, hesap, kullanıcı adı, sistem yöneticisi, as in the mails. No suffix ever stands on a
// placeholder.
/** The words of every page in Turkish. */
export const messages = translation({
  loading: "Yükleniyor",
  language: "Dil",
  show: "Göster",
  showPassword: "Parolayı göster",
  close: "Kapat",
  dismiss: "Bildirimi kapat",
  cancel: "İptal",
  met: "karşılandı",
  notMet: "karşılanmadı",
  notMetYet: "henüz karşılanmadı",
  tryAgainNow: "Şimdi yeniden deneyebilirsiniz.",
  checkField: "Bu alanı kontrol edin.",
  retry: "Yeniden dene",
  startPage: "Başlangıç sayfasına git",

  "error.title": "Bu sayfa yüklenemedi",
  "error.nothing": "Burada bir şey yok",
  "error.signIn": "Lütfen oturum açın",
  "error.request": "İstek {id}",
  "notFound.name": "Bulunamadı",
  "notFound.title": "Bu adreste bir sayfa yok",
  "notFound.lead": "Adresi kontrol edin veya başlangıç sayfasından yeniden başlayın.",

  "problem.malformed-request": "Sunucu isteği okuyamadı. Sayfayı yenileyip tekrar deneyin.",
  "problem.not-signed-in": "Oturumunuz artık açık değil. Oturum açıp yeniden deneyin.",
  "problem.sign-in-refused":
    "Kullanıcı adı, e-posta adresi veya parola doğru değil. Kontrol edip yeniden deneyin.",
  "problem.sign-in-stopped":
    "Arka arkaya çok fazla yanlış parola girildi; bu nedenle burada parola tek başına yeterli değil. “Parolanızı mı unuttunuz?” seçeneğini kullanın veya bir sistem yöneticisine başvurun.",
  "problem.temporary-password-expired":
    "Bu geçici parolanın süresi doldu. Bir sistem yöneticisinden yenisini isteyin veya “Parolanızı mı unuttunuz?” seçeneğini kullanın.",
  "problem.password-change-required": "Önce yeni bir parola belirleyin.",
  "problem.password-change-not-required": "Parolanız zaten değiştirildi. Başlangıç sayfasına geçin.",
  "problem.forbidden": "Bunu yalnızca sistem yöneticileri yapabilir.",
  "problem.origin-refused":
    "İstek başka bir adresten geldi. Latchkey uygulamasını kendi adresinde açıp yeniden deneyin.",
  "problem.not-found": "Burada artık bir şey yok. Listeye geri dönün.",
  "problem.version-conflict":
    "Bu kayıt bu arada başka biri tarafından veya başka bir sekmede değiştirildi. Kaydı yeniden yükleyip değişikliğinizi tekrarlayın.",
  "problem.body-too-large": "Metin çok uzun. Kısaltıp yeniden deneyin.",
  "problem.unsupported-media-type": "Sunucu isteği okuyamadı. Sayfayı yenileyip tekrar deneyin.",
  "problem.invalid-fields": "Bazı alanları kontrol etmeniz gerekiyor.",
  "problem.password-refused": "Tüm kuralları karşılayan bir parola belirleyin.",
  "problem.current-password-wrong": "Şimdiki parola doğru değil. Yeniden girin.",
  "problem.too-many-attempts": "Çok fazla deneme yapıldı. Biraz bekleyip yeniden deneyin.",
  "problem.internal":
    "Sunucuda bir sorun oluştu. Yeniden deneyin; sorun sürerse sunucunun işletmecisine bildirin.",
  "problem.server-busy": "Sunucu şu anda meşgul. Birkaç saniye bekleyip yeniden deneyin.",
  "problem.database-busy": "Sunucu meşgul. Birazdan yeniden deneyin.",
  "problem.storage-full":
    "Sunucu diskine yazamıyor, bu yüzden hiçbir şey değiştirilmedi. Sunucunun işletmecisine bildirin.",
  tooManySeconds:
    "Çok fazla deneme yapıldı. {count, plural, one {# saniye} other {# saniye}} sonra yeniden deneyin.",
  tooManyMinutes:
    "Çok fazla deneme yapıldı. {count, plural, one {# dakika} other {# dakika}} sonra yeniden deneyin.",
  unreachable: "Sunucu yanıt vermedi. Bağlantınızı kontrol edip yeniden deneyin.",
  broken: "Bu sayfada bir sorun oluştu. Sayfayı yenileyip tekrar deneyin.",

  signIn: "Oturum aç",
  userNameOrEmail: "Kullanıcı adı veya e-posta",
  password: "Parola",
  forgotPasswordLink: "Parolanızı mı unuttunuz?",
  enterUserNameOrEmail: "Kullanıcı adınızı veya e-posta adresinizi girin.",
  enterPassword: "Parolanızı girin.",
  "signIn.changed": "Parolanız değiştirildi. Tüm oturumlarınız kapatıldı; yeni parolanızla oturum açın.",

  "forgot.title": "Unutulan parola",
  "forgot.lead":
    "Kullanıcı adınızı veya e-posta adresinizi girin. E-postayla gelen bağlantı yeni bir parola belirlemenizi sağlar; o zamana kadar şimdiki parolanız geçerlidir.",
  "forgot.send": "Bağlantı gönder",
  "forgot.back": "Oturum açmaya dön",
  "forgot.asked": "E-postanıza bakın",
  "forgot.askedLead":
    "Bu ada veya adrese ait bir hesap varsa bağlantı içeren bir e-posta yolda. Bağlantı 60 dakika geçerlidir.",
  "forgot.typed": "Girdiğiniz: {name}",
  "forgot.correct": "Düzelt",
  "forgot.onceMore": "Bir kez daha istendi. Son e-postadaki bağlantıyı kullanın.",
  "forgot.noMail": "Birkaç dakika sonra hâlâ e-posta gelmedi mi?",
  "forgot.spam": "Gereksiz e-posta klasörüne bakın.",
  "forgot.ask": "Bir sistem yöneticisine sorun.",
  "forgot.again": "Yeniden gönder",

  chooseNewPassword: "Yeni bir parola belirleyin",
  newPassword: "Yeni parola",
  confirmNewPassword: "Yeni parolayı onayla",
  changePassword: "Parolayı değiştir",
  passwordChanged: "Parolanız değiştirildi.",
  enterNewPassword: "Yeni bir parola girin.",
  enterSameTwice: "İki alana da aynı parolayı girin.",
  "rule.too-short": "{count, plural, one {En az # karakter} other {En az # karakter}}",
  "rule.too-long": "{count, plural, one {En çok # karakter} other {En çok # karakter}}",
  "rule.common": "Birçok kişinin kullandığı bir parola değil",
  "rule.own-words": "Adınızdan, kullanıcı adınızdan, e-posta adresinizden veya bu ürünün adından oluşmuyor",
  "rule.pattern": "aaaa, 1234 veya qwerty gibi yalnızca yineleme, sıra ya da klavye dizisi değil",
  "rule.ill-formed": "Yalnızca tam karakterler: yeniden yazın",
  "rule.unchanged": "Şimdiki veya geçici parolanız değil",
  "rule.match": "İki giriş de aynı",

  "reset.lead":
    "Hesap: {user}. {askedBy, select, administrator {Bu bağlantıyı bir yönetici gönderdi} user {Bu bağlantıyı siz istediniz} other {Bu bağlantıyı sunucunun işletmecisi oluşturdu}}; son geçerlilik zamanı: {when}.",
  "reset.note":
    "Tüm oturumlarınız kapatılacak ve yeni parolayla oturum açmanız istenecek. Bunu siz istemediyseniz sayfayı kapatın: parolanız olduğu gibi kalır.",
  "reset.done": "Tüm oturumlarınız kapatıldı. Yeni parolanızla oturum açın.",
  "link.unknown": "Bu bağlantı çalışmıyor.",
  "link.unknownAdvice":
    "Belki de tamamı kopyalanmadı. Bağlantıyı aldığınız yerden yeniden açın. Yeni bir bağlantı için bir sistem yöneticisine başvurun veya “Parolanızı mı unuttunuz?” seçeneğini kullanın.",
  "link.cut": "Bu bağlantının sonu eksik.",
  "link.used": "Bu bağlantı zaten kullanıldı.",
  "link.usedAdvice":
    "Bağlantıyı siz kullandıysanız belirlediğiniz parolayla oturum açın. Siz kullanmadıysanız hemen bir sistem yöneticisine bildirin veya “Parolanızı mı unuttunuz?” seçeneğini kullanın.",
  "link.expired": "Bu bağlantının süresi doldu.",
  "link.expiredAdvice":
    "Parolanız olduğu gibi kalır. Yeni bir bağlantı için bir sistem yöneticisine başvurun veya “Parolanızı mı unuttunuz?” seçeneğini kullanın.",
  "link.replaced": "Bu bağlantının yerini daha yenisi aldı.",
  "link.replacedAdvice":
    "En yeni bağlantıyı açın. Yeni bir bağlantı için bir sistem yöneticisine başvurun veya “Parolanızı mı unuttunuz?” seçeneğini kullanın.",
  "link.revoked": "Bu bağlantı geri çekildi.",
  "link.revokedAdvice":
    "Parolanız olduğu gibi kalır. Hâlâ yeni bir parolaya ihtiyacınız varsa bir sistem yöneticisine başvurun veya “Parolanızı mı unuttunuz?” seçeneğini kullanın.",

  "stop.name": "Bunu ben yapmadım",
  "stop.unknownAdvice":
    "Belki de tamamı kopyalanmadı. Bağlantıyı e-postadan yeniden açın. Başka biri hesabınıza girmek istiyor olabilirse hemen bir sistem yöneticisini arayın veya “Parolanızı mı unuttunuz?” seçeneğini kullanın.",
  "stop.expiredAdvice":
    "Hiçbir şey değiştirilmedi. Başka biri hesabınıza girmek istiyor olabilirse hemen bir sistem yöneticisini arayın: o da bunu durdurabilir. Ya da “Parolanızı mı unuttunuz?” seçeneğini kullanın.",
  "stop.title": "Bunu siz yapmadınız mı?",
  "stop.lead":
    "Söz konusu e-postanın alıcısı: {user}, zamanı: {when}. {mail, select, access {E-postada geçici bir parola vardı} link {E-postada parolayı değiştirmeye yarayan bir bağlantı vardı} changed {E-posta, parolanın değiştirildiğini bildiriyordu} copied {E-posta, bir yöneticinin parolayı değiştirmeye yarayan bir bağlantı oluşturduğunu bildiriyordu} extended {E-posta, parolayı değiştirmeye yarayan bir bağlantının daha uzun süre geçerli olduğunu bildiriyordu} address {E-posta, e-posta adresinin değiştirildiğini bildiriyordu} other {E-posta, bir yöneticinin erişiminizi değiştirdiğini bildiriyordu}}. Bunu beklemiyorduysanız durdurun.",
  "stop.note": "E-postada bir sorun yoksa bu sayfayı kapatın: hiçbir şey değişmez.",
  "stop.whatHappens": "Hemen ardından olacaklar",
  "stop.linksEnd":
    "Hesabın bağlantıları ve geçici parolaları, başka e-postalardakiler de dâhil, artık çalışmaz.",
  "stop.passwordEnds":
    "Şimdiki parola artık çalışmaz: ya geçicidir ya da bu e-postanın konusu olan işlemle belirlenmiştir.",
  "stop.passwordStays": "Kendi parolanız olduğu gibi kalır.",
  "stop.addressGoes": "Yeni e-posta adresi hesaptan kaldırılır.",
  "stop.sessionsEnd": "Hesapta açık olan tüm oturumlar, sizinki de dâhil, kapatılır.",
  "stop.blocked": "“Parolanızı mı unuttunuz?” bağlantı göndermez. Engelin sona ereceği zaman: {when}.",
  "stop.alerts": "Sistem yöneticilerine e-postayla haber verilir.",
  "stop.button": "Durdur",
  "stop.stopped": "Durduruldu.",
  "stop.stoppedLead":
    "{user} hesabının bağlantıları ve geçici parolaları artık çalışmıyor ve tüm oturumlar kapatıldı. {told, select, yes {Sistem yöneticilerine e-postayla haber verildi.} other {Başka hiçbir sistem yöneticisine e-postayla haber verilemedi.}}",
  onlyAdministrator:
    "Tek sistem yöneticisi sizseniz sunucunun işletmecisi size yeni bir bağlantı oluşturabilir; komut: {command}.",
  "stop.hasPassword":
    "Kendi parolanız hâlâ çalışıyor. Başka biri onu biliyor olabilirse oturum açıp parolanızı değiştirin.",
  "stop.noPassword": "Yeniden girebilmek için bir sistem yöneticisinden yeni bir parola isteyin.",
  "stop.noPasswordSupport": "Yeniden girebilmek için destek biriminden ({contact}) yeni bir parola isteyin.",
  "stop.already": "Bu zaten durduruldu.",
  "stop.alreadyLead":
    "Bu e-postaya sahip biri {user} hesabı için bunu zaten durdurdu. Zamanı: {when}. Şimdi başka bir şey değiştirilmedi.",
  "stop.alreadyNext":
    "Yeniden girebilmek için bir sistem yöneticisine başvurun veya kendi parolanız varsa oturum açın.",
  "stop.alreadyNextSupport":
    "Yeniden girebilmek için destek birimine ({contact}) başvurun veya kendi parolanız varsa oturum açın.",
  "stop.next": "Şimdi yapmanız gerekenler",
  "stop.call": "Bir sistem yöneticisine önceden bildiğiniz bir numaradan ulaşın ve olanları anlatın.",
  "stop.callSupport":
    "Destek birimine ({contact}) önceden bildiğiniz bir numaradan ulaşın ve olanları anlatın.",
  "stop.elsewhere": "Aynı parolayı başka bir yerde kullanıyorsanız orada da değiştirin.",
});
