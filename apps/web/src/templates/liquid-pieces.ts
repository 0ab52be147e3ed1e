/** A comment with what it holds, a value `{{ … }}`, or a tag `{% … %}`. */
const liquid = /\{%-?\s*comment\b[\s\S]*?\{%-?\s*endcomment\s*-?%\}|\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;

/** A text cut at its Liquid. */
export type LiquidPiece = { kind: "text" | "liquid"; text: string };

/** Cuts a text into plain text and the Liquid in it, in order; together they are the text. */
export function liquidPieces(text: string): LiquidPiece[] {
  const pieces: LiquidPiece[] = [];
  let end = 0;
  for (const { index, 0: code } of text.matchAll(liquid)) {
    if (index > end) pieces.push({ kind: "text", text: text.slice(end, index) });
    pieces.push({ kind: "liquid", text: code });
    end = index + code.length;
  }
  if (end < text.length) pieces.push({ kind: "text", text: text.slice(end) });
  return pieces;
}

/** What a piece of Liquid says, without its braces, as it stands on its chip. */
export function liquidWords(code: string): string {
  return code
    .replace(/^\{[{%][-#]?/, "")
    .replace(/-?[%}]\}$/, "")
    .trim();
}
