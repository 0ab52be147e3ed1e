import { Outlet, ScrollRestoration, useMatches, useNavigation } from "react-router-dom";
import type { Spoken } from "../languages/open-speech.ts";
import { useMessages } from "../languages/use-messages.ts";
import { RouteAnnouncer } from "../shared/route-announcer.tsx";
import { PageFrame } from "./page-frame.tsx";
import styles from "./root.module.css";

/** Around every page: its language, what says that another page is on its way, and what moves the focus when it is there. */
export function Root() {
  const spoken = useMatches()
    .map(({ loaderData }) => loaderData as Partial<Spoken> | null | undefined)
    .filter((data) => data?.speech !== undefined)
    .at(-1);
  return (
    <PageFrame spoken={spoken as Spoken | undefined}>
      <Progress />
      <Outlet />
      <RouteAnnouncer />
      <ScrollRestoration />
    </PageFrame>
  );
}

function Progress() {
  const say = useMessages();
  const { state } = useNavigation();
  if (state === "idle") return null;
  return <div className={styles.progress} role="status" aria-label={say("loading")} />;
}
