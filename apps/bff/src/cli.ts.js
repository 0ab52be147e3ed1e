// Node finds this file when it is told to run cli.ts, from the oldest that `engines` names to the newest.
import { runOnThisNode } from "./run-on-this-node.js";

await runOnThisNode(() => import("./commands.ts"));
