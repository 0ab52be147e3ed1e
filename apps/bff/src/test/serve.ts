import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { openMailbox } from "@latchkey/mailbox/mailbox.ts";
import { openDatabase } from "../db/open.ts";
import { openHasher } from "../ports/hasher.ts";
import { openLog } from "../ports/log.ts";
import { openResendMailer } from "../ports/mailer.ts";
import { systemRandom } from "../ports/random.ts";
import { openSealer } from "../ports/sealer.ts";
import { startServer } from "../server.ts";
import { makeSetupLink } from "../setup/setup-link.ts";
import { cheapCost } from "./cheap-cost.ts";
import { openFakeClock } from "./fake-clock.ts";

/**
 * The product for the browser tests: the same app on free ports and in a folder of its own, with a clock that the control
 * port moves (`POST /clock` with `{ "minutes": 90 }`). Prints one JSON line with the addresses; ends on SIGTERM.
 */
const folder = mkdtempSync(join(tmpdir(), "latchkey-e2e-"));
const clock = openFakeClock();
const mailbox = await openMailbox({
  folder: join(folder, "mailbox"),
  port: 0,
  now: () => Date.parse(clock.now()),
});
const port = await freePort();
const publicUrl = `http://localhost:${port}`;
const server = await startServer({
  database: openDatabase(join(folder, "latchkey.db")),
  clock,
  random: systemRandom,
  hasher: openHasher(cheapCost, cheapCost),
  sealer: openSealer([systemRandom.bytes(32)], systemRandom),
  log: openLog("error"),
  mailer: openResendMailer({ apiKey: mailbox.apiKey, baseUrl: mailbox.apiUrl }),
  installation: {
    productName: "Latchkey",
    companyName: null,
    supportContact: null,
    publicUrl,
    mailFrom: "Latchkey <no-reply@latchkey.test>",
    mailboxUrl: mailbox.url,
  },
  webFolder: fileURLToPath(new URL("../../../web/dist", import.meta.url)),
  trustedProxies: null,
});
const setupLink = await makeSetupLink(server.system);
await server.listen(port, "127.0.0.1");

const control = createServer((request, response) => {
  void text(request).then((body) => {
    clock.advance(JSON.parse(body) as { minutes?: number });
    response.writeHead(204).end();
  });
}).listen(0, "127.0.0.1", () => {
  const controlUrl = `http://127.0.0.1:${(control.address() as AddressInfo).port}`;
  process.stdout.write(
    `${JSON.stringify({ url: publicUrl, mailboxUrl: mailbox.url, controlUrl, setupLink, folder })}\n`,
  );
});

process.once("SIGTERM", () => {
  control.close();
  void server
    .close()
    .then(() => mailbox.close())
    .then(() => rmSync(folder, { recursive: true, force: true }))
    .then(() => process.exit(0));
});

/** The origin of links must be known before the app is made, so the port is chosen first. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const { port: free } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return free;
}
