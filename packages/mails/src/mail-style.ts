/** The colours of a mail in one theme: the product's tokens as sRGB, because mail clients do not read OKLCH. */
export type MailPalette = Record<
  "page" | "card" | "sunk" | "border" | "text" | "muted" | "accent" | "onAccent",
  `#${string}`
>;

/** Written into every element, for clients that drop style sheets. */
export const lightPalette: MailPalette = {
  page: "#f6f9fb",
  card: "#ffffff",
  sunk: "#f0f4f7",
  border: "#dadee3",
  text: "#161b20",
  muted: "#4f565e",
  accent: "#00757a",
  onAccent: "#ffffff",
};

/** Takes over where the client says that it is dark. */
export const darkPalette: MailPalette = {
  page: "#0d1013",
  card: "#15191d",
  sunk: "#1d2227",
  border: "#33393f",
  text: "#e5e8ec",
  muted: "#a1a7ae",
  accent: "#45c4bd",
  onAccent: "#001313",
};

const mono = "ui-monospace,'Cascadia Code',Menlo,Consolas,monospace";

// The whole vocabulary of a body that has a look of its own: an element, or an element with its one class.
const stylesIn = ({ sunk, border, text, muted, accent, onAccent }: MailPalette): Record<string, string> => ({
  h1: `margin:0 0 16px;font-size:22px;line-height:28px;font-weight:600;letter-spacing:-0.01em;color:${text}`,
  h2: `margin:0 0 8px;font-size:15px;line-height:22px;font-weight:600;color:${text}`,
  p: `margin:0 0 16px;color:${text}`,
  "p.action": "margin:24px 0",
  "p.address": `margin:0 0 16px;font-size:13px;line-height:20px;word-break:break-all;color:${muted}`,
  "p.last": `margin:0;color:${muted}`,
  a: `color:${accent};text-decoration:underline`,
  "a.button": `display:inline-block;padding:12px 20px;border-radius:6px;background-color:${accent};color:${onAccent};font-weight:600;line-height:20px;text-decoration:none`,
  dl: `margin:0 0 16px;padding:16px;border:1px solid ${border};border-radius:8px;background-color:${sunk}`,
  dt: `margin:0 0 4px;font-size:13px;line-height:18px;color:${muted}`,
  dd: `margin:0 0 16px;color:${text}`,
  "dd.secret": `margin:0;font-family:${mono};font-feature-settings:'zero';font-size:17px;line-height:26px;font-weight:600;user-select:all;-webkit-user-select:all;color:${text}`,
  // On both sides: numbers stand on the right where the language runs from there, and clients know no logical sides.
  ol: "margin:0 0 16px;padding:0 24px",
  ul: "margin:0 0 16px;padding:0 24px",
  li: `margin:0 0 4px;color:${text}`,
  strong: "font-weight:600",
  img: "max-width:100%;height:auto;border:0",
  hr: `margin:24px 0;border:0;border-top:1px solid ${border}`,
});

/** The elements that have a look of their own. */
export const styledElements: readonly string[] = Object.keys(stylesIn(lightPalette)).filter(
  (name) => !name.includes("."),
);

const inlineStyles = new WeakMap<MailPalette, Record<string, string>>();

/**
 * Writes our styles into the elements of a body template, so that the template itself stays plain HTML.
 * For template sources only, never for values.
 */
export function styleBody(source: string, palette: MailPalette = lightPalette): string {
  const styles = inlineStyles.get(palette) ?? stylesIn(palette);
  inlineStyles.set(palette, styles);
  return source.replace(
    /<([a-z][a-z0-9]*)(?: class="([a-z]+)")?(?=[\s>])/g,
    (opening, element, className) => {
      const style = styles[`${element}.${className}`] ?? styles[element];
      return style ? `${opening} style="${style}"` : opening;
    },
  );
}

/** The style sheet of a mail: what differs in the dark. */
export const mailStyleSheet = (
  dark: MailPalette,
): string => `:root{color-scheme:light dark;supported-color-schemes:light dark}
a[x-apple-data-detectors]{color:inherit!important;text-decoration:inherit!important}
[dir="rtl"] h1{letter-spacing:0!important}
@media (max-width:480px){.card{padding:24px 20px!important}}
@media (prefers-color-scheme:dark){
.page{background-color:${dark.page}!important}
.card{background-color:${dark.card}!important;border-color:${dark.border}!important}
.mark,.card h1,.card h2,.card p,.card li,.card dd{color:${dark.text}!important}
.mark span{background-color:${dark.accent}!important}
.card .address,.card .last,.card dt,.footer{color:${dark.muted}!important}
.card a{color:${dark.accent}!important}
.card dl{background-color:${dark.sunk}!important;border-color:${dark.border}!important}
.card hr{border-top-color:${dark.border}!important}
.card a.button{background-color:${dark.accent}!important;color:${dark.onAccent}!important}
}`;

const darkQuery = "@media (prefers-color-scheme:dark)";

/** A whole mail as an inbox in the light or in the dark shows it, whatever the browser prefers. */
export function inTheme(html: string, theme: "light" | "dark" | "system"): string {
  if (theme === "system") return html;
  return html
    .replace(darkQuery, theme === "dark" ? "@media all" : "@media not all")
    .replace(":root{color-scheme:light dark;", `:root{color-scheme:${theme};`)
    .replace('name="color-scheme" content="light dark"', `name="color-scheme" content="${theme}"`);
}
