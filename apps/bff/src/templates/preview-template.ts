import type {
  previewTemplate as route,
  readTemplatePreviewHtml as htmlRoute,
} from "@latchkey/contract/templates.ts";
import { attachPictures } from "@latchkey/mails/attached-pictures.ts";
import { inTheme } from "@latchkey/mails/mail-style.ts";
import type { Verb } from "../http/verb.ts";
import { findPreview, keepPreview } from "./preview-store.ts";
import { renderRendition } from "./render-rendition.ts";

/** Renders a mail as a user or a sample would get it, and keeps its HTML part for the frame that asks for it next. */
export const previewTemplate: Verb<typeof route> = async (ctx, { body }) => {
  const { mail, findings, locale, reader } = await renderRendition(ctx, body);
  if (mail === null) return { preview: null, findings };
  const { subject, preheader, html, text } = mail;
  return {
    preview: {
      id: await keepPreview(ctx, html),
      subject,
      preheader,
      text,
      bytes: Buffer.byteLength(attachPictures(html, "").html),
      locale,
      reader: { name: reader.person.name, locale: reader.locale, timeZone: reader.timeZone },
    },
    findings,
  };
};

/** The HTML part of one's own preview, as an inbox in the light or in the dark shows it. */
export const readTemplatePreviewHtml: Verb<typeof htmlRoute> = async (
  ctx,
  { params: { previewId }, query: { theme } },
) => inTheme(await findPreview(ctx, previewId), theme);
