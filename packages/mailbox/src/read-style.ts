import { readFile } from "node:fs/promises";

const fonts = import.meta.resolve("@fontsource-variable/inter/wght.css");

/** In the order in which the product has them. */
const sheets = [
  fonts,
  import.meta.resolve("@latchkey/ui/tokens.css"),
  import.meta.resolve("@latchkey/ui/reset.css"),
  import.meta.resolve("./inbox.css"),
];

/** The look of the pages: the product's font, tokens and reset, and what the inbox adds. */
export async function readStyle(): Promise<string> {
  const parts = await Promise.all(sheets.map((sheet) => readFile(new URL(sheet), "utf8")));
  return parts.join("\n");
}

/** A font that the style names by its file, such as `inter-latin-wght-normal.woff2`; rejects when there is none. */
export function readFont(file: string): Promise<Uint8Array<ArrayBuffer>> {
  return readFile(new URL(`files/${file}`, fonts));
}
