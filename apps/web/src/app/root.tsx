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
