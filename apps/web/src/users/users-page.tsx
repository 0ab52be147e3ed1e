import { type AccessFilter, type UserListQuery, usersPerPage } from "@latchkey/contract/users.ts";
import { UserType, userTypeNames } from "@latchkey/contract/permissions.ts";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { Card } from "@latchkey/ui/card.tsx";
import { Pager } from "@latchkey/ui/pager.tsx";
import { SegmentedLinks } from "@latchkey/ui/segmented-links.tsx";
import { SelectField } from "@latchkey/ui/select-field.tsx";
import { useQuery } from "@tanstack/react-query";
import { Link, type LoaderFunctionArgs, useNavigate, useSearchParams } from "react-router-dom";
import { ListSearch } from "../shared/list-search.tsx";
import { PageTitle } from "../shared/page-title.tsx";
import { waitPatiently } from "../shared/patience.ts";
import { PartBoundary } from "../shared/part-boundary.tsx";
import { queryClient } from "../shared/query-client.ts";
import { userListQuery } from "./queries.ts";
import { readListAddress, writeListAddress } from "./user-list-address.ts";
import { UserTable, UserTableLoading } from "./user-table.tsx";
import styles from "./users-page.module.css";

/** Begins to fetch the page of the list that the address names; the table tells what went wrong. */
export async function loader({ request }: LoaderFunctionArgs): Promise<null> {
  const query = readListAddress(new URL(request.url).searchParams);
  await waitPatiently(queryClient.query(userListQuery(query)).catch(() => null));
  return null;
}

const statuses = [
  { key: "active", label: "Active" },
  { key: "inactive", label: "Inactive" },
  { key: "all", label: "All" },
] as const;

const typeChoices: { value: UserType | ""; label: string }[] = [
  { value: "", label: "All types" },
  ...UserType.options.map((value) => ({ value, label: userTypeNames[value] })),
];

const accessChoices: { value: AccessFilter | ""; label: string }[] = [
  { value: "", label: "Any access" },
  { value: "link-pending", label: "Link pending" },
  { value: "temporary-password", label: "Temporary password" },
  { value: "never-signed-in", label: "Never signed in" },
  { value: "address-at-fault", label: "Address bounced" },
];

/** The list of users: what it shows stands in the address. */
export function Component() {
  const [address] = useSearchParams();
  const navigate = useNavigate();
  const query = readListAddress(address);

  const to = (change: Partial<UserListQuery>) => listPath({ ...query, page: 1, ...change });
  return (
    <>
      <PageTitle>Users</PageTitle>
      <div className={styles.head}>
        <h1 tabIndex={-1}>Users</h1>
        <span className={styles.total}>
          <Total query={query} />
        </span>
        <Link className={buttonClass({ variant: "primary" })} to="/users/new">
          Create User
        </Link>
      </div>
      <div className={styles.tools}>
        <SegmentedLinks
          label="Which users"
          links={statuses.map(({ key, label }) => ({
            key,
            label,
            href: to({ status: key }),
            current: key === query.status,
          }))}
          renderLink={(link, props) => <Link to={link.href} {...props} />}
        />
        <SelectField
          className={styles.type}
          label="Type"
          hideLabel
          options={typeChoices}
          placeholder="All types"
          value={query.type ?? ""}
          onValueChange={(type) => void navigate(to({ type: type === "" ? undefined : type }))}
        />
        <SelectField
          className={styles.access}
          label="Access"
          hideLabel
          options={accessChoices}
          placeholder="Any access"
          value={query.access ?? ""}
          onValueChange={(access) => void navigate(to({ access: access === "" ? undefined : access }))}
        />
        <ListSearch
          className={styles.search}
          path="/users"
          label="Search users"
          placeholder="Name, user name or email"
          search={query.search}
          onSearch={(search) => void navigate(to({ search }), { replace: true })}
        />
        <ListPager query={query} />
      </div>
      <Card flush>
        <PartBoundary
          failureTitle="The users could not be loaded"
          subject={listPath(query)}
          loading={<UserTableLoading />}
        >
          <UserTable query={query} onSort={(change) => void navigate(to(change))} />
        </PartBoundary>
      </Card>
    </>
  );
}

function listPath(query: UserListQuery): string {
  const search = writeListAddress(query).toString();
  return search === "" ? "/users" : `/users?${search}`;
}

function Total({ query }: { query: UserListQuery }) {
  return useQuery(userListQuery(query)).data?.total.toLocaleString();
}

function ListPager({ query }: { query: UserListQuery }) {
  const { users, total } = useQuery(userListQuery(query)).data ?? { users: [], total: 0 };
  if (users.length === 0) return null;
  const from = (query.page - 1) * usersPerPage + 1;
  return (
    <div className={styles.pager}>
      <Pager
        from={from}
        to={from + users.length - 1}
        total={total}
        renderLink={(direction, props) => (
          <Link to={listPath({ ...query, page: query.page + (direction === "next" ? 1 : -1) })} {...props} />
        )}
      />
    </div>
  );
}
