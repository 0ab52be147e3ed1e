import type { TemplateKey } from "@latchkey/contract/template-names.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { System } from "../ctx.ts";
import type { Tx } from "../db/transaction.ts";
import { describeError } from "../ports/log.ts";
import { findTemplate } from "./find-template.ts";
import { defaultFrame } from "./mail-layout.ts";
import { renderTemplate, type RenderedMail } from "./render-template.ts";
import { readInForce, type Brand, type InForce } from "./templates-in-force.ts";
import type { TemplateValues } from "./template-values.ts";
import { slotName } from "./template-slot.ts";

/** What a room says in a mail; how the sender is named, the layout says. */
export type MailValues = Omit<TemplateValues, keyof Brand>;

/** A mail with the id of the version that its words are from; null: they are built in. */
export type MailInForce = RenderedMail & { templateVersion: string | null };

/**
 * Makes a renderer of the words and the layout in force for somebody's locale (BCP 47) and time zone (IANA). Words that
 * can't be rendered all the same never hold up a mail: it goes out in the built-in ones, which is logged and audited.
 * The renderer throws what `renderTemplate` throws for the values.
 */
export async function openRenderer(
  system: System,
  tx: Tx,
  key: TemplateKey,
  options: { locale: string; timeZone: string },
): Promise<(values: MailValues) => Promise<MailInForce>> {
  const inForce = await readInForce(system, tx, key, options.locale);
  return async (values) => {
    const whole = { ...values, ...inForce.brand };
    try {
      return { ...renderTemplate(key, whole, options, inForce), templateVersion: inForce.templateVersion };
    } catch (error) {
      const builtIn = { template: findTemplate(key, options.locale), frame: defaultFrame };
      const mail = renderTemplate(key, whole, options, builtIn);
      await recordFailure(system, tx, key, inForce, error);
      return { ...mail, templateVersion: null };
    }
  };
}

async function recordFailure(
  system: System,
  tx: Tx,
  key: TemplateKey,
  { template, templateVersion }: InForce,
  error: unknown,
): Promise<void> {
  system.log.warn("template.failed", {
    template: key,
    templateVersion: templateVersion ?? "layout",
    ...describeError(error),
  });
  await recordAudit(
    tx,
    { clock: system.clock, actor: { kind: "worker" } },
    {
      action: "template.failed",
      subjectId: null,
      details: {
        template: slotName({ key, locale: "en" }),
        language: template.locale,
        sent: "in the built-in words",
      },
    },
  );
}
