import { builtInMails } from "./built-in-mails.ts";

// Vous. Mot de passe, se connecter, lien, compte, session, identifiant. "L’équipe d’administration" names the role without
// a gender. A no-break space (\u00a0) stands before : and ? and inside « ».

/** The built-in mails in French. */
export const builtInFr = builtInMails({
  locale: "fr",
  direction: "ltr",
  colon: "\u00a0:",
  gap: " ",
  hello: "Bonjour {{ user.name }},",
  footer:
    "Envoyé par {{ productName }}{% if companyName %} pour {{ companyName }}{% endif %}. " +
    `Pour obtenir de l’aide, contactez {{ support }}.`,
  signIn: "Se connecter",
  unexpected: "Vous ne vous y attendiez pas\u00a0?",
  contactSoon: `Contactez {{ support }} sans attendre.`,
  stopNotice: {
    html: "Vous pouvez aussi [signaler que cela ne vient pas de vous]\u00a0: vos sessions seront fermées et l’équipe d’administration sera alertée.",
    text: "Si cela ne vient pas de vous, ouvrez ce lien. Vos sessions seront fermées et l’équipe d’administration sera alertée\u00a0:",
  },
  accessInfo: {
    subject: "Vos informations de connexion à {{ productName }}",
    preheader:
      "Votre mot de passe temporaire est valable jusqu’au {{ expiresAt }}. Connectez-vous et choisissez-en un nouveau.",
    title: "Vos informations de connexion",
    lead:
      "L’équipe d’administration a créé un mot de passe temporaire pour votre compte {{ productName }}. " +
      "Utilisez-le pour vous connecter et choisissez aussitôt votre propre mot de passe.",
    signInAddress: "Adresse de connexion",
    userName: "Identifiant",
    password: "Mot de passe temporaire",
    validity:
      "Le mot de passe temporaire est valable jusqu’au {{ expiresAt }}, et uniquement pour en choisir un nouveau. " +
      "Il remplace tout mot de passe que vous aviez auparavant.",
    howTo: "Comment vous connecter",
    steps: [
      "Ouvrez l’adresse de connexion ci-dessus.",
      "Saisissez votre identifiant et le mot de passe temporaire.",
      "Lorsque cela vous est demandé, choisissez un nouveau mot de passe que personne d’autre ne connaît.",
    ],
    caution: `N’utilisez pas ce mot de passe et contactez {{ support }}.`,
    stop: {
      html:
        "Vous pouvez aussi [signaler que cela ne vient pas de vous]\u00a0: le mot de passe temporaire sera annulé, " +
        "vos sessions seront fermées et l’équipe d’administration sera alertée.",
      text:
        "Si cela ne vient pas de vous, ouvrez ce lien. Le mot de passe temporaire sera annulé, " +
        "vos sessions seront fermées et l’équipe d’administration sera alertée\u00a0:",
    },
  },
  passwordChangeLink: {
    subject: "Choisissez un nouveau mot de passe pour {{ productName }}",
    preheader:
      "{% if actorIsYou %}Vous avez{% else %}L’équipe d’administration a{% endif %} demandé un lien " +
      "pour changer votre mot de passe. Il est valable jusqu’au {{ expiresAt }}.",
    title: "Choisissez un nouveau mot de passe",
    lead:
      "{% if actorIsYou %}Vous avez{% else %}L’équipe d’administration a{% endif %} demandé ce lien, " +
      "qui vous permet de choisir un nouveau mot de passe pour votre compte {{ productName }} {{ user.userName }}.",
    openIt: "Ouvrez-le dans votre navigateur\u00a0:",
    button: "Choisir un nouveau mot de passe",
    validity:
      "Le lien ne fonctionne qu’une fois, jusqu’au {{ expiresAt }}. " +
      "Votre mot de passe actuel reste valable tant que vous n’en avez pas choisi un nouveau.",
    withoutButton: "Si le bouton ne fonctionne pas, copiez cette adresse dans votre navigateur\u00a0:",
    notAsked: "Vous n’avez rien demandé\u00a0?",
    caution: `N’utilisez pas ce lien et contactez {{ support }}. Votre mot de passe reste inchangé.`,
    stop: {
      html:
        "Vous pouvez aussi [signaler que cela ne vient pas de vous]\u00a0: le lien sera annulé, " +
        "vos sessions seront fermées et l’équipe d’administration sera alertée.",
      text:
        "Si cela ne vient pas de vous, ouvrez ce lien. Le changement de mot de passe sera annulé, " +
        "vos sessions seront fermées et l’équipe d’administration sera alertée\u00a0:",
    },
  },
  passwordChanged: {
    subject: "Votre mot de passe {{ productName }} a été changé",
    preheader:
      "{% if actorIsYou %}Vous l’avez{% else %}L’équipe d’administration l’a{% endif %} changé. " +
      `Si vous ne vous y attendiez pas, contactez {{ support }} sans attendre.`,
    title: "Votre mot de passe a été changé",
    byYou:
      "Vous avez changé le mot de passe de votre compte {{ productName }} {{ user.userName }}. " +
      "Connectez-vous désormais avec votre nouveau mot de passe.",
    byAdministrator:
      "L’équipe d’administration a défini un mot de passe temporaire pour votre compte {{ productName }} {{ user.userName }}. " +
      "Demandez-le-lui si vous ne l’avez pas encore, et choisissez votre propre mot de passe aussitôt après la connexion.",
    signedOut:
      "Pour votre sécurité, toutes vos sessions ont été fermées. " +
      "Les liens et les mots de passe temporaires des e-mails précédents ne sont plus valables.",
    notYou: "Cela ne vient pas de vous\u00a0?",
  },
  administratorChangedYourAccess: {
    subject: "L’équipe d’administration a modifié votre accès à {{ productName }}",
    preheader: `Si vous vous y attendiez, vous n’avez rien à faire. Sinon, contactez {{ support }}.`,
    title: "Votre accès a été modifié",
    lead:
      "L’équipe d’administration a modifié la façon dont votre compte {{ productName }} {{ user.userName }} peut être utilisé. " +
      "Si vous vous y attendiez, vous n’avez rien à faire.",
    about:
      "Une telle modification peut porter sur votre adresse e-mail, votre identifiant, votre type de compte ou vos équipes, " +
      "vos sessions ouvertes ou l’activation de votre compte. " +
      `Pour savoir ce qui a été modifié, contactez {{ support }}.`,
  },
  linkCopied: {
    subject: "Un lien pour changer votre mot de passe {{ productName }} a été créé",
    title: "Un lien a été créé pour vous",
    lead:
      "L’équipe d’administration a créé un lien qui permet de choisir un nouveau mot de passe pour votre compte {{ productName }} {{ user.userName }}. " +
      "Il n’a pas été envoyé par e-mail\u00a0: l’équipe d’administration vous le remet directement, et toute personne qui le détient peut l’utiliser.",
  },
  linkExtended: {
    subject: "Votre lien pour changer le mot de passe {{ productName }} est prolongé",
    title: "Votre lien est prolongé",
    lead:
      "L’équipe d’administration a prolongé la validité du lien qui vous permet de choisir un nouveau mot de passe " +
      "pour votre compte {{ productName }} {{ user.userName }}.",
  },
  emailChanged: {
    subject: "Votre compte {{ productName }} a une autre adresse e-mail",
    preheader: `Si vous vous y attendiez, vous n’avez rien à faire. Sinon, contactez {{ support }} sans attendre.`,
    title: "L’adresse e-mail a été modifiée",
    lead: "L’adresse e-mail de votre compte {{ productName }} {{ user.userName }} a été modifiée. Si vous vous y attendiez, vous n’avez rien à faire.",
    about: "Les e-mails au sujet du compte ne sont plus envoyés à ses anciennes adresses.",
    stop: {
      html: "Vous pouvez aussi [signaler que cela ne vient pas de vous]\u00a0: la nouvelle adresse sera retirée du compte, vos sessions seront fermées et l’équipe d’administration sera alertée.",
      text: "Si cela ne vient pas de vous, ouvrez ce lien. La nouvelle adresse sera retirée du compte, vos sessions seront fermées et l’équipe d’administration sera alertée\u00a0:",
    },
  },
  recoveryStopped: {
    subject: "{{ user.userName }} a arrêté une récupération d’accès dans {{ productName }}",
    preheader:
      "Liens ouverts, mots de passe temporaires et sessions ont été annulés. Rappelez la personne à un numéro connu.",
    title: "Une récupération d’accès a été arrêtée",
    hello: "Bonjour,",
    lead:
      "{{ user.name }} ({{ user.userName }}) a signalé «\u00a0cela ne vient pas de moi\u00a0» " +
      "à propos d’un e-mail de {{ productName }}, le {{ stoppedAt }}. " +
      "Quelqu’un d’autre essaie peut-être d’accéder au compte.",
    done: "Ce qui a été fait",
    doneItems: [
      "Les liens ouverts et les mots de passe temporaires ou en attente de ce compte ne sont plus valables.",
      "Un mot de passe qui vient d’être choisi grâce à eux ne l’est plus non plus.",
      "Toutes les sessions ouvertes avec ce compte ont été fermées.",
      "«\u00a0Mot de passe oublié\u00a0?\u00a0» n’envoie aucun lien à ce compte jusqu’au {{ expiresAt }}.",
    ],
    next: "Ce qu’il faut faire maintenant",
    nextItems: [
      "Rappelez la personne à un numéro que vous connaissez déjà, et non à celui indiqué dans un e-mail ou lors d’un appel.",
      "Consultez l’historique dans la fiche\u00a0: qui a demandé la récupération, et d’où.",
      "Rendez l’accès une fois que vous en avez la certitude. Un motif vous sera demandé et conservé dans le journal d’audit.",
    ],
    openRecord: "Ouvrir la fiche du compte",
    footer:
      "Envoyé par {{ productName }}{% if companyName %} pour {{ companyName }}{% endif %} à son équipe d’administration.",
  },
  signInStopped: {
    subject: "Trop de mots de passe erronés pour {{ user.userName }} dans {{ productName }}",
    preheader:
      "Depuis le {{ stoppedAt }}, le mot de passe ne suffit plus dans un nouveau navigateur. Personne n’est entré ainsi.",
    title: "La connexion a été arrêtée",
    lead: "Un mot de passe erroné a été saisi de nombreuses fois à la suite pour {{ user.name }} ({{ user.userName }}). Depuis le {{ stoppedAt }}, le mot de passe seul ne suffit plus pour se connecter à ce compte {{ productName }} depuis un nouveau navigateur. Personne n’est entré de cette façon.",
    items: [
      "Les navigateurs dans lesquels le compte a déjà servi fonctionnent comme toujours.",
      "Dans tout autre navigateur, «\u00a0Mot de passe oublié\u00a0?\u00a0» sur la page de connexion, ou un lien ou un mot de passe temporaire de l’administration, rouvre l’accès.",
      "Quelqu’un essaie peut-être de deviner\u00a0: choisissez un mot de passe qui ne sert nulle part ailleurs.",
    ],
  },
});
