import type { Language } from "@latchkey/contract/languages.ts";
import type { TemplateValues } from "./template-values.ts";

type Actor = TemplateValues["actor"];

/** As they stand inside a sentence, and as its subject. */
const words: Record<Language, Record<Actor, string>> = {
  en: { "an administrator": "an administrator", you: "you" },
  de: { "an administrator": "die Systemadministration", you: "Sie" },
  fr: { "an administrator": "l’équipe d’administration", you: "vous" },
  es: { "an administrator": "la administración del sistema", you: "usted" },
  pt: { "an administrator": "a administração do sistema", you: "quem recebe esta mensagem" },
  it: { "an administrator": "l’amministrazione del sistema", you: "Lei" },
  nl: { "an administrator": "het systeembeheer", you: "u" },
  pl: { "an administrator": "administracja systemu", you: "Państwo" },
  tr: { "an administrator": "bir yönetici", you: "siz" },
  uk: { "an administrator": "адміністрація системи", you: "ви" },
  ja: { "an administrator": "管理者", you: "ご本人" },
  "zh-Hans": { "an administrator": "管理员", you: "您" },
  ar: { "an administrator": "إدارة النظام", you: "أنت" },
};

/** Who caused a mail, in the words of a language (BCP 47), else in English. */
export function actorWords(actor: Actor, language: string): string {
  return (words[language as Language] ?? words.en)[actor];
}
