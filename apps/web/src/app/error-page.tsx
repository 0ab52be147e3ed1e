import { UnreachableError } from "@latchkey/contract/client.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { SoloPage } from "@latchkey/ui/solo-page.tsx";
import { useState } from "react";
import { Link, useRevalidator, useRouteError } from "react-router-dom";
import { PageTitle } from "../shared/page-title.tsx";
import { isProblem, problemText, retryAtOf } from "../shared/problem-text.ts";
import { useSecondsUntil } from "../shared/server-clock.ts";
import { WaitingButton } from "../shared/waiting-button.tsx";
import styles from "./error-page.module.css";

/** What stands in place of a page that could not be loaded: what happened, and Retry or a way on. */
export function ErrorPage() {
  return (
    <SoloPage title={useErrorTitle()}>
      <ErrorWords />
    </SoloPage>
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
  const error = useRouteError();
  if (isProblem(error, "not-found")) return "There is nothing here";
  if (isProblem(error, "not-signed-in")) return "Please sign in";
  return "This page could not be loaded";
}

function ErrorWords() {
  const error = useRouteError();
  return (
    <>
      <PageTitle>{useErrorTitle()}</PageTitle>
      <Sentence key={String(error)} error={error} />
      {error instanceof ProblemError && error.problem.requestId ? (
        <p className={styles.request}>
          Request <code>{error.problem.requestId}</code>
        </p>
      ) : null}
      <div className={styles.actions}>
        {isProblem(error, "not-found") ? (
          <Link className={buttonClass({ variant: "primary" })} to="/">
            Go to the start page
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
  const [sentence] = useState(() => problemText(error));
  return <p role="alert">{sentence}</p>;
}

function Retry({ error }: { error: unknown }) {
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
      Retry
    </WaitingButton>
  );
}
