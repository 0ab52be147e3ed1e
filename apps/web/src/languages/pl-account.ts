import { accountTranslation } from "./catalogue.ts";

/** The words behind the sign-in in Polish. */
export const messages = accountTranslation({
  save: "Zapisz",
  stay: "Zostań",
  signOut: "Wyloguj się",
  skipToContent: "Przejdź do treści",
  outOfDate: "Wyświetlane dane mogą być nieaktualne",

  "replaced.title": "Latchkey został zaktualizowany",
  "replaced.text":
    "Ta strona pochodzi z poprzedniej wersji, a jej części już nie ma. Prosimy załadować ją ponownie, aby kontynuować. Wpisane dane zostaną zachowane, z wyjątkiem haseł i linków.",
  "replaced.reload": "Załaduj ponownie",
  "replaced.later": "Później",

  "signInAgain.title": "Prosimy zalogować się, aby kontynuować",
  "signInAgain.text":
    "Sesja została zakończona. Na tej stronie nic nie przepadło: prosimy zalogować się i powtórzyć ostatnią czynność.",
  "signInAgain.stopped":
    "Zbyt wiele razy z rzędu wpisano błędne hasło, dlatego samo hasło tutaj już nie wystarcza. Prosimy skorzystać z opcji „Nie pamiętam hasła” lub zwrócić się do innej osoby z administracji systemu.",
  "leave.title": "Opuścić bez zapisywania?",
  "leave.text": "Zmiany nie są jeszcze zapisane. Opuszczenie tej strony spowoduje ich utratę.",
  "leave.button": "Opuść",
  "signOut.title": "Wylogować się bez zapisywania?",
  "signOut.text": "Zmiany nie są jeszcze zapisane. Wylogowanie spowoduje ich utratę.",
  "signOut.failed": "Sesja jest nadal otwarta",
  "menu.profile": "Profil i hasło",

  "forced.lead": "Zalogowano jako {user} hasłem tymczasowym. Aby przejść dalej, prosimy ustawić własne.",
  "forced.done": "Sesja jest otwarta z nowym hasłem.",
  continue: "Dalej",

  profile: "Profil",
  userName: "Nazwa użytkownika",
  firstName: "Imię",
  lastName: "Nazwisko",
  email: "E-mail",
  type: "Typ",
  "type.system-administrator": "Administracja systemu",
  "type.regular": "Standardowy",
  "profile.note": "Aby poprawić te dane, prosimy zwrócić się do administracji systemu.",
  "profile.ownRecord": "Popraw te dane we własnym rekordzie użytkownika",

  preferences: "Preferencje",
  asInBrowser: "Jak w przeglądarce",
  timeZone: "Strefa czasowa",
  theme: "Motyw",
  "theme.system": "Systemowy",
  "theme.light": "Jasny",
  "theme.dark": "Ciemny",
  "theme.failed": "Motyw nie został zapisany",
  oneSignKeys: "Klawisze jednego znaku",
  "oneSignKeys.note":
    "/ znajduje użytkownika, ? pokazuje klawisze. Można je wyłączyć, jeśli dyktuje się komputerowi lub naciska klawisze przypadkowo.",
  "preferences.note": "Od tego zależą wysyłane do Państwa wiadomości oraz język i godziny na ekranie.",
  saved: "Zapisano",

  currentPassword: "Obecne hasło",
  enterCurrentPassword: "Prosimy wpisać obecne hasło.",
  change: "Zmień",
  "change.note": "Wszystkie sesje zostaną zakończone i trzeba będzie zalogować się ponownie.",

  sessions: "Sesje",
  "sessions.loading": "Wczytywanie sesji",
  "sessions.failed": "Nie udało się wczytać sesji",
  "sessions.endOthers": "Zakończ wszystkie inne",
  "sessions.endedOthers": "Wylogowano wszędzie indziej",
  "sessions.ended":
    "{count, plural, one {Zakończono # sesję.} few {Zakończono # sesje.} many {Zakończono # sesji.} other {Zakończono # sesji.}}",
  "sessions.notEnded": "Sesje nie zostały zakończone",
  "sessions.none": "Brak otwartych sesji.",
  "session.thisOne": "Ta sesja",
  "session.end": "Zakończ",
  "session.notEnded": "Sesja nie została zakończona",
  "session.unknownAddress": "Nieznany adres",
  "session.unknownBrowser": "Nieznana przeglądarka",
  "session.browserOn": "{browser}, {system}",
});
