import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Resend } from "resend";
import { expect, onTestFinished, test } from "vitest";
import { openMailbox } from "./mailbox.ts";
import { mailboxClient } from "./mailbox-client.ts";

test("the link scanner visits every link with HEAD and GET, without its fragment, and follows redirects", async () => {
  const visits: string[] = [];
  const site = createServer((request, response) => {
    visits.push(`${request.method} ${request.url}`);
    const location: Record<string, string> = {
      "/away": "/there?a=1",
      "/out": "mailto:x",
      "/round": "/round",
    };
    const target = location[request.url ?? ""];
    if (target !== undefined) response.writeHead(302, { location: target });
    else response.writeHead(request.url === "/gone" ? 404 : 200);
    response.end();
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => site.once("listening", resolve));
  const base = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  const folder = await mkdtemp(join(tmpdir(), "mailbox-scan-test-"));
  const mailbox = await openMailbox({ folder, port: 0 });
  onTestFinished(async () => {
    site.close();
    await mailbox.close();
    await rm(folder, { recursive: true });
  });
  const resend = new Resend(mailbox.apiKey, { baseUrl: mailbox.apiUrl });
  const client = mailboxClient(mailbox.url);
  const { data } = await resend.emails.send({
    from: "no-reply@latchkey.test",
    to: "jane@acme.dev",
    subject: "Links",
    text: `Choose a password: ${base}/reset-password#secret-_1. Or ${base}/gone`,
    html: `<a href="${base}/reset-password#secret-_1">Choose</a> <a href='${base}/away?&#x61;&amp;b'>a</a>
      <a href=${base}/away>b</a> <img src="${base}/round"> <a href="${base}/out">c</a>
      <a href="mailto:help@acme.dev">d</a> <a href="javascript:alert(1)">e</a> <a href="http://127.0.0.1:1/">f</a>`,
  });

  const scan = await client.scanLinks(data!.id);
  const gets = scan.filter(({ method }) => method === "GET");
  expect(gets.map(({ url, statuses, problem }) => [url.replace(base, ""), statuses, problem])).toEqual([
    ["/reset-password", [200], null],
    ["/away?a&b", [200], null],
    ["/away", [302, 200], null],
    ["/round", Array.from({ length: 11 }, () => 302), "too-many-redirects"],
    ["/out", [302], "not-a-web-page"],
    ["http://127.0.0.1:1/", [], "no-answer"],
    ["/gone", [404], null],
  ]);
  expect(scan).toHaveLength(2 * gets.length);
  expect(visits.slice(0, 2)).toEqual(["HEAD /reset-password", "GET /reset-password"]);
  expect(visits).toContain("GET /there?a=1");
  expect(JSON.stringify(scan)).not.toContain("secret");
  await expect(client.scanLinks("nothing")).rejects.toThrow("404");
});
