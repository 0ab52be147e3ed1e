import { linkBreak } from "@latchkey/contract/user-name.ts";
import anyAscii from "any-ascii";

/**
 * The form in which names are sorted: lower case, without accents, Latin letters as those of the alphabet that they come from
 * (Ł under L), other scripts as they are; the same in every database.
 */
export function foldForOrder(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(/(?=\P{ASCII})[\p{Script=Latin}\p{P}\p{Sk}]/gu, (sign) => anyAscii(sign) || sign)
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

/** How letters are written where their keys are missing, besides the plain letter. */
const spelledOut: Readonly<Record<string, string>> = {
  ä: "ae",
  ö: "oe",
  ő: "oe",
  ø: "oe",
  ü: "ue",
  ű: "ue",
  å: "aa",
  đ: "dj",
};

/**
 * The forms in which a text is searched: words of ASCII in lower case with one blank between them, whatever its script, without
 * apostrophes and invisible marks; hyphens and slashes count as blanks. The plain form, and if it differs that with letters
 * spelled out: `müller` is `muller` and `mueller`.
 */
export function foldForSearch(text: string): string[] {
  const composed = text
    .replaceAll(linkBreak, "")
    .replaceAll(/\p{DI}/gu, "")
    .toLowerCase()
    .normalize("NFC");
  const plain = toAsciiWords(composed);
  const spelled = toAsciiWords(composed.replaceAll(/[äöőøüűåđ]/g, (letter) => spelledOut[letter]!));
  return plain === spelled ? [plain] : [plain, spelled];
}

function toAsciiWords(text: string): string {
  return text
    .replaceAll(/\P{ASCII}/gu, (sign) => anyAscii(sign) || sign)
    .replaceAll(/[\p{M}\p{Lm}]/gu, "")
    .toLowerCase()
    .replaceAll(/['`]/g, "")
    .replaceAll(/[\s\p{Cc},;|<>"()[\]{}/-]+/gu, " ")
    .trim();
}
