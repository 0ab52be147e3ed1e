// The ICAO (NATO) spelling alphabet, as in Annex 10 to the Chicago Convention.
const letters: Record<string, string> = {
  a: "Alfa",
  b: "Bravo",
  c: "Charlie",
  d: "Delta",
  e: "Echo",
  f: "Foxtrot",
  g: "Golf",
  h: "Hotel",
  i: "India",
  j: "Juliett",
  k: "Kilo",
  l: "Lima",
  m: "Mike",
  n: "November",
  o: "Oscar",
  p: "Papa",
  q: "Quebec",
  r: "Romeo",
  s: "Sierra",
  t: "Tango",
  u: "Uniform",
  v: "Victor",
  w: "Whiskey",
  x: "X-ray",
  y: "Yankee",
  z: "Zulu",
};

const digits = ["Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

const signs: Record<string, string> = { "-": "hyphen", " ": "space", ".": "dot", _: "underscore" };

/** How a password is made up: groups of letters and digits, or whole words. */
export type SecretStyle = "groups" | "words";

/**
 * What to say over the phone, one entry per sign: "k as in Kilo", "7 as Seven", "hyphen". In the `words` style each
 * run of letters stays one entry. Letters outside A to Z and other signs are returned as they are.
 */
export function spellOut(text: string, style: SecretStyle = "groups"): string[] {
  const parts = style === "words" ? (text.match(/\p{L}+|\P{L}/gu) ?? []) : [...text];
  return parts.map(spell);
}

function spell(part: string): string {
  const letter = letters[part.toLowerCase()];
  if (letter)
    return part === part.toLowerCase() ? `${part} as in ${letter}` : `capital ${part} as in ${letter}`;
  const digit = /^[0-9]$/.test(part) ? digits[Number(part)] : undefined;
  return digit ? `${part} as ${digit}` : (signs[part] ?? part);
}
