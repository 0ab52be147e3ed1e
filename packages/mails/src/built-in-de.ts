import { builtInMails } from "./built-in-mails.ts";

// Sie. Passwort, anmelden, Link, Konto, Sitzung, Benutzername. "Systemadministration" names the role without a gender,
// and what follows the comma of the greeting starts in lower case.

/** The built-in mails in German. */
export const builtInDe = builtInMails({
  locale: "de",
  direction: "ltr",
  colon: ":",
  gap: " ",
  hello: "Guten Tag {{ user.name }},",
  footer:
    "Gesendet von {{ productName }}{% if companyName %} für {{ companyName }}{% endif %}. " +
    `Wenn Sie Hilfe brauchen, wenden Sie sich an {{ support }}.`,
  signIn: "Anmelden",
  unexpected: "Kommt das für Sie unerwartet?",
  contactSoon: `Wenden Sie sich umgehend an {{ support }}.`,
  stopNotice: {
    html: "Sie können auch [melden, dass Sie das nicht waren]: Das beendet Ihre Sitzungen und benachrichtigt die Systemadministration.",
    text: "Wenn Sie das nicht waren, öffnen Sie diesen Link. Er beendet Ihre Sitzungen und benachrichtigt die Systemadministration:",
  },
  accessInfo: {
    subject: "Ihre Anmeldedaten für {{ productName }}",
    preheader:
      "Melden Sie sich mit Ihrem temporären Passwort an, und wählen Sie bis {{ expiresAt }} ein eigenes.",
    title: "Ihre Anmeldedaten",
    lead:
      "die Systemadministration hat ein temporäres Passwort für Ihr Konto bei {{ productName }} erstellt. " +
      "Melden Sie sich damit an, und wählen Sie sofort ein eigenes Passwort.",
    signInAddress: "Anmeldeadresse",
    userName: "Benutzername",
    password: "Temporäres Passwort",
    validity:
      "Das temporäre Passwort gilt bis {{ expiresAt }} und dient nur dazu, ein neues zu wählen. " +
      "Es ersetzt jedes Passwort, das Sie bisher hatten.",
    howTo: "So melden Sie sich an",
    steps: [
      "Öffnen Sie die oben genannte Anmeldeadresse.",
      "Geben Sie Ihren Benutzernamen und das temporäre Passwort ein.",
      "Wählen Sie, sobald Sie dazu aufgefordert werden, ein neues Passwort, das nur Sie kennen.",
    ],
    caution: `Verwenden Sie das Passwort nicht, und wenden Sie sich an {{ support }}.`,
    stop: {
      html:
        "Sie können auch [melden, dass Sie das nicht waren]: Das macht das temporäre Passwort ungültig, " +
        "beendet Ihre Sitzungen und benachrichtigt die Systemadministration.",
      text:
        "Wenn Sie das nicht waren, öffnen Sie diesen Link. Er macht das temporäre Passwort ungültig, " +
        "beendet Ihre Sitzungen und benachrichtigt die Systemadministration:",
    },
  },
  passwordChangeLink: {
    subject: "Wählen Sie ein neues Passwort für {{ productName }}",
    preheader:
      "{% if actorIsYou %}Sie haben{% else %}Die Systemadministration hat{% endif %} einen Link angefordert, " +
      "mit dem Sie Ihr Passwort ändern können. Er gilt bis {{ expiresAt }}.",
    title: "Wählen Sie ein neues Passwort",
    lead:
      "{% if actorIsYou %}Sie haben{% else %}die Systemadministration hat{% endif %} diesen Link angefordert, " +
      "mit dem Sie ein neues Passwort für Ihr Konto {{ user.userName }} bei {{ productName }} wählen können.",
    openIt: "Öffnen Sie ihn in Ihrem Browser:",
    button: "Neues Passwort wählen",
    validity:
      "Der Link funktioniert nur einmal und gilt bis {{ expiresAt }}. " +
      "Ihr jetziges Passwort bleibt gültig, bis Sie ein neues gewählt haben.",
    withoutButton: "Wenn die Schaltfläche nicht funktioniert, kopieren Sie diese Adresse in Ihren Browser:",
    notAsked: "Haben Sie das nicht angefordert?",
    caution: `Verwenden Sie den Link nicht, und wenden Sie sich an {{ support }}. Ihr Passwort bleibt, wie es ist.`,
    stop: {
      html:
        "Sie können auch [melden, dass Sie das nicht waren]: Das macht den Link ungültig, " +
        "beendet Ihre Sitzungen und benachrichtigt die Systemadministration.",
      text:
        "Wenn Sie das nicht waren, öffnen Sie diesen Link. Er stoppt die Passwortänderung, " +
        "beendet Ihre Sitzungen und benachrichtigt die Systemadministration:",
    },
  },
  passwordChanged: {
    subject: "Ihr Passwort für {{ productName }} wurde geändert",
    preheader:
      "{% if actorIsYou %}Sie haben{% else %}Die Systemadministration hat{% endif %} es geändert. " +
      `Kommt das für Sie unerwartet, wenden Sie sich umgehend an {{ support }}.`,
    title: "Ihr Passwort wurde geändert",
    byYou:
      "Sie haben das Passwort Ihres Kontos {{ user.userName }} bei {{ productName }} geändert. " +
      "Melden Sie sich von jetzt an mit Ihrem neuen Passwort an.",
    byAdministrator:
      "die Systemadministration hat für Ihr Konto {{ user.userName }} bei {{ productName }} ein temporäres Passwort festgelegt. " +
      "Fragen Sie dort danach, wenn Sie es noch nicht haben, und wählen Sie gleich nach dem Anmelden ein eigenes Passwort.",
    signedOut:
      "Zu Ihrer Sicherheit wurden Sie überall abgemeldet. " +
      "Links und temporäre Passwörter aus früheren E-Mails gelten nicht mehr.",
    notYou: "Waren Sie das nicht?",
  },
  administratorChangedYourAccess: {
    subject: "Die Systemadministration hat Ihren Zugang zu {{ productName }} geändert",
    preheader: `Wenn Sie damit gerechnet haben, brauchen Sie nichts zu tun. Wenn nicht, wenden Sie sich an {{ support }}.`,
    title: "Ihr Zugang wurde geändert",
    lead:
      "die Systemadministration hat geändert, wie Ihr Konto {{ user.userName }} bei {{ productName }} verwendet werden kann. " +
      "Wenn Sie damit gerechnet haben, brauchen Sie nichts zu tun.",
    about:
      "Eine solche Änderung kann Ihre E-Mail-Adresse betreffen, Ihren Benutzernamen, Ihren Benutzertyp oder Ihre Teams, " +
      "Ihre offenen Sitzungen oder die Frage, ob Ihr Konto aktiv ist. " +
      `Um zu erfahren, was geändert wurde, wenden Sie sich an {{ support }}.`,
  },
  linkCopied: {
    subject: "Für Ihr Konto bei {{ productName }} gibt es einen Link zum Ändern des Passworts",
    title: "Für Sie wurde ein Link erstellt",
    lead:
      "die Systemadministration hat einen Link erstellt, mit dem ein neues Passwort für Ihr Konto {{ user.userName }} bei {{ productName }} gewählt werden kann. " +
      "Er wurde nicht per E-Mail verschickt: Die Systemadministration gibt ihn Ihnen direkt, und wer ihn hat, kann ihn verwenden.",
  },
  linkExtended: {
    subject: "Ihr Link zum Ändern des Passworts für {{ productName }} gilt länger",
    title: "Ihr Link gilt länger",
    lead:
      "die Systemadministration hat die Gültigkeit des Links verlängert, mit dem Sie ein neues Passwort " +
      "für Ihr Konto {{ user.userName }} bei {{ productName }} wählen können.",
  },
  emailChanged: {
    subject: "Ihr Konto bei {{ productName }} hat eine andere E-Mail-Adresse",
    preheader: `Wenn Sie damit gerechnet haben, brauchen Sie nichts zu tun. Wenn nicht, wenden Sie sich umgehend an {{ support }}.`,
    title: "Die E-Mail-Adresse wurde geändert",
    lead: "die E-Mail-Adresse Ihres Kontos {{ user.userName }} bei {{ productName }} wurde geändert. Wenn Sie damit gerechnet haben, brauchen Sie nichts zu tun.",
    about: "E-Mails zu diesem Konto gehen an keine der früheren Adressen mehr.",
    stop: {
      html: "Sie können auch [melden, dass Sie das nicht waren]: Das nimmt die neue Adresse vom Konto, beendet Ihre Sitzungen und benachrichtigt die Systemadministration.",
      text: "Wenn Sie das nicht waren, öffnen Sie diesen Link. Er nimmt die neue Adresse vom Konto, beendet Ihre Sitzungen und benachrichtigt die Systemadministration:",
    },
  },
  recoveryStopped: {
    subject: "{{ user.userName }} hat die Wiederherstellung des Zugangs zu {{ productName }} gestoppt",
    preheader:
      "Offene Links, temporäre Passwörter und Sitzungen wurden beendet. Rufen Sie unter einer bekannten Nummer zurück.",
    title: "Eine Wiederherstellung des Zugangs wurde gestoppt",
    hello: "Guten Tag,",
    lead:
      "{{ user.name }} ({{ user.userName }}) hat zu einer E-Mail von {{ productName }} gemeldet: „Das war ich nicht“. " +
      "Zeitpunkt: {{ stoppedAt }}. Möglicherweise versucht jemand anderes, in das Konto zu gelangen.",
    done: "Was bereits geschehen ist",
    doneItems: [
      "Alle offenen Links und alle ausstehenden oder temporären Passwörter des Kontos gelten nicht mehr.",
      "Auch ein Passwort, das gerade erst mit ihnen gewählt wurde, gilt nicht mehr.",
      "Alle, die mit dem Konto angemeldet waren, wurden abgemeldet.",
      "„Passwort vergessen?“ sendet bis {{ expiresAt }} keinen Link an das Konto.",
    ],
    next: "Was jetzt zu tun ist",
    nextItems: [
      "Rufen Sie die Person unter einer Nummer zurück, die Sie bereits kennen, nicht unter einer aus einer E-Mail oder einem Anruf.",
      "Sehen Sie sich im Benutzerdatensatz den Verlauf an: wer die Wiederherstellung veranlasst hat und von wo aus.",
      "Geben Sie den Zugang zurück, wenn Sie sicher sind. Sie werden nach einem Grund gefragt, der im Prüfprotokoll festgehalten wird.",
    ],
    openRecord: "Benutzerdatensatz öffnen",
    footer:
      "Gesendet von {{ productName }}{% if companyName %} für {{ companyName }}{% endif %} an die Systemadministration.",
  },
  signInStopped: {
    subject: "Zu viele falsche Passwörter für {{ user.userName }} in {{ productName }}",
    preheader:
      "Seit {{ stoppedAt }} genügt das Passwort in einem neuen Browser nicht mehr. Niemand ist so hineingekommen.",
    title: "Die Anmeldung wurde gestoppt",
    lead: "Für {{ user.name }} ({{ user.userName }}) wurde viele Male hintereinander ein falsches Passwort eingegeben. Seit {{ stoppedAt }} genügt das Passwort allein nicht mehr, um sich in einem neuen Browser bei diesem {{ productName }}-Konto anzumelden. Niemand ist auf diesem Weg hineingekommen.",
    items: [
      "Browser, in denen das Konto schon genutzt wurde, funktionieren wie immer.",
      "In jedem anderen Browser hilft auf der Anmeldeseite „Passwort vergessen?“ oder ein Link oder ein temporäres Passwort von der Administration.",
      "Möglicherweise versucht jemand, das Passwort zu erraten: Wählen Sie eines, das nirgends sonst verwendet wird.",
    ],
  },
});
