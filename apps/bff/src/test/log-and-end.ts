import fs from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import { explainAndExit } from "../explain-and-exit.ts";
import { openLog } from "../ports/log.ts";

/** How many lines are logged in one turn of the event loop, all of them longer than a pipe holds; and then a warning. */
const inOneTurn = 2000;

const ends: Record<string, () => void> = {
  "by itself": () => {},
  exits: () => process.exit(0),
  explains: () => explainAndExit(new Error("It ends.")),
  throws: () => {
    throw new Error("It ends.");
  },
  rejects: () => void Promise.reject(new Error("It ends.")),
  "in a later turn": () => setImmediate(() => process.exit(0)),
  "by a signal": () => {
    process.on("SIGTERM", () => process.exit(0));
    process.kill(process.pid, "SIGTERM");
    setInterval(() => {}, 1000);
  },
  // Nothing runs any more: what is lost is what this turn said.
  "is killed in a later turn": () => setImmediate(() => process.kill(process.pid, "SIGKILL")),
};

const writeSync = fs.writeSync;
let writes = 0;
fs.writeSync = ((...given: Parameters<typeof writeSync>) => {
  writes += 1;
  return writeSync(...given);
}) as typeof writeSync;

const log = openLog("info");
await nextTurn();
for (let number = 0; number < inOneTurn; number++) log.info("line", { number });
const before = writes;
log.warn("warned", { writesBefore: before });
log.info("last");
ends[process.argv[2]!]!();
