import { connect } from "node:net";

/** What a request without a body looks like on the wire, before its blank line, and where it goes. */
export type Wire = { port: number; head: string };

/** How many answers came a second, and how long each took in milliseconds. */
export type Load = { perSecond: number; took: number[] };

/**
 * Sends the same request over and over on so many connections that stay open, one after the other on each, for so many
 * milliseconds. It costs next to nothing beside `fetch`, so that what it measures is the server, which must be another
 * process. Throws on any other answer than 200.
 */
export async function load(
  { port, head }: Wire,
  { atOnce, milliseconds }: { atOnce: number; milliseconds: number },
): Promise<Load> {
  const request = `${head}\r\n\r\n`;
  const begunAt = performance.now();
  const took: number[] = [];
  const askOnOne = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(port, "127.0.0.1");
      let rest = "";
      let askedAt = 0;
      const ask = () => {
        askedAt = performance.now();
        if (askedAt - begunAt < milliseconds) socket.write(request);
        else socket.end();
      };
      socket.setNoDelay(true).setEncoding("latin1");
      socket.on("connect", ask).on("error", reject);
      socket.on("close", () => resolve());
      socket.on("data", (text: string) => {
        rest += text;
        const end = rest.indexOf("\r\n\r\n");
        if (end === -1) return;
        const length = Number(/^content-length: (\d+)/im.exec(rest)?.[1]);
        if (!rest.startsWith("HTTP/1.1 200") || Number.isNaN(length)) {
          socket.destroy(new Error(rest.slice(0, end)));
          return;
        }
        if (rest.length < end + 4 + length) return;
        rest = "";
        took.push(performance.now() - askedAt);
        ask();
      });
    });
  await Promise.all(Array.from({ length: atOnce }, askOnOne));
  return { perSecond: (took.length * 1000) / (performance.now() - begunAt), took };
}
