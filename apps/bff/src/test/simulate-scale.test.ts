import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { withTable } from "../made-table.ts";
import { quantile } from "./figures.ts";
import { loadOf, loseRegion, simulatePost, type Installation } from "./simulate-scale.ts";

const file = fileURLToPath(new URL("../../../../docs/scale.md", import.meta.url));
const borders = (what: string) =>
  [
    `<!-- ${what}, computed by apps/bff/src/test/simulate-scale.test.ts; \`vitest run -u\` with it writes the table anew. -->\n`,
    "\n<!-- The end of what is computed. -->",
  ] as const;

const usual = { processors: { server: 2, database: 4 }, mailLimit: 2, openPages: 20 };

const installations: Installation[] = [
  { ...usual, users: 100_000, servers: 2 },
  { ...usual, users: 1_000_000, servers: 4 },
  { ...usual, users: 10_000_000, servers: 10, openPages: 200 },
  { ...usual, users: 10_000_000, servers: 50, openPages: 200 },
  { ...usual, users: 10_000_000, servers: 50, openPages: 1000 },
  { users: 10_000_000, servers: 10, openPages: 200, processors: { server: 2, database: 16 }, mailLimit: 10 },
];

test("the tables in docs/scale.md are what the simulation says", async () => {
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const loads = installations.map((installation) => {
    const load = loadOf(installation);
    const { users, servers, processors, mailLimit, openPages } = installation;
    return [
      users.toLocaleString("en"),
      `${servers} × ${processors.server}`,
      String(processors.database),
      String(openPages),
      load.signIns.toFixed(load.signIns < 10 ? 1 : 0),
      load.looks.toFixed(0),
      String(load.connections),
      percent(load.ofServers),
      percent(load.ofDatabase),
      `${percent(load.ofMailLimit)} of ${mailLimit}/s`,
    ];
  });
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
  const posts = [0.3, 3, 28, 100, 180, 220].map((perSecond) => {
    const waits = simulatePost({ perSecond, mailLimit: 2, seconds: 1200 });
    return [String(perSecond), ...[0.5, 0.95, 0.99].map((share) => seconds(quantile(waits, share)))];
  });
  const regions = [
    [14, 200],
    [14, 1000],
    [14, 10_000],
    [140, 1000],
  ].map(([perSecond, behind]) => {
    const { lost, dead } = loseRegion({ perSecond: perSecond!, behind: behind!, toLeave: 500, times: 2000 });
    return [String(perSecond), seconds(behind!), lost.toFixed(1), dead.toFixed(1)];
  });

  let text = readFileSync(file, "utf8");
  for (const [what, rows] of [
    [
      "Loads",
      [
        [
          "Users",
          "Servers × processors",
          "PostgreSQL's processors",
          "Open pages",
          "Sign-ins/s",
          "Looks/s",
          "Connections",
          "Of the servers",
          "Of PostgreSQL",
          "Of the mail limit",
        ],
        ...loads,
      ],
    ],
    ["Waits of mails", [["Mails a second", "Half wait at most", "95 %", "99 %"], ...posts]],
    [
      "Losses",
      [["Links a second", "Copy behind by", "Links lost", "Of these, mails that had left"], ...regions],
    ],
  ] as const) {
    text = withTable(
      text,
      borders(what),
      rows.map((row) => [...row]),
    );
  }
  await expect(text).toMatchFileSnapshot(file);
});

test("a postman who is asked for less than it may send keeps nobody waiting for long, and one asked for more everybody", () => {
  const slowest = (perSecond: number) =>
    quantile(simulatePost({ perSecond, mailLimit: 2, seconds: 600 }), 0.99);
  expect(slowest(50)).toBeLessThan(1500);
  expect(slowest(250)).toBeGreaterThan(30_000);
});

test("a copy that is not behind loses nothing, and what it loses grows with how far it is behind", () => {
  const lost = (behind: number) => loseRegion({ perSecond: 10, behind, toLeave: 500, times: 500 }).lost;
  expect(lost(0)).toBe(0);
  expect(lost(1000)).toBeCloseTo(10, -1);
  expect(lost(5000) / lost(1000)).toBeCloseTo(5, 0);
});
