import { translation } from "./catalogue.ts";

// Vous. Mot de passe, se connecter, lien, compte, identifiant, équipe d’administration, as in the mails. A no-break space
// (\u00a0) stands before : ; and ? and inside « ».
/** The words of every page in French. */
export const messages = translation({
  loading: "Chargement",
  language: "Langue",
  show: "Afficher",
  showPassword: "Afficher le mot de passe",
  close: "Fermer",
  dismiss: "Ignorer",
  cancel: "Annuler",
  met: "respectée",
  notMet: "non respectée",
  notMetYet: "pas encore respectée",
  tryAgainNow: "Vous pouvez réessayer maintenant.",
  checkField: "Vérifiez ce champ.",
  retry: "Réessayer",
  startPage: "Aller à la page d’accueil",

  "error.title": "Cette page n’a pas pu être chargée",
  "error.nothing": "Il n’y a rien ici",
  "error.signIn": "Veuillez vous connecter",
  "error.request": "Requête {id}",
  "notFound.name": "Page introuvable",
  "notFound.title": "Il n’y a aucune page à cette adresse",
  "notFound.lead": "Vérifiez l’adresse ou repartez de la page d’accueil.",

  "problem.malformed-request": "Le serveur n’a pas pu lire la requête. Rechargez la page et réessayez.",
  "problem.not-signed-in": "Votre session n’est plus ouverte. Connectez-vous, puis réessayez.",
  "problem.sign-in-refused":
    "L’identifiant, l’adresse e-mail ou le mot de passe est incorrect. Vérifiez votre saisie et réessayez.",
  "problem.sign-in-stopped":
    "Trop de mots de passe erronés ont été saisis à la suite\u00a0: ici, le mot de passe seul ne suffit plus. Utilisez «\u00a0Mot de passe oublié\u00a0?\u00a0» ou adressez-vous à l’équipe d’administration.",
  "problem.temporary-password-expired":
    "Ce mot de passe temporaire a expiré. Demandez-en un nouveau à l’équipe d’administration ou utilisez «\u00a0Mot de passe oublié\u00a0?\u00a0».",
  "problem.password-change-required": "Choisissez d’abord un nouveau mot de passe.",
  "problem.password-change-not-required": "Votre mot de passe a déjà été changé. Passez à la page d’accueil.",
  "problem.forbidden": "Seule l’équipe d’administration peut faire cela.",
  "problem.origin-refused":
    "La requête venait d’une autre adresse. Ouvrez Latchkey à sa propre adresse et réessayez.",
  "problem.not-found": "Il n’y a plus rien ici. Revenez à la liste.",
  "problem.version-conflict":
    "Cette fiche a été modifiée entre-temps, par quelqu’un d’autre ou dans un autre onglet. Rechargez-la, puis refaites votre modification.",
  "problem.body-too-large": "Ce texte est trop long. Raccourcissez-le et réessayez.",
  "problem.unsupported-media-type": "Le serveur n’a pas pu lire la requête. Rechargez la page et réessayez.",
  "problem.invalid-fields": "Certains champs sont à vérifier.",
  "problem.password-refused": "Choisissez un mot de passe qui respecte toutes les règles.",
  "problem.current-password-wrong": "Le mot de passe actuel est incorrect. Saisissez-le à nouveau.",
  "problem.too-many-attempts": "Il y a eu trop de tentatives. Patientez un instant, puis réessayez.",
  "problem.internal":
    "Un problème est survenu sur le serveur. Réessayez\u00a0; s’il persiste, prévenez l’exploitant du serveur.",
  "problem.server-busy": "Le serveur est occupé pour le moment. Patientez quelques secondes, puis réessayez.",
  "problem.database-busy": "Le serveur est occupé. Réessayez dans un instant.",
  "problem.storage-full":
    "Le serveur ne peut pas écrire sur son disque\u00a0: rien n’a été modifié. Prévenez l’exploitant du serveur.",
  tooManySeconds:
    "Il y a eu trop de tentatives. Réessayez dans {count, plural, one {# seconde} other {# secondes}}.",
  tooManyMinutes:
    "Il y a eu trop de tentatives. Réessayez dans {count, plural, one {# minute} other {# minutes}}.",
  unreachable: "Le serveur n’a pas répondu. Vérifiez votre connexion et réessayez.",
  broken: "Un problème est survenu sur cette page. Rechargez-la et réessayez.",

  signIn: "Se connecter",
  userNameOrEmail: "Identifiant ou adresse e-mail",
  password: "Mot de passe",
  forgotPasswordLink: "Mot de passe oublié\u00a0?",
  enterUserNameOrEmail: "Saisissez votre identifiant ou votre adresse e-mail.",
  enterPassword: "Saisissez votre mot de passe.",
  "signIn.changed":
    "Votre mot de passe a été changé. Toutes vos sessions ont été fermées\u00a0; connectez-vous avec le nouveau mot de passe.",

  "forgot.title": "Mot de passe oublié",
  "forgot.lead":
    "Saisissez votre identifiant ou votre adresse e-mail. Un e-mail contenant un lien vous permettra de choisir un nouveau mot de passe\u00a0; d’ici là, l’actuel reste valable.",
  "forgot.send": "Envoyer le lien",
  "forgot.back": "Revenir à la connexion",
  "forgot.asked": "Consultez votre messagerie",
  "forgot.askedLead":
    "S’il existe un compte avec ce nom ou cette adresse, un e-mail contenant un lien est en route. Le lien est valable 60 minutes.",
  "forgot.typed": "Vous avez saisi {name}",
  "forgot.correct": "Corriger",
  "forgot.onceMore": "Un nouveau lien a été demandé. Utilisez celui du dernier e-mail.",
  "forgot.noMail": "Toujours aucun e-mail après quelques minutes\u00a0?",
  "forgot.spam": "Regardez dans le dossier des courriers indésirables.",
  "forgot.ask": "Adressez-vous à l’équipe d’administration.",
  "forgot.again": "Envoyer à nouveau",

  chooseNewPassword: "Choisissez un nouveau mot de passe",
  newPassword: "Nouveau mot de passe",
  confirmNewPassword: "Confirmer le nouveau mot de passe",
  changePassword: "Changer le mot de passe",
  passwordChanged: "Votre mot de passe a été changé.",
  enterNewPassword: "Saisissez un nouveau mot de passe.",
  enterSameTwice: "Saisissez le même mot de passe dans les deux champs.",
  "rule.too-short": "{count, plural, one {Au moins # caractère} other {Au moins # caractères}}",
  "rule.too-long": "{count, plural, one {Au plus # caractère} other {Au plus # caractères}}",
  "rule.common": "Pas un mot de passe utilisé par beaucoup de gens",
  "rule.own-words":
    "Pas formé de votre nom, de votre identifiant, de votre adresse e-mail ou du nom de ce produit",
  "rule.pattern":
    "Pas seulement des répétitions, des suites ou des rangées du clavier, comme aaaa, 1234 ou azerty",
  "rule.ill-formed": "Caractères complets uniquement : saisissez-le de nouveau",
  "rule.unchanged": "Différent de votre mot de passe actuel ou temporaire",
  "rule.match": "Les deux saisies sont identiques",

  "reset.lead":
    "Pour {user}. {askedBy, select, administrator {L’équipe d’administration a envoyé ce lien} user {Vous avez demandé ce lien} other {L’exploitant de ce serveur a créé ce lien}}\u00a0; fin de validité\u00a0: {when}.",
  "reset.note":
    "Toutes vos sessions seront fermées et vous devrez vous connecter avec le nouveau mot de passe. Si vous n’avez rien demandé, fermez cette page\u00a0: votre mot de passe reste inchangé.",
  "reset.done": "Toutes vos sessions ont été fermées. Connectez-vous avec le nouveau mot de passe.",
  "link.unknown": "Ce lien ne fonctionne pas.",
  "link.unknownAdvice":
    "Il n’a peut-être pas été copié en entier. Ouvrez-le à nouveau là où vous l’avez reçu. Pour obtenir un nouveau lien, adressez-vous à l’équipe d’administration ou utilisez «\u00a0Mot de passe oublié\u00a0?\u00a0».",
  "link.cut": "La fin de ce lien est manquante.",
  "link.used": "Ce lien a déjà été utilisé.",
  "link.usedAdvice":
    "Si vous l’avez utilisé, connectez-vous avec le mot de passe que vous avez choisi. Sinon, prévenez sans attendre l’équipe d’administration ou utilisez «\u00a0Mot de passe oublié\u00a0?\u00a0».",
  "link.expired": "Ce lien a expiré.",
  "link.expiredAdvice":
    "Votre mot de passe reste inchangé. Pour obtenir un nouveau lien, adressez-vous à l’équipe d’administration ou utilisez «\u00a0Mot de passe oublié\u00a0?\u00a0».",
  "link.replaced": "Ce lien a été remplacé par un plus récent.",
  "link.replacedAdvice":
    "Ouvrez le lien le plus récent. Pour obtenir un nouveau lien, adressez-vous à l’équipe d’administration ou utilisez «\u00a0Mot de passe oublié\u00a0?\u00a0».",
  "link.revoked": "Ce lien a été retiré.",
  "link.revokedAdvice":
    "Votre mot de passe reste inchangé. S’il vous en faut toujours un nouveau, adressez-vous à l’équipe d’administration ou utilisez «\u00a0Mot de passe oublié\u00a0?\u00a0».",

  "stop.name": "Cela ne vient pas de moi",
  "stop.unknownAdvice":
    "Il n’a peut-être pas été copié en entier. Ouvrez-le à nouveau depuis l’e-mail. Si quelqu’un d’autre cherche peut-être à accéder à votre compte, appelez sans attendre l’équipe d’administration ou utilisez «\u00a0Mot de passe oublié\u00a0?\u00a0».",
  "stop.expiredAdvice":
    "Rien n’a été modifié. Si quelqu’un d’autre cherche peut-être à accéder à votre compte, appelez sans attendre l’équipe d’administration, qui peut aussi tout arrêter, ou utilisez «\u00a0Mot de passe oublié\u00a0?\u00a0».",
  "stop.title": "Cela ne vient pas de vous\u00a0?",
  "stop.lead":
    "Il s’agit de l’e-mail envoyé à {user}, date\u00a0: {when}. {mail, select, access {Il contenait un mot de passe temporaire} link {Il contenait un lien pour changer le mot de passe} changed {Il annonçait que le mot de passe a été changé} copied {Il annonçait que l’équipe d’administration a créé un lien pour changer le mot de passe} extended {Il annonçait qu’un lien pour changer le mot de passe reste valable plus longtemps} address {Il annonçait que l’adresse e-mail a été changée} other {Il annonçait que l’équipe d’administration a modifié votre accès}}. Si vous ne vous y attendiez pas, arrêtez tout.",
  "stop.note": "Si cet e-mail est normal, fermez cette page\u00a0: rien ne change.",
  "stop.whatHappens": "Ce qui se passera aussitôt",
  "stop.linksEnd":
    "Les liens et les mots de passe temporaires du compte ne seront plus valables, y compris ceux d’autres e-mails.",
  "stop.passwordEnds":
    "Le mot de passe actuel ne sera plus valable\u00a0: il est temporaire, ou a été choisi grâce à ce dont parle cet e-mail.",
  "stop.passwordStays": "Votre propre mot de passe reste inchangé.",
  "stop.addressGoes": "La nouvelle adresse e-mail est retirée du compte.",
  "stop.sessionsEnd": "Toutes les sessions ouvertes avec ce compte seront fermées, les vôtres aussi.",
  "stop.blocked":
    "«\u00a0Mot de passe oublié\u00a0?\u00a0» n’enverra aucun lien. Fin du blocage\u00a0: {when}.",
  "stop.alerts": "L’équipe d’administration sera prévenue par e-mail.",
  "stop.button": "Tout arrêter",
  "stop.stopped": "Tout est arrêté.",
  "stop.stoppedLead":
    "Les liens et les mots de passe temporaires de {user} ne sont plus valables et toutes les sessions ont été fermées. {told, select, yes {L’équipe d’administration a été prévenue par e-mail.} other {Aucun autre membre de l’équipe d’administration n’a pu être prévenu par e-mail.}}",
  onlyAdministrator:
    "Si personne d’autre n’assure l’administration du système, l’exploitant du serveur peut vous créer un nouveau lien avec {command}.",
  "stop.hasPassword":
    "Votre propre mot de passe fonctionne toujours. Si quelqu’un d’autre le connaît peut-être, connectez-vous et changez-le.",
  "stop.noPassword": "Pour retrouver l’accès, demandez un nouveau mot de passe à l’équipe d’administration.",
  "stop.noPasswordSupport":
    "Pour retrouver l’accès, demandez un nouveau mot de passe à l’assistance ({contact}).",
  "stop.already": "Tout a déjà été arrêté.",
  "stop.alreadyLead":
    "Quelqu’un disposant de cet e-mail a déjà tout arrêté pour {user} ({when}). Rien d’autre n’a été modifié maintenant.",
  "stop.alreadyNext":
    "Pour retrouver l’accès, adressez-vous à l’équipe d’administration, ou connectez-vous si vous avez votre propre mot de passe.",
  "stop.alreadyNextSupport":
    "Pour retrouver l’accès, adressez-vous à l’assistance ({contact}), ou connectez-vous si vous avez votre propre mot de passe.",
  "stop.next": "Ce qu’il faut faire maintenant",
  "stop.call":
    "Appelez l’équipe d’administration, à un numéro que vous connaissez déjà, et expliquez ce qui s’est passé.",
  "stop.callSupport":
    "Appelez l’assistance ({contact}), à un numéro que vous connaissez déjà, et expliquez ce qui s’est passé.",
  "stop.elsewhere": "Si vous utilisez le même mot de passe ailleurs, changez-le là aussi.",
});
