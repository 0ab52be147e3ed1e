import { Outlet, ScrollRestoration, useMatches, useNavigation } from "react-router-dom";
import type { Spoken } from "../languages/open-speech.ts";
import { RouteAnnouncer } from "../shared/route-announcer.tsx";
import { PageFrame } from "./page-frame.tsx";
import { Progress } from "./progress.tsx";

/** Around every page: its language, what says that another page is on its way, and what moves the focus when it is there. */
export function Root() {
  const { state } = useNavigation();
  const spoken = useMatches()
    .map(({ loaderData }) => loaderData as Partial<Spoken> | null | undefined)
    .filter((data) => data?.speech !== undefined)
    .at(-1);
  return (
    <PageFrame spoken={spoken as Spoken | undefined}>
      {state === "idle" ? null : <Progress />}
      <Outlet />
      <RouteAnnouncer />
      <ScrollRestoration />
    </PageFrame>
  );
}
