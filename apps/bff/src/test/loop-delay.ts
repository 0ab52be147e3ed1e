import { monitorEventLoopDelay } from "node:perf_hooks";

// Preloaded into the product by the bench, which asks how long its event loop stood still at most.
const resolution = 1;
const delay = monitorEventLoopDelay({ resolution });
delay.enable();
process.on("message", () => {
  process.send!(Math.max(0, delay.max / 1e6 - resolution));
  delay.reset();
});
process.channel!.unref();
