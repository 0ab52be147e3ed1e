import { constants, closeSync, fstatSync, openSync, readFileSync } from "node:fs";

/** An environment: names and what they hold. */
export type Source = Record<string, string | undefined>;

/** What is wrong with a variable, before anybody asks what it means, and with a file what would do. */
type Fault = { name: string; message: string; example: string | undefined };

/** No value is as long as this, in bytes. */
const longestFile = 64 * 1024;

/** Marks that nobody sees, and that no value of ours holds; but for the joiners, which are part of some names. */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u;

/**
 * The values of these variables, each from the environment or from the file that `NAME_FILE` names, without what env files and
 * editors put around them: blanks, line ends, marks that nobody sees, quotation marks. Those that are `exact` lose the line end
 * alone. What can't be meant is a fault.
 */
export function readValues(names: readonly string[], source: Source, exact: ReadonlySet<string>) {
  const values: Source = {};
  const faults: Fault[] = [];
  /** By which name each was given. */
  const givenAs = new Map<string, string>();
  for (const name of names) {
    try {
      const inFile = bare(source[`${name}_FILE`] ?? "");
      const direct = source[name] ?? "";
      givenAs.set(name, inFile === "" ? name : `${name}_FILE`);
      if (inFile !== "" && bare(direct) !== "")
        throw new Refusal(`It is given beside ${name}: leave one of them out.`);
      const text = inFile === "" ? direct : readValueFile(inFile);
      if (bare(text) === "") {
        if (inFile !== "") throw new FileRefusal("There is nothing in its file.");
        continue;
      }
      values[name] = exact.has(name) ? readExact(text) : bare(text);
      if (unseen.test(values[name])) throw new Refusal("It holds a line end or a mark that nobody sees.");
      if (/^\$(?:[({].*[)}]|\w+)$/.test(values[name]))
        throw new Refusal("It was to be replaced by a shell and was not: give the value itself.");
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      delete values[name];
      const example =
        error instanceof FileRefusal ? `${name}_FILE=/run/secrets/${name.toLowerCase()}` : undefined;
      faults.push({ name, message: error.message, example });
    }
  }
  return { values, faults, givenAs };
}

/** Says what is wrong with a value, in a sentence without it. */
class Refusal extends Error {}

/** The same of the file that was named. */
class FileRefusal extends Refusal {}

/** A value without what stands around it. */
function bare(text: string): string {
  const inner = text.replaceAll(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, "");
  const unquoted = /^(?:"(.*)"|'(.*)'|“(.*)”|‘(.*)’)$/su
    .exec(inner)
    ?.slice(1)
    .find((part) => part !== undefined);
  return unquoted === undefined ? inner : unquoted.trim();
}

/** A value that is typed letter by letter: what may or may not belong to it is refused rather than guessed. */
function readExact(text: string): string {
  const line = text.replace(/(?:\r?\n|\r)+$/, "").replace(/^\ufeff/, "");
  if (/^[\s\p{Cf}]|[\s\p{Cf}]$/u.test(line))
    throw new Refusal("It begins or ends with a blank: leave that out.");
  if (bare(line) !== line)
    throw new Refusal("It stands in quotation marks, which would belong to it: leave them out.");
  return line;
}

/** What stands in a regular file; a pipe or a device could keep the start waiting for ever. Throws a `FileRefusal`. */
function readValueFile(path: string): string {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const found = fstatSync(file);
    if (!found.isFile()) throw new FileRefusal("It must name a file.");
    if (found.size > longestFile) throw new FileRefusal("Its file is too long to hold one value.");
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new FileRefusal(
      readingFaults[(error as { code?: string }).code ?? ""] ?? "Its file can't be read.",
    );
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

const readingFaults: Record<string, string> = {
  ENOENT: "There is no such file.",
  ENOTDIR: "There is no such file.",
  EISDIR: "It must name a file.",
  EACCES: "The user who runs this may not read its file.",
  EPERM: "The user who runs this may not read its file.",
  ERR_ENCODING_INVALID_ENCODED_DATA: "Its file is not text in UTF-8.",
};
