import { accountTranslation } from "./catalogue.ts";

/** The words behind the sign-in in Italian. */
export const messages = accountTranslation({
  save: "Salva",
  stay: "Rimani",
  signOut: "Esci",
  skipToContent: "Vai al contenuto",
  outOfDate: "Ciò che vede potrebbe non essere aggiornato",

  "replaced.title": "Latchkey è stato aggiornato",
  "replaced.text":
    "Questa pagina appartiene alla versione precedente e una parte non esiste più. La ricarichi per continuare. Ciò che ha scritto viene conservato, tranne password e link.",
  "replaced.reload": "Ricarica",
  "replaced.later": "Più tardi",

  "signInAgain.title": "Acceda per continuare",
  "signInAgain.text":
    "La Sua sessione è terminata. In questa pagina non va perso nulla: acceda e ripeta l’ultima operazione.",
  "signInAgain.stopped":
    "Sono state inserite troppe password errate di seguito: qui la sola password non basta più. Usi «Password dimenticata?» o si rivolga a un’altra persona dell’amministrazione del sistema.",
  "leave.title": "Lasciare la pagina senza salvare?",
  "leave.text": "Le Sue modifiche non sono ancora salvate. Se lascia questa pagina, andranno perse.",
  "leave.button": "Lascia la pagina",
  "signOut.title": "Uscire senza salvare?",
  "signOut.text": "Le Sue modifiche non sono ancora salvate. Se esce, andranno perse.",
  "signOut.failed": "La Sua sessione è ancora aperta",
  "menu.profile": "Il Suo profilo e la Sua password",

  "forced.lead":
    "Ha effettuato l’accesso come {user} con una password temporanea. Ne scelga una personale per continuare.",
  "forced.done": "La Sua sessione è aperta con la nuova password.",
  continue: "Continua",

  profile: "Profilo",
  userName: "Nome utente",
  firstName: "Nome",
  lastName: "Cognome",
  email: "E-mail",
  type: "Tipo",
  "type.system-administrator": "Amministrazione del sistema",
  "type.regular": "Standard",
  "profile.note": "Per correggere questi dati, si rivolga all’amministrazione del sistema.",
  "profile.ownRecord": "Correggere questi dati nella Sua scheda utente",

  preferences: "Preferenze",
  asInBrowser: "Come nel browser",
  timeZone: "Fuso orario",
  theme: "Tema",
  "theme.system": "Sistema",
  "theme.light": "Chiaro",
  "theme.dark": "Scuro",
  "theme.failed": "Il tema non è stato salvato",
  oneSignKeys: "Tasti di un solo segno",
  "oneSignKeys.note":
    "/ trova un utente, ? mostra i tasti. Li disattivi se detta al computer o preme tasti per errore.",
  "preferences.note": "Ne dipendono le e-mail a Lei indirizzate, la lingua e gli orari sullo schermo.",
  saved: "Salvato",

  currentPassword: "Password attuale",
  enterCurrentPassword: "Inserisca la password attuale.",
  change: "Cambia",
  "change.note": "Tutte le Sue sessioni saranno chiuse e Le verrà chiesto di accedere di nuovo.",

  sessions: "Sessioni",
  "sessions.loading": "Caricamento delle sessioni",
  "sessions.failed": "Non è stato possibile caricare le sessioni",
  "sessions.endOthers": "Chiudi tutte le altre",
  "sessions.endedOthers": "Le altre sessioni sono chiuse",
  "sessions.ended": "{count, plural, one {# sessione è stata chiusa.} other {# sessioni sono state chiuse.}}",
  "sessions.notEnded": "Le sessioni non sono state chiuse",
  "sessions.none": "Nessuna sessione aperta.",
  "session.thisOne": "Questa sessione",
  "session.end": "Chiudi",
  "session.notEnded": "La sessione non è stata chiusa",
  "session.unknownAddress": "Indirizzo sconosciuto",
  "session.unknownBrowser": "Browser sconosciuto",
  "session.browserOn": "{browser} su {system}",
});
