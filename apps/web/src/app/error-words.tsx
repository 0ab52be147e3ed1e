import { UnreachableError } from "@latchkey/contract/client.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { useState, type ReactNode } from "react";
import { useMessages } from "../languages/use-messages.ts";
import { PageTitle } from "../shared/page-title.tsx";
import { isProblem, retryAtOf } from "../shared/problem-type.ts";
import { useSecondsUntil } from "../shared/server-clock.ts";
import { useProblemText } from "../shared/use-problem-text.ts";
import { WaitingButton } from "../shared/waiting-button.tsx";
import styles from "./error-page.module.css";

/** What the error is called, above its words. */
export function useErrorTitle(error: unknown): string {
  const say = useMessages();
  if (isProblem(error, "not-found")) return say("error.nothing");
  if (isProblem(error, "not-signed-in")) return say("error.signIn");
  return say("error.title");
}

type ErrorWordsProps = {
  error: unknown;
  /** Asks the server again. */
  retry: () => void;
  isRetrying: boolean;
  /** Leads to the start page, from what does not exist. */
  startLink: ReactNode;
};

/** What happened in place of a page that could not be loaded, and Retry or a way on. */
export function ErrorWords(props: ErrorWordsProps) {
  const { error, startLink } = props;
  const say = useMessages();
  return (
    <>
      <PageTitle>{useErrorTitle(error)}</PageTitle>
      <Sentence key={String(error)} error={error} />
      {error instanceof ProblemError && error.type !== "internal" && error.problem.requestId ? (
        <p className={styles.request}>
          {say.rich("error.request", { id: <code>{error.problem.requestId}</code> })}
        </p>
      ) : null}
      <div className={styles.actions}>{isProblem(error, "not-found") ? startLink : <Retry {...props} />}</div>
    </>
  );
}

/** What happened. Said once: when to try again would otherwise change with every second. */
function Sentence({ error }: { error: unknown }) {
  const problemText = useProblemText();
  const [sentence] = useState(() => problemText(error));
  return <p role="alert">{sentence}</p>;
}

function Retry({ error, retry: askAgain, isRetrying }: ErrorWordsProps) {
  const say = useMessages();
  const [reloading, setReloading] = useState(false);
  const wait = useSecondsUntil(retryAtOf(error));
  const fromServer = error instanceof ProblemError || error instanceof UnreachableError;

  function retry() {
    if (fromServer) return askAgain();
    // A part of the application itself did not load or broke: only a fresh page can help.
    setReloading(true);
    window.location.reload();
  }

  return (
    <WaitingButton variant="primary" wait={wait} pending={isRetrying || reloading} onClick={retry}>
      {say("retry")}
    </WaitingButton>
  );
}
