import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import subsetFont from "subset-font";
import type { Plugin } from "vite";

/** The weights that the styles name: from the first to the last of them. */
const weights = { min: 400, max: 650 };

/**
 * The features that the styles ask for, and those without which marks and pairs stand wrong. Not `calt`: it shows an arrow for
 * `->` and a cross for the x of 3x4, where people read what somebody has typed.
 */
const features = ["kern", "mark", "mkmk", "ccmp", "locl", "rlig", "tnum", "zero"];

/** What the seven languages of Latin-1 are written in: the part of the Latin file that every page needs. */
const written = /[ -~\u00A0¡«·»¿À-ÿŒœ–—‘’‚“”„•…‹›€]/u;

/**
 * Takes out of the font what no style uses, the thin and the black weights and other forms of its letters, and cuts the Latin
 * file in two. Every sign stays in one of the files: nobody's name falls into another font. Throws when the font has another
 * shape.
 */
export function trimFont(): Plugin {
  return {
    name: "trim-font",
    apply: "build",
    async config() {
      const folder = join(import.meta.dirname, "node_modules/.trimmed-font");
      mkdirSync(folder, { recursive: true });
      const source = import.meta.resolve("@fontsource-variable/inter/wght.css");
      const faces = readFileSync(new URL(source), "utf8").split(/(?=@font-face)/);
      const trimmed = await Promise.all(
        faces.flatMap((face) => {
          const [, name] = /url\(\.\/files\/([^)]+)\.woff2\)/.exec(face) ?? [];
          if (name === undefined) return [];
          const font = readFileSync(new URL(`files/${name}.woff2`, source));
          const points = pointsOf(face);
          const isWritten = (point: number) => written.test(String.fromCodePoint(point));
          const [common, more] = [points.filter(isWritten), points.filter((point) => !isWritten(point))];
          const parts =
            common.length === 0
              ? [{ file: `${name}.woff2`, points: more }]
              : [
                  { file: `${name}.woff2`, points: common },
                  { file: `${name}-more.woff2`, points: more },
                ];
          return parts.map(async (part) => {
            writeFileSync(`${folder}/${part.file}`, await trim(font, part.points));
            return faceOf(part.file, part.points);
          });
        }),
      );
      writeFileSync(`${folder}/wght.css`, trimmed.join("\n"));
      return { resolve: { alias: { "@fontsource-variable/inter/wght.css": `${folder}/wght.css` } } };
    },
  };
}

function faceOf(file: string, points: readonly number[]): string {
  return `@font-face {
  font-family: "Inter Variable";
  font-style: normal;
  font-display: swap;
  font-weight: ${weights.min} ${weights.max};
  src: url(./${file}) format("woff2-variations");
  unicode-range: ${rangesOf(points)};
}`;
}

function trim(font: Buffer, points: readonly number[]): Promise<Buffer> {
  return subsetFont(font, String.fromCodePoint(...points), {
    targetFormat: "woff2",
    keepFeatures: features,
    variationAxes: { wght: weights },
  });
}

/** The characters for which browsers load the file, in ascending order. */
function pointsOf(face: string): number[] {
  const ranges = [.../unicode-range: ([^;]+);/.exec(face)![1]!.matchAll(/U\+([\dA-F]+)(?:-([\dA-F]+))?/gi)];
  return ranges.flatMap(([, first = "", last = first]) => {
    const from = Number.parseInt(first, 16);
    return Array.from({ length: Number.parseInt(last, 16) - from + 1 }, (_, index) => from + index);
  });
}

/** The same characters as CSS has them: `U+41-5A,U+E9`. */
function rangesOf(points: readonly number[]): string {
  const ends = points.filter((point, index) => points[index + 1] !== point + 1);
  const starts = points.filter((point, index) => points[index - 1] !== point - 1);
  const hex = (point: number) => point.toString(16).toUpperCase();
  return starts
    .map((start, index) =>
      start === ends[index] ? `U+${hex(start)}` : `U+${hex(start)}-${hex(ends[index]!)}`,
    )
    .join(",");
}
