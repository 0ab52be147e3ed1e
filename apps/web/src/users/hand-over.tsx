import type { Recovery } from "@latchkey/contract/recoveries.ts";
import type { User } from "@latchkey/contract/users.ts";
import { Timeline, type TimelineStep } from "@latchkey/ui/timeline.tsx";
import { useQuery } from "@tanstack/react-query";
import { recoveriesQuery } from "../recoveries/queries.ts";
import { isUnderWay, newPasswordWords, outcomeWords, signInWords } from "../recoveries/recovery-steps.ts";
import { UntilMoment } from "../shared/moments.tsx";

/**
 * What has become of a temporary password that is being told on the phone: the person is back in, or not yet. The record's
 * timeline is the one that is read out.
 */
export function HandOver({ saved }: { /** The user as Save left it. */ saved: User }) {
  const { data } = useQuery(recoveriesQuery(saved.id));
  const handedOver = savedPassword(data?.recoveries ?? [], saved);
  return <Timeline label="Since Save" steps={[savedStep(saved), ...stepsSince(handedOver)]} />;
}

/** The temporary password of that Save: the oldest one since then. */
function savedPassword(recoveries: readonly Recovery[], { updatedAt }: User): Recovery | undefined {
  return recoveries.findLast(({ way, createdAt }) => way === "told-password" && createdAt >= updatedAt);
}

function savedStep({ temporaryPasswordUntil }: User): TimelineStep {
  const detail =
    temporaryPasswordUntil === null ? null : (
      <>
        Works until <UntilMoment at={temporaryPasswordUntil} />
      </>
    );
  return { key: "saved", state: "done", title: "Saved", detail };
}

function stepsSince(handedOver: Recovery | undefined): TimelineStep[] {
  const isOver = handedOver !== undefined && !isUnderWay(handedOver) && handedOver.state !== "finished";
  if (isOver) {
    return [
      ...(handedOver.signedInAt === null ? [] : [step("in", signInWords, handedOver.signedInAt)]),
      { ...step("end", newPasswordWords, handedOver.endedAt), state: "end", title: outcomeWords(handedOver) },
    ];
  }
  return [
    step("in", signInWords, handedOver?.signedInAt ?? null),
    step("end", newPasswordWords, handedOver?.finishedAt ?? null),
  ];
}

function step(key: string, words: { done: string; wait: string }, at: string | null): TimelineStep {
  return {
    key,
    state: at === null ? "wait" : "done",
    title: at === null ? words.wait : words.done,
    time: at === null ? null : <UntilMoment at={at} />,
  };
}
