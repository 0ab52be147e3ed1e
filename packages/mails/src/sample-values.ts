import { alertTemplates, type TemplateKey } from "@latchkey/contract/template-names.ts";
import { addHours } from "./instant.ts";
import type { Brand } from "./mail-frame.ts";
import type { TemplateValues } from "./template-values.ts";

/** Somebody whose names stand in a mail. */
export type Person = TemplateValues["user"];

/** When and where a sample is made: the instant (ISO 8601), and how the installation is named and reached. */
export type SampleSetting = { now: string; installation: Brand & { publicUrl: string } };

/** Nobody's names. */
export const samplePerson: Person = {
  firstName: "Jane",
  lastName: "Okafor",
  name: "Jane Okafor",
  userName: "jane.okafor",
  email: "jane.okafor@acme.example",
};

/** What stands for a secret in samples: no link and no password was ever made like this. */
const sampleSecret = "sample-that-works-nowhere";

/** Every value of a mail of this kind, for a sample: real names perhaps, `secret` in place of every secret. */
export function sampleValues(
  { now, installation }: SampleSetting,
  key: TemplateKey,
  brand: Brand,
  { person = samplePerson, secret = sampleSecret }: { person?: Person; secret?: string } = {},
): TemplateValues {
  const { publicUrl } = installation;
  const isAlert = alertTemplates.includes(key);
  const ends = ["access-info", "password-change-link", "link-copied", "link-extended", "recovery-stopped"];
  return {
    ...brand,
    user: person,
    link: key === "password-change-link" ? `${publicUrl}/reset-password#${secret}` : null,
    password: key === "access-info" ? `password-${secret}` : null,
    expiresAt: ends.includes(key) ? addHours(now, 24) : null,
    signInUrl: `${publicUrl}/sign-in`,
    actor: key === "password-changed" || isAlert ? "you" : "an administrator",
    readerIsAdministrator: key === "recovery-stopped",
    stopLink: isAlert ? null : `${publicUrl}/stop#${secret}`,
    recordUrl: key === "recovery-stopped" ? `${publicUrl}/users` : null,
    stoppedAt: isAlert ? now : null,
  };
}
