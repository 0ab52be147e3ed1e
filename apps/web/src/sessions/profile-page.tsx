import { languages } from "@latchkey/contract/languages.ts";
import { fullName, userTypeNames } from "@latchkey/contract/users.ts";
import { Avatar } from "@latchkey/ui/avatar.tsx";
import { Card } from "@latchkey/ui/card.tsx";
import { FactList } from "@latchkey/ui/fact-list.tsx";
import { ChangeOwnPassword } from "../passwords/change-own-password.tsx";
import { PageTitle } from "../shared/page-title.tsx";
import styles from "./profile-page.module.css";
import { useSession } from "./use-session.ts";

/** One's own data, to be read, and the way to change one's password. */
export function Component() {
  const { user } = useSession();
  const name = fullName(user);
  return (
    <div className={styles.page}>
      <PageTitle>Profile</PageTitle>
      <div className={styles.head}>
        <Avatar name={name} size="large" />
        <div className={styles.names}>
          <h1 tabIndex={-1}>{name}</h1>
          <p>{user.userName}</p>
        </div>
      </div>
      <Card title="Profile">
        <FactList
          facts={[
            { term: "User Name", detail: user.userName },
            { term: "First Name", detail: user.firstName ?? "–" },
            { term: "Last Name", detail: user.lastName },
            { term: "Email", detail: user.email ?? "–" },
            { term: "Type", detail: userTypeNames[user.type] },
            { term: "Language", detail: user.language ? languages[user.language] : "As in the browser" },
            { term: "Time Zone", detail: user.timeZone ?? "As in the browser" },
          ]}
        />
        <p className={styles.note}>To correct any of this, ask your System Administrator.</p>
      </Card>
      <ChangeOwnPassword user={user} />
    </div>
  );
}
