import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";

/** What a Dockerfile says of the image that is run, once its steps were taken. */
export type Image = {
  /** Where its file system begins on this machine. */
  root: string;
  workdir: string;
  env: Record<string, string>;
  user: string | null;
  command: string[];
  /** What every stage is made from. */
  bases: string[];
};

/** Takes the place of a step's command. */
type Instead = (command: string, folder: string) => boolean;

type Stage = Omit<Image, "bases"> & { name: string; fill(): void };

/**
 * Takes the steps of a Dockerfile without Docker, each stage in a folder of its own below `folder`; what they run is run here, in
 * the folder of their stage, with `env`. Where `instead` does a command's work it is not run.
 * Throws when a step names what is not there, or reaches out of its stage.
 */
export async function makeImage(
  { context, dockerfile, folder }: { context: string; dockerfile: string; folder: string },
  env: Record<string, string | undefined>,
  instead: Instead,
): Promise<Image> {
  const stages = new Map<string, Stage>();
  const bases: string[] = [];
  let stage: Stage | undefined;
  for (const { word, rest } of readSteps(readFileSync(dockerfile, "utf8"))) {
    if (word === "FROM") {
      const [base, name = String(stages.size)] = rest.split(/ AS /i) as [string, string?];
      const earlier = stages.get(base);
      if (earlier === undefined) bases.push(base);
      const root = join(folder, name);
      mkdirSync(root, { recursive: true });
      const empty = { workdir: "/", env: {}, user: null, command: [] };
      // It is filled when something is done in it: what `instead` does alone needs nothing of it.
      const fill = () => {
        if (earlier !== undefined && !existsSync(join(root, earlier.workdir))) copy(earlier.root, root);
      };
      stage = { ...empty, ...earlier, name, root, fill };
      stages.set(name, stage);
      continue;
    }
    if (stage === undefined) throw new Error(`${word} stands before FROM.`);
    const inside = (path: string) => join(stage!.root, path.startsWith("/") ? "" : stage!.workdir, path);
    if (word === "WORKDIR") {
      stage.workdir = rest;
      mkdirSync(inside("."), { recursive: true });
    } else if (word === "ENV") {
      const [name, value] = rest.split("=", 2) as [string, string];
      stage.env[name] = value;
    } else if (word === "USER") stage.user = rest;
    else if (word === "CMD") stage.command = JSON.parse(rest) as string[];
    else if (word === "COPY") {
      stage.fill();
      const [, from, source, target] = /^(?:--from=(\S+) )?(\S+) (\S+)$/.exec(rest)!;
      const to = target!.endsWith("/") ? join(inside(target!), source!.split("/").at(-1)!) : inside(target!);
      if (from === undefined) copyContext(context, join(to, "."));
      else move(join(stages.get(from)!.root, source!), to);
    } else if (word === "RUN") {
      if (instead(rest, inside("."))) continue;
      stage.fill();
      if (/(?:^|\s)(?:\/|\.\.)/.test(rest)) throw new Error(`It reaches out of its stage: ${rest}`);
      await promisify(execFile)("sh", ["-euc", rest], { cwd: inside("."), env });
    }
  }
  return { ...stage!, bases };
}

/** The steps, without comments, a continued one in one line. */
function readSteps(text: string): { word: string; rest: string }[] {
  const lines = text.replaceAll(/^\s*#.*\n/gm, "").replaceAll(/\\\n\s*/g, "");
  return [...lines.matchAll(/^([A-Z]+) +(.+)$/gm)].map(([, word, rest]) => ({ word: word!, rest: rest! }));
}

/** Links stay links: those of pnpm lead to other places of the same stage. */
function copy(from: string, to: string): void {
  if (!existsSync(from)) throw new Error(`There is no ${from}.`);
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}

/** Nothing here is taken out of a stage twice, and hundreds of megabytes need not be there twice. */
function move(from: string, to: string): void {
  if (!existsSync(from)) throw new Error(`There is no ${from}.`);
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
}

/** Everything of the context that its .dockerignore lets through. */
function copyContext(context: string, to: string): void {
  const isSent = readIgnored(readFileSync(join(context, ".dockerignore"), "utf8"));
  for (const name of readdirSync(context)) {
    if (!isSent(name)) continue;
    cpSync(join(context, name), join(to, name), {
      recursive: true,
      filter: (path) => isSent(relative(context, path)),
    });
  }
}

/**
 * What a .dockerignore lets through: of the lines that fit a path, or a folder above it, the last one decides. A folder is let
 * through as well where a line names something in it.
 */
export function readIgnored(text: string): (path: string) => boolean {
  const rules = text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const named = line.replace(/^!/, "");
      const pattern = named.replaceAll(/\*\*\/|\*|[^\w/-]/g, (found) =>
        found === "**/" ? "(?:.+/)?" : found === "*" ? "[^/]*" : `\\${found}`,
      );
      return { named, isKept: line.startsWith("!"), fits: new RegExp(`^${pattern}(?:/|$)`) };
    });
  return (path) =>
    (rules.findLast(({ fits }) => fits.test(path))?.isKept ?? true) ||
    rules.some(({ named, isKept }) => isKept && named.startsWith(`${path}/`));
}
