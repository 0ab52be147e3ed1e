import { accountTranslation } from "./catalogue.ts";

/** The words behind the sign-in in French. */
export const messages = accountTranslation({
  save: "Enregistrer",
  stay: "Rester",
  signOut: "Se déconnecter",
  skipToContent: "Aller au contenu",
  outOfDate: "Ce qui est affiché n’est peut-être plus à jour",

  "replaced.title": "Latchkey a été mis à jour",
  "replaced.text":
    "Cette page date de la version précédente et une partie n’existe plus. Rechargez-la pour continuer. Votre saisie est conservée, sauf les mots de passe et les liens.",
  "replaced.reload": "Recharger",
  "replaced.later": "Plus tard",

  "signInAgain.title": "Connectez-vous pour continuer",
  "signInAgain.text":
    "Votre session est terminée. Rien n’est perdu sur cette page\u00a0: connectez-vous, puis refaites votre dernière action.",
  "signInAgain.stopped":
    "Trop de mots de passe erronés ont été saisis à la suite\u00a0: ici, le mot de passe seul ne suffit plus. Utilisez «\u00a0Mot de passe oublié\u00a0?\u00a0» ou adressez-vous à une autre personne de l’équipe d’administration.",
  "leave.title": "Quitter sans enregistrer\u00a0?",
  "leave.text":
    "Vos modifications ne sont pas encore enregistrées. Elles seront perdues si vous quittez cette page.",
  "leave.button": "Quitter",
  "signOut.title": "Se déconnecter sans enregistrer\u00a0?",
  "signOut.text":
    "Vos modifications ne sont pas encore enregistrées. Elles seront perdues si vous vous déconnectez.",
  "signOut.failed": "Votre session est toujours ouverte",
  "menu.profile": "Votre profil et votre mot de passe",

  "forced.lead":
    "Votre session est ouverte en tant que {user} avec un mot de passe temporaire. Choisissez le vôtre pour continuer.",
  "forced.done": "Votre session est ouverte avec le nouveau mot de passe.",
  continue: "Continuer",

  profile: "Profil",
  userName: "Identifiant",
  firstName: "Prénom",
  lastName: "Nom",
  email: "E-mail",
  type: "Type",
  "type.system-administrator": "Administration du système",
  "type.regular": "Standard",
  "profile.note": "Pour faire corriger ces informations, adressez-vous à votre équipe d’administration.",
  "profile.ownRecord": "Corriger ces informations sur votre fiche d’utilisateur",

  preferences: "Préférences",
  asInBrowser: "Comme dans le navigateur",
  timeZone: "Fuseau horaire",
  theme: "Thème",
  "theme.system": "Système",
  "theme.light": "Clair",
  "theme.dark": "Sombre",
  "theme.failed": "Le thème n’a pas été enregistré",
  oneSignKeys: "Touches à un seul signe",
  "oneSignKeys.note":
    "/ recherche un utilisateur, «\u00a0?\u00a0» affiche les touches. Désactivez-les si vous dictez à l’ordinateur ou appuyez sur des touches par mégarde.",
  "preferences.note": "Les e-mails qui vous sont adressés, la langue et les heures à l’écran en dépendent.",
  saved: "Enregistré",

  currentPassword: "Mot de passe actuel",
  enterCurrentPassword: "Saisissez votre mot de passe actuel.",
  change: "Changer",
  "change.note": "Toutes vos sessions seront fermées et vous devrez vous reconnecter.",

  sessions: "Sessions",
  "sessions.loading": "Chargement des sessions",
  "sessions.failed": "Les sessions n’ont pas pu être chargées",
  "sessions.endOthers": "Fermer toutes les autres",
  "sessions.endedOthers": "Toutes les autres sessions sont fermées",
  "sessions.ended": "{count, plural, one {# session a été fermée.} other {# sessions ont été fermées.}}",
  "sessions.notEnded": "Les sessions n’ont pas été fermées",
  "sessions.none": "Aucune session ouverte.",
  "session.thisOne": "Session actuelle",
  "session.end": "Fermer",
  "session.notEnded": "La session n’a pas été fermée",
  "session.unknownAddress": "Adresse inconnue",
  "session.unknownBrowser": "Navigateur inconnu",
  "session.browserOn": "{browser} sur {system}",
});
