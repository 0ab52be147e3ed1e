import { readdirSync, readFileSync, statSync } from "node:fs";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { createClient } from "@latchkey/contract/client.ts";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import { completeSetup } from "@latchkey/contract/setup.ts";
import { createUser } from "@latchkey/contract/users.ts";
import type { Mail } from "@latchkey/mailbox/mail.ts";
import { mailboxClient } from "@latchkey/mailbox/mailbox-client.ts";
import { expect, test } from "vitest";
import { freshDataFolder, freshPlace, runProgram, runServer, type Program } from "./test/run-program.ts";

const password = "quiet harbour lamp 49";

const minutes = { timeout: 120_000 };

test("it starts from nothing, shows the way, does its work, and ends when told", minutes, async () => {
  const place = await freshPlace();
  const url = `http://localhost:${place.PORT}`;
  const first = await runServer(place);
  expect(await first.stop("SIGINT")).toBe(0);
  const program = await runServer(place);

  expect(program.stderr()).toContain(`Console   ${url}\n`);
  expect(program.stderr()).toContain(`Mailbox   http://127.0.0.1:${place.MAILBOX_PORT}  (no RESEND_API_KEY`);
  const token = setupTokenIn(program)!;
  expect(token).not.toBe(setupTokenIn(first));
  expect(program.stdout()).not.toContain(token);
  const mail = await setUpAndMail(url, place.MAILBOX_PORT, token);
  const second = runProgram("main.ts", { ...(await freshPlace()), PORT: place.PORT });
  expect(await second.ended).toBe(1);
  expect(second.stderr()).toContain(`Port ${place.PORT} is taken by another program.`);

  expect(await program.stop("SIGTERM")).toBe(0);
  for (const line of program.stdout().trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("event");
  expect(filesOthersCanReach(place.DATA_DIR)).toEqual([]);
  const mailedToken = /#([\w-]{43})/.exec(mail.text!)![1]!;
  expect(readFileSync(join(place.DATA_DIR, "latchkey.db")).includes(mailedToken)).toBe(false);

  const again = await runServer(place);
  expect(setupTokenIn(again)).toBeUndefined();
  expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: "ready", reasons: [] });
  expect(await again.stop()).toBe(0);
});

test(
  "a second server on the same database says so at its start; after a crash of the first, none does",
  minutes,
  async () => {
    const place = await freshPlace();
    const first = await runServer(place);
    const second = await runServer({ ...(await freshPlace()), DATA_DIR: place.DATA_DIR });

    const warning = `Another server runs on the same database, ${place.DATA_DIR}/latchkey.db.`;
    expect(first.stderr()).not.toContain("Another server");
    expect(second.stderr()).toContain(warning);
    expect(second.stdout()).toContain('"event":"server.not-alone"');
    expect(second.stdout()).not.toContain('"level":"error"');

    await Promise.all([first.stop("SIGKILL"), second.stop("SIGKILL")]);
    const third = await runServer(place);
    expect(third.stderr()).not.toContain("Another server");
    expect(filesOthersCanReach(place.DATA_DIR)).toEqual([]);
    expect(await third.stop()).toBe(0);
  },
);

test("what is wrong with the environment is said in lines, and nothing starts", minutes, async () => {
  const DATA_DIR = freshDataFolder();
  const wrong = runProgram("main.ts", { DATA_DIR, PORT: "http", LOG_LEVEL: "loud" });

  expect(await wrong.ended).toBe(1);
  expect(wrong.stderr()).toContain("PORT: It must be a port number from 1 to 65535. Example: PORT=3000\n");
  expect(wrong.stderr()).toContain("LOG_LEVEL: It must be one of");
  expect(wrong.stderr()).not.toContain("    at ");
  expect(() => statSync(DATA_DIR)).toThrow();
});

test("no request bends a line of the log or makes it long", minutes, async () => {
  const place = await freshPlace();
  const program = await runServer({ ...place, LOG_LEVEL: "info" });
  const bidi = "\u202egnp.exe\u2066\u2028\u009b31m";
  const encoded = encodeURIComponent(`${bidi}\r\n{"event":"forged"}\0`);
  const paths = [`/${"x".repeat(9000)}`, `/${encoded}`, `/api/users/${encoded}?q=${encoded}`, `/${bidi}`];
  for (const path of [...paths, `/api/${"%E2%80%AE".repeat(900)}`])
    await sendRaw(Number(place.PORT), path, bidi);
  expect(await program.stop()).toBe(0);

  const lines = program.stdout().trimEnd().split("\n");
  const requests = lines.map((line) => JSON.parse(line) as { event: string; path: string });
  expect(requests.filter(({ event }) => event === "request").length).toBeGreaterThanOrEqual(4);
  expect(requests.filter(({ event }) => event === "forged")).toEqual([]);
  for (const line of lines) {
    expect(line.length).toBeLessThan(4000);
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    for (const value of Object.values(JSON.parse(line) as object))
      expect(String(value)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
  }
});

test("a weak password for the administrator is refused with the rules", minutes, async () => {
  const weak = runProgram("main.ts", {
    ...(await freshPlace()),
    SETUP_ADMIN_USERNAME: "root.admin",
    SETUP_ADMIN_EMAIL: "root@acme.test",
    SETUP_ADMIN_PASSWORD: "short",
  });

  expect(await weak.ended).toBe(1);
  expect(weak.stderr()).toContain("SETUP_ADMIN_PASSWORD: It does not meet the rules (At least 15 characters");
});

function setupTokenIn(program: Program): string | undefined {
  return /\/setup#([\w-]{43})\n/.exec(program.stderr())?.[1];
}

/** Does over the network what an evaluator does in the first minute. Returns the mail that it made. */
async function setUpAndMail(url: string, mailboxPort: string, token: string): Promise<Mail> {
  let cookie = "";
  const call = createClient(url, async (input, init) => {
    const response = await fetch(input, from(url, init, { cookie }));
    cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
    return response;
  });
  const person = { userName: "root.admin", lastName: "Root", email: "root@acme.test" };
  await call(completeSetup, { body: { token, ...person, password } });
  await call(signIn, { body: { userNameOrEmail: "root.admin", password } });
  const jane = await call(createUser, {
    body: { userName: "jane", lastName: "Okafor", email: "jane@acme.test" },
  });
  const recovery = await call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  expect(recovery.mail?.state).toBe("accepted");
  const [mail] = await mailboxClient(`http://127.0.0.1:${mailboxPort}`).mails({ to: "jane@acme.test" });
  expect(mail!.text).toContain(`${url}/reset-password#`);
  return mail!;
}

/** Sends a request as bytes, past what a client would mend, and waits for its answer. */
async function sendRaw(port: number, path: string, text: string): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nUser-Agent: ${text}\r\nX-Forwarded-Host: ${text}\r\nX-Forwarded-For: ${text}\r\nConnection: close\r\n\r\n`,
  );
  socket.resume();
  await once(socket, "close");
}

/** Folders that are not 0700 and files that are not 0600. */
function filesOthersCanReach(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => {
    const it = statSync(join(folder, name));
    return (it.mode & 0o777) !== (it.isDirectory() ? 0o700 : 0o600);
  });
}

/** A request as a page of this origin sends it. */
function from(origin: string, init: RequestInit = {}, headers: Record<string, string> = {}): RequestInit {
  return { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), ...headers, origin } };
}
