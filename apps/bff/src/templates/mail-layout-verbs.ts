import type {
  lintMailLayout as lintRoute,
  MailLayout,
  MailLayoutRecord,
} from "@latchkey/contract/templates.ts";
import { lintLayout } from "@latchkey/mails/lint-layout.ts";
import { defaultLayout } from "@latchkey/mails/mail-frame.ts";
import type { Ctx } from "../ctx.ts";
import type { Verb } from "../http/verb.ts";
import { readStanding } from "../versioned/version-store.ts";
import type { Versioned } from "../versioned/versioned.ts";
import { versionedVerbs } from "../versioned/versioned-verbs.ts";
import { refuseErrors } from "./refuse-errors.ts";
import { layoutSlot, readLayout } from "./stored-content.ts";

const versionedLayout: Versioned<
  MailLayout,
  { layout: MailLayout },
  { layout: MailLayout },
  MailLayoutRecord
> = {
  slot: layoutSlot,
  builtIn: () => defaultLayout,
  read: readLayout,
  contentOf: ({ layout }) => layout,
  show: (layout) => ({ layout }),
  refuseErrors: async (ctx, layout) => refuseErrors(lintLayout(layout), "/layout"),
  tell,
  entry: (done, facts) => ({
    action: `layout.${done}`,
    subjectId: null,
    details: { template: "Layout", ...facts },
  }),
  readRecord,
};

/** What can be done with the layout of all mails and its versions. */
export const mailLayoutVerbs = versionedVerbs(() => versionedLayout);

/** What is wrong with a layout that is not saved. */
export const lintMailLayout: Verb<typeof lintRoute> = async (ctx, { body }) => ({
  findings: lintLayout(body),
});

/** Line by line; of the logo only its size. */
function tell({ logo, colours, footers, ...words }: MailLayout): string {
  const lines = {
    ...words,
    logo: logo === null ? null : `${logo.slice(5, logo.indexOf(";"))}, ${logo.length} characters`,
    ...Object.fromEntries(Object.entries(colours).map(([theme, chosen]) => [theme, JSON.stringify(chosen)])),
    ...Object.fromEntries(Object.entries(footers).map(([locale, footer]) => [`footer ${locale}`, footer])),
  };
  return Object.entries(lines)
    .map(([name, value]) => `${name}: ${value ?? "(default)"}`)
    .join("\n");
}

async function readRecord(ctx: Ctx): Promise<MailLayoutRecord> {
  const { content, ...standing } = await readStanding(ctx, versionedLayout);
  const layout = content === null ? defaultLayout : readLayout(content);
  const { productName, companyName, supportContact } = ctx.installation;
  return {
    origin: content === null ? "default" : "edited",
    ...standing,
    layout,
    defaultLayout,
    installation: { productName, companyName, supportContact },
    findings: lintLayout(layout),
  };
}
