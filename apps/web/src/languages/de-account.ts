import { accountTranslation } from "./catalogue.ts";

/** The words behind the sign-in in German. */
export const messages = accountTranslation({
  save: "Speichern",
  stay: "Bleiben",
  signOut: "Abmelden",
  skipToContent: "Zum Inhalt springen",
  outOfDate: "Die Anzeige ist möglicherweise veraltet",

  "replaced.title": "Latchkey wurde aktualisiert",
  "replaced.text":
    "Diese Seite stammt noch aus der vorigen Version, und ein Teil davon ist nicht mehr da. Laden Sie sie neu, um weiterzumachen. Was Sie eingegeben haben, bleibt erhalten, Passwörter und Links nicht.",
  "replaced.reload": "Neu laden",
  "replaced.later": "Später",

  "signInAgain.title": "Melden Sie sich an, um fortzufahren",
  "signInAgain.text":
    "Ihre Sitzung ist beendet. Auf dieser Seite geht nichts verloren: Melden Sie sich an, und wiederholen Sie dann Ihren letzten Schritt.",
  "signInAgain.stopped":
    "Es gab zu viele falsche Passwörter hintereinander. Ein Passwort allein genügt hier deshalb nicht mehr. Nutzen Sie „Passwort vergessen?“ oder wenden Sie sich an eine andere Person aus der Systemadministration.",
  "leave.title": "Ohne Speichern verlassen?",
  "leave.text":
    "Ihre Änderungen sind noch nicht gespeichert. Wenn Sie diese Seite verlassen, werden sie verworfen.",
  "leave.button": "Verlassen",
  "signOut.title": "Ohne Speichern abmelden?",
  "signOut.text":
    "Ihre Änderungen sind noch nicht gespeichert. Wenn Sie sich abmelden, werden sie verworfen.",
  "signOut.failed": "Sie sind noch angemeldet",
  "menu.profile": "Ihr Profil und Passwort",

  "forced.lead":
    "Sie haben sich als {user} mit einem temporären Passwort angemeldet. Wählen Sie ein eigenes, um fortzufahren.",
  "forced.done": "Sie sind mit dem neuen Passwort angemeldet.",
  continue: "Weiter",

  profile: "Profil",
  userName: "Benutzername",
  firstName: "Vorname",
  lastName: "Nachname",
  email: "E-Mail",
  type: "Typ",
  "type.system-administrator": "Systemadministration",
  "type.regular": "Standard",
  "profile.note": "Um etwas davon berichtigen zu lassen, wenden Sie sich an Ihre Systemadministration.",
  "profile.ownRecord": "Auf dem eigenen Datensatz berichtigen",

  preferences: "Einstellungen",
  asInBrowser: "Wie im Browser",
  timeZone: "Zeitzone",
  theme: "Farbschema",
  "theme.system": "System",
  "theme.light": "Hell",
  "theme.dark": "Dunkel",
  "theme.failed": "Das Farbschema wurde nicht gespeichert",
  oneSignKeys: "Tasten mit einem Zeichen",
  "oneSignKeys.note":
    "/ findet einen Benutzer, ? zeigt die Tasten. Schalten Sie sie aus, wenn Sie dem Computer diktieren oder versehentlich Tasten drücken.",
  "preferences.note": "Danach richten sich E-Mails an Sie sowie Sprache und Zeitangaben auf dem Bildschirm.",
  saved: "Gespeichert",

  currentPassword: "Aktuelles Passwort",
  enterCurrentPassword: "Geben Sie Ihr aktuelles Passwort ein.",
  change: "Ändern",
  "change.note": "Sie werden überall abgemeldet und gebeten, sich neu anzumelden.",

  sessions: "Sitzungen",
  "sessions.loading": "Sitzungen werden geladen",
  "sessions.failed": "Die Sitzungen konnten nicht geladen werden",
  "sessions.endOthers": "Alle anderen beenden",
  "sessions.endedOthers": "Überall sonst abgemeldet",
  "sessions.ended": "{count, plural, one {# Sitzung wurde beendet.} other {# Sitzungen wurden beendet.}}",
  "sessions.notEnded": "Die Sitzungen wurden nicht beendet",
  "sessions.none": "Nirgends angemeldet.",
  "session.thisOne": "Diese Sitzung",
  "session.end": "Beenden",
  "session.notEnded": "Die Sitzung wurde nicht beendet",
  "session.unknownAddress": "Unbekannte Adresse",
  "session.unknownBrowser": "Unbekannter Browser",
  "session.browserOn": "{browser} auf {system}",
});
