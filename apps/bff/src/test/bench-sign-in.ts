import { availableParallelism, loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import {
  lookUpPasswordChangeLink,
  redeemPasswordChangeLink,
  requestPasswordRecovery,
} from "@latchkey/contract/password-change-links.ts";
import { changeOwnPassword, signIn } from "@latchkey/contract/sign-in.ts";
import { newToken, systemRandom } from "../ports/random.ts";
import { clearBench, client, password, publicUrl, quiet, seedPeople, start } from "./bench-bed.ts";
import { ms, quantile, say, time } from "./figures.ts";

/** So often each class is measured: two that are alike are told apart by chance in fewer than one of a hundred runs. */
const times = 200;

/** How well a class may be told from the first one by its time: 0.5 is not at all, 1 is always. */
const [lowest, highest] = [0.4, 0.6];

/** How many guess at once, each from a network of its own, at an account of its own. */
const flood = 200;

let isTold = false;

/**
 * Measures what strangers could learn from how long an answer takes, and what a flood of them costs everybody else. Ends
 * with 1 when the time tells: when the area under the curve of a class against the first one is beyond 0.40 to 0.60.
 */
try {
  say(`${availableParallelism()} processors, load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}`);
  const first = await start();
  await first.stop();
  seedPeople(100);
  const server = await start();
  await benchClasses();
  await benchFlood();
  await server.stop();
} finally {
  clearBench();
}
if (isTold) process.exitCode = 1;

async function benchClasses(): Promise<void> {
  const kinds = () => ({
    unknown: Array.from({ length: times }, (_, index) => ({ userName: `nobody.${index}` })),
    existing: seedPeople(times),
    inactive: seedPeople(times, { inactive: true }),
    mailless: seedPeople(times, { mailless: true }),
    passwordless: seedPeople(times, { passwordless: true }),
  });
  const trySignIn = (userNameOrEmail: string, tried: string) => () =>
    client()
      .call(signIn, { body: { userNameOrEmail, password: tried } })
      .catch(() => {});
  const { unknown, existing, inactive, mailless, passwordless } = kinds();
  await compare("sign-in", {
    "unknown name": (nth) => trySignIn(unknown[nth]!.userName, "a wrong password"),
    "wrong password": (nth) => trySignIn(existing[nth]!.userName, "a wrong password"),
    "inactive, wrong": (nth) => trySignIn(inactive[nth]!.userName, "a wrong password"),
    "inactive, right": () => trySignIn(seedPeople(1, { inactive: true })[0]!.userName, password),
    "no address": (nth) => trySignIn(mailless[nth]!.userName, "a wrong password"),
    "no password": (nth) => trySignIn(passwordless[nth]!.userName, "a wrong password"),
  });
  const forgot = kinds();
  const ask = (userNameOrEmail: string) => () =>
    client().call(requestPasswordRecovery, { body: { userNameOrEmail } });
  await compare(
    "forgot",
    Object.fromEntries(
      Object.entries(forgot).map(([kind, people]) => [kind, (nth: number) => ask(people[nth]!.userName)]),
    ),
  );
  const newPassword = "quiet harbour lamp 49";
  for (const [name, present] of [
    ["look-up", (token: string) => client().call(lookUpPasswordChangeLink, { body: { token } })],
    ["redeem", (token: string) => client().call(redeemPasswordChangeLink, { body: { token, newPassword } })],
  ] as const) {
    const refused = (token: string) => () => present(token).catch(() => {});
    const [expired, used, revoked] = (["expired", "used", "revoked"] as const).map((link) =>
      seedPeople(times, { link }),
    );
    await compare(name, {
      "unknown token": () => refused(newToken(systemRandom)),
      "expired link": (nth) => refused(expired![nth]!.token),
      "used link": (nth) => refused(used![nth]!.token),
      "revoked link": (nth) => refused(revoked![nth]!.token),
    });
  }
  const people = seedPeople(times * 2);
  const change = async (currentPassword: string, newPassword: string) => {
    const browser = client();
    await browser.call(signIn, { body: { userNameOrEmail: people.pop()!.userName, password } });
    return () => browser.call(changeOwnPassword, { body: { currentPassword, newPassword } }).catch(() => {});
  };
  await compare("change", {
    "current one wrong": () => change("a wrong password", "quiet harbour lamp 49"),
    "new one refused": () => change(password, password),
  });
}

type Attempt = () => Promise<unknown>;

/** Measures every class in turn, so that what else the machine does falls on all alike. */
async function compare(
  name: string,
  classes: Record<string, (nth: number) => Attempt | Promise<Attempt>>,
): Promise<void> {
  const took = new Map<string, number[]>(Object.keys(classes).map((kind) => [kind, []]));
  for (let nth = 0; nth < times; nth++) {
    // By chance in another order each time: a request is slower or faster for what the one before it left behind.
    const order = Object.keys(classes).map((kind) => ({ kind, at: newToken(systemRandom) }));
    for (const { kind } of order.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
      const attempt = await classes[kind]!(nth);
      await quiet();
      took.get(kind)!.push(await time(attempt));
    }
  }
  const [reference] = [...took.values()] as [number[]];
  for (const [kind, all] of took) {
    const area = areaUnderCurve(reference, all);
    const tells = area < lowest || area > highest;
    isTold ||= tells;
    say(
      `${name.padEnd(8)} ${kind.padEnd(18)} ${quartiles(all)}, area under the curve ${area.toFixed(2)}${tells ? "  TELLS" : ""}`,
    );
  }
}

/** How likely one of the others took longer than one of these: the area under the curve of guessing by time. */
function areaUnderCurve(these: readonly number[], others: readonly number[]): number {
  let longer = 0;
  for (const other of others) {
    for (const one of these) longer += other > one ? 1 : other === one ? 0.5 : 0;
  }
  return longer / (these.length * others.length);
}

/** While a flood of wrong passwords is looked at: how the health page answers, and how long rightful people wait. */
async function benchFlood(): Promise<void> {
  const known = client();
  const people = seedPeople(2);
  const [jane, john] = [people[0]!, people[1]!];
  const signInAs = (browser: ReturnType<typeof client>, { userName }: { userName: string }) =>
    browser.call(signIn, { body: { userNameOrEmail: userName, password } });
  await signInAs(known, jane);
  say(`sign-in, known device, nothing else going on: ${ms(await time(() => signInAs(known, jane)))}`);
  for (let run = 1; run <= 3; run++) {
    const victims = seedPeople(flood);
    await quiet();
    const over = new AbortController();
    const health: number[] = [];
    const watch = (async () => {
      while (!over.signal.aborted) {
        health.push(await time(() => fetch(`${publicUrl}/healthz`).then((response) => response.text())));
        await sleep(5);
      }
    })();
    const ends = new Map<string, number>();
    const begunAt = performance.now();
    const guesses = victims.map(({ userName }) =>
      client()
        .call(signIn, { body: { userNameOrEmail: userName, password: "a wrong password" } })
        .catch((error: { type: string }) => ends.set(error.type, (ends.get(error.type) ?? 0) + 1)),
    );
    await sleep(50);
    const [knownTook, newTook] = await Promise.all([
      time(() => signInAs(known, jane)),
      time(() =>
        signInAs(client(), john).catch((error: { type: string }) => ends.set(`rightful: ${error.type}`, 1)),
      ),
    ]);
    await Promise.all(guesses);
    const took = performance.now() - begunAt;
    over.abort();
    await watch;
    say(
      `flood ${run}: ${flood} wrong sign-ins at once took ${ms(took)} (${[...ends].map(([end, count]) => `${count} ${end}`).join(", ")}); ` +
        `health p50 ${ms(quantile(health, 0.5))}, p99 ${ms(quantile(health, 0.99))}, longest ${ms(Math.max(...health))} of ${health.length}; ` +
        `rightful sign-in from a known device ${ms(knownTook)}, from a new one ${ms(newTook)}`,
    );
  }
}

function quartiles(all: readonly number[]): string {
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => ms(quantile(all, share)));
  return `${middle} (half of them ${low} to ${high})`;
}
