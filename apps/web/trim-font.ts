import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import subsetFont from "subset-font";
import type { Plugin } from "vite";

const sheet = "@fontsource-variable/inter/wght.css";

/** The weights that the styles name: from the first to the last of them. */
const weights = { min: 400, max: 650 };

/**
 * The features that the styles ask for, and those without which marks and pairs stand wrong. Not `calt`: it shows an arrow for
 * `->` and a cross for the x of 3x4, where people read what somebody has typed.
 */
const features = ["kern", "mark", "mkmk", "ccmp", "locl", "rlig", "tnum", "zero"];

/**
 * Takes out of the font what no style uses: the thin and the black weights, and other forms of its letters. Every letter stays,
 * in the file and range that it had: nobody's name falls into another font. Throws when the font has another shape.
 */
export function trimFont(): Plugin {
  return {
    name: "trim-font",
    apply: "build",
    async config({ root = "." }) {
      const folder = `${root}/node_modules/.trimmed-font`;
      mkdirSync(folder, { recursive: true });
      const source = import.meta.resolve(sheet);
      const css = readFileSync(new URL(source), "utf8");
      const trimmed = await Promise.all(
        css.split(/(?=@font-face)/).map(async (face) => {
          const file = /url\(\.\/files\/([^)]+)\)/.exec(face)?.[1];
          if (file === undefined) return "";
          const font = readFileSync(new URL(`files/${file}`, source));
          writeFileSync(`${folder}/${file}`, await trim(font, charactersOf(face)));
          return face.replace("./files/", "./").replace("100 900", `${weights.min} ${weights.max}`);
        }),
      );
      writeFileSync(`${folder}/wght.css`, trimmed.join(""));
      return { resolve: { alias: { [sheet]: `${folder}/wght.css` } } };
    },
  };
}

function trim(font: Buffer, characters: string): Promise<Buffer> {
  return subsetFont(font, characters, {
    targetFormat: "woff2",
    keepFeatures: features,
    variationAxes: { wght: weights },
  });
}

/** The characters for which browsers load the file. */
function charactersOf(face: string): string {
  const ranges = [.../unicode-range: ([^;]+);/.exec(face)![1]!.matchAll(/U\+([\dA-F]+)(?:-([\dA-F]+))?/gi)];
  return ranges
    .flatMap(([, first = "", last = first]) => {
      const from = Number.parseInt(first, 16);
      return Array.from({ length: Number.parseInt(last, 16) - from + 1 }, (_, index) => from + index);
    })
    .map((point) => String.fromCodePoint(point))
    .join("");
}
