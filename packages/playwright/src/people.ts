import { randomBytes } from "node:crypto";
import { replaceTemporaryPassword } from "@latchkey/contract/sign-in.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import { createUser, getUser, updateUser, type User } from "@latchkey/contract/users.ts";
import { fullName } from "@latchkey/contract/accounts.ts";
import { signInToApi, type Api } from "./api.ts";
import { root } from "./stack.ts";

/** What a story wants a person to be like; names and addresses are made up and nobody else's. */
type Wanted = Partial<Pick<User, "firstName" | "lastName" | "title" | "phone" | "teams">> & {
  /** A password that the person has chosen already; none without it. */
  password?: string;
};

/** A user as a story knows them. */
export type Person = {
  id: string;
  userName: string;
  /** First and last name. */
  name: string;
  /** Empty for a person without one. */
  email: string;
};

/** Makes users through the API, one line each. */
export type People = {
  /** Active, with an address: can be mailed. */
  active(wanted?: Wanted): Promise<Person>;
  inactive(wanted?: Wanted): Promise<Person>;
  /** Active, without an address. */
  mailless(wanted?: Wanted): Promise<Person>;
  administrator(wanted?: Wanted): Promise<Person>;
  /** Active with this temporary password, as after option C; it is returned beside the person. */
  withTemporaryPassword(): Promise<Person & { temporaryPassword: string }>;
};

/** A word that is in nobody else's name. */
export const uniqueWord = (): string => `x${randomBytes(4).toString("hex")}`;

/** Makes people as this administrator, who has `root`'s password, on the server at `url`. */
export function peopleOf(url: string, administrator: Api): People {
  async function make(fields: Pick<User, "isActive" | "type"> & { mail: boolean }, wanted: Wanted) {
    const { password, ...asked } = wanted;
    const tag = uniqueWord();
    const userName = `jane.${tag}`;
    const user = await administrator.call(createUser, {
      body: {
        firstName: "Jane",
        lastName: `Okafor ${tag}`,
        ...asked,
        userName,
        type: fields.type,
        currentPassword: root.password,
        email: fields.mail ? `${userName}@acme.test` : null,
      },
    });
    if (password !== undefined) await choosePassword(user, password);
    if (!fields.isActive) await save(user.id, { isActive: false });
    return { id: user.id, userName, name: fullName(user), email: user.email ?? "" };
  }

  async function save(userId: string, changes: { isActive?: boolean; passwordSuggestionId?: string }) {
    const { version } = await administrator.call(getUser, { params: { userId } });
    return administrator.call(updateUser, {
      params: { userId },
      body: { version, ...changes, currentPassword: root.password },
    });
  }

  async function giveTemporaryPassword(userId: string): Promise<string> {
    const { id, password } = await administrator.call(suggestPassword, {
      params: { userId },
      body: { style: "groups" },
    });
    await save(userId, { passwordSuggestionId: id });
    return password;
  }

  async function choosePassword(user: User, newPassword: string) {
    const person = await signInToApi(url, user.userName, await giveTemporaryPassword(user.id));
    await person.call(replaceTemporaryPassword, { body: { newPassword } });
  }

  const active = { isActive: true, type: "regular", mail: true } as const;
  return {
    active: (wanted = {}) => make(active, wanted),
    inactive: (wanted = {}) => make({ ...active, isActive: false }, wanted),
    mailless: (wanted = {}) => make({ ...active, mail: false }, wanted),
    administrator: (wanted = {}) => make({ ...active, type: "system-administrator" }, wanted),
    async withTemporaryPassword() {
      const person = await make(active, {});
      return { ...person, temporaryPassword: await giveTemporaryPassword(person.id) };
    },
  };
}
