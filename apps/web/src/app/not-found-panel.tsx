import { buttonClass } from "@latchkey/ui/button-class.ts";
import { Link } from "react-router-dom";
import { useMessages } from "../languages/use-messages.ts";
import { PageTitle } from "../shared/page-title.tsx";
import styles from "./error-page.module.css";

/** What stands inside the shell at an address that no page has. */
export function Component() {
  const say = useMessages();
  return (
    <div className={styles.panel}>
      <PageTitle>{say("notFound.name")}</PageTitle>
      <h1 tabIndex={-1}>{say("notFound.title")}</h1>
      <p>{say("notFound.lead")}</p>
      <div className={styles.actions}>
        <Link className={buttonClass({ variant: "primary" })} to="/">
          {say("startPage")}
        </Link>
      </div>
    </div>
  );
}
