import { templateNames, type TemplateKey } from "@latchkey/contract/template-names.ts";
import { findTemplate } from "@latchkey/mails/find-template.ts";
import { type Brand, defaultFrame } from "@latchkey/mails/mail-frame.ts";
import {
  type MailParts,
  type Reader,
  type RenderedMail,
  renderWithOpenParts,
} from "@latchkey/mails/render-template.ts";
import type { TemplateValues } from "@latchkey/mails/template-values.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { System } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";
import { describeError } from "../ports/log.ts";
import { readInForce, type InForce } from "./templates-in-force.ts";

/** What a room says in a mail; how the sender is named, the layout says. */
export type MailValues = Omit<TemplateValues, keyof Brand>;

/** A mail, and beside it what administrators may read of it: undefined when it carries a link or a password. */
export type MailInForce = {
  mail: RenderedMail;
  openParts: MailParts | undefined;
  /** The id of the version that its words are from; null: they are built in. */
  templateVersion: string | null;
};

/** A mail that was rendered, with all it takes to render it anew: its values, secrets included. For `confirmInForce`. */
export type PreparedMail = {
  key: TemplateKey;
  reader: Reader;
  values: MailValues;
  inForce: InForce;
  rendered: MailInForce;
  /** Why it is in the built-in words, though others are in force. */
  failure: Error | null;
};

/**
 * Renders a mail in the words and the layout in force for its reader, before the transaction that queues it. Words that can't
 * be rendered all the same never hold up a mail: it is made of the built-in ones. Throws what `renderTemplate` throws for the
 * values.
 */
export async function renderInForce(
  system: Pick<System, "installation">,
  db: System["db"],
  key: TemplateKey,
  { reader, values }: { reader: Reader; values: MailValues },
): Promise<PreparedMail> {
  return prepare(key, reader, values, await readInForce(system, db, key, reader.locale));
}

/**
 * The mail, in the transaction that queues it: as it was prepared, or rendered anew when words or a layout were saved since.
 * That words in force could not be rendered is logged and audited with it.
 */
export async function confirmInForce(system: System, tx: Tx, prepared: PreparedMail): Promise<MailInForce> {
  const { key, reader, values } = prepared;
  const inForce = await readInForce(system, tx, key, reader.locale);
  const isTheSame =
    inForce.templateVersion === prepared.inForce.templateVersion &&
    inForce.layoutVersion === prepared.inForce.layoutVersion;
  const { rendered, failure } = isTheSame ? prepared : prepare(key, reader, values, inForce);
  if (failure !== null) await recordFailure(system, tx, { key, inForce, failure });
  return rendered;
}

function prepare(key: TemplateKey, reader: Reader, values: MailValues, inForce: InForce): PreparedMail {
  const whole = { ...values, ...inForce.brand };
  const render = (
    design: Pick<InForce, "template" | "frame">,
    templateVersion: string | null,
  ): MailInForce => {
    const { openParts, ...mail } = renderWithOpenParts(key, whole, reader, design);
    return { mail, openParts: openParts ?? undefined, templateVersion };
  };
  const about = { key, reader, values, inForce };
  try {
    return { ...about, rendered: render(inForce, inForce.templateVersion), failure: null };
  } catch (error) {
    const builtIn = { template: findTemplate(key, reader.locale), frame: defaultFrame };
    return { ...about, rendered: render(builtIn, null), failure: error as Error };
  }
}

async function recordFailure(
  system: System,
  tx: Tx,
  { key, inForce, failure }: { key: TemplateKey; inForce: InForce; failure: Error },
): Promise<void> {
  const { template, templateVersion } = inForce;
  system.log.warn("template.failed", {
    template: key,
    templateVersion: templateVersion ?? "layout",
    ...describeError(failure),
  });
  await recordAudit(
    tx,
    { clock: system.clock, actor: { kind: "worker" } },
    {
      action: "template.failed",
      subjectId: null,
      details: {
        template: templateNames[key],
        language: template.locale,
        sent: "in the built-in words",
      },
    },
  );
}
