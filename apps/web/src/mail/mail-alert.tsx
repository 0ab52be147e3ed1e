import type { MailQueue } from "@latchkey/contract/mail.ts";
import { Banner } from "@latchkey/ui/banner.tsx";
import { Button } from "@latchkey/ui/button.tsx";
import { useQuery } from "@tanstack/react-query";
import { Link, useMatch } from "react-router-dom";
import { RelativeMoment, UntilMoment } from "../shared/moments.tsx";
import { pauseAlerts, pauseStates } from "./pause-words.ts";
import { mailQueueQuery } from "./queries.ts";
import { useResumeMail } from "./use-resume-mail.ts";

/** Tells an administrator, on every page, when no mail leaves or when it waits too long; nothing while all is well. */
export function MailAlert({ className }: { className: string | undefined }) {
  const { data: queue } = useQuery(mailQueueQuery);
  // Where the queue itself is shown, it has its own button.
  const isThere = useMatch("/mail") !== null;
  const resume = useResumeMail();
  if (queue === undefined) return null;
  const { pause } = queue;
  const alert = pause === null ? undefined : pauseAlerts[pause.kind];
  if (pause === null || alert === undefined) {
    return queue.isSlow ? <SlowAlert className={className} queue={queue} isThere={isThere} /> : null;
  }
  return (
    <div className={className}>
      <Banner
        live="status"
        tone={pauseStates[pause.kind].tone}
        title={alert.title}
        action={
          isThere ? null : (
            <Button pending={resume.isPending} onClick={() => resume.mutate()}>
              {alert.lift}
            </Button>
          )
        }
      >
        {pause.reason}
        {pause.until === null ? null : (
          <>
            {" "}
            It is tried again at <UntilMoment at={pause.until} />.
          </>
        )}{" "}
        {waitingWords(queue.depth)} {isThere ? null : <Link to="/mail?state=waiting">Open Mail</Link>}
      </Banner>
    </div>
  );
}

type SlowAlertProps = { className: string | undefined; queue: MailQueue; isThere: boolean };

function SlowAlert({ className, queue, isThere }: SlowAlertProps) {
  return (
    <div className={className}>
      <Banner
        live="status"
        tone="warn"
        title="Mail is slow"
        action={isThere ? null : <Link to="/mail?state=waiting">Open Mail</Link>}
      >
        {queue.oldestWaitingSince === null ? null : (
          <>
            The oldest has waited since <UntilMoment at={queue.oldestWaitingSince} /> (
            <RelativeMoment at={queue.oldestWaitingSince} />
            ).{" "}
          </>
        )}
        {queue.pause?.reason}
      </Banner>
    </div>
  );
}

function waitingWords(depth: number): string {
  if (depth === 0) return "Nothing waits yet.";
  return depth === 1 ? "1\u00a0mail waits." : `${depth.toLocaleString()}\u00a0mails wait.`;
}
