import { createClient, type Client } from "@latchkey/contract/client.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";

/** A caller of the server's routes with a cookie jar of its own, as a browser has one. */
export type Api = {
  call: Client;
  /** The session cookie's value, or null while nobody is signed in. */
  cookie(): string | null;
};

/** The name of the session cookie of an installation on plain http, at a port of its own. */
export const sessionCookieName = (url: string): string => `latchkey-${new URL(url).port}`;

/** Opens a caller in which nobody is signed in. */
export function openApi(url: string): Api {
  let cookie: string | null = null;
  const cookieName = sessionCookieName(url);
  const send: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("origin", url);
    if (cookie !== null) headers.set("cookie", `${cookieName}=${cookie}`);
    const answer = await fetch(input, { ...init, headers });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name === cookieName) cookie = value || null;
    }
    return answer;
  };
  return { call: createClient(url, send), cookie: () => cookie };
}

/** Opens a caller in which this person is signed in. Rejects with `sign-in-refused` and its like. */
export async function signInToApi(url: string, userNameOrEmail: string, password: string): Promise<Api> {
  const api = openApi(url);
  await api.call(signIn, { body: { userNameOrEmail, password } });
  return api;
}
