import type { getSettings as route } from "@latchkey/contract/settings.ts";
import type { Verb } from "../http/verb.ts";
import { readReaderDefaults } from "./reader-defaults.ts";

/** How this installation is set up. */
export const getSettings: Verb<typeof route> = async ({ db, installation }) => ({
  productName: installation.productName,
  mailboxUrl: installation.mailboxUrl,
  webhooks: installation.webhooks,
  copiedLinks: installation.copiedLinks,
  ...(await readReaderDefaults(db)),
});
