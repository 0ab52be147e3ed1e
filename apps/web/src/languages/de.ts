import { translation } from "./catalogue.ts";

// Sie. Passwort, anmelden, Link, Konto, Benutzername, Systemadministration, as in the mails.
/** The words of every page in German. */
export const messages = translation({
  loading: "Wird geladen",
  language: "Sprache",
  show: "Anzeigen",
  showPassword: "Passwort anzeigen",
  close: "Schließen",
  dismiss: "Ausblenden",
  cancel: "Abbrechen",
  met: "erfüllt",
  notMet: "nicht erfüllt",
  notMetYet: "noch nicht erfüllt",
  tryAgainNow: "Sie können es jetzt noch einmal versuchen.",
  checkField: "Prüfen Sie dieses Feld.",
  retry: "Erneut versuchen",
  startPage: "Zur Startseite",

  "error.title": "Diese Seite konnte nicht geladen werden",
  "error.nothing": "Hier gibt es nichts",
  "error.signIn": "Bitte melden Sie sich an",
  "error.request": "Anfrage {id}",
  "notFound.name": "Nicht gefunden",
  "notFound.title": "Unter dieser Adresse gibt es keine Seite",
  "notFound.lead": "Prüfen Sie die Adresse, oder beginnen Sie auf der Startseite neu.",

  "problem.malformed-request":
    "Der Server konnte die Anfrage nicht lesen. Laden Sie die Seite neu, und versuchen Sie es noch einmal.",
  "problem.not-signed-in":
    "Sie sind nicht mehr angemeldet. Melden Sie sich an, und versuchen Sie es dann noch einmal.",
  "problem.sign-in-refused":
    "Benutzername, E-Mail-Adresse oder Passwort stimmt nicht. Prüfen Sie Ihre Eingaben, und versuchen Sie es noch einmal.",
  "problem.sign-in-stopped":
    "Es gab zu viele falsche Passwörter hintereinander. Ein Passwort allein genügt hier deshalb nicht mehr. Nutzen Sie „Passwort vergessen?“ oder wenden Sie sich an die Systemadministration.",
  "problem.temporary-password-expired":
    "Dieses temporäre Passwort ist abgelaufen. Bitten Sie die Systemadministration um ein neues, oder nutzen Sie „Passwort vergessen?“.",
  "problem.password-change-required": "Wählen Sie zuerst ein neues Passwort.",
  "problem.password-change-not-required":
    "Ihr Passwort wurde bereits geändert. Gehen Sie weiter zur Startseite.",
  "problem.forbidden": "Das darf nur die Systemadministration.",
  "problem.origin-refused":
    "Die Anfrage kam von einer anderen Adresse. Öffnen Sie Latchkey unter seiner eigenen Adresse, und versuchen Sie es noch einmal.",
  "problem.not-found": "Hier gibt es nichts mehr. Gehen Sie zurück zur Liste.",
  "problem.version-conflict":
    "Dieser Datensatz wurde inzwischen geändert, von jemand anderem oder in einem anderen Tab. Laden Sie ihn neu, und wiederholen Sie dann Ihre Änderung.",
  "problem.body-too-large": "Das ist zu viel Text. Kürzen Sie ihn, und versuchen Sie es noch einmal.",
  "problem.unsupported-media-type":
    "Der Server konnte die Anfrage nicht lesen. Laden Sie die Seite neu, und versuchen Sie es noch einmal.",
  "problem.invalid-fields": "Bitte prüfen Sie einige Felder.",
  "problem.password-refused": "Wählen Sie ein Passwort, das alle Regeln erfüllt.",
  "problem.current-password-wrong": "Das aktuelle Passwort stimmt nicht. Geben Sie es noch einmal ein.",
  "problem.too-many-attempts":
    "Es waren zu viele Versuche. Warten Sie einen Moment, und versuchen Sie es dann noch einmal.",
  "problem.internal":
    "Auf dem Server ist etwas schiefgegangen. Versuchen Sie es noch einmal; wenn es so bleibt, informieren Sie den Betreiber.",
  "problem.server-busy":
    "Der Server ist gerade ausgelastet. Warten Sie einige Sekunden, und versuchen Sie es dann noch einmal.",
  "problem.database-busy": "Der Server ist ausgelastet. Versuchen Sie es gleich noch einmal.",
  "problem.storage-full":
    "Der Server kann nicht auf seine Festplatte schreiben, daher wurde nichts geändert. Informieren Sie den Betreiber.",
  tooManySeconds:
    "Es waren zu viele Versuche. Versuchen Sie es in {count, plural, one {# Sekunde} other {# Sekunden}} noch einmal.",
  tooManyMinutes:
    "Es waren zu viele Versuche. Versuchen Sie es in {count, plural, one {# Minute} other {# Minuten}} noch einmal.",
  unreachable:
    "Der Server hat nicht geantwortet. Prüfen Sie Ihre Verbindung, und versuchen Sie es noch einmal.",
  broken: "Auf dieser Seite ist etwas schiefgegangen. Laden Sie sie neu, und versuchen Sie es noch einmal.",

  signIn: "Anmelden",
  userNameOrEmail: "Benutzername oder E-Mail-Adresse",
  password: "Passwort",
  forgotPasswordLink: "Passwort vergessen?",
  enterUserNameOrEmail: "Geben Sie Ihren Benutzernamen oder Ihre E-Mail-Adresse ein.",
  enterPassword: "Geben Sie Ihr Passwort ein.",
  "signIn.changed":
    "Ihr Passwort wurde geändert. Sie wurden überall abgemeldet; melden Sie sich mit dem neuen Passwort an.",

  "forgot.title": "Passwort vergessen",
  "forgot.lead":
    "Geben Sie Ihren Benutzernamen oder Ihre E-Mail-Adresse ein. Über einen Link in einer E-Mail wählen Sie ein neues Passwort; bis dahin gilt das jetzige.",
  "forgot.send": "Link senden",
  "forgot.back": "Zurück zur Anmeldung",
  "forgot.asked": "Sehen Sie in Ihrem Postfach nach",
  "forgot.askedLead":
    "Wenn es ein Konto mit diesem Namen oder dieser Adresse gibt, ist eine E-Mail mit einem Link unterwegs. Der Link gilt 60 Minuten.",
  "forgot.typed": "Ihre Eingabe: {name}",
  "forgot.correct": "Korrigieren",
  "forgot.onceMore": "Der Link wurde noch einmal angefordert. Verwenden Sie den aus der neuesten E-Mail.",
  "forgot.noMail": "Nach einigen Minuten noch keine E-Mail?",
  "forgot.spam": "Sehen Sie im Spam-Ordner nach.",
  "forgot.ask": "Fragen Sie die Systemadministration.",
  "forgot.again": "Erneut senden",

  chooseNewPassword: "Wählen Sie ein neues Passwort",
  newPassword: "Neues Passwort",
  confirmNewPassword: "Neues Passwort bestätigen",
  changePassword: "Passwort ändern",
  passwordChanged: "Ihr Passwort wurde geändert.",
  enterNewPassword: "Geben Sie ein neues Passwort ein.",
  enterSameTwice: "Geben Sie in beiden Feldern dasselbe Passwort ein.",
  "rule.too-short": "{count, plural, one {Mindestens # Zeichen} other {Mindestens # Zeichen}}",
  "rule.too-long": "{count, plural, one {Höchstens # Zeichen} other {Höchstens # Zeichen}}",
  "rule.common": "Kein Passwort, das viele verwenden",
  "rule.own-words":
    "Nicht aus Ihrem Namen, Benutzernamen, Ihrer E-Mail-Adresse oder dem Namen dieses Produkts gebildet",
  "rule.pattern": "Nicht nur Wiederholungen, Folgen oder Tastaturreihen wie aaaa, 1234 oder qwertz",
  "rule.ill-formed": "Nur ganze Zeichen: neu eintippen",
  "rule.unchanged": "Nicht Ihr aktuelles oder temporäres Passwort",
  "rule.match": "Beide Eingaben stimmen überein",

  "reset.lead":
    "Für {user}. {askedBy, select, administrator {Die Systemadministration hat diesen Link gesendet} user {Sie haben diesen Link angefordert} other {Der Betreiber dieses Servers hat diesen Link erstellt}}; er gilt bis {when}.",
  "reset.note":
    "Sie werden überall abgemeldet und gebeten, sich mit dem neuen Passwort anzumelden. Wenn Sie das nicht angefordert haben, schließen Sie die Seite: Ihr Passwort bleibt, wie es ist.",
  "reset.done": "Sie wurden überall abgemeldet. Melden Sie sich mit dem neuen Passwort an.",
  "link.unknown": "Dieser Link funktioniert nicht.",
  "link.unknownAdvice":
    "Vielleicht wurde er nicht vollständig kopiert. Öffnen Sie ihn noch einmal dort, wo Sie ihn erhalten haben. Einen neuen Link erhalten Sie von der Systemadministration oder über „Passwort vergessen?“.",
  "link.cut": "Das Ende dieses Links fehlt.",
  "link.used": "Dieser Link wurde bereits verwendet.",
  "link.usedAdvice":
    "Wenn Sie ihn verwendet haben, melden Sie sich mit dem Passwort an, das Sie gewählt haben. Wenn nicht, wenden Sie sich umgehend an die Systemadministration, oder nutzen Sie „Passwort vergessen?“.",
  "link.expired": "Dieser Link ist abgelaufen.",
  "link.expiredAdvice":
    "Ihr Passwort bleibt, wie es ist. Einen neuen Link erhalten Sie von der Systemadministration oder über „Passwort vergessen?“.",
  "link.replaced": "Dieser Link wurde durch einen neueren ersetzt.",
  "link.replacedAdvice":
    "Öffnen Sie den neuesten Link. Einen neuen Link erhalten Sie von der Systemadministration oder über „Passwort vergessen?“.",
  "link.revoked": "Dieser Link wurde zurückgezogen.",
  "link.revokedAdvice":
    "Ihr Passwort bleibt, wie es ist. Wenn Sie weiterhin ein neues brauchen, wenden Sie sich an die Systemadministration, oder nutzen Sie „Passwort vergessen?“.",

  "stop.name": "Das war ich nicht",
  "stop.unknownAdvice":
    "Vielleicht wurde er nicht vollständig kopiert. Öffnen Sie ihn noch einmal aus der E-Mail. Wenn möglicherweise jemand anderes in Ihr Konto gelangen will, rufen Sie umgehend die Systemadministration an, oder nutzen Sie „Passwort vergessen?“.",
  "stop.expiredAdvice":
    "Es wurde nichts geändert. Wenn möglicherweise jemand anderes in Ihr Konto gelangen will, rufen Sie umgehend die Systemadministration an: Auch sie kann den Vorgang stoppen. Oder nutzen Sie „Passwort vergessen?“.",
  "stop.title": "Waren Sie das nicht?",
  "stop.lead":
    "Es geht um die E-Mail an {user}, gesendet: {when}. {mail, select, access {Sie enthielt ein temporäres Passwort} link {Sie enthielt einen Link zum Ändern des Passworts} changed {Sie meldete, dass das Passwort geändert wurde} copied {Sie meldete, dass die Systemadministration einen Link zum Ändern des Passworts erstellt hat} extended {Sie meldete, dass ein Link zum Ändern des Passworts länger gilt} address {Sie meldete, dass die E-Mail-Adresse geändert wurde} other {Sie meldete, dass die Systemadministration Ihren Zugang geändert hat}}. Wenn Sie nicht damit gerechnet haben, stoppen Sie den Vorgang.",
  "stop.note": "Wenn mit der E-Mail alles in Ordnung ist, schließen Sie diese Seite: Es ändert sich nichts.",
  "stop.whatHappens": "Was dann sofort geschieht",
  "stop.linksEnd":
    "Links und temporäre Passwörter des Kontos gelten nicht mehr, auch die aus anderen E-Mails.",
  "stop.passwordEnds":
    "Das jetzige Passwort gilt nicht mehr: Es ist ein temporäres oder wurde über das gewählt, worum es in dieser E-Mail geht.",
  "stop.passwordStays": "Ihr eigenes Passwort bleibt, wie es ist.",
  "stop.addressGoes": "Die neue E-Mail-Adresse wird vom Konto entfernt.",
  "stop.sessionsEnd": "Alle, die mit dem Konto angemeldet sind, werden abgemeldet, auch Sie.",
  "stop.blocked": "„Passwort vergessen?“ sendet keinen Link bis {when}.",
  "stop.alerts": "Die Systemadministration wird per E-Mail benachrichtigt.",
  "stop.button": "Stoppen",
  "stop.stopped": "Der Vorgang ist gestoppt.",
  "stop.stoppedLead":
    "Links und temporäre Passwörter von {user} gelten nicht mehr, und alle wurden abgemeldet. {told, select, yes {Die Systemadministration wurde per E-Mail benachrichtigt.} other {Sonst konnte niemand aus der Systemadministration per E-Mail benachrichtigt werden.}}",
  onlyAdministrator:
    "Wenn Sie die Systemadministration allein übernehmen, erstellt Ihnen der Betreiber des Servers einen neuen Link mit {command}.",
  "stop.hasPassword":
    "Ihr eigenes Passwort gilt weiterhin. Wenn jemand anderes es kennen könnte, melden Sie sich an, und ändern Sie es.",
  "stop.noPassword":
    "Um wieder Zugang zu erhalten, bitten Sie die Systemadministration um ein neues Passwort.",
  "stop.noPasswordSupport":
    "Um wieder Zugang zu erhalten, bitten Sie den Support ({contact}) um ein neues Passwort.",
  "stop.already": "Das wurde bereits gestoppt.",
  "stop.alreadyLead":
    "Jemand mit dieser E-Mail hat den Vorgang für {user} bereits gestoppt. Zeitpunkt: {when}. Jetzt wurde nichts weiter geändert.",
  "stop.alreadyNext":
    "Um wieder Zugang zu erhalten, wenden Sie sich an die Systemadministration, oder melden Sie sich an, wenn Sie ein eigenes Passwort haben.",
  "stop.alreadyNextSupport":
    "Um wieder Zugang zu erhalten, wenden Sie sich an den Support ({contact}), oder melden Sie sich an, wenn Sie ein eigenes Passwort haben.",
  "stop.next": "Was jetzt zu tun ist",
  "stop.call":
    "Rufen Sie die Systemadministration unter einer Nummer an, die Sie bereits kennen, und berichten Sie, was geschehen ist.",
  "stop.callSupport":
    "Rufen Sie den Support ({contact}) unter einer Nummer an, die Sie bereits kennen, und berichten Sie, was geschehen ist.",
  "stop.elsewhere": "Wenn Sie dasselbe Passwort anderswo verwenden, ändern Sie es dort.",
});
