import { request } from "node:http";
import { generateNewPassword } from "@latchkey/contract/recoveries.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import { updateUser } from "@latchkey/contract/users.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseTrustedProxies } from "../http/client-address.ts";
import { addMilliseconds, type Moment } from "../ports/clock.ts";
import { origin, startApp, type TestApp } from "../test/start.ts";

/** `SOAK=1` plays many more sequences. */
const soak = process.env["SOAK"] === "1";

/** Each step of a stranger: a try at one of the two names of an account, in some spelling, from some network; or time goes by. */
const step = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      name: fc.constantFrom("userName", "email"),
      spelling: fc.constantFrom("plain", "capitals", "blanks", "wide", "half wide"),
      network: fc.constantFrom(1, 2),
      times: fc.integer({ min: 1, max: 13 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ seconds: fc.constantFrom(1, 2, 31, 901, 90_000) }) },
);

test.each(["with a password", "without a password", "inactive", "with a mailed password"])(
  "whatever a stranger tries, an account %s answers as one that nobody has",
  { timeout: soak ? 1_800_000 : 60_000 },
  async (kind) => {
    const app = await startApp({ trustedProxies: parseTrustedProxies("127.0.0.1") });
    await makeAccount(app, kind);
    const port = await app.listen();
    let now = app.clock.now();
    app.system.clock.now = () => now;

    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
        await app.db.deleteFrom("throttles").execute();
        for (const each of steps) {
          if ("seconds" in each) {
            now = addMilliseconds(now, each.seconds * 1000);
            continue;
          }
          for (let times = 0; times < each.times; times++) {
            const [known, unknown] = await Promise.all(
              ["real", "fake"].map((person) =>
                answerTo(port, now, {
                  address: `10.0.${person === "real" ? 1 : 2}.${each.network}`,
                  userNameOrEmail: spell(
                    each.name === "email" ? `${person}@acme.test` : person,
                    each.spelling,
                  ),
                }),
              ),
            );
            expect(known).toEqual(unknown);
          }
        }
      }),
      { numRuns: soak ? 200 : 6 },
    );
  },
);

async function makeAccount(app: TestApp, kind: string): Promise<void> {
  const fields = { userName: "real", email: "real@acme.test" };
  const { id } = await app.createUser({
    ...fields,
    ...(kind !== "without a password" && { password: "the old password of Jane" }),
  });
  if (kind === "inactive") {
    await app.admin.call(updateUser, { params: { userId: id }, body: { version: 1, isActive: false } });
  }
  if (kind === "with a mailed password") {
    await app.admin.call(generateNewPassword, { params: { userId: id }, body: {} });
  }
}

function spell(name: string, spelling: string): string {
  const wide = (text: string) =>
    text.replaceAll(/[a-z]/g, (letter) => String.fromCodePoint(letter.codePointAt(0)! + 0xfee0));
  if (spelling === "capitals") return name.toUpperCase();
  if (spelling === "blanks") return ` ${name}\u00a0`;
  if (spelling === "wide") return wide(name);
  if (spelling === "half wide") return wide(name.slice(0, 2)) + name.slice(2);
  return name;
}

/** What a stranger can see of an answer: its status, its body without the request's id, and its headers but for times. */
function answerTo(
  port: number,
  now: Moment,
  { address, userNameOrEmail }: { address: string; userNameOrEmail: string },
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        port,
        host: "127.0.0.1",
        path: signIn.path,
        method: "POST",
        headers: { origin, "content-type": "application/json", "x-forwarded-for": address },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => (text += chunk));
        response.once("end", () => {
          const { requestId, retryAt, ...problem } = JSON.parse(text) as Record<string, string>;
          expect(requestId).toBeTypeOf("string");
          const { date, "x-request-id": id, ...headers } = response.headers;
          expect([date, id]).toEqual([expect.any(String), requestId]);
          const wait = retryAt === undefined ? null : Date.parse(retryAt) - Date.parse(now);
          resolve({ status: response.statusCode, problem, wait, headers });
        });
      },
    );
    sent.once("error", reject);
    sent.end(JSON.stringify({ userNameOrEmail, password: "a wrong password" }));
  });
}
