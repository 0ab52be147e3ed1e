import { fullName, userTypeNames } from "@latchkey/contract/users.ts";
import { Avatar } from "@latchkey/ui/avatar.tsx";
import { Card } from "@latchkey/ui/card.tsx";
import { FactList } from "@latchkey/ui/fact-list.tsx";
import { ChangeOwnPassword } from "../passwords/change-own-password.tsx";
import { PageTitle } from "../shared/page-title.tsx";
import { queryClient } from "../shared/query-client.ts";
import { OwnSessionsCard } from "./own-sessions-card.tsx";
import { ownSessionsQuery } from "./own-sessions-query.ts";
import { PreferencesCard } from "./preferences-card.tsx";
import styles from "./profile-page.module.css";
import { useSession } from "./use-session.ts";

/** Begins to fetch one's sessions; the card tells what went wrong. */
export function loader(): null {
  queryClient.query(ownSessionsQuery).catch(() => null);
  return null;
}

/** One's own data, to be read, and what one may change of one's own account. */
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
          ]}
        />
        <p className={styles.note}>To correct any of this, ask your System Administrator.</p>
      </Card>
      <PreferencesCard user={user} />
      <ChangeOwnPassword user={user} />
      <OwnSessionsCard />
    </div>
  );
}
