import { buttonClass } from "@latchkey/ui/button-class.ts";
import { Link } from "react-router-dom";
import { listAddress } from "../shared/list-address.ts";
import { PageTitle } from "../shared/page-title.tsx";
import styles from "./no-such-user.module.css";

/** What stands in place of a record that does not exist. */
export function NoSuchUser() {
  return (
    <div className={styles.page}>
      <PageTitle>There is nothing here</PageTitle>
      <h1 tabIndex={-1}>There is nothing here</h1>
      <p>No user has this address. Check it, or find the user in the list.</p>
      <Link className={buttonClass({ variant: "primary" })} to={listAddress("/users")}>
        Go to Users
      </Link>
    </div>
  );
}
