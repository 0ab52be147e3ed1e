import { UnreachableError, type Client } from "@latchkey/contract/client.ts";
import { ProblemError, type ProblemType } from "@latchkey/contract/problem.ts";
import {
  redeemPasswordChangeLink,
  requestPasswordRecovery,
} from "@latchkey/contract/password-change-links.ts";
import { generateNewPassword, sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { replaceTemporaryPassword } from "@latchkey/contract/sign-in.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import { createUser, updateUser, type User } from "@latchkey/contract/users.ts";
import type { MailboxClient } from "@latchkey/mailbox/mailbox-client.ts";
import type { AuditAction } from "@latchkey/contract/audit-actions.ts";
import { newId } from "../ports/random.ts";
import { tokenIn } from "./read-mail.ts";

/** The actions of recovery, by name, and what the audit trail calls them. */
export const deedActions = {
  A: "password-change-link.sent",
  B: "generated-password.sent",
  C: "temporary-password.saved",
  redemption: "password-change-link.redeemed",
  "forced change": "temporary-password.replaced",
  forgot: "password-change-link.requested",
} as const satisfies Record<string, AuditAction>;

/** The name of an action of recovery. */
export type DeedName = keyof typeof deedActions;

/** One action on one user, done at most once: what was asked for, and what the server said. */
export type Deed = {
  action: AuditAction;
  user: User;
  /** The password that it sets, if the one who acts knows it. */
  password: string | null;
  /** A problem's type when it was refused; null: no answer came. */
  answer: "acknowledged" | ProblemType | null;
};

/** Somebody who acts on the server, each time on a user of their own, and writes down what happens. */
export type Doer = {
  /** Prepares the action on a new user; what it returns does it. Both throw when the server does not answer. */
  prepare(name: DeedName): Promise<() => Promise<Deed>>;
  /** All that was begun. */
  deeds: Deed[];
};

/**
 * Acts as the administrator and as the users; `visitor` makes a fresh browser. A mail that a preparation needs is waited for so
 * many milliseconds.
 */
export function openDoer(
  admin: Client,
  visitor: () => Client,
  mailbox: MailboxClient,
  patience = 60_000,
): Doer {
  const deeds: Deed[] = [];

  async function record(
    name: DeedName,
    user: User,
    password: string | null,
    act: () => Promise<unknown>,
  ): Promise<Deed> {
    const deed: Deed = { action: deedActions[name], user, password, answer: null };
    deeds.push(deed);
    try {
      await act();
      deed.answer = "acknowledged";
    } catch (error) {
      if (error instanceof ProblemError) deed.answer = error.type;
      else if (!(error instanceof UnreachableError)) throw error;
    }
    return deed;
  }

  async function prepare(name: DeedName): Promise<() => Promise<Deed>> {
    const user = await makeUser(admin);
    const params = { userId: user.id };
    const sendLink = () => record("A", user, null, () => admin(sendPasswordChangeLink, { params, body: {} }));
    const saveSuggestion = (suggestion: { id: string; password: string }, sendAccessInfo: boolean) =>
      record("C", user, suggestion.password, () =>
        admin(updateUser, {
          params,
          body: { version: user.version, passwordSuggestionId: suggestion.id, sendAccessInfo },
        }),
      );
    const suggest = () => admin(suggestPassword, { params, body: { style: "groups" } });

    switch (name) {
      case "A":
        return sendLink;
      case "B":
        return () => record(name, user, null, () => admin(generateNewPassword, { params, body: {} }));
      case "C": {
        const suggestion = await suggest();
        return () => saveSuggestion(suggestion, true);
      }
      case "redemption": {
        await sendLink();
        const token = tokenIn(await mailbox.waitForMail({ to: user.email!, timeoutMilliseconds: patience }));
        const newPassword = `my own words ${user.id}`;
        return () =>
          record(name, user, newPassword, () =>
            visitor()(redeemPasswordChangeLink, { body: { token, newPassword } }),
          );
      }
      case "forced change": {
        const suggestion = await suggest();
        await saveSuggestion(suggestion, false);
        const holder = visitor();
        await holder(signIn, {
          body: { userNameOrEmail: user.userName, password: suggestion.password },
        });
        const newPassword = `my own words ${user.id}`;
        return () =>
          record(name, user, newPassword, () => holder(replaceTemporaryPassword, { body: { newPassword } }));
      }
      case "forgot":
        return () =>
          record(name, user, null, () =>
            visitor()(requestPasswordRecovery, { body: { userNameOrEmail: user.userName } }),
          );
    }
  }
  return { prepare, deeds };
}

function makeUser(admin: Client): Promise<User> {
  const userName = `u.${newId()}`;
  return admin(createUser, {
    body: {
      userName,
      firstName: "Jane",
      lastName: "Okafor",
      email: `${userName}@acme.test`,
      type: "regular",
      isActive: true,
      timeZone: null,
      language: "en",
      sendAccessInfo: false,
    },
  });
}
