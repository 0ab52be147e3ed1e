import { setTimeout as sleep } from "node:timers/promises";
import type { Hint } from "@latchkey/contract/route.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import type { Context } from "hono";
import { streamSSE, type SSEStreamingApi } from "hono/streaming";
import type { System } from "../ctx.ts";
import { openBell, type Bell } from "../ports/bell.ts";
import { hashToken } from "../ports/hasher.ts";
import { describeError } from "../ports/log.ts";
import type { RequestEnv } from "./env-of-request.ts";

/** The rhythm of every stream. */
type Pace = {
  /** What is watched is looked at this often in any case: time changes it, and so do other processes. */
  lookMilliseconds: number;
  /** A look that takes longer has lost its database: the stream ends, and its page finds another server. */
  patienceMilliseconds: number;
  /** A stream says something at least this often, so that proxies keep it open. */
  heartbeatMilliseconds: number;
};

const usualPace: Pace = { lookMilliseconds: 2000, patienceMilliseconds: 4000, heartbeatMilliseconds: 15_000 };

/** After a commit the next ones are waited for this long, so that a burst of them is one look. */
const burstMilliseconds = 150;

/** A browser comes back this long after a stream ended. */
const returnMilliseconds = 2000;

/** After a server stopped it comes back this much later to whoever is there then, one page a little after the other. */
const moveMilliseconds = { first: 400, last: 900 };

/** Who reads nothing any more has a stream cut off this long after it was to end. */
const farewellMilliseconds = 500;

/** So many streams one session may have open: pages that were left without saying so count for a while. */
const mostOfSession = 20;

/**
 * Reads everything that a page shows of what it watches, as anything that JSON can hold; nothing in it may depend on the
 * time but by what the page shows then. Throws `not-found` when it is gone.
 */
export type Watch = () => Promise<unknown>;

/** The streams of hints that are open. */
export type LiveStreams = {
  /**
   * Answers with a stream that says `changed` whenever what `watch` reads is different from before: until the browser
   * leaves, `mayWatch` is false, or the server stops. Throws `too-many-streams`.
   */
  answer(c: Context<RequestEnv>, watch: Watch, mayWatch: () => Promise<boolean>): Response;
  /** Sends the page of every stream elsewhere; resolves when all are over. */
  close(): Promise<void>;
};

type OpenStream = {
  sessionId: string | null;
  ring(): void;
  /** Ends it at once, whether what was said has been heard or not. */
  cut(): void;
  /** Ends it when what was said has been heard; its page asks again after so many milliseconds. */
  move(inMilliseconds: number): void;
  over: Promise<void>;
};

/** Opens the door to streams: a commit of this process makes all of them look. */
export function openLiveStreams(system: System, pace = usualPace): LiveStreams {
  const streams = new Set<OpenStream>();
  let isClosed = false;
  let burst: NodeJS.Timeout | undefined;
  const stopListening = system.dialect.onCommit(() => {
    if (streams.size === 0) return;
    burst ??= setTimeout(() => {
      burst = undefined;
      for (const stream of streams) stream.ring();
    }, burstMilliseconds);
  });

  return {
    answer(c, watch, mayWatch) {
      const { actor, requestId } = c.get("ctx");
      const sessionId = actor.kind === "user" ? actor.sessionId : null;
      if (isClosed) throw new ProblemError("server-busy");
      const ofSession = [...streams].filter((stream) => stream.sessionId === sessionId);
      if (ofSession.length >= mostOfSession) throw new ProblemError("too-many-streams");
      c.header("x-accel-buffering", "no");
      // Nobody reads the body of an answer to HEAD, so nobody would ever leave.
      if (c.req.method === "HEAD") return c.body(null, 200, { "content-type": "text/event-stream" });

      const lastKnown = c.req.header("last-event-id");
      const response = streamSSE(c, async (stream) => {
        const bell = openBell();
        const watched: Watched = { bell, pace, watch, mayWatch, lastKnown, moveIn: null };
        const over = Promise.withResolvers<void>();
        const entry: OpenStream = {
          sessionId,
          ring: bell.ring,
          cut: () => stream.abort(),
          move: (inMilliseconds) => {
            watched.moveIn = inMilliseconds;
            bell.ring();
          },
          over: over.promise,
        };
        stream.onAbort(bell.ring);
        streams.add(entry);
        try {
          await giveHints(stream, watched);
        } catch (error) {
          system.log.warn("live.failed", { requestId, ...describeError(error) });
        } finally {
          streams.delete(entry);
          over.resolve();
        }
      });
      response.headers.set("cache-control", "no-store");
      return response;
    },
    async close() {
      isClosed = true;
      stopListening();
      clearTimeout(burst);
      const open = [...streams];
      const { first, last } = moveMilliseconds;
      for (const [index, stream] of open.entries())
        stream.move(Math.round(first + ((last - first) * index) / open.length));
      const cut = setTimeout(() => {
        for (const stream of open) stream.cut();
      }, farewellMilliseconds);
      await Promise.all(open.map(({ over }) => over));
      clearTimeout(cut);
    },
  };
}

type Watched = {
  bell: Bell;
  pace: Pace;
  watch: Watch;
  mayWatch: () => Promise<boolean>;
  /** The id of the last hint that the browser heard before it came back. */
  lastKnown: string | undefined;
  /** After so many milliseconds its page is to ask again, elsewhere; null while it may stay. */
  moveIn: number | null;
};

async function giveHints(stream: SSEStreamingApi, watched: Watched): Promise<void> {
  const say = async (event: Hint, id: string) => {
    spokenAt = performance.now();
    await stream.writeSSE({ event, id, data: "", ...(event === "open" && { retry: returnMilliseconds }) });
  };
  const { bell, pace, watch, mayWatch, lastKnown } = watched;
  const inTime = <Found>(look: Promise<Found>) => within(look, pace.patienceMilliseconds);
  let spokenAt = 0;
  let known = fingerprintOf(await inTime(watch()));
  await say("open", known);
  if (lastKnown !== undefined && lastKnown !== known) await say("changed", known);
  for (;;) {
    await bell.rest(pace.lookMilliseconds);
    if (watched.moveIn !== null) {
      // Nobody may read it: nothing waits for that.
      void stream.write(`retry: ${watched.moveIn}\n\n`);
      return;
    }
    if (stream.aborted || !(await inTime(mayWatch()))) return;
    const state = await inTime(watch()).catch(asGone);
    const found = fingerprintOf(state);
    if (found !== known) await say("changed", found);
    else if (performance.now() - spokenAt >= pace.heartbeatMilliseconds) {
      spokenAt = performance.now();
      await stream.write(": still here\n\n");
    }
    if (state === gone) return;
    known = found;
  }
}

/** Throws when it takes longer. */
async function within<Found>(look: Promise<Found>, milliseconds: number): Promise<Found> {
  const found = new AbortController();
  const tooLate = sleep(milliseconds, undefined, { signal: found.signal, ref: false }).then(() => {
    throw new Error("The database did not answer in time.");
  });
  try {
    return await Promise.race([look, tooLate]);
  } finally {
    found.abort();
  }
}

/** In place of the state of what is not there any more. */
const gone = "gone";

function asGone(error: unknown): typeof gone {
  if (error instanceof ProblemError && error.type === "not-found") return gone;
  throw error;
}

/** Tells states apart without telling anything of them. */
function fingerprintOf(state: unknown): string {
  return hashToken(JSON.stringify(state));
}
