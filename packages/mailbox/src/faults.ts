import { z } from "zod";
import { sameAddress } from "./address.ts";

/** How the mailbox's Resend API misbehaves, for the next `times` requests (until changed when absent). */
export const Fault = z.strictObject({
  /**
   * Nothing is kept: `down` 503 · `server-error` 500 · `unreachable` no connection · `no-answer` two minutes of silence ·
   * `rate-limited`, `daily-quota`, `monthly-quota` 429 · `invalid-key`, `restricted-key` 401 · `suspended-key`,
   * `unverified-domain`, `sandbox-sender` 403 · `bad-address` 422 · `concurrent-key`, `changed-body` 409.
   * The mail is kept: `none` works (slowly, with `delayMilliseconds`) · `lost-answer` breaks the connection afterwards ·
   * `empty-answer` `{}` · `null-answer` `{"data":null}` · `html-answer` a web page · `cut-answer` half of the JSON.
   */
  kind: z.enum([
    "none",
    "down",
    "server-error",
    "unreachable",
    "no-answer",
    "lost-answer",
    "rate-limited",
    "daily-quota",
    "monthly-quota",
    "invalid-key",
    "restricted-key",
    "suspended-key",
    "unverified-domain",
    "sandbox-sender",
    "bad-address",
    "concurrent-key",
    "changed-body",
    "empty-answer",
    "null-answer",
    "html-answer",
    "cut-answer",
  ]),
  times: z.int().min(1).optional(),
  /** Only requests that send to this address meet it. */
  to: z.string().min(1).max(320).optional(),
  /** Milliseconds before the answer, or until another fault takes its place. */
  delayMilliseconds: z.int().min(0).max(120_000).optional(),
  /** What `rate-limited` asks to wait; default 1. */
  retryAfterSeconds: z.int().min(0).max(86_400).optional(),
});
export type Fault = z.infer<typeof Fault>;

/** The faults in force. */
export type Faults = {
  /** One with an address stands beside the others; one without takes the place of all of them. */
  set(fault: Fault): void;
  /** The fault that the request at hand meets, those of its recipients first; counts it. */
  take(recipients: () => Promise<string[]>): Promise<Fault>;
  /** None when everything works. */
  list(): Fault[];
  /** Is aborted when faults are set anew: requests that are being delayed go on. */
  inForce(): AbortSignal;
};

const works: Fault = { kind: "none" };

/** Starts without a fault; faults live in memory, so a restart heals them. */
export function createFaults(): Faults {
  let general = works;
  let addressed: (Fault & { to: string })[] = [];
  let inForce = new AbortController();

  return {
    set({ to, ...fault }) {
      inForce.abort();
      inForce = new AbortController();
      if (to === undefined) {
        general = fault;
        addressed = [];
        return;
      }
      const others = addressed.filter((one) => !sameAddress(one.to, to));
      addressed = isNormal(fault) ? others : [...others, { ...fault, to }];
    },
    async take(recipients) {
      const addresses = addressed.length === 0 ? [] : await recipients();
      const met = addressed.find((one) => addresses.some((address) => sameAddress(one.to, address)));
      if (met) {
        addressed = addressed.flatMap((one) => (one === met ? rest(met) : [one]));
        return met;
      }
      const now = general;
      general = rest(general)[0] ?? works;
      return now;
    },
    inForce: () => inForce.signal,
    list: () => [...addressed, ...(isNormal(general) ? [] : [general])],
  };
}

function isNormal({ kind, delayMilliseconds = 0 }: Fault): boolean {
  return kind === "none" && delayMilliseconds === 0;
}

/** What is left of a fault once it was met. */
function rest<Some extends Fault>(fault: Some): Some[] {
  if (fault.times === undefined) return [fault];
  return fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : [];
}
