import { afterAll, beforeAll, expect, vi } from "vitest";

/** Test files share a process: each must leave it as it found it, or the files after it would pass or fail by their order. */
let before: ReturnType<typeof stateOfProcess>;

beforeAll(() => {
  before = stateOfProcess();
});

afterAll(async () => {
  // Nothing could be waited for with them.
  expect(vi.isFakeTimers()).toBe(false);
  // What was closed is gone a few turns of the event loop later.
  await vi.waitFor(() => expect(stateOfProcess()).toEqual(before), { timeout: 20_000, interval: 10 });
});

function stateOfProcess() {
  const resources = process.getActiveResourcesInfo();
  return {
    environment: { ...process.env },
    folder: process.cwd(),
    umask: process.umask(),
    servers: resources.filter((kind) => kind === "TCPServerWrap").length,
    children: resources.filter((kind) => kind === "ProcessWrap").length,
    exitListeners: process.listenerCount("exit") + process.listenerCount("SIGTERM"),
    writesErrors: process.stderr.write,
    fetches: globalThis.fetch,
  };
}
