import type { getTemplate as route } from "@latchkey/contract/templates.ts";
import type { Verb } from "../http/verb.ts";
import { readTemplateRecord } from "./read-template-record.ts";

/** A template in one language. */
export const getTemplate: Verb<typeof route> = (ctx, { params: { key, locale } }) =>
  readTemplateRecord(ctx, key, locale);
