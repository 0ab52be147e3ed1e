import { UnreachableError } from "@latchkey/contract/client.ts";
import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { getSession } from "@latchkey/contract/sessions.ts";
import { signIn, signOut } from "@latchkey/contract/sign-in.ts";
import { createUser } from "@latchkey/contract/users.ts";
import { newId } from "../ports/random.ts";
import { messageOf } from "./check-books.ts";
import type { Operation } from "./check-history.ts";
import type { CrashLab, LabBrowser, LabServer } from "./crash-lab.ts";
import { tokenIn } from "./read-mail.ts";

/** So many follow one link at once, each in a browser of their own. */
const rivals = 3;

/** Where the server that sends the mails was killed another one does after ten seconds: so long they are waited for, in milliseconds. */
const patienceMilliseconds = 15_000;

/** These say that it was not as it would have to be. */
const refusals = /^(?:link-(?:used|replaced|revoked|unknown|expired)|sign-in-refused|not-signed-in)$/;

/** These leave it open whether it was done. */
const open = /^(?:database-busy|server-busy|internal)$/;

type Asked = Operation extends infer Each
  ? Each extends Operation
    ? Omit<Each, "user" | "begunAt" | "endedAt" | "answer">
    : never
  : never;

/**
 * Goes through the life of a new user's access over `at`, as several people at once, and writes into `history` what was asked and
 * answered: a link is sent, several want it, whoever had it signs in, another link ends that. It breaks off where an answer is
 * missing that the next step needs. Throws only what no crash explains.
 */
export async function witnessPerson(
  lab: CrashLab,
  at: () => Pick<LabServer, "address">,
  admin: LabBrowser,
  history: Operation[],
): Promise<void> {
  const userName = `w.${newId()}`;
  const email = `${userName}@acme.test`;
  const body = { userName, lastName: "Okafor", email };
  const { id: userId } = await admin(createUser, { body });

  /** Writes down what was answered; resolves with whether it was done. */
  async function ask(asked: Asked, call: () => Promise<unknown>): Promise<boolean> {
    const begunAt = performance.now();
    const note = (answer: Operation["answer"]) => {
      history.push({ user: userId, begunAt, endedAt: performance.now(), answer, ...asked } as Operation);
      return answer === "done";
    };
    try {
      await call();
      return note("done");
    } catch (error) {
      if (error instanceof UnreachableError) return note("unknown");
      if (!(error instanceof ProblemError)) throw error;
      if (refusals.test(error.type)) return note("refused");
      if (open.test(error.type)) return note("unknown");
      // Too many attempts, somebody was quicker: nothing is said of how it was.
      return false;
    }
  }

  /** Null when the link can't be known: nobody was told that it was sent, or its mail is held back. */
  async function send(): Promise<string | null> {
    const asked = { asked: "send a link", link: null } as const;
    let messageId: string | undefined;
    const isSent = await ask(asked, async () => {
      messageId = (await admin(sendPasswordChangeLink, { params: { userId }, body: {} })).mail?.id;
    });
    if (!isSent) return null;
    const noted = history.findLast(({ user }) => user === userId) as Extract<Operation, { link: unknown }>;
    const until = performance.now() + patienceMilliseconds;
    while (performance.now() < until) {
      const mails = await lab.mailbox.mails({ to: email });
      const mail = mails.find((each) => messageOf(each) === messageId);
      if (mail !== undefined) return (noted.link = tokenIn(mail));
      await lab.mailbox
        .waitForMail({ to: email, timeoutMilliseconds: 200, ...(mails[0] && { after: mails[0] }) })
        .catch(() => {});
    }
    return null;
  }

  const people = Array.from({ length: rivals }, () => ({ browse: lab.visitor(at), session: newId() }));
  const reads = () =>
    people.map(({ browse, session }) =>
      ask({ asked: "read", session }, async () => {
        if ((await browse(getSession, {})).session === null) throw new ProblemError("not-signed-in");
      }),
    );
  for (let round = 0; round < 2; round += 1) {
    const link = await send();
    if (link === null) return;
    const passwords = people.map((_, index) => `my own words ${round}${index} ${userId}`);
    await Promise.all([
      ...people.map(({ browse }, index) => {
        const password = passwords[index]!;
        const call = () => browse(redeemPasswordChangeLink, { body: { token: link, newPassword: password } });
        return ask({ asked: "redeem a link", link, password }, call);
      }),
      // Those of the round before, who lose their sessions meanwhile.
      ...(round > 0 ? reads() : []),
    ]);
    if (round > 0) await Promise.all(reads());
    const isIn = await Promise.all(
      people.map(async (person, index) => {
        const password = passwords[index]!;
        person.session = newId();
        const { session } = person;
        const call = () => person.browse(signIn, { body: { userNameOrEmail: userName, password } });
        return ask({ asked: "sign in", password, session }, call);
      }),
    );
    // A browser that was not let in may have an earlier cookie, of a session that has another name here.
    const inside = people.filter((_, index) => isIn[index]);
    if (inside.length === 0) return;
    people.splice(0, people.length, ...inside);
    await Promise.all(reads());
    while (people.length < rivals) people.push({ browse: lab.visitor(at), session: newId() });
    if (round > 0) {
      const { browse, session } = inside[0]!;
      const isOut = await ask({ asked: "sign out", session }, () => browse(signOut, {}));
      if (isOut)
        await ask({ asked: "read", session }, async () => {
          if ((await browse(getSession, {})).session === null) throw new ProblemError("not-signed-in");
        });
    }
  }
}
