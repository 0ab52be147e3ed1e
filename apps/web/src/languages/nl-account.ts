import { accountTranslation } from "./catalogue.ts";

/** The words behind the sign-in in Dutch. */
export const messages = accountTranslation({
  save: "Opslaan",
  stay: "Blijven",
  signOut: "Uitloggen",
  skipToContent: "Naar de inhoud",
  outOfDate: "Wat u ziet, is mogelijk verouderd",

  "replaced.title": "Latchkey is bijgewerkt",
  "replaced.text":
    "Deze pagina is van de vorige versie en een deel ervan bestaat niet meer. Laad de pagina opnieuw om verder te gaan. Wat u hebt ingevuld blijft bewaard, behalve wachtwoorden en links.",
  "replaced.reload": "Opnieuw laden",
  "replaced.later": "Straks",

  "signInAgain.title": "Log in om verder te gaan",
  "signInAgain.text":
    "Uw sessie is beëindigd. Op deze pagina gaat niets verloren: log in en herhaal wat u het laatst deed.",
  "signInAgain.stopped":
    "Er is te vaak achter elkaar een verkeerd wachtwoord ingevoerd. Een wachtwoord alleen volstaat hier daarom niet meer. Gebruik ‘Wachtwoord vergeten?’ of vraag een collega van het systeembeheer.",
  "leave.title": "Verlaten zonder op te slaan?",
  "leave.text": "Uw wijzigingen zijn nog niet opgeslagen. Als u deze pagina verlaat, gaan ze verloren.",
  "leave.button": "Verlaten",
  "signOut.title": "Uitloggen zonder op te slaan?",
  "signOut.text": "Uw wijzigingen zijn nog niet opgeslagen. Als u uitlogt, gaan ze verloren.",
  "signOut.failed": "U bent nog ingelogd",
  "menu.profile": "Uw profiel en wachtwoord",

  "forced.lead":
    "U bent als {user} ingelogd met een tijdelijk wachtwoord. Kies een eigen wachtwoord om verder te gaan.",
  "forced.done": "U bent ingelogd met het nieuwe wachtwoord.",
  continue: "Doorgaan",

  profile: "Profiel",
  userName: "Gebruikersnaam",
  firstName: "Voornaam",
  lastName: "Achternaam",
  email: "E-mail",
  type: "Soort",
  "type.system-administrator": "Systeembeheer",
  "type.regular": "Standaard",
  "profile.note": "Vraag het systeembeheer om hier iets te corrigeren.",
  "profile.ownRecord": "Dit in uw gebruikersrecord corrigeren",

  preferences: "Voorkeuren",
  asInBrowser: "Zoals in de browser",
  timeZone: "Tijdzone",
  theme: "Thema",
  "theme.system": "Systeem",
  "theme.light": "Licht",
  "theme.dark": "Donker",
  "theme.failed": "Het thema is niet opgeslagen",
  oneSignKeys: "Toetsen met één teken",
  "oneSignKeys.note":
    "/ vindt een gebruiker, ? toont de toetsen. Zet ze uit als u tegen de computer spreekt of per ongeluk toetsen indrukt.",
  "preferences.note": "E-mails aan u en de taal en tijden op het scherm volgen deze keuze.",
  saved: "Opgeslagen",

  currentPassword: "Huidig wachtwoord",
  enterCurrentPassword: "Voer uw huidige wachtwoord in.",
  change: "Wijzigen",
  "change.note": "U wordt overal uitgelogd en gevraagd om opnieuw in te loggen.",

  sessions: "Sessies",
  "sessions.loading": "Sessies worden geladen",
  "sessions.failed": "De sessies konden niet worden geladen",
  "sessions.endOthers": "Alle andere beëindigen",
  "sessions.endedOthers": "Overal elders uitgelogd",
  "sessions.ended": "{count, plural, one {# sessie is beëindigd.} other {# sessies zijn beëindigd.}}",
  "sessions.notEnded": "De sessies zijn niet beëindigd",
  "sessions.none": "Nergens ingelogd.",
  "session.thisOne": "Deze sessie",
  "session.end": "Beëindigen",
  "session.notEnded": "De sessie is niet beëindigd",
  "session.unknownAddress": "Onbekend adres",
  "session.unknownBrowser": "Onbekende browser",
  "session.browserOn": "{browser} op {system}",
});
