import { readdirSync, readFileSync, statSync } from "node:fs";
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

test("what is wrong with the environment is said in lines, and nothing starts", minutes, async () => {
  const DATA_DIR = freshDataFolder();
  const wrong = runProgram("main.ts", { DATA_DIR, PORT: "http", LOG_LEVEL: "loud" });

  expect(await wrong.ended).toBe(1);
  expect(wrong.stderr()).toContain("PORT: It must be a port number from 1 to 65535. Example: PORT=3000\n");
  expect(wrong.stderr()).toContain("LOG_LEVEL: It must be one of");
  expect(wrong.stderr()).not.toContain("    at ");
  expect(() => statSync(DATA_DIR)).toThrow();
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
