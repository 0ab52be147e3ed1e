import type { AccessFilter, UserListQuery, UserSummary } from "@latchkey/contract/users.ts";
import { fullName } from "@latchkey/contract/accounts.ts";
import { userTypeNames } from "@latchkey/contract/permissions.ts";
import { Avatar } from "@latchkey/ui/avatar.tsx";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { EmptyState } from "@latchkey/ui/empty-state.tsx";
import { Loading } from "@latchkey/ui/loading.tsx";
import { Skeleton } from "@latchkey/ui/skeleton.tsx";
import { Cell, HeaderCell, Row, type SortDirection, Table } from "@latchkey/ui/table.tsx";
import { useIsFetching, useSuspenseQuery } from "@tanstack/react-query";
import { SearchX, Users } from "lucide-react";
import { Link } from "react-router-dom";
import { EmailText } from "../mail/email-text.tsx";
import { RelativeMoment } from "../shared/moments.tsx";
import { AccessChips } from "./access-chips.tsx";
import { userListKey, userListQuery } from "./queries.ts";
import { writeListAddress } from "./user-list-address.ts";
import styles from "./users-page.module.css";

type Sorting = Pick<UserListQuery, "sort" | "order">;

type UserTableProps = { query: UserListQuery; onSort: (sorting: Sorting) => void };

/** One page of users, each row leading to its record. */
export function UserTable({ query, onSort }: UserTableProps) {
  const { users, total } = useSuspenseQuery(userListQuery(query)).data;
  const isFetching = useIsFetching({ queryKey: userListKey }) > 0;
  if (total === 0) return <NoUsers query={query} />;
  if (users.length === 0) return <PastTheEnd query={query} />;

  const column = (sort: UserListQuery["sort"]): { sort: SortDirection; onSort: () => void } => ({
    sort: sort === query.sort ? query.order : "none",
    onSort: () =>
      onSort({
        sort,
        order: sort === query.sort && query.order === "ascending" ? "descending" : "ascending",
      }),
  });
  return (
    <Table
      label="Users"
      busy={isFetching}
      head={
        <>
          <HeaderCell {...column("name")}>Name</HeaderCell>
          <HeaderCell {...column("email")}>Email</HeaderCell>
          <HeaderCell {...column("type")}>Type</HeaderCell>
          <HeaderCell>Access</HeaderCell>
          <HeaderCell {...column("last-sign-in")}>Last sign-in</HeaderCell>
        </>
      }
    >
      {users.map((user) => (
        <UserRow key={user.id} user={user} />
      ))}
    </Table>
  );
}

function UserRow({ user }: { user: UserSummary }) {
  const name = fullName(user);
  return (
    <Row className={styles.row}>
      <Cell header>
        <div className={styles.who}>
          <Avatar name={name} />
          <div className={styles.names}>
            <Link className={styles.link} to={`/users/${user.id}`}>
              {name}
            </Link>
            <span className={`${styles.userName} ${styles.quiet}`}>{user.userName}</span>
          </div>
        </div>
      </Cell>
      <Cell label="Email" muted={user.email === null}>
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
    </Row>
  );
}

const statusWords: Record<UserListQuery["status"], string> = {
  active: "active user",
  inactive: "inactive user",
  all: "user",
};

/** What a user of a narrowed list would be like. */
const accessWords: Record<AccessFilter, string> = {
  "link-pending": "has an open link",
  "temporary-password": "has a temporary password",
  "never-signed-in": "has yet to sign in",
  "address-at-fault": "has an address that mail does not reach",
};

function noMatchWords({ search, status, type, access }: UserListQuery): string {
  const who = `${statusWords[status]}${type === undefined ? "" : " of this type"}`;
  const how = access === undefined ? "" : ` ${accessWords[access]}`;
  if (search !== "" && how !== "") return `No ${who} with “${search}” in the name, user name or email${how}.`;
  if (search !== "") return `No ${who} has “${search}” in the name, user name or email.`;
  return how === "" ? `There is no ${who}.` : `No ${who}${how}.`;
}

function NoUsers({ query }: { query: UserListQuery }) {
  if (query.search === "" && query.type === undefined && query.access === undefined) {
    return (
      <EmptyState
        icon={<Users size={20} aria-hidden="true" />}
        title={`There is no ${statusWords[query.status]}`}
      >
        Users appear here once they are created.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX size={20} aria-hidden="true" />}
      title="No users match"
      action={
        <Link className={buttonClass()} to="/users">
          Clear filters
        </Link>
      }
    >
      {noMatchWords(query)}
    </EmptyState>
  );
}

function PastTheEnd({ query }: { query: UserListQuery }) {
  const search = writeListAddress({ ...query, page: 1 }).toString();
  return (
    <EmptyState
      title="The list ends before this page"
      action={
        <Link className={buttonClass()} to={`/users?${search}`}>
          First page
        </Link>
      }
    />
  );
}

/** The table's shape while it is being loaded. */
export function UserTableLoading() {
  return (
    <Loading label="Loading users">
      <div className={styles.loading}>
        {["a", "b", "c", "d", "e", "f", "g", "h"].map((row) => (
          <div key={row} className={styles.loadingRow}>
            <Skeleton shape="avatar" />
            <Skeleton width="half" />
            <Skeleton width="most" />
            <Skeleton width="half" />
            <Skeleton width="half" />
          </div>
        ))}
      </div>
    </Loading>
  );
}
