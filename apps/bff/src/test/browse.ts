import { createClient, type Client } from "@latchkey/contract/client.ts";

/**
 * A browser of an installation at `publicUrl`, with the cookies that it is given: the proxy leads its requests to these ports of this
 * machine in turn.
 */
export function browse(
  publicUrl: string,
  ports: readonly (string | number)[],
  cookies = "",
): Client & { cookies(): string } {
  let turn = 0;
  const client = createClient(publicUrl, async (input, init) => {
    const url = new URL(String(input));
    url.host = `127.0.0.1:${ports[turn++ % ports.length]!}`;
    const headers = { ...init?.headers, origin: publicUrl, cookie: cookies };
    const response = await fetch(url, { ...init, headers });
    const given = response.headers.getSetCookie().map((line) => line.split(";")[0]);
    if (given.length > 0) cookies = given.join("; ");
    return response;
  });
  return Object.assign(client, { cookies: () => cookies });
}
