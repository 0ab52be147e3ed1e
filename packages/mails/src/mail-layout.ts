import type { MailFrame } from "./mail-frame.ts";
import { mailStyleSheet } from "./mail-style.ts";

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(plain: string): string {
  return plain.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

// Inboxes fill their preview line with what follows the preheader; blanks keep a password out of it.
const previewFiller = "&#847;&zwnj;&nbsp;".repeat(120);

const font = "Inter,-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/**
 * The HTML document around a body: product mark, one card, footer; light and dark; nothing loaded from anywhere.
 * `bodyHtml` is HTML already, everything else is plain text and is escaped here.
 */
export function layOutMail(parts: {
  frame: MailFrame;
  locale: string;
  direction: "ltr" | "rtl";
  subject: string;
  preheader: string;
  productName: string;
  bodyHtml: string;
  footer: string;
}): string {
  const { light, dark, logo } = parts.frame;
  const name = escapeHtml(parts.productName);
  const mark =
    logo === null
      ? `<span aria-hidden="true" style="display:inline-block;width:12px;height:12px;margin-inline-end:8px;border-radius:3px;background-color:${light.accent}"></span>${name}`
      : `<img src="${escapeHtml(logo)}" alt="${name}" height="32" style="display:block;height:32px;width:auto;max-width:240px;border:0">`;
  const language = `lang="${parts.locale}" dir="${parts.direction}"`;
  return `<!doctype html>
<html ${language}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<title>${escapeHtml(parts.subject)}</title>
<style>${mailStyleSheet(dark)}</style>
</head>
<body class="page" style="margin:0;padding:0;background-color:${light.page}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escapeHtml(parts.preheader)}${previewFiller}</div>
<table role="presentation" class="page" ${language} width="100%" cellpadding="0" cellspacing="0" style="table-layout:fixed;background-color:${light.page}">
<tr><td align="center" style="padding:32px 12px">
<!--[if mso]><table role="presentation" width="560" cellpadding="0" cellspacing="0"><tr><td><![endif]-->
<div style="max-width:560px;margin:0 auto;text-align:start;overflow-wrap:anywhere;word-break:break-word;font-family:${font};font-size:15px;line-height:24px">
<p class="mark" style="margin:0 0 16px;padding:0 4px;font-size:16px;line-height:24px;font-weight:600;color:${light.text}">${mark}</p>
<div class="card" style="padding:32px;border:1px solid ${light.border};border-radius:10px;background-color:${light.card}">
${parts.bodyHtml.trim()}
</div>
<p class="footer" style="margin:16px 0 0;padding:0 4px;font-size:13px;line-height:20px;color:${light.muted}">${escapeHtml(parts.footer)}</p>
</div>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr>
</table>
</body>
</html>
`;
}

/** The text part: body, a rule, footer; never more than one blank line in a row. */
export function layOutText(parts: { body: string; footer: string }): string {
  return `${parts.body}\n\n---\n${parts.footer}`.replace(/\n{3,}/g, "\n\n").trim() + "\n";
}
