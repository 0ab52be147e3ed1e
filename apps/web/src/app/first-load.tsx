import { Spinner } from "@latchkey/ui/spinner.tsx";
import { useMessages } from "../languages/use-messages.ts";
import styles from "./first-load.module.css";

/** What stands on an empty screen while the first page loads, when that takes longer than usual. */
export function FirstLoad() {
  const say = useMessages();
  return (
    <main className={styles.first}>
      <Spinner label={say("loading")} />
    </main>
  );
}
