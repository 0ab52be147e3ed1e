import { translation } from "./catalogue.ts";

// Państwo and prosimy, which need no gender; short commands on buttons. Hasło, logować się, link, konto, nazwa użytkownika,
// administracja systemu, as in the mails. Moments come in the nominative, so they follow a colon.
/** The words of every page in Polish. */
export const messages = translation({
  loading: "Wczytywanie",
  language: "Język",
  show: "Pokaż",
  showPassword: "Pokaż hasło",
  close: "Zamknij",
  dismiss: "Ukryj",
  cancel: "Anuluj",
  met: "spełniona",
  notMet: "niespełniona",
  notMetYet: "jeszcze niespełniona",
  tryAgainNow: "Można już spróbować ponownie.",
  checkField: "Prosimy sprawdzić to pole.",
  retry: "Spróbuj ponownie",
  startPage: "Przejdź do strony startowej",

  "error.title": "Nie udało się wczytać tej strony",
  "error.nothing": "Nic tu nie ma",
  "error.signIn": "Prosimy się zalogować",
  "error.request": "Żądanie {id}",
  "notFound.name": "Nie znaleziono",
  "notFound.title": "Pod tym adresem nie ma strony",
  "notFound.lead": "Prosimy sprawdzić adres albo zacząć od strony startowej.",

  "problem.malformed-request":
    "Serwer nie mógł odczytać żądania. Prosimy wczytać stronę ponownie i spróbować jeszcze raz.",
  "problem.not-signed-in": "Sesja nie jest już otwarta. Prosimy zalogować się i spróbować ponownie.",
  "problem.sign-in-refused":
    "Nazwa użytkownika, adres e-mail lub hasło są nieprawidłowe. Prosimy je sprawdzić i spróbować ponownie.",
  "problem.sign-in-stopped":
    "Zbyt wiele razy z rzędu wpisano błędne hasło, dlatego samo hasło tutaj już nie wystarcza. Prosimy skorzystać z opcji „Nie pamiętam hasła” lub zwrócić się do administracji systemu.",
  "problem.temporary-password-expired":
    "To hasło tymczasowe wygasło. O nowe prosimy zwrócić się do administracji systemu lub skorzystać z „Nie pamiętam hasła”.",
  "problem.password-change-required": "Najpierw prosimy ustawić nowe hasło.",
  "problem.password-change-not-required": "Hasło zostało już zmienione. Można przejść do strony startowej.",
  "problem.forbidden": "Może to zrobić tylko administracja systemu.",
  "problem.origin-refused":
    "Żądanie przyszło z innego adresu. Prosimy otworzyć Latchkey pod jego własnym adresem i spróbować ponownie.",
  "problem.not-found": "Nic tu już nie ma. Prosimy wrócić do listy.",
  "problem.version-conflict":
    "Te dane zostały w międzyczasie zmienione przez inną osobę lub na innej karcie. Prosimy wczytać je ponownie i powtórzyć zmianę.",
  "problem.body-too-large": "Tekst jest za długi. Prosimy go skrócić i spróbować ponownie.",
  "problem.unsupported-media-type":
    "Serwer nie mógł odczytać żądania. Prosimy wczytać stronę ponownie i spróbować jeszcze raz.",
  "problem.invalid-fields": "Niektóre pola wymagają uwagi.",
  "problem.password-refused": "Prosimy wybrać hasło, które spełnia wszystkie reguły.",
  "problem.current-password-wrong": "Obecne hasło jest nieprawidłowe. Prosimy wpisać je ponownie.",
  "problem.too-many-attempts": "Było zbyt wiele prób. Prosimy chwilę odczekać i spróbować ponownie.",
  "problem.internal":
    "Na serwerze wystąpił problem. Prosimy spróbować ponownie; jeśli się powtórzy, prosimy powiadomić operatora serwera.",
  "problem.server-busy": "Serwer jest teraz zajęty. Prosimy odczekać kilka sekund i spróbować ponownie.",
  "problem.database-busy": "Serwer jest zajęty. Prosimy spróbować ponownie za chwilę.",
  "problem.storage-full":
    "Serwer nie może zapisywać na dysku, więc niczego nie zmieniono. Prosimy powiadomić operatora serwera.",
  tooManySeconds:
    "Było zbyt wiele prób. Prosimy spróbować ponownie za {count, plural, one {# sekundę} few {# sekundy} many {# sekund} other {# sekundy}}.",
  tooManyMinutes:
    "Było zbyt wiele prób. Prosimy spróbować ponownie za {count, plural, one {# minutę} few {# minuty} many {# minut} other {# minuty}}.",
  unreachable: "Serwer nie odpowiedział. Prosimy sprawdzić połączenie i spróbować ponownie.",
  broken: "Na tej stronie wystąpił problem. Prosimy wczytać ją ponownie i spróbować jeszcze raz.",

  signIn: "Zaloguj się",
  userNameOrEmail: "Nazwa użytkownika lub adres e-mail",
  password: "Hasło",
  forgotPasswordLink: "Nie pamiętam hasła",
  enterUserNameOrEmail: "Prosimy wpisać nazwę użytkownika lub adres e-mail.",
  enterPassword: "Prosimy wpisać hasło.",
  "signIn.changed":
    "Hasło zostało zmienione. Zakończono wszystkie sesje; prosimy zalogować się nowym hasłem.",

  "forgot.title": "Zapomniane hasło",
  "forgot.lead":
    "Prosimy wpisać nazwę użytkownika lub adres e-mail. Link w wiadomości e-mail pozwoli ustawić nowe hasło; do tego czasu obowiązuje obecne.",
  "forgot.send": "Wyślij link",
  "forgot.back": "Wróć do logowania",
  "forgot.asked": "Prosimy sprawdzić pocztę",
  "forgot.askedLead":
    "Jeśli istnieje konto z tą nazwą lub tym adresem, wiadomość z linkiem jest w drodze. Link jest ważny 60 minut.",
  "forgot.typed": "Wpisano: {name}",
  "forgot.correct": "Popraw",
  "forgot.onceMore": "Poproszono o link jeszcze raz. Prosimy użyć linku z najnowszej wiadomości.",
  "forgot.noMail": "Po kilku minutach nadal nie ma wiadomości?",
  "forgot.spam": "Prosimy zajrzeć do folderu ze spamem.",
  "forgot.ask": "Prosimy zwrócić się do administracji systemu.",
  "forgot.again": "Wyślij ponownie",

  chooseNewPassword: "Ustawienie nowego hasła",
  newPassword: "Nowe hasło",
  confirmNewPassword: "Powtórz nowe hasło",
  changePassword: "Zmień hasło",
  passwordChanged: "Hasło zostało zmienione.",
  enterNewPassword: "Prosimy wpisać nowe hasło.",
  enterSameTwice: "Prosimy wpisać w obu polach to samo hasło.",
  "rule.too-short":
    "{count, plural, one {Co najmniej # znak} few {Co najmniej # znaki} many {Co najmniej # znaków} other {Co najmniej # znaku}}",
  "rule.too-long":
    "{count, plural, one {Najwyżej # znak} few {Najwyżej # znaki} many {Najwyżej # znaków} other {Najwyżej # znaku}}",
  "rule.common": "Nie hasło, którego używa wiele osób",
  "rule.own-words":
    "Nie złożone z imienia, nazwiska, nazwy użytkownika, adresu e-mail ani nazwy tego produktu",
  "rule.pattern": "Nie same powtórzenia, ciągi lub rzędy klawiatury, jak aaaa, 1234 lub qwerty",
  "rule.ill-formed": "Tylko całe znaki: wpisz je od nowa",
  "rule.unchanged": "Inne niż obecne lub tymczasowe hasło",
  "rule.match": "Oba wpisy są zgodne",

  "reset.lead":
    "Dla konta {user}. {askedBy, select, administrator {Ten link wysłała administracja systemu} user {O ten link poproszono z Państwa strony} other {Ten link utworzył operator tego serwera}}; termin ważności: {when}.",
  "reset.note":
    "Wszystkie sesje zostaną zakończone i trzeba będzie zalogować się nowym hasłem. Jeśli to nie Państwa prośba, prosimy zamknąć tę stronę: hasło pozostanie bez zmian.",
  "reset.done": "Zakończono wszystkie sesje. Prosimy zalogować się nowym hasłem.",
  "link.unknown": "Ten link nie działa.",
  "link.unknownAdvice":
    "Być może nie został skopiowany w całości. Prosimy otworzyć go ponownie tam, skąd pochodzi. Nowy link można uzyskać od administracji systemu lub przez „Nie pamiętam hasła”.",
  "link.cut": "Brakuje końca tego linku.",
  "link.used": "Ten link został już użyty.",
  "link.usedAdvice":
    "Jeśli to Państwa działanie, prosimy zalogować się ustawionym hasłem. Jeśli nie, prosimy niezwłocznie powiadomić administrację systemu lub skorzystać z „Nie pamiętam hasła”.",
  "link.expired": "Ten link wygasł.",
  "link.expiredAdvice":
    "Hasło pozostaje bez zmian. Nowy link można uzyskać od administracji systemu lub przez „Nie pamiętam hasła”.",
  "link.replaced": "Ten link został zastąpiony nowszym.",
  "link.replacedAdvice":
    "Prosimy otworzyć najnowszy link. Nowy link można uzyskać od administracji systemu lub przez „Nie pamiętam hasła”.",
  "link.revoked": "Ten link został wycofany.",
  "link.revokedAdvice":
    "Hasło pozostaje bez zmian. Jeśli nadal potrzebne jest nowe, prosimy zwrócić się do administracji systemu lub skorzystać z „Nie pamiętam hasła”.",

  "stop.name": "To nie moje działanie",
  "stop.unknownAdvice":
    "Być może nie został skopiowany w całości. Prosimy otworzyć go ponownie z wiadomości. Jeśli ktoś inny może próbować dostać się na konto, prosimy niezwłocznie zadzwonić do administracji systemu lub skorzystać z „Nie pamiętam hasła”.",
  "stop.expiredAdvice":
    "Niczego nie zmieniono. Jeśli ktoś inny może próbować dostać się na konto, prosimy niezwłocznie zadzwonić do administracji systemu, która również może to zatrzymać, lub skorzystać z „Nie pamiętam hasła”.",
  "stop.title": "To nie Państwa działanie?",
  "stop.lead":
    "Chodzi o wiadomość do {user}, data: {when}. {mail, select, access {Zawierała hasło tymczasowe} link {Zawierała link do zmiany hasła} changed {Informowała o zmianie hasła} copied {Informowała, że administracja systemu utworzyła link do zmiany hasła} extended {Informowała, że link do zmiany hasła działa dłużej} address {Informowała o zmianie adresu e-mail} other {Informowała, że administracja systemu zmieniła Państwa dostęp}}. Jeśli była nieoczekiwana, prosimy to zatrzymać.",
  "stop.note": "Jeśli z wiadomością wszystko w porządku, prosimy zamknąć tę stronę: nic się nie zmieni.",
  "stop.whatHappens": "Co stanie się od razu",
  "stop.linksEnd": "Linki i hasła tymczasowe tego konta przestaną działać, także te z innych wiadomości.",
  "stop.passwordEnds":
    "Obecne hasło przestanie działać: jest tymczasowe albo zostało ustawione za pomocą tego, czego dotyczy ta wiadomość.",
  "stop.passwordStays": "Własne hasło pozostanie bez zmian.",
  "stop.addressGoes": "Nowy adres e-mail zostanie usunięty z konta.",
  "stop.sessionsEnd": "Wszystkie sesje otwarte na tym koncie zostaną zakończone, także Państwa.",
  "stop.blocked": "„Nie pamiętam hasła” nie będzie wysyłać linków. Koniec blokady: {when}.",
  "stop.alerts": "Administracja systemu zostanie powiadomiona e-mailem.",
  "stop.button": "Zatrzymaj",
  "stop.stopped": "Zatrzymano.",
  "stop.stoppedLead":
    "Linki i hasła tymczasowe konta {user} już nie działają, a wszystkie sesje zostały zakończone. {told, select, yes {Administracja systemu została powiadomiona e-mailem.} other {Nikogo innego z administracji systemu nie udało się powiadomić e-mailem.}}",
  onlyAdministrator:
    "Jeśli nikt inny nie zajmuje się administracją systemu, operator serwera może utworzyć nowy link poleceniem {command}.",
  "stop.hasPassword":
    "Własne hasło nadal działa. Jeśli może je znać ktoś inny, prosimy zalogować się i je zmienić.",
  "stop.noPassword": "Aby odzyskać dostęp, prosimy zwrócić się po nowe hasło do administracji systemu.",
  "stop.noPasswordSupport":
    "Aby odzyskać dostęp, prosimy zwrócić się po nowe hasło do pomocy technicznej ({contact}).",
  "stop.already": "To zostało już zatrzymane.",
  "stop.alreadyLead":
    "Ktoś, kto ma tę wiadomość, zatrzymał to już dla konta {user}. Czas: {when}. Teraz niczego więcej nie zmieniono.",
  "stop.alreadyNext":
    "Aby odzyskać dostęp, prosimy zwrócić się do administracji systemu albo zalogować się własnym hasłem, jeśli jest ustawione.",
  "stop.alreadyNextSupport":
    "Aby odzyskać dostęp, prosimy zwrócić się do pomocy technicznej ({contact}) albo zalogować się własnym hasłem, jeśli jest ustawione.",
  "stop.next": "Co należy teraz zrobić",
  "stop.call":
    "Prosimy zadzwonić do administracji systemu pod numer, który jest już Państwu znany, i powiedzieć, co się stało.",
  "stop.callSupport":
    "Prosimy zadzwonić do pomocy technicznej ({contact}) pod numer, który jest już Państwu znany, i powiedzieć, co się stało.",
  "stop.elsewhere": "Jeśli to samo hasło jest używane gdzie indziej, prosimy zmienić je również tam.",
});
