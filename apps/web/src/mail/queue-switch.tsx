import { updateMailQueue } from "@latchkey/contract/mail.ts";
import { Button } from "@latchkey/ui/button.tsx";
import { Prompt } from "@latchkey/ui/prompt.tsx";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Pause, Play } from "lucide-react";
import { useState } from "react";
import { api } from "../shared/api.ts";
import { problemText } from "../shared/problem-text.ts";
import { pauseAlerts } from "./pause-words.ts";
import { mailQueueQuery } from "./queries.ts";
import { useResumeMail } from "./use-resume-mail.ts";

/** The button that pauses all mail, or lets it go on. */
export function QueueSwitch() {
  const { data: queue } = useQuery(mailQueueQuery);
  const [isAsking, setAsking] = useState(false);
  const resume = useResumeMail();
  const pause = useMutation({
    mutationFn: () => api(updateMailQueue, { body: { state: "paused" } }),
    onSuccess: () => setAsking(false),
  });
  function cancel() {
    pause.reset();
    setAsking(false);
  }
  if (queue === undefined) return null;
  const alert = queue.pause === null ? undefined : pauseAlerts[queue.pause.kind];
  // One button in one place, so that the focus stays where it is when it turns into the other.
  return (
    <>
      <Button
        variant={alert === undefined ? "default" : "primary"}
        pending={resume.isPending}
        onClick={() => (alert === undefined ? setAsking(true) : resume.mutate())}
      >
        {alert === undefined ? <Pause size={16} aria-hidden="true" /> : <Play size={16} aria-hidden="true" />}
        {alert?.lift ?? "Pause"}
      </Button>
      <Prompt
        open={isAsking}
        title="Pause all mail"
        text="No mail leaves until somebody resumes: links, passwords and notices wait. What runs out meanwhile is not sent."
        confirmLabel="Pause"
        pending={pause.isPending}
        problem={pause.error && problemText(pause.error)}
        onConfirm={() => pause.mutate()}
        onCancel={cancel}
      />
    </>
  );
}
