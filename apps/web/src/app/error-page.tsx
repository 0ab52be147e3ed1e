import { UnreachableError } from "@latchkey/contract/client.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { useState } from "react";
import { Link, useRevalidator, useRouteError } from "react-router-dom";
import { useMessages } from "../languages/use-messages.ts";
import { PageTitle } from "../shared/page-title.tsx";
import { isProblem, retryAtOf } from "../shared/problem-type.ts";
import { PublicPage } from "../shared/public-page.tsx";
import { useSecondsUntil } from "../shared/server-clock.ts";
import { useProblemText } from "../shared/use-problem-text.ts";
import { WaitingButton } from "../shared/waiting-button.tsx";
import styles from "./error-page.module.css";

/** What stands in place of a page that could not be loaded: what happened, and Retry or a way on. */
export function ErrorPage() {
  return (
    <PublicPage title={useErrorTitle()}>
      <ErrorWords />
    </PublicPage>
  );
}

/** The same inside the shell, whose rail and top bar stay. */
export function ErrorPanel() {
  return (
    <div className={styles.panel}>
      <h1 tabIndex={-1}>{useErrorTitle()}</h1>
      <ErrorWords />
    </div>
  );
}

function useErrorTitle(): string {
  const say = useMessages();
  const error = useRouteError();
  if (isProblem(error, "not-found")) return say("error.nothing");
  if (isProblem(error, "not-signed-in")) return say("error.signIn");
  return say("error.title");
}

function ErrorWords() {
  const say = useMessages();
  const error = useRouteError();
  return (
    <>
      <PageTitle>{useErrorTitle()}</PageTitle>
      <Sentence key={String(error)} error={error} />
      {error instanceof ProblemError && error.type !== "internal" && error.problem.requestId ? (
        <p className={styles.request}>
          {say.rich("error.request", { id: <code>{error.problem.requestId}</code> })}
        </p>
      ) : null}
      <div className={styles.actions}>
        {isProblem(error, "not-found") ? (
          <Link className={buttonClass({ variant: "primary" })} to="/">
            {say("startPage")}
          </Link>
        ) : (
          <Retry error={error} />
        )}
      </div>
    </>
  );
}

/** What happened. Said once: when to try again would otherwise change with every second. */
function Sentence({ error }: { error: unknown }) {
  const problemText = useProblemText();
  const [sentence] = useState(() => problemText(error));
  return <p role="alert">{sentence}</p>;
}

function Retry({ error }: { error: unknown }) {
  const say = useMessages();
  const { revalidate, state } = useRevalidator();
  const [reloading, setReloading] = useState(false);
  const wait = useSecondsUntil(retryAtOf(error));
  const fromServer = error instanceof ProblemError || error instanceof UnreachableError;

  function retry() {
    if (fromServer) return void revalidate();
    // A part of the application itself did not load or broke: only a fresh page can help.
    setReloading(true);
    window.location.reload();
  }

  return (
    <WaitingButton variant="primary" wait={wait} pending={state === "loading" || reloading} onClick={retry}>
      {say("retry")}
    </WaitingButton>
  );
}
