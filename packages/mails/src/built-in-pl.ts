import { builtInMails } from "./built-in-mails.ts";

// Państwo and prosimy, which need no gender. Hasło, logować się, link, konto, sesja, nazwa użytkownika. Moments come in the
// nominative, so they follow a colon; what follows the comma of the greeting starts in lower case.

/** The built-in mails in Polish. */
export const builtInPl = builtInMails({
  locale: "pl",
  direction: "ltr",
  colon: ":",
  gap: " ",
  hello: "Dzień dobry, {{ user.name }},",
  footer:
    "Wiadomość wysłana przez {{ productName }}{% if companyName %} w imieniu {{ companyName }}{% endif %}. " +
    `Aby uzyskać pomoc, prosimy skontaktować się z {{ support }}.`,
  signIn: "Zaloguj się",
  unexpected: "Nie spodziewają się Państwo tej wiadomości?",
  contactSoon: `Prosimy niezwłocznie skontaktować się z {{ support }}.`,
  stopNotice: {
    html: "Można też [zgłosić, że nie jest to Państwa działanie]: spowoduje to zakończenie wszystkich sesji i powiadomienie administracji systemu.",
    text: "Jeśli nie jest to Państwa działanie, prosimy otworzyć ten link. Spowoduje to zakończenie wszystkich sesji i powiadomienie administracji systemu:",
  },
  accessInfo: {
    subject: "Dane logowania do systemu {{ productName }}",
    preheader: "Prosimy zalogować się hasłem tymczasowym i ustawić własne. Termin ważności: {{ expiresAt }}.",
    title: "Dane logowania",
    lead:
      "administracja systemu utworzyła hasło tymczasowe do Państwa konta w systemie {{ productName }}. " +
      "Prosimy zalogować się tym hasłem i od razu ustawić własne.",
    signInAddress: "Adres logowania",
    userName: "Nazwa użytkownika",
    password: "Hasło tymczasowe",
    validity:
      "Hasło tymczasowe służy wyłącznie do ustawienia nowego hasła. Termin ważności: {{ expiresAt }}. " +
      "Zastępuje ono każde wcześniejsze hasło.",
    howTo: "Jak się zalogować",
    steps: [
      "Należy otworzyć podany wyżej adres logowania.",
      "Należy wpisać nazwę użytkownika i hasło tymczasowe.",
      "Gdy pojawi się prośba, należy ustawić nowe hasło, którego nie zna nikt inny.",
    ],
    caution: `Prosimy nie używać tego hasła i skontaktować się z {{ support }}.`,
    stop: {
      html:
        "Można też [zgłosić, że nie jest to Państwa działanie]: spowoduje to unieważnienie hasła tymczasowego, " +
        "zakończenie wszystkich sesji i powiadomienie administracji systemu.",
      text:
        "Jeśli nie jest to Państwa działanie, prosimy otworzyć ten link. Spowoduje to unieważnienie hasła tymczasowego, " +
        "zakończenie wszystkich sesji i powiadomienie administracji systemu:",
    },
  },
  passwordChangeLink: {
    subject: "Ustawienie nowego hasła do systemu {{ productName }}",
    preheader:
      "{% if actorIsYou %}Na Państwa prośbę wysyłamy{% else %}Na prośbę administracji systemu wysyłamy{% endif %} " +
      "link do zmiany hasła. Termin ważności: {{ expiresAt }}.",
    title: "Ustawienie nowego hasła",
    lead:
      "{% if actorIsYou %}na Państwa prośbę{% else %}na prośbę administracji systemu{% endif %} wysyłamy link, " +
      "za pomocą którego można ustawić nowe hasło do Państwa konta {{ user.userName }} w systemie {{ productName }}.",
    openIt: "Prosimy otworzyć go w przeglądarce:",
    button: "Ustaw nowe hasło",
    validity:
      "Link działa tylko raz. Termin ważności: {{ expiresAt }}. " +
      "Obecne hasło pozostaje ważne do chwili ustawienia nowego.",
    withoutButton: "Jeśli przycisk nie działa, prosimy skopiować ten adres do przeglądarki:",
    notAsked: "To nie była Państwa prośba?",
    caution: `Prosimy nie używać tego linku i skontaktować się z {{ support }}. Hasło pozostaje bez zmian.`,
    stop: {
      html:
        "Można też [zgłosić, że nie jest to Państwa działanie]: spowoduje to unieważnienie linku, " +
        "zakończenie wszystkich sesji i powiadomienie administracji systemu.",
      text:
        "Jeśli nie jest to Państwa działanie, prosimy otworzyć ten link. Spowoduje to zatrzymanie zmiany hasła, " +
        "zakończenie wszystkich sesji i powiadomienie administracji systemu:",
    },
  },
  passwordChanged: {
    subject: "Hasło do systemu {{ productName }} zostało zmienione",
    preheader:
      "{% if actorIsYou %}Zmiany dokonano z Państwa konta.{% else %}Zmiany dokonała administracja systemu.{% endif %} " +
      `Jeśli jest ona nieoczekiwana, prosimy niezwłocznie skontaktować się z {{ support }}.`,
    title: "Hasło zostało zmienione",
    byYou:
      "zgodnie z Państwa życzeniem zmieniono hasło do konta {{ user.userName }} w systemie {{ productName }}. " +
      "Od tej chwili prosimy logować się nowym hasłem.",
    byAdministrator:
      "administracja systemu ustawiła hasło tymczasowe do Państwa konta {{ user.userName }} w systemie {{ productName }}. " +
      "Jeśli jeszcze go Państwo nie mają, prosimy zwrócić się po nie do administracji, a zaraz po zalogowaniu ustawić własne.",
    signedOut:
      "Dla bezpieczeństwa zakończono wszystkie Państwa sesje. " +
      "Linki i hasła tymczasowe z wcześniejszych wiadomości już nie działają.",
    notYou: "To nie Państwa działanie?",
  },
  administratorChangedYourAccess: {
    subject: "Administracja systemu zmieniła Państwa dostęp do systemu {{ productName }}",
    preheader: `Jeśli ta zmiana była oczekiwana, nie trzeba nic robić. Jeśli nie, prosimy skontaktować się z {{ support }}.`,
    title: "Dostęp został zmieniony",
    lead:
      "administracja systemu zmieniła sposób, w jaki można korzystać z Państwa konta {{ user.userName }} w systemie {{ productName }}. " +
      "Jeśli ta zmiana była oczekiwana, nie trzeba nic robić.",
    about:
      "Taka zmiana może dotyczyć adresu e-mail, nazwy użytkownika, typu konta lub zespołów, otwartych sesji " +
      "albo tego, czy konto jest aktywne. " +
      `Aby dowiedzieć się, co zostało zmienione, prosimy skontaktować się z {{ support }}.`,
  },
  linkCopied: {
    subject: "Utworzono link do zmiany Państwa hasła do systemu {{ productName }}",
    title: "Utworzono link do zmiany hasła",
    lead:
      "administracja systemu utworzyła link, za pomocą którego można ustawić nowe hasło do Państwa konta {{ user.userName }} w systemie {{ productName }}. " +
      "Nie został on wysłany e-mailem: administracja systemu przekaże go Państwu bezpośrednio, a użyć go może każdy, kto go ma.",
  },
  linkExtended: {
    subject: "Przedłużono ważność linku do zmiany hasła do systemu {{ productName }}",
    title: "Przedłużono ważność linku",
    lead:
      "administracja systemu przedłużyła ważność linku, za pomocą którego można ustawić nowe hasło " +
      "do Państwa konta {{ user.userName }} w systemie {{ productName }}.",
  },
  emailChanged: {
    subject: "Państwa konto w systemie {{ productName }} ma inny adres e-mail",
    preheader: `Jeśli ta zmiana była oczekiwana, nie trzeba nic robić. Jeśli nie, prosimy niezwłocznie skontaktować się z {{ support }}.`,
    title: "Adres e-mail został zmieniony",
    lead: "adres e-mail Państwa konta {{ user.userName }} w systemie {{ productName }} został zmieniony. Jeśli ta zmiana była oczekiwana, nie trzeba nic robić.",
    about: "Wiadomości dotyczące konta nie są już wysyłane na wcześniejsze adresy.",
    stop: {
      html: "Można też [zgłosić, że nie jest to Państwa działanie]: spowoduje to usunięcie nowego adresu z konta, zakończenie wszystkich sesji i powiadomienie administracji systemu.",
      text: "Jeśli nie jest to Państwa działanie, prosimy otworzyć ten link. Spowoduje to usunięcie nowego adresu z konta, zakończenie wszystkich sesji i powiadomienie administracji systemu:",
    },
  },
  recoveryStopped: {
    subject: "Zatrzymano odzyskiwanie dostępu do konta {{ user.userName }} w systemie {{ productName }}",
    preheader:
      "Otwarte linki, hasła tymczasowe i sesje zostały unieważnione. Prosimy oddzwonić na znany numer.",
    title: "Zatrzymano odzyskiwanie dostępu",
    hello: "Dzień dobry,",
    lead:
      "osoba {{ user.name }} ({{ user.userName }}) zgłosiła „to nie ja” w sprawie wiadomości z systemu {{ productName }}. " +
      "Czas zgłoszenia: {{ stoppedAt }}. Być może ktoś inny próbuje dostać się do tego konta.",
    done: "Co zostało zrobione",
    doneItems: [
      "Wszystkie otwarte linki oraz hasła tymczasowe i oczekujące tego konta już nie działają.",
      "Nie działa też hasło, które właśnie ustawiono za ich pomocą.",
      "Wszystkie sesje otwarte na tym koncie zostały zakończone.",
      "„Nie pamiętam hasła” nie wysyła linków do tego konta. Koniec blokady: {{ expiresAt }}.",
    ],
    next: "Co należy zrobić",
    nextItems: [
      "Oddzwonić do tej osoby na numer, który jest już znany, a nie na numer z wiadomości lub z rozmowy telefonicznej.",
      "Sprawdzić historię w rekordzie: kto poprosił o odzyskanie dostępu i skąd.",
      "Przywrócić dostęp, gdy nie ma już wątpliwości. System zapyta o powód i zachowa go w dzienniku audytu.",
    ],
    openRecord: "Otwórz rekord użytkownika",
    footer:
      "Wiadomość wysłana przez {{ productName }}{% if companyName %} w imieniu {{ companyName }}{% endif %} do administracji systemu.",
  },
  signInStopped: {
    subject: "Zbyt wiele błędnych haseł do konta {{ user.userName }} w systemie {{ productName }}",
    preheader:
      "Od {{ stoppedAt }} samo hasło nie wystarcza w nowej przeglądarce. Nikt nie dostał się w ten sposób.",
    title: "Logowanie zostało zatrzymane",
    lead: "Dla konta {{ user.name }} ({{ user.userName }}) wiele razy z rzędu wpisano błędne hasło. Od {{ stoppedAt }} samo hasło nie wystarcza, aby zalogować się na to konto w systemie {{ productName }} z nowej przeglądarki. Nikt nie dostał się w ten sposób.",
    items: [
      "Przeglądarki, w których konto było już używane, działają jak zawsze.",
      "W każdej innej dostęp przywraca opcja „Nie pamiętam hasła” na stronie logowania albo link lub hasło tymczasowe od administracji.",
      "Być może ktoś próbuje odgadnąć hasło: prosimy ustawić takie, które nie jest używane nigdzie indziej.",
    ],
  },
});
