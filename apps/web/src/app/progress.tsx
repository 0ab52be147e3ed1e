import { useMessages } from "../languages/use-messages.ts";
import styles from "./progress.module.css";

/** Says that another page is on its way. */
export function Progress() {
  const say = useMessages();
  return <div className={styles.progress} role="status" aria-label={say("loading")} />;
}
