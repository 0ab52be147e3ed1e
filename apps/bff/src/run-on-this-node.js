// JavaScript that older Nodes read as well: what this is about is that they don't read anything else of ours.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The Node that `pnpm install` brings, whatever the machine has. */
const ownNode = `${root}node_modules/.bin/node`;

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
  try {
    await load();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    end(
      missing.test(code) || /native binding/.test(String(error))
        ? `Latchkey's packages are not installed, or not for this machine. Install them: cd ${root} && npx -y pnpm@12 install`
        : `Latchkey can not be loaded (${error instanceof Error ? error.name : typeof error} ${code}). Install it anew: cd ${root} && npx -y pnpm@12 install`,
    );
  }
}

function end(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}
