import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { completeSetup } from "@latchkey/contract/setup.ts";
import { openApi } from "./api.ts";

/** The whole product in a process of its own: server, worker, mailbox, database, and a clock that can be moved. */
export type Stack = {
  /** The product's own address. */
  url: string;
  /** The built-in mailbox: its page and its API. */
  mailboxUrl: string;
  /** The one-time page that makes the first System Administrator. */
  setupLink: string;
  /** What the server logged as an error; a story must leave it empty. */
  errors: string[];
  /** The server's present, in milliseconds since 1970. */
  now(): number;
  /** Moves the server's clock forward by minutes. */
  advance(minutes: number): Promise<void>;
  /** Ends the process; its folder goes with it. */
  stop(): Promise<void>;
};

/** The first System Administrator of a stack that `setUp` has set up. */
export const root = {
  userName: "root.admin",
  firstName: "Riley",
  lastName: "Root",
  email: "riley.root@acme.test",
  password: "correct horse battery staple 7",
};

const serverScript = fileURLToPath(new URL("../../../apps/bff/src/test/serve.ts", import.meta.url));

/** In what a stack differs from the usual one. */
export type StackParts = {
  /** Where the screens are; the built ones unless told. */
  webFolder?: string;
  /** What keeps its rows: a file, unless told. */
  database?: "sqlite" | "postgres";
};

/** Starts a stack on free ports; rejects with the server's own words when it ends before it is ready. */
export async function startStack(parts: StackParts = {}): Promise<Stack> {
  const server = spawn(process.execPath, [serverScript, JSON.stringify(parts)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(server, "exit");
  const killServer = () => server.kill("SIGKILL");
  process.once("exit", killServer);

  const errors: string[] = [];
  createInterface(server.stderr).on("line", (line) => errors.push(line));
  const ready = new Promise<Pick<Stack, "url" | "mailboxUrl" | "setupLink"> & { controlUrl: string }>(
    (resolve) => {
      createInterface(server.stdout).on("line", (line) => {
        if (line.includes('"controlUrl"')) resolve(JSON.parse(line));
        // Above the addresses, the server writes nothing but errors.
        else errors.push(line);
      });
    },
  );
  const addresses = await Promise.race([
    ready,
    ended.then(() => {
      throw new Error(`The server ended before it was ready.\n${errors.join("\n")}`);
    }),
  ]);

  let ahead = 0;
  return {
    url: addresses.url,
    mailboxUrl: addresses.mailboxUrl,
    setupLink: addresses.setupLink,
    errors,
    now: () => Date.now() + ahead,
    async advance(minutes) {
      ahead += minutes * 60_000;
      const answer = await fetch(addresses.controlUrl, { method: "POST", body: JSON.stringify({ minutes }) });
      if (!answer.ok) throw new Error(`The clock did not move: ${answer.status}.`);
    },
    async stop() {
      process.off("exit", killServer);
      server.kill("SIGTERM");
      await ended;
    },
  };
}

/** Makes `root` the first System Administrator. */
export async function setUp(stack: Stack): Promise<void> {
  const token = new URL(stack.setupLink).hash.slice(1);
  await openApi(stack.url).call(completeSetup, { body: { token, ...root } });
}
