import type { Language } from "@latchkey/contract/languages.ts";
import { templateNames, type TemplateKey } from "@latchkey/contract/template-names.ts";
import type {
  lintTemplate as lintRoute,
  TemplateRecord,
  TemplateSource,
} from "@latchkey/contract/templates.ts";
import type { Verb } from "../http/verb.ts";
import type { Versioned } from "../versioned/versioned.ts";
import { versionedVerbs } from "../versioned/versioned-verbs.ts";
import { defaultSource, lintInForce, readTemplateRecord } from "./read-template-record.ts";
import { refuseErrors } from "./refuse-errors.ts";
import { readSource } from "./stored-content.ts";

type VersionedTemplate = Versioned<
  TemplateSource,
  TemplateSource,
  { source: TemplateSource },
  TemplateRecord
>;

const versionedTemplate = ({ key, locale }: { key: TemplateKey; locale: Language }): VersionedTemplate => ({
  slot: { key, locale },
  builtIn: () => defaultSource(key, locale),
  read: readSource,
  contentOf: ({ subject, preheader, html, text }) => ({ subject, preheader, html, text }),
  show: (source) => ({ source }),
  refuseErrors: async (ctx, source) => refuseErrors(await lintInForce(ctx, key, locale, source)),
  tell: ({ subject, preheader, html, text }) =>
    `Subject: ${subject}\nPreheader: ${preheader}\nHTML:\n${html}\nText:\n${text ?? "(made from the HTML part)"}`,
  entry: (done, facts) => ({
    action: `template.${done}`,
    subjectId: null,
    details: { template: templateNames[key], language: locale, ...facts },
  }),
  readRecord: (ctx) => readTemplateRecord(ctx, key, locale),
});

/** What can be done with a template in one language and its versions. */
export const templateVerbs = versionedVerbs(versionedTemplate);

/** What is wrong with words that are not saved. */
export const lintTemplate: Verb<typeof lintRoute> = async (ctx, { params: { key, locale }, body }) => ({
  findings: await lintInForce(ctx, key, locale, body),
});
