import { z } from "zod";
import { languageTags } from "./languages.ts";
import { body, emptyReply, reply, type RouteDescription } from "./route.ts";
import { TimeZone } from "./time-zone.ts";

/** What the console needs to know of how this installation is set up. */
export const Settings = z.strictObject({
  productName: z.string(),
  /** Where the built-in mailbox shows its mails, while it stands in for the mail service; else null. */
  mailboxUrl: z.url().nullable(),
  /** The mail service reports what became of a mail after it was accepted. */
  webhooks: z.boolean(),
  /** Administrators may copy a link and hand it over, in place of mailing it. */
  copiedLinks: z.boolean(),
  /** In which language mails are to users whose record names none; null: English. */
  language: z.enum(languageTags).nullable(),
  /** In which time zone (IANA) they tell moments to users whose record names none; null: nobody has said. */
  timeZone: z.string().nullable(),
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

/** Changes what is named: the language and time zone of mails to users whose record names none. */
export const updateSettings = {
  method: "patch",
  path: "/api/settings",
  summary: "Change how this installation is set up",
  access: "edit settings",
  audits: { done: ["settings.changed"], refused: "settings.changed" },
  request: {
    body: body(
      z.strictObject({ language: z.enum(languageTags).nullable(), timeZone: TimeZone.nullable() }).partial(),
    ),
  },
  responses: { 204: emptyReply("Saved") },
  problems: [],
} as const satisfies RouteDescription;
