import { fullName } from "@latchkey/contract/accounts.ts";
import { userTypeNames } from "@latchkey/contract/permissions.ts";
import type { UserSummary } from "@latchkey/contract/users.ts";
import { Avatar } from "@latchkey/ui/avatar.tsx";
import { Cell, CellNote, MenuCell, Row } from "@latchkey/ui/table.tsx";
import { useId } from "react";
import { EmailText } from "../mail/email-text.tsx";
import { RowLink } from "../shared/list-table.tsx";
import { RelativeMoment } from "../shared/moments.tsx";
import { AccessChips } from "./access-chips.tsx";
import { RowMenu } from "./row-menu.tsx";
import styles from "./user-row.module.css";

/** A user in the list, leading to the record. */
export function UserRow({ user }: { user: UserSummary }) {
  const name = fullName(user);
  const userNameId = useId();
  return (
    <Row>
      <Cell header whole>
        <div className={styles.who}>
          <Avatar name={name} />
          <div className={styles.names}>
            <RowLink to={`/users/${user.id}`}>{name}</RowLink>
            <CellNote id={userNameId}>{user.userName}</CellNote>
          </div>
        </div>
      </Cell>
      <Cell label="Email" whole muted={user.email === null}>
        {user.email === null ? "No email" : <EmailText address={user.email} />}
      </Cell>
      <Cell label="Type">{userTypeNames[user.type]}</Cell>
      <Cell label="Access">
        <div className={styles.chips}>
          <AccessChips user={user} brief />
        </div>
      </Cell>
      <Cell label="Last sign-in" muted>
        {user.lastSignedInAt === null ? "–" : <RelativeMoment at={user.lastSignedInAt} />}
      </Cell>
      <MenuCell>
        <RowMenu user={user} describedBy={userNameId} />
      </MenuCell>
    </Row>
  );
}
