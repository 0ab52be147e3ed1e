import { z } from "zod";
import { reply, type RouteDescription } from "./route.ts";

/** What the console needs to know of how this installation is set up. */
export const Settings = z.strictObject({
  productName: z.string(),
  /** Where the built-in mailbox shows its mails, while it stands in for the mail service; else null. */
  mailboxUrl: z.url().nullable(),
  /** The mail service reports what became of a mail after it was accepted. */
  webhooks: z.boolean(),
  /** Administrators may copy a link and hand it over, in place of mailing it. */
  copiedLinks: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

/** The settings of this installation. */
export const getSettings = {
  method: "get",
  path: "/api/settings",
  summary: "How this installation is set up",
  access: "use console",
  request: {},
  responses: { 200: reply("The settings", Settings) },
  problems: [],
} as const satisfies RouteDescription;
