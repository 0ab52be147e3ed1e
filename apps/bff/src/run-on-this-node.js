// JavaScript that older Nodes read as well: what this is about is that they don't read anything else of ours.
import { chownSync, existsSync, lstatSync, mkdirSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The Node that `pnpm install` brings, whatever the machine has. */
const ownNode = `${root}node_modules/.bin/node`;

/** Where Node keeps what it compiled, beside the code: who may write there may write the code as well. */
const compiledFolder = `${root}node_modules/.compiled`;

/** What is thrown where packages are not installed, or for another kind of machine. */
const missing = /^(?:ERR_MODULE_NOT_FOUND|MODULE_NOT_FOUND|ERR_DLOPEN_FAILED)$/;

/**
 * Runs what is loaded, and ends with what is needed, in a line, when this Node does not run TypeScript or packages are missing.
 * @param {() => Promise<unknown>} load Imports the program, which then answers for itself.
 */
export async function runOnThisNode(load) {
  // True from 22.18 on, and before it where somebody has turned it on.
  if (!process.features.typescript) {
    end(
      `Latchkey needs Node 22.18 or later, and this is ${process.versions.node}. ` +
        (existsSync(ownNode)
          ? `It brings one of its own: ${ownNode} ${process.argv[1]}`
          : `Install the one that it brings: cd ${root} && npx -y pnpm@12 install`),
    );
  }
  keepCompiled();
  // Loading leaves little behind: without it V8 makes room for 30 MB that nobody needs afterwards.
  setFlagsFromString("--semi-space-growth-factor=1");
  try {
    await load();
    setFlagsFromString("--semi-space-growth-factor=2");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    end(
      missing.test(code) || /native binding/.test(String(error))
        ? `Latchkey's packages are not installed, or not for this machine. Install them: cd ${root} && npx -y pnpm@12 install`
        : `Latchkey can not be loaded (${error instanceof Error ? error.name : typeof error} ${code}). Install it anew: cd ${root} && npx -y pnpm@12 install`,
    );
  }
}

/** Keeps what Node compiles for the next start, where nobody else may write; without such a place each start compiles anew. */
function keepCompiled() {
  try {
    // What root makes belongs to whoever owns the packages.
    const { uid, gid } = lstatSync(`${root}node_modules`);
    mkdirSync(compiledFolder, { mode: 0o700 });
    chownSync(compiledFolder, uid, gid);
  } catch {
    // It is there, or can't be made.
  }
  try {
    const found = lstatSync(compiledFolder);
    const isOwn = found.uid === (process.getuid?.() ?? found.uid);
    // NODE_COMPILE_CACHE, where it is set, has been heard already.
    if (found.isDirectory() && isOwn && (found.mode & 0o022) === 0) module.enableCompileCache(compiledFolder);
  } catch {
    // A start is slower without, and no worse.
  }
}

function end(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}
