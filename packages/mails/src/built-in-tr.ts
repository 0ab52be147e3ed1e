import { builtInMails } from "./built-in-mails.ts";

// Siz. Parola, oturum açmak, bağlantı, hesap, oturum, kullanıcı adı, yönetici. No suffix ever stands on a placeholder.

/** The built-in mails in Turkish. */
export const builtInTr = builtInMails({
  locale: "tr",
  direction: "ltr",
  colon: ":",
  gap: " ",
  hello: "Sayın {{ user.name }},",
  footer:
    "Gönderen: {{ productName }}{% if companyName %} ({{ companyName }} adına){% endif %}. " +
    `Yardım için {{ support }} ile iletişime geçin.`,
  signIn: "Oturum açın",
  unexpected: "Bunu beklemiyor muydunuz?",
  contactSoon: `Hemen {{ support }} ile iletişime geçin.`,
  stopNotice: {
    html: "Ayrıca [bunu sizin yapmadığınızı bildirebilirsiniz]: bu, oturumlarınızı sonlandırır ve yöneticileri uyarır.",
    text: "Bunu siz yapmadıysanız bu bağlantıyı açın. Bağlantı, oturumlarınızı sonlandırır ve yöneticileri uyarır:",
  },
  accessInfo: {
    subject: "{{ productName }} için oturum açma bilgileriniz",
    preheader:
      "Geçici parolanızla oturum açın ve kendi parolanızı belirleyin. Son geçerlilik zamanı: {{ expiresAt }}.",
    title: "Oturum açma bilgileriniz",
    lead:
      "Bir yönetici, {{ productName }} hesabınız için geçici bir parola oluşturdu. " +
      "Bu parolayla oturum açın ve hemen kendi parolanızı belirleyin.",
    signInAddress: "Oturum açma adresi",
    userName: "Kullanıcı adı",
    password: "Geçici parola",
    validity:
      "Geçici parola yalnızca yeni bir parola belirlemek içindir. Son geçerlilik zamanı: {{ expiresAt }}. " +
      "Daha önceki tüm parolalarınızın yerine geçer.",
    howTo: "Oturum açma adımları",
    steps: [
      "Yukarıdaki oturum açma adresini açın.",
      "Kullanıcı adınızı ve geçici parolayı girin.",
      "İstendiğinde, yalnızca sizin bildiğiniz yeni bir parola belirleyin.",
    ],
    caution: `Parolayı kullanmayın ve {{ support }} ile iletişime geçin.`,
    stop: {
      html:
        "Ayrıca [bunu sizin yapmadığınızı bildirebilirsiniz]: bu, geçici parolayı geçersiz kılar, " +
        "oturumlarınızı sonlandırır ve yöneticileri uyarır.",
      text:
        "Bunu siz yapmadıysanız bu bağlantıyı açın. Bağlantı, geçici parolayı geçersiz kılar, " +
        "oturumlarınızı sonlandırır ve yöneticileri uyarır:",
    },
  },
  passwordChangeLink: {
    subject: "{{ productName }} için yeni bir parola belirleyin",
    preheader:
      "Parolanızı değiştirmek için {% if actorIsYou %}bir bağlantı istediniz{% else %}bir yönetici bağlantı istedi{% endif %}. " +
      "Son geçerlilik zamanı: {{ expiresAt }}.",
    title: "Yeni bir parola belirleyin",
    lead:
      "{{ productName }} üzerindeki {{ user.userName }} hesabınız için yeni bir parola belirleyebileceğiniz bu bağlantıyı " +
      "{% if actorIsYou %}siz istediniz{% else %}bir yönetici istedi{% endif %}.",
    openIt: "Bağlantıyı tarayıcınızda açın:",
    button: "Yeni parola belirleyin",
    validity:
      "Bağlantı yalnızca bir kez çalışır. Son geçerlilik zamanı: {{ expiresAt }}. " +
      "Yeni bir parola belirleyene kadar şu anki parolanız geçerli kalır.",
    withoutButton: "Düğme çalışmazsa bu adresi tarayıcınıza kopyalayın:",
    notAsked: "Bunu siz istemediniz mi?",
    caution: `Bağlantıyı kullanmayın ve {{ support }} ile iletişime geçin. Parolanız olduğu gibi kalır.`,
    stop: {
      html:
        "Ayrıca [bunu sizin yapmadığınızı bildirebilirsiniz]: bu, bağlantıyı geçersiz kılar, " +
        "oturumlarınızı sonlandırır ve yöneticileri uyarır.",
      text:
        "Bunu siz yapmadıysanız bu bağlantıyı açın. Bağlantı, parola değişikliğini durdurur, " +
        "oturumlarınızı sonlandırır ve yöneticileri uyarır:",
    },
  },
  passwordChanged: {
    subject: "{{ productName }} parolanız değiştirildi",
    preheader:
      "Parolanızı {% if actorIsYou %}siz değiştirdiniz{% else %}bir yönetici değiştirdi{% endif %}. " +
      `Bunu beklemiyorduysanız hemen {{ support }} ile iletişime geçin.`,
    title: "Parolanız değiştirildi",
    byYou:
      "{{ productName }} üzerindeki {{ user.userName }} hesabınızın parolasını değiştirdiniz. " +
      "Bundan sonra yeni parolanızla oturum açın.",
    byAdministrator:
      "Bir yönetici, {{ productName }} üzerindeki {{ user.userName }} hesabınız için geçici bir parola belirledi. " +
      "Parola henüz elinizde değilse yöneticiden isteyin ve oturum açar açmaz kendi parolanızı belirleyin.",
    signedOut:
      "Güvenliğiniz için tüm oturumlarınız kapatıldı. " +
      "Daha önceki e-postalardaki bağlantılar ve geçici parolalar artık çalışmaz.",
    notYou: "Bunu siz yapmadınız mı?",
  },
  administratorChangedYourAccess: {
    subject: "Bir yönetici {{ productName }} erişiminizi değiştirdi",
    preheader: `Bunu bekliyorduysanız yapmanız gereken bir şey yok. Beklemiyorduysanız {{ support }} ile iletişime geçin.`,
    title: "Erişiminiz değiştirildi",
    lead:
      "Bir yönetici, {{ productName }} üzerindeki {{ user.userName }} hesabınızın kullanım koşullarını değiştirdi. " +
      "Bunu bekliyorduysanız yapmanız gereken bir şey yok.",
    about:
      "Böyle bir değişiklik e-posta adresinizle, kullanıcı adınızla, hesap türünüzle veya ekiplerinizle, açık oturumlarınızla " +
      "ya da hesabınızın etkin olup olmadığıyla ilgili olabilir. " +
      `Neyin değiştirildiğini öğrenmek için {{ support }} ile iletişime geçin.`,
  },
  linkCopied: {
    subject: "{{ productName }} parolanızı değiştirmek için bir bağlantı oluşturuldu",
    title: "Sizin için bir bağlantı oluşturuldu",
    lead:
      "Bir yönetici, {{ productName }} üzerindeki {{ user.userName }} hesabınız için yeni bir parola belirlenebilecek bir bağlantı oluşturdu. " +
      "Bağlantı e-postayla gönderilmedi: yönetici onu size doğrudan verir ve bağlantıya sahip olan herkes onu kullanabilir.",
  },
  linkExtended: {
    subject: "{{ productName }} parolanızı değiştirme bağlantınızın süresi uzatıldı",
    title: "Bağlantınızın süresi uzatıldı",
    lead:
      "Bir yönetici, {{ productName }} üzerindeki {{ user.userName }} hesabınız için yeni bir parola belirleyebileceğiniz " +
      "bağlantının süresini uzattı.",
  },
  emailChanged: {
    subject: "{{ productName }} hesabınızın e-posta adresi değişti",
    preheader: `Bunu bekliyorduysanız yapmanız gereken bir şey yok. Beklemiyorduysanız hemen {{ support }} ile iletişime geçin.`,
    title: "E-posta adresi değiştirildi",
    lead: "{{ productName }} üzerindeki {{ user.userName }} hesabınızın e-posta adresi değiştirildi. Bunu bekliyorduysanız yapmanız gereken bir şey yok.",
    about: "Hesapla ilgili iletiler artık önceki adreslere gönderilmiyor.",
    stop: {
      html: "Ayrıca [bunu sizin yapmadığınızı bildirebilirsiniz]: bu, yeni adresi hesabınızdan kaldırır, oturumlarınızı sonlandırır ve yöneticileri uyarır.",
      text: "Bunu siz yapmadıysanız bu bağlantıyı açın. Bağlantı, yeni adresi hesabınızdan kaldırır, oturumlarınızı sonlandırır ve yöneticileri uyarır:",
    },
  },
  recoveryStopped: {
    subject: "{{ user.userName }}, {{ productName }} üzerinde bir erişim kurtarma işlemini durdurdu",
    preheader:
      "Açık bağlantılar, geçici parolalar ve oturumlar sonlandırıldı. Kişiyi bildiğiniz bir numaradan arayın.",
    title: "Bir erişim kurtarma işlemi durduruldu",
    hello: "Merhaba,",
    lead:
      "{{ user.name }} ({{ user.userName }}), {{ productName }} tarafından gönderilen bir e-posta için “bunu ben yapmadım” dedi. " +
      "Bildirim zamanı: {{ stoppedAt }}. Başka biri hesaba girmeye çalışıyor olabilir.",
    done: "Yapılanlar",
    doneItems: [
      "Hesabın tüm açık bağlantıları ile bekleyen veya geçici tüm parolaları artık çalışmaz.",
      "Bunlarla az önce belirlenmiş bir parola da artık çalışmaz.",
      "Hesapta açık olan tüm oturumlar kapatıldı.",
      "“Parolanızı mı unuttunuz?” bu hesaba bağlantı göndermez. Engelin sona ereceği zaman: {{ expiresAt }}.",
    ],
    next: "Şimdi yapmanız gerekenler",
    nextItems: [
      "Kişiyi, bir e-postada veya aramada verilen numaradan değil, önceden bildiğiniz bir numaradan arayın.",
      "Kayıttaki geçmişten, kurtarmayı kimin ve nereden istediğine bakın.",
      "Emin olduğunuzda erişimi geri verin. Sizden bir neden istenir ve bu neden denetim kaydında saklanır.",
    ],
    openRecord: "Kullanıcı kaydını açın",
    footer:
      "Gönderen: {{ productName }}{% if companyName %} ({{ companyName }} adına){% endif %}. Alıcılar: sistem yöneticileri.",
  },
  signInStopped: {
    subject: "{{ productName }} üzerinde {{ user.userName }} için çok fazla yanlış parola",
    preheader:
      "{{ stoppedAt }} itibarıyla yeni bir tarayıcıda parola yeterli değil. Bu yolla kimse giremedi.",
    title: "Oturum açma durduruldu",
    lead: "{{ user.name }} ({{ user.userName }}) için arka arkaya birçok kez yanlış parola girildi. {{ stoppedAt }} itibarıyla bu {{ productName }} hesabına yeni bir tarayıcıdan yalnızca parolayla girilemez. Bu yolla kimse giremedi.",
    items: [
      "Hesabın daha önce kullanıldığı tarayıcılar her zamanki gibi çalışır.",
      "Diğer tarayıcılarda oturum açma sayfasındaki “Parolanızı mı unuttunuz?” seçeneği ya da yöneticiden gelen bir bağlantı veya geçici parola yolu yeniden açar.",
      "Birisi parolayı tahmin etmeye çalışıyor olabilir: başka hiçbir yerde kullanılmayan bir parola belirleyin.",
    ],
  },
});
