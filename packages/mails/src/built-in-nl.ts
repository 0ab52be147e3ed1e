import { builtInMails } from "./built-in-mails.ts";

// U, with heeft. Wachtwoord, inloggen, link, account, sessie, gebruikersnaam. "Het systeembeheer" names the role without a
// gender.

/** The built-in mails in Dutch. */
export const builtInNl = builtInMails({
  locale: "nl",
  direction: "ltr",
  colon: ":",
  gap: " ",
  hello: "Beste {{ user.name }},",
  footer:
    "Verzonden door {{ productName }}{% if companyName %} namens {{ companyName }}{% endif %}. " +
    `Heeft u hulp nodig, neem dan contact op met {{ support }}.`,
  signIn: "Inloggen",
  unexpected: "Had u dit niet verwacht?",
  contactSoon: `Neem meteen contact op met {{ support }}.`,
  stopNotice: {
    html: "U kunt ook [melden dat u dit niet was]: daarmee worden uw sessies beëindigd en wordt het systeembeheer gewaarschuwd.",
    text: "Was u dit niet, open dan deze link. Daarmee worden uw sessies beëindigd en wordt het systeembeheer gewaarschuwd:",
  },
  accessInfo: {
    subject: "Uw inloggegevens voor {{ productName }}",
    preheader: "Log in met uw tijdelijke wachtwoord en kies een eigen wachtwoord, uiterlijk {{ expiresAt }}.",
    title: "Uw inloggegevens",
    lead:
      "{{ actor | capitalize }} heeft een tijdelijk wachtwoord gemaakt voor uw account bij {{ productName }}. " +
      "Log daarmee in en kies meteen een eigen wachtwoord.",
    signInAddress: "Inlogadres",
    userName: "Gebruikersnaam",
    password: "Tijdelijk wachtwoord",
    validity:
      "Het tijdelijke wachtwoord is geldig tot {{ expiresAt }} en alleen om een nieuw wachtwoord te kiezen. " +
      "Het vervangt elk wachtwoord dat u eerder had.",
    howTo: "Zo logt u in",
    steps: [
      "Open het inlogadres hierboven.",
      "Vul uw gebruikersnaam en het tijdelijke wachtwoord in.",
      "Kies, zodra daarom wordt gevraagd, een nieuw wachtwoord dat alleen u kent.",
    ],
    caution: `Gebruik het wachtwoord niet en neem contact op met {{ support }}.`,
    stop: {
      html:
        "U kunt ook [melden dat u dit niet was]: daarmee vervalt het tijdelijke wachtwoord, " +
        "worden uw sessies beëindigd en wordt het systeembeheer gewaarschuwd.",
      text:
        "Was u dit niet, open dan deze link. Daarmee vervalt het tijdelijke wachtwoord, " +
        "worden uw sessies beëindigd en wordt het systeembeheer gewaarschuwd:",
    },
  },
  passwordChangeLink: {
    subject: "Kies een nieuw wachtwoord voor {{ productName }}",
    preheader:
      "{{ actor | capitalize }} heeft een link aangevraagd om uw wachtwoord te wijzigen. De link is geldig tot {{ expiresAt }}.",
    title: "Kies een nieuw wachtwoord",
    lead:
      "{{ actor | capitalize }} heeft deze link aangevraagd, waarmee u een nieuw wachtwoord kunt kiezen " +
      "voor uw account {{ user.userName }} bij {{ productName }}.",
    openIt: "Open de link in uw browser:",
    button: "Nieuw wachtwoord kiezen",
    validity:
      "De link werkt één keer en is geldig tot {{ expiresAt }}. " +
      "Uw huidige wachtwoord blijft geldig totdat u een nieuw wachtwoord heeft gekozen.",
    withoutButton: "Werkt de knop niet, kopieer dan dit adres naar uw browser:",
    notAsked: "Heeft u dit niet aangevraagd?",
    caution: `Gebruik de link niet en neem contact op met {{ support }}. Uw wachtwoord blijft zoals het is.`,
    stop: {
      html:
        "U kunt ook [melden dat u dit niet was]: daarmee vervalt de link, " +
        "worden uw sessies beëindigd en wordt het systeembeheer gewaarschuwd.",
      text:
        "Was u dit niet, open dan deze link. Daarmee gaat de wachtwoordwijziging niet door, " +
        "worden uw sessies beëindigd en wordt het systeembeheer gewaarschuwd:",
    },
  },
  passwordChanged: {
    subject: "Uw wachtwoord voor {{ productName }} is gewijzigd",
    preheader: `{{ actor | capitalize }} heeft het gewijzigd. Had u dit niet verwacht, neem dan meteen contact op met {{ support }}.`,
    title: "Uw wachtwoord is gewijzigd",
    byYou:
      "U heeft het wachtwoord van uw account {{ user.userName }} bij {{ productName }} gewijzigd. " +
      "Log vanaf nu in met uw nieuwe wachtwoord.",
    byAdministrator:
      "{{ actor | capitalize }} heeft een tijdelijk wachtwoord ingesteld voor uw account {{ user.userName }} bij {{ productName }}. " +
      "Vraag er daar naar als u het nog niet heeft, en kies meteen na het inloggen een eigen wachtwoord.",
    signedOut:
      "Voor uw veiligheid bent u overal uitgelogd. " +
      "Links en tijdelijke wachtwoorden uit eerdere e-mails werken niet meer.",
    notYou: "Was u dit niet?",
  },
  administratorChangedYourAccess: {
    subject: "Het systeembeheer heeft uw toegang tot {{ productName }} gewijzigd",
    preheader: `Had u dit verwacht, dan hoeft u niets te doen. Zo niet, neem dan contact op met {{ support }}.`,
    title: "Uw toegang is gewijzigd",
    lead:
      "Het systeembeheer heeft gewijzigd hoe uw account {{ user.userName }} bij {{ productName }} kan worden gebruikt. " +
      "Had u dit verwacht, dan hoeft u niets te doen.",
    about:
      "Zo’n wijziging kan gaan over uw e-mailadres, uw gebruikersnaam, uw gebruikerstype of uw teams, uw openstaande sessies, " +
      "of over de vraag of uw account actief is. " +
      `Wilt u weten wat er is gewijzigd, neem dan contact op met {{ support }}.`,
  },
  linkCopied: {
    subject: "Er is een link gemaakt om uw wachtwoord voor {{ productName }} te wijzigen",
    title: "Er is een link voor u gemaakt",
    lead:
      "Het systeembeheer heeft een link gemaakt waarmee een nieuw wachtwoord kan worden gekozen voor uw account {{ user.userName }} bij {{ productName }}. " +
      "De link is niet per e-mail verstuurd: het systeembeheer geeft hem rechtstreeks aan u, en wie hem heeft, kan hem gebruiken.",
  },
  linkExtended: {
    subject: "Uw link om het wachtwoord voor {{ productName }} te wijzigen is langer geldig",
    title: "Uw link is langer geldig",
    lead:
      "Het systeembeheer heeft de geldigheid verlengd van de link waarmee u een nieuw wachtwoord kunt kiezen " +
      "voor uw account {{ user.userName }} bij {{ productName }}.",
  },
  emailChanged: {
    subject: "Uw account bij {{ productName }} heeft een ander e-mailadres",
    preheader: `Had u dit verwacht, dan hoeft u niets te doen. Zo niet, neem dan meteen contact op met {{ support }}.`,
    title: "Het e-mailadres is gewijzigd",
    lead: "Het e-mailadres van uw account {{ user.userName }} bij {{ productName }} is gewijzigd. Had u dit verwacht, dan hoeft u niets te doen.",
    about: "E-mails over het account gaan niet meer naar een eerder adres.",
    stop: {
      html: "U kunt ook [melden dat u dit niet was]: daarmee wordt het nieuwe adres van uw account gehaald, worden uw sessies beëindigd en wordt het systeembeheer gewaarschuwd.",
      text: "Was u dit niet, open dan deze link. Daarmee wordt het nieuwe adres van uw account gehaald, worden uw sessies beëindigd en wordt het systeembeheer gewaarschuwd:",
    },
  },
  recoveryStopped: {
    subject: "{{ user.userName }} heeft een toegangsherstel in {{ productName }} gestopt",
    preheader:
      "Openstaande links, tijdelijke wachtwoorden en sessies zijn beëindigd. Bel terug op een nummer dat u kent.",
    title: "Een toegangsherstel is gestopt",
    hello: "Goedendag,",
    lead:
      "{{ user.name }} ({{ user.userName }}) heeft over een e-mail van {{ productName }} gemeld: ‘dit was ik niet’. " +
      "Tijdstip: {{ stoppedAt }}. Mogelijk probeert iemand anders toegang te krijgen tot het account.",
    done: "Wat er is gedaan",
    doneItems: [
      "Alle openstaande links en alle tijdelijke of nog niet actieve wachtwoorden van het account werken niet meer.",
      "Een wachtwoord dat daarmee net is gekozen, werkt ook niet meer.",
      "Iedereen die met het account was ingelogd, is uitgelogd.",
      "‘Wachtwoord vergeten?’ stuurt geen link naar het account tot {{ expiresAt }}.",
    ],
    next: "Wat u nu kunt doen",
    nextItems: [
      "Bel de persoon terug op een nummer dat u al kent, niet op een nummer uit een e-mail of een telefoongesprek.",
      "Bekijk de geschiedenis in het gebruikersrecord: wie het herstel heeft aangevraagd, en waarvandaan.",
      "Geef de toegang terug als u zeker bent. U wordt gevraagd naar een reden, die in het auditlogboek wordt bewaard.",
    ],
    openRecord: "Gebruikersrecord openen",
    footer:
      "Verzonden door {{ productName }}{% if companyName %} namens {{ companyName }}{% endif %} aan het systeembeheer.",
  },
  signInStopped: {
    subject: "Te veel verkeerde wachtwoorden voor {{ user.userName }} in {{ productName }}",
    preheader:
      "Sinds {{ stoppedAt }} volstaat het wachtwoord niet meer in een nieuwe browser. Niemand is zo binnengekomen.",
    title: "Inloggen is gestopt",
    lead: "Voor {{ user.name }} ({{ user.userName }}) is vele malen achter elkaar een verkeerd wachtwoord ingevoerd. Sinds {{ stoppedAt }} volstaat het wachtwoord alleen niet meer om met een nieuwe browser in te loggen op dit account van {{ productName }}. Niemand is op deze manier binnengekomen.",
    items: [
      "Browsers waarin het account al is gebruikt, werken zoals altijd.",
      "In elke andere browser helpt op de inlogpagina ‘Wachtwoord vergeten?’, of een link of tijdelijk wachtwoord van het beheer.",
      "Mogelijk probeert iemand het wachtwoord te raden: kies er een dat nergens anders wordt gebruikt.",
    ],
  },
});
