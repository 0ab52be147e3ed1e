import { buttonClass } from "@latchkey/ui/button-class.ts";
import { Link, useRevalidator, useRouteError } from "react-router-dom";
import { useMessages } from "../languages/use-messages.ts";
import { PublicPage } from "../shared/public-page.tsx";
import { ErrorWords, useErrorTitle } from "./error-words.tsx";
import styles from "./error-page.module.css";

/** What stands in place of a page that could not be loaded: what happened, and Retry or a way on. */
export function ErrorPage() {
  return (
    <PublicPage title={useErrorTitle(useRouteError())}>
      <RoutedWords />
    </PublicPage>
  );
}

/** The same inside the shell, whose rail and top bar stay. */
export function ErrorPanel() {
  return (
    <div className={styles.panel}>
      <h1 tabIndex={-1}>{useErrorTitle(useRouteError())}</h1>
      <RoutedWords />
    </div>
  );
}

function RoutedWords() {
  const say = useMessages();
  const { revalidate, state } = useRevalidator();
  return (
    <ErrorWords
      error={useRouteError()}
      retry={() => void revalidate()}
      isRetrying={state === "loading"}
      startLink={
        <Link className={buttonClass({ variant: "primary" })} to="/">
          {say("startPage")}
        </Link>
      }
    />
  );
}
