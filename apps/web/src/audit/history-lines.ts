import type { AuditEvent } from "@latchkey/contract/audit.ts";
import type { AuditAction } from "@latchkey/contract/audit-actions.ts";
import { passwordSuggestionMinutes } from "@latchkey/contract/passwords.ts";
import { eventWords } from "./event-words.ts";

/** A line of the history: an event in words, or several that say the same, `event` with their `times` and `lastAt`. */
export type HistoryLine = { event: AuditEvent; words: string; count: number };

/** How long a proposal can be saved, in milliseconds. */
const proposedForMilliseconds = passwordSuggestionMinutes * 60_000;

/** What ends a proposal, whoever does it. */
const overtakes = new Set<AuditAction>([
  "temporary-password.saved",
  "temporary-password.replaced",
  "generated-password.sent",
  "password-change-link.sent",
  "password-change-link.copied",
  "emergency-link.made",
  "password-change-link.redeemed",
  "password.changed",
  "recovery.stopped",
  "user.deactivated",
]);

/**
 * The lines of a history, newest first. What Generate proposed says what became of it, and proposals of one administrator that
 * follow each other are one line: each Generate is an event, and none of them changed anything. `now` is in epoch milliseconds.
 */
export function historyLines(events: readonly AuditEvent[], now: number): HistoryLine[] {
  const lines: HistoryLine[] = [];
  let run: AuditEvent[] = [];
  for (const [index, event] of events.entries()) {
    if (!isProposal(event)) {
      lines.push({ event, words: eventWords(event), count: 1 });
      continue;
    }
    run.push(event);
    const earlier = events[index + 1];
    if (earlier !== undefined && isProposal(earlier) && isOfOneHand(event, earlier)) continue;
    lines.push(proposalLine(run, events.slice(0, index + 1 - run.length), now));
    run = [];
  }
  return lines;
}

function isProposal({ action, outcome }: AuditEvent): boolean {
  return action === "password-suggestion.generated" && outcome === "done";
}

function isOfOneHand(one: AuditEvent, other: AuditEvent): boolean {
  return actorId(one) === actorId(other) && one.address === other.address;
}

const actorId = ({ actor }: AuditEvent) => (actor.kind === "user" ? actor.id : null);

/** One line for proposals that follow each other, newest first; `newer` is what happened after them. */
function proposalLine(run: readonly AuditEvent[], newer: readonly AuditEvent[], now: number): HistoryLine {
  const [last] = run as [AuditEvent];
  const first = run.at(-1)!;
  const count = run.length;
  const event = count === 1 ? last : { ...last, at: first.at, times: count, lastAt: last.at };
  const fate = fateOf(last, newer, now);
  const words = count > 1 && fate === "then saved" ? "one of them saved" : fate;
  return { event, words: `${eventWords(last)}, ${words}`, count };
}

/** What became of a run by its last one, which can be saved for longest. */
function fateOf(
  last: AuditEvent,
  newer: readonly AuditEvent[],
  now: number,
): "then saved" | "not saved yet" | "never saved" {
  const end = newer.findLast(({ action, outcome }) => outcome === "done" && overtakes.has(action));
  const isInTime = (at: number) => at - Date.parse(last.at) < proposedForMilliseconds;
  if (end?.action === "temporary-password.saved" && actorId(end) === actorId(last)) {
    if (isInTime(Date.parse(end.at))) return "then saved";
  }
  return end === undefined && isInTime(now) ? "not saved yet" : "never saved";
}
