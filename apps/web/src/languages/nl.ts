import { translation } from "./catalogue.ts";

// U, with heeft. Wachtwoord, inloggen, link, account, gebruikersnaam, het systeembeheer, as in the mails.
/** The words of every page in Dutch. */
export const messages = translation({
  loading: "Bezig met laden",
  language: "Taal",
  show: "Tonen",
  showPassword: "Wachtwoord tonen",
  close: "Sluiten",
  dismiss: "Verbergen",
  cancel: "Annuleren",
  met: "voldaan",
  notMet: "niet voldaan",
  notMetYet: "nog niet voldaan",
  tryAgainNow: "U kunt het nu opnieuw proberen.",
  checkField: "Controleer dit veld.",
  retry: "Opnieuw proberen",
  startPage: "Naar de startpagina",

  "error.title": "Deze pagina kon niet worden geladen",
  "error.nothing": "Hier is niets",
  "error.signIn": "Log in",
  "error.request": "Verzoek {id}",
  "notFound.name": "Niet gevonden",
  "notFound.title": "Er is geen pagina op dit adres",
  "notFound.lead": "Controleer het adres of begin opnieuw op de startpagina.",

  "problem.malformed-request":
    "De server kon het verzoek niet lezen. Laad de pagina opnieuw en probeer het nog een keer.",
  "problem.not-signed-in": "U bent niet meer ingelogd. Log in en probeer het opnieuw.",
  "problem.sign-in-refused":
    "De gebruikersnaam, het e-mailadres of het wachtwoord klopt niet. Controleer ze en probeer het opnieuw.",
  "problem.sign-in-stopped":
    "Er is te vaak achter elkaar een verkeerd wachtwoord ingevoerd. Een wachtwoord alleen volstaat hier daarom niet meer. Gebruik ‘Wachtwoord vergeten?’ of vraag het systeembeheer.",
  "problem.temporary-password-expired":
    "Dit tijdelijke wachtwoord is verlopen. Vraag het systeembeheer om een nieuw of gebruik ‘Wachtwoord vergeten?’.",
  "problem.password-change-required": "Kies eerst een nieuw wachtwoord.",
  "problem.password-change-not-required": "Uw wachtwoord is al gewijzigd. Ga verder naar de startpagina.",
  "problem.forbidden": "Alleen het systeembeheer mag dit doen.",
  "problem.origin-refused":
    "Het verzoek kwam van een ander adres. Open Latchkey op het eigen adres en probeer het opnieuw.",
  "problem.not-found": "Hier is niets meer. Ga terug naar de lijst.",
  "problem.version-conflict":
    "Dit record is intussen gewijzigd, door iemand anders of in een ander tabblad. Laad het opnieuw en herhaal uw wijziging.",
  "problem.body-too-large": "Dat is te veel tekst. Maak de tekst korter en probeer het opnieuw.",
  "problem.unsupported-media-type":
    "De server kon het verzoek niet lezen. Laad de pagina opnieuw en probeer het nog een keer.",
  "problem.invalid-fields": "Controleer een aantal velden.",
  "problem.password-refused": "Kies een wachtwoord dat aan alle regels voldoet.",
  "problem.current-password-wrong": "Het huidige wachtwoord klopt niet. Voer het opnieuw in.",
  "problem.too-many-attempts": "Er zijn te veel pogingen gedaan. Wacht even en probeer het dan opnieuw.",
  "problem.internal":
    "Er is iets misgegaan op de server. Probeer het opnieuw; blijft het zo, meld het dan aan de beheerder van de server.",
  "problem.server-busy":
    "De server is op dit moment bezet. Wacht een paar seconden en probeer het dan opnieuw.",
  "problem.database-busy": "De server is bezet. Probeer het zo meteen opnieuw.",
  "problem.storage-full":
    "De server kan niet naar de schijf schrijven, dus er is niets gewijzigd. Meld het aan de beheerder van de server.",
  tooManySeconds:
    "Er zijn te veel pogingen gedaan. Probeer het opnieuw over {count, plural, one {# seconde} other {# seconden}}.",
  tooManyMinutes:
    "Er zijn te veel pogingen gedaan. Probeer het opnieuw over {count, plural, one {# minuut} other {# minuten}}.",
  unreachable: "De server heeft niet geantwoord. Controleer uw verbinding en probeer het opnieuw.",
  broken: "Er is iets misgegaan op deze pagina. Laad de pagina opnieuw en probeer het nog een keer.",

  signIn: "Inloggen",
  userNameOrEmail: "Gebruikersnaam of e-mailadres",
  password: "Wachtwoord",
  forgotPasswordLink: "Wachtwoord vergeten?",
  enterUserNameOrEmail: "Voer uw gebruikersnaam of e-mailadres in.",
  enterPassword: "Voer uw wachtwoord in.",
  "signIn.changed": "Uw wachtwoord is gewijzigd. U bent overal uitgelogd; log in met het nieuwe wachtwoord.",

  "forgot.title": "Wachtwoord vergeten",
  "forgot.lead":
    "Voer uw gebruikersnaam of e-mailadres in. Met een link in een e-mail kiest u een nieuw wachtwoord; tot dan blijft het huidige geldig.",
  "forgot.send": "Link versturen",
  "forgot.back": "Terug naar inloggen",
  "forgot.asked": "Kijk in uw mailbox",
  "forgot.askedLead":
    "Als er een account met deze naam of dit adres is, is er een e-mail met een link onderweg. De link is 60 minuten geldig.",
  "forgot.typed": "U heeft {name} ingevoerd",
  "forgot.correct": "Corrigeren",
  "forgot.onceMore": "Nog een keer aangevraagd. Gebruik de link in de laatste e-mail.",
  "forgot.noMail": "Na een paar minuten nog geen e-mail?",
  "forgot.spam": "Kijk in de map met ongewenste e-mail.",
  "forgot.ask": "Vraag het aan het systeembeheer.",
  "forgot.again": "Opnieuw versturen",

  chooseNewPassword: "Kies een nieuw wachtwoord",
  newPassword: "Nieuw wachtwoord",
  confirmNewPassword: "Nieuw wachtwoord bevestigen",
  changePassword: "Wachtwoord wijzigen",
  passwordChanged: "Uw wachtwoord is gewijzigd.",
  enterNewPassword: "Voer een nieuw wachtwoord in.",
  enterSameTwice: "Voer in beide velden hetzelfde wachtwoord in.",
  "rule.too-short": "{count, plural, one {Minstens # teken} other {Minstens # tekens}}",
  "rule.too-long": "{count, plural, one {Hoogstens # teken} other {Hoogstens # tekens}}",
  "rule.common": "Geen wachtwoord dat veel mensen gebruiken",
  "rule.own-words": "Niet gevormd uit uw naam, gebruikersnaam of e-mailadres, of uit de naam van dit product",
  "rule.pattern": "Niet alleen herhalingen, reeksen of toetsenbordrijen, zoals aaaa, 1234 of qwerty",
  "rule.ill-formed": "Alleen hele tekens: typ het opnieuw",
  "rule.unchanged": "Niet uw huidige of tijdelijke wachtwoord",
  "rule.match": "Beide keren hetzelfde ingevoerd",

  "reset.lead":
    "Voor {user}. {askedBy, select, administrator {Het systeembeheer heeft deze link verstuurd} user {U heeft deze link aangevraagd} other {De beheerder van deze server heeft deze link gemaakt}}; geldig tot {when}.",
  "reset.note":
    "U wordt overal uitgelogd en gevraagd om met het nieuwe wachtwoord in te loggen. Heeft u dit niet aangevraagd, sluit dan de pagina: uw wachtwoord blijft zoals het is.",
  "reset.done": "U bent overal uitgelogd. Log in met het nieuwe wachtwoord.",
  "link.unknown": "Deze link werkt niet.",
  "link.unknownAdvice":
    "Misschien is de link niet helemaal gekopieerd. Open de link nog een keer waar u hem hebt gekregen. Een nieuwe link krijgt u van het systeembeheer of via ‘Wachtwoord vergeten?’.",
  "link.cut": "Het einde van deze link ontbreekt.",
  "link.used": "Deze link is al gebruikt.",
  "link.usedAdvice":
    "Heeft u de link zelf gebruikt, log dan in met het wachtwoord dat u heeft gekozen. Zo niet, waarschuw dan meteen het systeembeheer of gebruik ‘Wachtwoord vergeten?’.",
  "link.expired": "Deze link is verlopen.",
  "link.expiredAdvice":
    "Uw wachtwoord blijft zoals het is. Een nieuwe link krijgt u van het systeembeheer of via ‘Wachtwoord vergeten?’.",
  "link.replaced": "Deze link is vervangen door een nieuwere.",
  "link.replacedAdvice":
    "Open de nieuwste link. Een nieuwe link krijgt u van het systeembeheer of via ‘Wachtwoord vergeten?’.",
  "link.revoked": "Deze link is ingetrokken.",
  "link.revokedAdvice":
    "Uw wachtwoord blijft zoals het is. Heeft u nog steeds een nieuw wachtwoord nodig, vraag dit dan aan het systeembeheer of gebruik ‘Wachtwoord vergeten?’.",

  "stop.name": "Dit was ik niet",
  "stop.unknownAdvice":
    "Misschien is de link niet helemaal gekopieerd. Open de link nog een keer vanuit de e-mail. Wil iemand anders mogelijk in uw account komen, bel dan meteen het systeembeheer of gebruik ‘Wachtwoord vergeten?’.",
  "stop.expiredAdvice":
    "Er is niets gewijzigd. Wil iemand anders mogelijk in uw account komen, bel dan meteen het systeembeheer: ook daar kan men dit stoppen. Of gebruik ‘Wachtwoord vergeten?’.",
  "stop.title": "Was u dit niet?",
  "stop.lead":
    "Het gaat om de e-mail aan {user}, verstuurd: {when}. {mail, select, access {Er stond een tijdelijk wachtwoord in} link {Er stond een link in om het wachtwoord te wijzigen} changed {Er stond in dat het wachtwoord is gewijzigd} copied {Er stond in dat het systeembeheer een link heeft gemaakt om het wachtwoord te wijzigen} extended {Er stond in dat een link om het wachtwoord te wijzigen langer werkt} address {Er stond in dat het e-mailadres is gewijzigd} other {Er stond in dat het systeembeheer uw toegang heeft gewijzigd}}. Had u dit niet verwacht, stop het dan.",
  "stop.note": "Is er met de e-mail niets mis, sluit dan deze pagina: er verandert niets.",
  "stop.whatHappens": "Wat er dan meteen gebeurt",
  "stop.linksEnd":
    "Links en tijdelijke wachtwoorden van het account werken niet meer, ook die uit andere e-mails.",
  "stop.passwordEnds":
    "Het huidige wachtwoord werkt niet meer: het is tijdelijk, of het is gekozen via datgene waar deze e-mail over gaat.",
  "stop.passwordStays": "Uw eigen wachtwoord blijft zoals het is.",
  "stop.addressGoes": "Het nieuwe e-mailadres wordt van het account gehaald.",
  "stop.sessionsEnd": "Iedereen die met het account is ingelogd, wordt uitgelogd, ook u.",
  "stop.blocked": "‘Wachtwoord vergeten?’ stuurt geen link tot {when}.",
  "stop.alerts": "Het systeembeheer wordt per e-mail gewaarschuwd.",
  "stop.button": "Stoppen",
  "stop.stopped": "Het is gestopt.",
  "stop.stoppedLead":
    "Links en tijdelijke wachtwoorden van {user} werken niet meer, en iedereen is uitgelogd. {told, select, yes {Het systeembeheer is per e-mail gewaarschuwd.} other {Verder kon niemand van het systeembeheer per e-mail worden gewaarschuwd.}}",
  onlyAdministrator:
    "Doet u als enige het systeembeheer, dan maakt de beheerder van de server een nieuwe link voor u met {command}.",
  "stop.hasPassword":
    "Uw eigen wachtwoord werkt nog. Kan iemand anders het kennen, log dan in en wijzig het.",
  "stop.noPassword": "Vraag het systeembeheer om een nieuw wachtwoord om weer toegang te krijgen.",
  "stop.noPasswordSupport":
    "Vraag de helpdesk ({contact}) om een nieuw wachtwoord om weer toegang te krijgen.",
  "stop.already": "Dit was al gestopt.",
  "stop.alreadyLead":
    "Iemand met deze e-mail heeft het voor {user} al gestopt. Tijdstip: {when}. Nu is er verder niets gewijzigd.",
  "stop.alreadyNext":
    "Vraag het systeembeheer om weer toegang te krijgen, of log in als u een eigen wachtwoord heeft.",
  "stop.alreadyNextSupport":
    "Vraag de helpdesk ({contact}) om weer toegang te krijgen, of log in als u een eigen wachtwoord heeft.",
  "stop.next": "Wat u nu kunt doen",
  "stop.call": "Bel het systeembeheer op een nummer dat u al kent, en vertel wat er is gebeurd.",
  "stop.callSupport": "Bel de helpdesk ({contact}) op een nummer dat u al kent, en vertel wat er is gebeurd.",
  "stop.elsewhere": "Gebruikt u hetzelfde wachtwoord ergens anders, wijzig het daar dan ook.",
});
