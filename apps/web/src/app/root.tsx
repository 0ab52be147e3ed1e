import { Spinner } from "@latchkey/ui/spinner.tsx";
import { Outlet, ScrollRestoration, useNavigation } from "react-router-dom";
import { RouteAnnouncer } from "../shared/route-announcer.tsx";
import styles from "./root.module.css";

/** Around every page: what says that another page is on its way, and moves the focus when it is there. */
export function Root() {
  const { state } = useNavigation();
  return (
    <>
      {state === "idle" ? null : <div className={styles.progress} role="status" aria-label="Loading" />}
      <Outlet />
      <RouteAnnouncer />
      <ScrollRestoration />
    </>
  );
}

/** What stands on an empty screen while the first page loads, when that takes longer than usual. */
export function FirstLoad() {
  return (
    <main className={styles.first}>
      <Spinner label="Loading" />
    </main>
  );
}
