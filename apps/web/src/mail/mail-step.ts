import type { MailEvent, MailState, MailStatus } from "@latchkey/contract/mail.ts";
import type { StepState } from "@latchkey/ui/timeline.tsx";
import type { ToastMessage } from "@latchkey/ui/toast-message.ts";
import { mailStates } from "./mail-states.ts";

/** A line of a timeline about a mail, with its reason and, while it waits, the next attempt. */
export type MailStep = {
  key: MailState;
  state: StepState;
  words: string;
  at: string | null;
  note?: string;
  noteMoment?: { lead: string; at: string };
};

/** Waits shorter than this, in milliseconds, are not worth a line. */
const noticeableMilliseconds = 10_000;

/** The way of a mail so far, oldest first: every state that it reached and that says something. */
export function mailSteps(mail: MailStatus): MailStep[] {
  const reached = reachedBy(mail);
  return reached.flatMap((event, index): MailStep[] => {
    const next = reached[index + 1];
    if (next === undefined) return [{ ...toldOf(mail, event), ...presentNote(mail) }];
    if (isFleeting(event, next)) return [];
    const told = toldOf(mail, event);
    return [{ ...told, state: told.state === "now" ? "done" : told.state }];
  });
}

/** The states in the order in which they were reached, the present one last. */
function reachedBy(mail: MailStatus): MailEvent[] {
  const present: MailEvent = { at: mail.at, state: mail.state, reason: mail.reason };
  return mail.history.at(-1)?.state === mail.state ? mail.history : [...mail.history, present];
}

function isFleeting(event: MailEvent, next: MailEvent): boolean {
  if (event.state === "sending" || event.state === next.state) return true;
  return event.state === "queued" && Date.parse(next.at) - Date.parse(event.at) < noticeableMilliseconds;
}

function toldOf(mail: MailStatus, { state, at, reason }: MailEvent): MailStep {
  return {
    key: state,
    state: mailStates[state].step,
    words: stepWords(mail, state),
    at,
    ...(reason !== null && { note: reason }),
  };
}

/** On a timeline, where the mail went is as good as whose server it is, and shorter. */
function stepWords({ to }: MailStatus, state: MailState): string {
  return state === "delivered" ? `Delivered to ${domainOf(to)}` : mailStates[state].sentence;
}

/** A step to come says nothing that the same step says once it is done. */
function aheadWords({ to }: MailStatus, state: "accepted" | "delivered"): string {
  return state === "delivered" ? `Delivery to ${domainOf(to)}` : "The mail service accepts the mail";
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

function presentNote(mail: MailStatus): Pick<MailStep, "note" | "noteMoment"> {
  return {
    ...(mail.reason !== null && { note: mail.reason }),
    ...(mail.nextAttemptAt !== null && { noteMoment: { lead: "Next attempt", at: mail.nextAttemptAt } }),
  };
}

/** The steps that a mail has still before it, in words: only what somebody will tell of. */
export function mailStepsAhead(mail: MailStatus, webhooks: boolean): MailStep[] {
  return mailStates[mail.state].ahead
    .filter((state) => state !== "delivered" || webhooks)
    .map((state) => ({ key: state, state: "wait", words: aheadWords(mail, state), at: null }));
}

/** What is known of a mail's present state, in a sentence without a reason. */
export const mailStateWords = (state: MailState): string => mailStates[state].sentence;

/** What has just become of a mail that somebody asked for, in a sentence or two. That there is none is bad news. */
export function mailOutcome(mail: MailStatus | null): Required<Pick<ToastMessage, "tone" | "text">> {
  if (mail === null) return { tone: "bad", text: "No mail was sent." };
  const { tone, sentence } = mailStates[mail.state];
  const text = mail.reason === null ? `${sentence}.` : `${sentence}. ${mail.reason}`;
  return { tone: tone === "plain" ? "warn" : tone, text };
}
