import { builtInMails } from "./built-in-mails.ts";

// Lei. Password, accedere, link, account, sessione, nome utente. "L’amministrazione del sistema" names the role without a
// gender, and what follows the comma of the greeting starts in lower case.

/** The built-in mails in Italian. */
export const builtInIt = builtInMails({
  locale: "it",
  direction: "ltr",
  colon: ":",
  gap: " ",
  hello: "Gentile {{ user.name }},",
  footer:
    "Inviato da {{ productName }}{% if companyName %} per {{ companyName }}{% endif %}. " +
    `Per ricevere aiuto, contatti {{ support }}.`,
  signIn: "Acceda",
  unexpected: "Non si aspettava questo messaggio?",
  contactSoon: `Contatti subito {{ support }}.`,
  stopNotice: {
    html: "Può anche [segnalare che non è opera Sua]: in questo modo le Sue sessioni vengono chiuse e l’amministrazione del sistema viene avvisata.",
    text: "Se non è opera Sua, apra questo link. In questo modo le Sue sessioni vengono chiuse e l’amministrazione del sistema viene avvisata:",
  },
  accessInfo: {
    subject: "I Suoi dati di accesso a {{ productName }}",
    preheader:
      "Acceda con la Sua password temporanea e ne scelga una personale. È valida fino a {{ expiresAt }}.",
    title: "I Suoi dati di accesso",
    lead:
      "l’amministrazione del sistema ha creato una password temporanea per il Suo account {{ productName }}. " +
      "La usi per accedere e scelga subito una password personale.",
    signInAddress: "Indirizzo di accesso",
    userName: "Nome utente",
    password: "Password temporanea",
    validity:
      "La password temporanea è valida fino a {{ expiresAt }} e serve solo per sceglierne una nuova. " +
      "Sostituisce qualsiasi password precedente.",
    howTo: "Come accedere",
    steps: [
      "Apra l’indirizzo di accesso riportato sopra.",
      "Inserisca il Suo nome utente e la password temporanea.",
      "Quando richiesto, scelga una nuova password che solo Lei conosce.",
    ],
    caution: `Non usi la password e contatti {{ support }}.`,
    stop: {
      html:
        "Può anche [segnalare che non è opera Sua]: in questo modo la password temporanea viene annullata, " +
        "le Sue sessioni vengono chiuse e l’amministrazione del sistema viene avvisata.",
      text:
        "Se non è opera Sua, apra questo link. In questo modo la password temporanea viene annullata, " +
        "le Sue sessioni vengono chiuse e l’amministrazione del sistema viene avvisata:",
    },
  },
  passwordChangeLink: {
    subject: "Scelga una nuova password per {{ productName }}",
    preheader:
      "{{ actor | capitalize }} ha richiesto un link per cambiare la Sua password. È valido fino a {{ expiresAt }}.",
    title: "Scelga una nuova password",
    lead:
      "{{ actor }} ha richiesto questo link, con cui può scegliere una nuova password " +
      "per il Suo account {{ productName }} {{ user.userName }}.",
    openIt: "Lo apra nel Suo browser:",
    button: "Scelga una nuova password",
    validity:
      "Il link funziona una sola volta ed è valido fino a {{ expiresAt }}. " +
      "La Sua password attuale resta valida finché non ne avrà scelta una nuova.",
    withoutButton: "Se il pulsante non funziona, copi questo indirizzo nel Suo browser:",
    notAsked: "Non l’ha richiesto Lei?",
    caution: `Non usi il link e contatti {{ support }}. La Sua password resta invariata.`,
    stop: {
      html:
        "Può anche [segnalare che non è opera Sua]: in questo modo il link viene annullato, " +
        "le Sue sessioni vengono chiuse e l’amministrazione del sistema viene avvisata.",
      text:
        "Se non è opera Sua, apra questo link. In questo modo il cambio della password viene annullato, " +
        "le Sue sessioni vengono chiuse e l’amministrazione del sistema viene avvisata:",
    },
  },
  passwordChanged: {
    subject: "La Sua password di {{ productName }} è stata cambiata",
    preheader: `{{ actor | capitalize }} l’ha cambiata. Se non se lo aspettava, contatti subito {{ support }}.`,
    title: "La Sua password è stata cambiata",
    byYou:
      "Lei ha cambiato la password del Suo account {{ productName }} {{ user.userName }}. " +
      "D’ora in poi acceda con la nuova password.",
    byAdministrator:
      "l’amministrazione del sistema ha impostato una password temporanea per il Suo account {{ productName }} {{ user.userName }}. " +
      "Se non l’ha ancora ricevuta, la richieda, e scelga una password personale subito dopo l’accesso.",
    signedOut:
      "Per la Sua sicurezza tutte le Sue sessioni sono state chiuse. " +
      "I link e le password temporanee dei messaggi precedenti non sono più validi.",
    notYou: "Non è opera Sua?",
  },
  administratorChangedYourAccess: {
    subject: "L’amministrazione del sistema ha modificato il Suo accesso a {{ productName }}",
    preheader: `Se si aspettava questa modifica, non deve fare nulla. In caso contrario, contatti {{ support }}.`,
    title: "Il Suo accesso è stato modificato",
    lead:
      "l’amministrazione del sistema ha modificato il modo in cui si può usare il Suo account {{ productName }} {{ user.userName }}. " +
      "Se si aspettava questa modifica, non deve fare nulla.",
    about:
      "Una modifica di questo genere può riguardare il Suo indirizzo e-mail, il Suo nome utente, il tipo di account o i Suoi team, " +
      "le Sue sessioni aperte o l’attivazione del Suo account. " +
      `Per sapere che cosa è stato modificato, contatti {{ support }}.`,
  },
  linkCopied: {
    subject: "È stato creato un link per cambiare la Sua password di {{ productName }}",
    title: "È stato creato un link per Lei",
    lead:
      "l’amministrazione del sistema ha creato un link con cui si può scegliere una nuova password per il Suo account {{ productName }} {{ user.userName }}. " +
      "Non è stato inviato per e-mail: l’amministrazione del sistema Glielo consegna direttamente, e chiunque lo possieda può usarlo.",
  },
  linkExtended: {
    subject: "Il Suo link per cambiare la password di {{ productName }} vale più a lungo",
    title: "Il Suo link vale più a lungo",
    lead:
      "l’amministrazione del sistema ha prolungato la validità del link con cui può scegliere una nuova password " +
      "per il Suo account {{ productName }} {{ user.userName }}.",
  },
  emailChanged: {
    subject: "Il Suo account {{ productName }} ha un altro indirizzo e-mail",
    preheader: `Se si aspettava questa modifica, non deve fare nulla. Altrimenti contatti subito {{ support }}.`,
    title: "L’indirizzo e-mail è stato modificato",
    lead: "l’indirizzo e-mail del Suo account {{ productName }} {{ user.userName }} è stato modificato. Se si aspettava questa modifica, non deve fare nulla.",
    about: "I messaggi sull’account non vengono più inviati agli indirizzi precedenti.",
    stop: {
      html: "Può anche [segnalare che non è opera Sua]: in questo modo il nuovo indirizzo viene tolto dall’account, le Sue sessioni vengono chiuse e l’amministrazione del sistema viene avvisata.",
      text: "Se non è opera Sua, apra questo link. In questo modo il nuovo indirizzo viene tolto dall’account, le Sue sessioni vengono chiuse e l’amministrazione del sistema viene avvisata:",
    },
  },
  recoveryStopped: {
    subject: "{{ user.userName }} ha interrotto un recupero dell’accesso in {{ productName }}",
    preheader:
      "Link aperti, password temporanee e sessioni sono stati annullati. Richiami la persona a un numero noto.",
    title: "Un recupero dell’accesso è stato interrotto",
    hello: "Buongiorno,",
    lead:
      "{{ user.name }} ({{ user.userName }}) ha segnalato «non è opera mia» riguardo a un messaggio di {{ productName }}. " +
      "Momento della segnalazione: {{ stoppedAt }}. È possibile che un’altra persona stia cercando di entrare nell’account.",
    done: "Che cosa è stato fatto",
    doneItems: [
      "I link aperti e le password temporanee o in attesa dell’account non sono più validi.",
      "Non è più valida nemmeno una password appena scelta per loro tramite.",
      "Tutte le sessioni aperte con l’account sono state chiuse.",
      "«Password dimenticata?» non invia alcun link all’account fino a {{ expiresAt }}.",
    ],
    next: "Che cosa fare adesso",
    nextItems: [
      "Richiami la persona a un numero che conosce già, non a uno indicato in un messaggio o in una telefonata.",
      "Controlli la cronologia nella scheda: chi ha richiesto il recupero e da dove.",
      "Restituisca l’accesso quando ne ha la certezza. Le verrà chiesto un motivo, che resta nel registro di controllo.",
    ],
    openRecord: "Apra la scheda utente",
    footer:
      "Inviato da {{ productName }}{% if companyName %} per {{ companyName }}{% endif %} all’amministrazione del sistema.",
  },
  signInStopped: {
    subject: "Troppe password errate per {{ user.userName }} in {{ productName }}",
    preheader:
      "Da {{ stoppedAt }} la password non basta più in un nuovo browser. Nessuno è entrato in questo modo.",
    title: "L’accesso è stato interrotto",
    lead: "Per {{ user.name }} ({{ user.userName }}) è stata inserita molte volte di seguito una password errata. Da {{ stoppedAt }} la sola password non basta più per accedere a questo account di {{ productName }} da un nuovo browser. Nessuno è entrato in questo modo.",
    items: [
      "I browser in cui l’account è già stato usato funzionano come sempre.",
      "In ogni altro browser riapre l’accesso «Password dimenticata?» nella pagina di accesso, oppure un link o una password temporanea dell’amministrazione.",
      "Qualcuno potrebbe cercare di indovinare: scelga una password che non usa altrove.",
    ],
  },
});
