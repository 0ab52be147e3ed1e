import type { Language } from "@latchkey/contract/languages.ts";

type Words = {
  /** The contact that the layout names. */
  named: (contact: string) => string;
  /** Without one: to a user, and to a System Administrator, who is not sent to themselves and may be the only one. */
  toUser: string;
  toAdministrator: string;
};

/** In the case in which every built-in sentence has it: "contact …". */
const words: Record<Language, Words> = {
  en: {
    named: (contact) => contact,
    toUser: "your System Administrator",
    toAdministrator: "another System Administrator or whoever runs the server",
  },
  de: {
    named: (contact) => `den Support (${contact})`,
    toUser: "Ihre Systemadministration",
    toAdministrator: "eine andere Person aus der Systemadministration oder an den Betreiber des Servers",
  },
  fr: {
    named: (contact) => `l’assistance (${contact})`,
    toUser: "votre équipe d’administration",
    toAdministrator: "une autre personne de l’équipe d’administration ou l’exploitant du serveur",
  },
  es: {
    named: (contact) => `el servicio de asistencia (${contact})`,
    toUser: "la administración del sistema",
    toAdministrator: "otra persona de la administración del sistema o con quien gestiona el servidor",
  },
  pt: {
    named: (contact) => `o suporte (${contact})`,
    toUser: "a administração do sistema",
    toAdministrator: "outra pessoa da administração do sistema ou com quem opera o servidor",
  },
  it: {
    named: (contact) => `l’assistenza (${contact})`,
    toUser: "l’amministrazione del sistema",
    toAdministrator: "un’altra persona dell’amministrazione del sistema o chi gestisce il server",
  },
  nl: {
    named: (contact) => `de helpdesk (${contact})`,
    toUser: "het systeembeheer",
    toAdministrator: "iemand anders van het systeembeheer of met de beheerder van de server",
  },
  pl: {
    named: (contact) => `pomocą techniczną (${contact})`,
    toUser: "administracją systemu",
    toAdministrator: "inną osobą z administracji systemu lub z operatorem serwera",
  },
  tr: {
    named: (contact) => `destek birimi (${contact})`,
    toUser: "sistem yöneticiniz",
    toAdministrator: "başka bir sistem yöneticisi veya sunucunun işletmecisi",
  },
  uk: {
    named: (contact) => `служби підтримки (${contact})`,
    toUser: "адміністрації системи",
    toAdministrator: "іншої особи з адміністрації системи або до оператора сервера",
  },
  ja: {
    named: (contact) => `サポート窓口（${contact}）`,
    toUser: "システム管理者",
    toAdministrator: "ほかのシステム管理者またはサーバーの運用担当者",
  },
  "zh-Hans": {
    named: (contact) => `支持人员（${contact}）`,
    toUser: "您的系统管理员",
    toAdministrator: "其他系统管理员或服务器运维人员",
  },
  ar: {
    named: (contact) => `الدعم الفني (${contact})`,
    toUser: "إدارة النظام",
    toAdministrator: "شخص آخر من إدارة النظام أو مع مشغّل الخادم",
  },
};

/** Whom the reader of a mail can ask, in the words of a language (BCP 47), else in English; `contact` is the layout's. */
export function supportWords(
  { contact, readerIsAdministrator }: { contact: string | null; readerIsAdministrator: boolean },
  language: string,
): string {
  const { named, toUser, toAdministrator } = words[language as Language] ?? words.en;
  if (contact !== null) return named(contact);
  return readerIsAdministrator ? toAdministrator : toUser;
}
