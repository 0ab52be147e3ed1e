import { fullName } from "@latchkey/contract/accounts.ts";
import { can } from "@latchkey/contract/permissions.ts";
import { Avatar } from "@latchkey/ui/avatar.tsx";
import { Card } from "@latchkey/ui/card.tsx";
import { FactList } from "@latchkey/ui/fact-list.tsx";
import { Link } from "react-router-dom";
import { ChangeOwnPassword } from "./change-own-password.tsx";
import { useAccountMessages } from "../languages/use-messages.ts";
import { PageTitle } from "../shared/page-title.tsx";
import { queryClient } from "../shared/query-client.ts";
import { OwnSessionsCard } from "../sessions/own-sessions-card.tsx";
import { ownSessionsQuery } from "../sessions/own-sessions-query.ts";
import { PreferencesCard } from "../users/preferences-card.tsx";
import styles from "./profile-page.module.css";
import { useSession } from "../sessions/use-session.ts";

/** Begins to fetch one's sessions; the card tells what went wrong. */
export function loader(): null {
  queryClient.query(ownSessionsQuery).catch(() => null);
  return null;
}

/** One's own data, to be read, and what one may change of one's own account. */
export function Component() {
  const say = useAccountMessages();
  const { user } = useSession();
  const name = fullName(user);
  return (
    <div className={styles.page}>
      <PageTitle>{say("profile")}</PageTitle>
      <div className={styles.head}>
        <Avatar name={name} size="large" />
        <div className={styles.names}>
          <h1 tabIndex={-1}>
            <bdi>{name}</bdi>
          </h1>
          <p>
            <bdi>{user.userName}</bdi>
          </p>
        </div>
      </div>
      <Card title={say("profile")}>
        <FactList
          facts={[
            { term: say("userName"), detail: <bdi>{user.userName}</bdi> },
            { term: say("firstName"), detail: <bdi>{user.firstName ?? "–"}</bdi> },
            { term: say("lastName"), detail: <bdi>{user.lastName}</bdi> },
            { term: say("email"), detail: <bdi>{user.email ?? "–"}</bdi> },
            { term: say("type"), detail: say(`type.${user.type}`) },
          ]}
        />
        <p className={styles.note}>
          {can(user, "edit users") ? (
            <Link to={`/users/${user.id}`}>{say("profile.ownRecord")}</Link>
          ) : (
            say("profile.note")
          )}
        </p>
      </Card>
      <PreferencesCard user={user} />
      <ChangeOwnPassword user={user} />
      <OwnSessionsCard />
    </div>
  );
}
