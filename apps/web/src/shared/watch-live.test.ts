import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { announceSignedIn, announceSignInNeeded } from "./session-events.ts";
import { type LiveState, watchLive } from "./watch-live.ts";

/** A stream that the test holds the other end of. */
class FakeStream extends EventTarget {
  static readonly CLOSED = 2;
  static opened: FakeStream[] = [];
  readyState = 0;
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
    FakeStream.opened.push(this);
  }

  close() {
    this.readyState = FakeStream.CLOSED;
  }

  hint(type: "open" | "changed", lastEventId: string) {
    this.dispatchEvent(new MessageEvent(type, { lastEventId }));
  }

  /** `refused`: the browser gives up; else it comes back by itself. */
  fail(how: "refused" | "broken") {
    this.readyState = how === "refused" ? FakeStream.CLOSED : 0;
    this.dispatchEvent(new Event("error"));
  }
}

const page = Object.assign(new EventTarget(), { hidden: false });
let changes = 0;
let states: LiveState[] = [];
let stop: () => void = () => {};
const latest = () => FakeStream.opened.at(-1)!;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", FakeStream);
  vi.stubGlobal("document", page);
  vi.stubGlobal("window", new EventTarget());
  FakeStream.opened = [];
  page.hidden = false;
  changes = 0;
  states = [];
  stop = watchLive("/live", {
    onChange: () => (changes += 1),
    onState: (state) => states.push(state),
  });
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it("asks again once it is open, and whenever something changed", () => {
  expect(latest().url).toBe("/live");
  latest().dispatchEvent(new Event("open"));
  expect([changes, states.at(-1)]).toEqual([0, "waiting"]);
  latest().hint("open", "a");
  expect([changes, states.at(-1)]).toEqual([1, "live"]);
  latest().hint("changed", "b");
  expect(changes).toBe(2);
});

it("says nothing of a short break, and asks again only if something changed meanwhile", () => {
  latest().hint("open", "a");
  latest().fail("broken");
  vi.advanceTimersByTime(2_000);
  latest().hint("open", "a");
  expect([changes, states.at(-1)]).toEqual([1, "live"]);
  latest().fail("broken");
  latest().hint("open", "b");
  vi.advanceTimersByTime(60_000);
  expect(changes).toBe(2);
  expect(states).not.toContain("interrupted");
});

it("looks every few seconds while the stream is down, and stops looking when it is back", () => {
  latest().hint("open", "a");
  latest().fail("broken");
  vi.advanceTimersByTime(3_000);
  expect([changes, states.at(-1)]).toEqual([2, "interrupted"]);
  vi.advanceTimersByTime(8_000);
  expect(changes).toBe(4);
  latest().hint("open", "a");
  vi.advanceTimersByTime(60_000);
  expect([changes, states.at(-1)]).toEqual([4, "live"]);
});

it("tries a refused stream again, with a growing wait", () => {
  const tried = () => FakeStream.opened.length;
  latest().fail("refused");
  vi.advanceTimersByTime(1_000);
  expect(tried()).toBe(2);
  latest().fail("refused");
  vi.advanceTimersByTime(1_000);
  expect(tried()).toBe(2);
  vi.advanceTimersByTime(1_000);
  expect(tried()).toBe(3);
});

it("closes while the page is out of sight", () => {
  const first = latest();
  first.hint("open", "a");
  page.hidden = true;
  page.dispatchEvent(new Event("visibilitychange"));
  expect(first.readyState).toBe(FakeStream.CLOSED);
  vi.advanceTimersByTime(60_000);
  expect([changes, FakeStream.opened.length]).toEqual([1, 1]);
  page.hidden = false;
  page.dispatchEvent(new Event("visibilitychange"));
  latest().hint("open", "b");
  expect([changes, states.at(-1)]).toEqual([2, "live"]);
});

it("rests while nobody is signed in", () => {
  const first = latest();
  announceSignInNeeded();
  expect(first.readyState).toBe(FakeStream.CLOSED);
  vi.advanceTimersByTime(60_000);
  expect([changes, FakeStream.opened.length]).toEqual([0, 1]);
  announceSignedIn("01981f6e-0000-7000-8000-000000000001");
  expect(FakeStream.opened).toHaveLength(2);
});

it("opens anew when the computer wakes up", () => {
  latest().hint("open", "a");
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(5_000);
  expect(FakeStream.opened).toHaveLength(2);
});

it("ends with the page", () => {
  stop();
  expect(latest().readyState).toBe(FakeStream.CLOSED);
  vi.advanceTimersByTime(60_000);
  expect(changes).toBe(0);
});
