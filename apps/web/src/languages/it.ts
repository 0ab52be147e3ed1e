import { translation } from "./catalogue.ts";

// Lei in sentences, the usual short commands on buttons (Salva, Annulla). Password, accedere, link, account, nome utente,
// l’amministrazione del sistema, as in the mails.
/** The words of every page in Italian. */
export const messages = translation({
  loading: "Caricamento in corso",
  language: "Lingua",
  show: "Mostra",
  showPassword: "Mostra la password",
  close: "Chiudi",
  dismiss: "Ignora",
  cancel: "Annulla",
  met: "rispettata",
  notMet: "non rispettata",
  notMetYet: "non ancora rispettata",
  tryAgainNow: "Ora può riprovare.",
  checkField: "Controlli questo campo.",
  retry: "Riprova",
  startPage: "Vai alla pagina iniziale",

  "error.title": "Non è stato possibile caricare questa pagina",
  "error.nothing": "Qui non c’è nulla",
  "error.signIn": "È necessario accedere",
  "error.request": "Richiesta {id}",
  "notFound.name": "Pagina non trovata",
  "notFound.title": "Non c’è alcuna pagina a questo indirizzo",
  "notFound.lead": "Controlli l’indirizzo o ricominci dalla pagina iniziale.",

  "problem.malformed-request":
    "Il server non è riuscito a leggere la richiesta. Ricarichi la pagina e riprovi.",
  "problem.not-signed-in": "La Sua sessione non è più aperta. Acceda e riprovi.",
  "problem.sign-in-refused":
    "Il nome utente, l’indirizzo e-mail o la password non è corretto. Controlli e riprovi.",
  "problem.sign-in-stopped":
    "Sono state inserite troppe password errate di seguito: qui la sola password non basta più. Usi «Password dimenticata?» o si rivolga all’amministrazione del sistema.",
  "problem.temporary-password-expired":
    "Questa password temporanea è scaduta. Ne chieda una nuova all’amministrazione del sistema o usi «Password dimenticata?».",
  "problem.password-change-required": "Scelga prima una nuova password.",
  "problem.password-change-not-required":
    "La Sua password è già stata cambiata. Prosegua alla pagina iniziale.",
  "problem.forbidden": "Solo l’amministrazione del sistema può farlo.",
  "problem.origin-refused":
    "La richiesta proveniva da un altro indirizzo. Apra Latchkey al suo indirizzo e riprovi.",
  "problem.not-found": "Qui non c’è più nulla. Torni all’elenco.",
  "problem.version-conflict":
    "Questa scheda è stata modificata nel frattempo, da qualcun altro o in un’altra finestra. La ricarichi e ripeta la modifica.",
  "problem.body-too-large": "Il testo è troppo lungo. Lo abbrevi e riprovi.",
  "problem.unsupported-media-type":
    "Il server non è riuscito a leggere la richiesta. Ricarichi la pagina e riprovi.",
  "problem.invalid-fields": "Alcuni campi vanno controllati.",
  "problem.password-refused": "Scelga una password che rispetti tutte le regole.",
  "problem.current-password-wrong": "La password attuale non è corretta. La inserisca di nuovo.",
  "problem.too-many-attempts": "Ci sono stati troppi tentativi. Attenda un momento e riprovi.",
  "problem.internal":
    "Si è verificato un problema sul server. Riprovi; se persiste, avvisi chi gestisce il server.",
  "problem.server-busy": "Il server al momento è occupato. Attenda qualche secondo e riprovi.",
  "problem.database-busy": "Il server è occupato. Riprovi tra un momento.",
  "problem.storage-full":
    "Il server non riesce a scrivere sul disco, quindi non è stato cambiato nulla. Avvisi chi gestisce il server.",
  tooManySeconds:
    "Ci sono stati troppi tentativi. Riprovi tra {count, plural, one {# secondo} other {# secondi}}.",
  tooManyMinutes:
    "Ci sono stati troppi tentativi. Riprovi tra {count, plural, one {# minuto} other {# minuti}}.",
  unreachable: "Il server non ha risposto. Controlli la connessione e riprovi.",
  broken: "Si è verificato un problema in questa pagina. La ricarichi e riprovi.",

  signIn: "Accedi",
  userNameOrEmail: "Nome utente o e-mail",
  password: "Password",
  forgotPasswordLink: "Password dimenticata?",
  enterUserNameOrEmail: "Inserisca il nome utente o l’indirizzo e-mail.",
  enterPassword: "Inserisca la password.",
  "signIn.changed":
    "La Sua password è stata cambiata. Tutte le Sue sessioni sono state chiuse; acceda con la nuova password.",

  "forgot.title": "Password dimenticata",
  "forgot.lead":
    "Inserisca il nome utente o l’indirizzo e-mail. Un’e-mail con un link Le permetterà di scegliere una nuova password; fino ad allora resta valida quella attuale.",
  "forgot.send": "Invia il link",
  "forgot.back": "Torna all’accesso",
  "forgot.asked": "Controlli la Sua posta",
  "forgot.askedLead":
    "Se esiste un account con questo nome o indirizzo, un’e-mail con un link è in arrivo. Il link è valido per 60 minuti.",
  "forgot.typed": "Ha inserito {name}",
  "forgot.correct": "Correggi",
  "forgot.onceMore": "Richiesto un’altra volta. Usi il link dell’e-mail più recente.",
  "forgot.noMail": "Nessuna e-mail dopo qualche minuto?",
  "forgot.spam": "Guardi nella cartella della posta indesiderata.",
  "forgot.ask": "Si rivolga all’amministrazione del sistema.",
  "forgot.again": "Invia di nuovo",

  chooseNewPassword: "Scelga una nuova password",
  newPassword: "Nuova password",
  confirmNewPassword: "Conferma nuova password",
  changePassword: "Cambia password",
  passwordChanged: "La Sua password è stata cambiata.",
  enterNewPassword: "Inserisca una nuova password.",
  enterSameTwice: "Inserisca la stessa password in entrambi i campi.",
  "rule.too-short": "{count, plural, one {Almeno # carattere} other {Almeno # caratteri}}",
  "rule.too-long": "{count, plural, one {Al massimo # carattere} other {Al massimo # caratteri}}",
  "rule.common": "Non una password usata da molte persone",
  "rule.own-words":
    "Non formata dal Suo nome, dal nome utente, dall’indirizzo e-mail o dal nome di questo prodotto",
  "rule.pattern": "Non solo ripetizioni, sequenze o file della tastiera, come aaaa, 1234 o qwerty",
  "rule.ill-formed": "Solo caratteri completi: digitarla di nuovo",
  "rule.unchanged": "Diversa dalla password attuale o temporanea",
  "rule.match": "Le due voci coincidono",

  "reset.lead":
    "Per {user}. {askedBy, select, administrator {L’amministrazione del sistema ha inviato questo link} user {Lei ha richiesto questo link} other {Chi gestisce questo server ha creato questo link}}; scadenza: {when}.",
  "reset.note":
    "Tutte le Sue sessioni saranno chiuse e Le verrà chiesto di accedere con la nuova password. Se non lo ha richiesto, chiuda la pagina: la Sua password resta invariata.",
  "reset.done": "Tutte le Sue sessioni sono state chiuse. Acceda con la nuova password.",
  "link.unknown": "Questo link non funziona.",
  "link.unknownAdvice":
    "Forse non è stato copiato per intero. Lo apra di nuovo da dove l’ha ricevuto. Per un nuovo link si rivolga all’amministrazione del sistema o usi «Password dimenticata?».",
  "link.cut": "Manca la fine di questo link.",
  "link.used": "Questo link è già stato usato.",
  "link.usedAdvice":
    "Se lo ha usato Lei, acceda con la password che ha scelto. In caso contrario, avvisi subito l’amministrazione del sistema o usi «Password dimenticata?».",
  "link.expired": "Questo link è scaduto.",
  "link.expiredAdvice":
    "La Sua password resta invariata. Per un nuovo link si rivolga all’amministrazione del sistema o usi «Password dimenticata?».",
  "link.replaced": "Questo link è stato sostituito da uno più recente.",
  "link.replacedAdvice":
    "Apra il link più recente. Per un nuovo link si rivolga all’amministrazione del sistema o usi «Password dimenticata?».",
  "link.revoked": "Questo link è stato ritirato.",
  "link.revokedAdvice":
    "La Sua password resta invariata. Se gliene serve ancora una nuova, si rivolga all’amministrazione del sistema o usi «Password dimenticata?».",

  "stop.name": "Non è opera mia",
  "stop.unknownAdvice":
    "Forse non è stato copiato per intero. Lo apra di nuovo dall’e-mail. Se è possibile che qualcun altro voglia entrare nel Suo account, chiami subito l’amministrazione del sistema o usi «Password dimenticata?».",
  "stop.expiredAdvice":
    "Non è stato cambiato nulla. Se è possibile che qualcun altro voglia entrare nel Suo account, chiami subito l’amministrazione del sistema, da cui si può interrompere tutto, o usi «Password dimenticata?».",
  "stop.title": "Non è opera Sua?",
  "stop.lead":
    "Si tratta dell’e-mail inviata a {user}, data: {when}. {mail, select, access {Conteneva una password temporanea} link {Conteneva un link per cambiare la password} changed {Segnalava che la password è stata cambiata} copied {Segnalava che l’amministrazione del sistema ha creato un link per cambiare la password} extended {Segnalava che un link per cambiare la password vale più a lungo} address {Segnalava che l’indirizzo e-mail è stato cambiato} other {Segnalava che l’amministrazione del sistema ha modificato il Suo accesso}}. Se non se lo aspettava, interrompa tutto.",
  "stop.note": "Se l’e-mail è regolare, chiuda questa pagina: non cambia nulla.",
  "stop.whatHappens": "Che cosa succede subito",
  "stop.linksEnd":
    "I link e le password temporanee dell’account non sono più validi, anche quelli di altre e-mail.",
  "stop.passwordEnds":
    "La password attuale non è più valida: è temporanea o è stata scelta tramite ciò di cui tratta questa e-mail.",
  "stop.passwordStays": "La Sua password personale resta invariata.",
  "stop.addressGoes": "Il nuovo indirizzo e-mail viene tolto dall’account.",
  "stop.sessionsEnd": "Tutte le sessioni aperte con l’account vengono chiuse, anche le Sue.",
  "stop.blocked": "«Password dimenticata?» non invia alcun link. Fine del blocco: {when}.",
  "stop.alerts": "L’amministrazione del sistema viene avvisata per e-mail.",
  "stop.button": "Interrompi tutto",
  "stop.stopped": "Tutto è stato interrotto.",
  "stop.stoppedLead":
    "I link e le password temporanee di {user} non sono più validi e tutte le sessioni sono state chiuse. {told, select, yes {L’amministrazione del sistema è stata avvisata per e-mail.} other {Non è stato possibile avvisare per e-mail nessun altro dell’amministrazione del sistema.}}",
  onlyAdministrator:
    "Se nessun altro si occupa dell’amministrazione del sistema, chi gestisce il server può crearLe un nuovo link con {command}.",
  "stop.hasPassword":
    "La Sua password personale funziona ancora. Se è possibile che qualcun altro la conosca, acceda e la cambi.",
  "stop.noPassword": "Per rientrare, chieda una nuova password all’amministrazione del sistema.",
  "stop.noPasswordSupport": "Per rientrare, chieda una nuova password all’assistenza ({contact}).",
  "stop.already": "Era già stato interrotto tutto.",
  "stop.alreadyLead":
    "Qualcuno con questa e-mail ha già interrotto tutto per {user} ({when}). Ora non è stato cambiato nient’altro.",
  "stop.alreadyNext":
    "Per rientrare, si rivolga all’amministrazione del sistema oppure acceda, se ha una password personale.",
  "stop.alreadyNextSupport":
    "Per rientrare, si rivolga all’assistenza ({contact}) oppure acceda, se ha una password personale.",
  "stop.next": "Che cosa fare adesso",
  "stop.call":
    "Chiami l’amministrazione del sistema, a un numero che conosce già, e racconti che cosa è successo.",
  "stop.callSupport":
    "Chiami l’assistenza ({contact}), a un numero che conosce già, e racconti che cosa è successo.",
  "stop.elsewhere": "Se usa la stessa password altrove, la cambi anche lì.",
});
