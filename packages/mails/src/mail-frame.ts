import type { Language } from "@latchkey/contract/languages.ts";
import type { MailLayout } from "@latchkey/contract/templates.ts";
import { darkPalette, lightPalette, type MailPalette } from "./mail-style.ts";

/** How the mails name whom they come from. */
export type Brand = { productName: string; companyName: string | null; supportContact: string | null };

/** What an installation makes of the frame: its colours, its logo as a data address, and footers by language, with Liquid. */
export type MailFrame = {
  light: MailPalette;
  dark: MailPalette;
  logo: string | null;
  footers: Partial<Record<Language, string>>;
};

/** The frame as it comes with the product. */
export const defaultFrame: MailFrame = { light: lightPalette, dark: darkPalette, logo: null, footers: {} };

const chosen = ({ accent, onAccent, page }: MailPalette) => ({ accent, onAccent, page });

/** The layout that comes with the product. */
export const defaultLayout: MailLayout = {
  logo: null,
  productName: null,
  companyName: null,
  supportContact: null,
  colours: { light: chosen(lightPalette), dark: chosen(darkPalette) },
  footers: {},
};

/** How a layout names whom mails come from; where it names nothing, as the installation is named. */
export function brandOf(installation: Brand, layout: MailLayout): Brand {
  return {
    productName: layout.productName ?? installation.productName,
    companyName: layout.companyName ?? installation.companyName,
    supportContact: layout.supportContact ?? installation.supportContact,
  };
}

/** The frame that a layout makes. */
export function frameOf({ colours, logo, footers }: MailLayout): MailFrame {
  return {
    light: { ...lightPalette, ...colours.light } as MailPalette,
    dark: { ...darkPalette, ...colours.dark } as MailPalette,
    logo,
    footers,
  };
}
