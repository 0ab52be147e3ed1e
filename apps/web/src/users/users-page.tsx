import { userTypeNames } from "@latchkey/contract/permissions.ts";
import { usersPerPage, type AccessFilter, type UserListQuery } from "@latchkey/contract/users.ts";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { EmptyState } from "@latchkey/ui/empty-state.tsx";
import { PageHead } from "@latchkey/ui/page-head.tsx";
import { HeaderCell, MenuHeaderCell } from "@latchkey/ui/table.tsx";
import { useQuery } from "@tanstack/react-query";
import { Users } from "lucide-react";
import { Link, type LoaderFunctionArgs, useNavigate } from "react-router-dom";
import { ListSearch } from "../shared/list-search.tsx";
import { ListTable, NoMatch, SortHead } from "../shared/list-table.tsx";
import { ListFilter, ListPerPage, ListSort, ListTools, ListTotal, ListViews } from "../shared/list-tools.tsx";
import { useSession } from "../sessions/use-session.ts";
import { PageTitle } from "../shared/page-title.tsx";
import { loadList, type OpenList, useList } from "../shared/use-list.ts";
import { goToRecord } from "./errand.ts";
import { userList } from "./user-list.ts";
import { OtherMatches, otherMatches } from "./other-matches.tsx";
import { UserRow } from "./user-row.tsx";

/** Begins to fetch the page of the list that the address names. */
export async function loader({ request }: LoaderFunctionArgs): Promise<null> {
  await loadList(userList, request);
  return null;
}

const statuses: Record<UserListQuery["status"], string> = {
  active: "Active",
  inactive: "Inactive",
  all: "All",
};

const accesses: Record<AccessFilter, string> = {
  "link-pending": "Link pending",
  "temporary-password": "Temporary password",
  "never-signed-in": "Never signed in",
  "address-at-fault": "Address bounced",
};

const sorts: Record<UserListQuery["sort"], string> = {
  name: "name",
  email: "email",
  type: "type",
  "last-sign-in": "last sign-in",
};

/** The list of users. */
export function Component() {
  const list = useList(userList);
  const navigate = useNavigate();
  const others = otherMatches(list.query, useQuery(list.page(list.query)).data);
  const { oneSignKeys } = useSession().user;
  return (
    <>
      <PageTitle>Users</PageTitle>
      <PageHead title="Users" count={<ListTotal list={list} />}>
        <Link className={buttonClass({ variant: "primary" })} to="/users/new">
          Create User
        </Link>
      </PageHead>
      <ListTools
        list={list}
        search={
          <ListSearch
            list={list}
            label="Search users"
            placeholder="Name, email, phone, title or team"
            onEnter={others?.isOnEnter === true ? () => list.goTo({ status: others.status }) : undefined}
            {...(oneSignKeys && { keyShortcuts: "/" })}
            onOpen={({ id }, isSecond) => goToRecord(navigate, id, isSecond ? "actions" : undefined)}
          />
        }
      >
        <ListViews list={list} name="status" label="Which users" choices={statuses} />
        <ListFilter list={list} name="type" label="Type" choices={userTypeNames} all="All types" />
        <ListFilter list={list} name="access" label="Access" choices={accesses} all="Any access" />
        <ListSort list={list} sorts={sorts} />
      </ListTools>
      {others === null ? null : <OtherMatches list={list} others={others} />}
      <ListTable
        list={list}
        label="Users"
        head={
          <>
            <SortHead list={list} by="name">
              Name
            </SortHead>
            <SortHead list={list} by="email">
              Email
            </SortHead>
            <SortHead list={list} by="type">
              Type
            </SortHead>
            <HeaderCell>Access</HeaderCell>
            <SortHead list={list} by="last-sign-in">
              Last sign-in
            </SortHead>
            <MenuHeaderCell>Actions</MenuHeaderCell>
          </>
        }
        renderRow={(user) => <UserRow user={user} />}
        shape={["avatar", "medium", "long", "short", "short"]}
        empty={<NoUsers list={list} />}
      />
      <ListPerPage list={list} choices={usersPerPage} />
    </>
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

function NoUsers({ list }: { list: OpenList<UserListQuery> }) {
  const { search, status, type, access } = list.query;
  if (search === "" && type === undefined && access === undefined) {
    return (
      <EmptyState icon={<Users size={20} aria-hidden="true" />} title={`There is no ${statusWords[status]}`}>
        Users appear here once they are created.
      </EmptyState>
    );
  }
  return (
    <NoMatch list={list} title="No users match">
      {noMatchWords(list.query)}
    </NoMatch>
  );
}

function noMatchWords({ search, status, type, access }: UserListQuery): string {
  const who = `${statusWords[status]}${type === undefined ? "" : " of this type"}`;
  const how = access === undefined ? "" : ` ${accessWords[access]}`;
  if (search !== "" && how !== "") return `No ${who} that matches “${search}”${how}.`;
  if (search !== "") return `No ${who} matches “${search}”.`;
  return how === "" ? `There is no ${who}.` : `No ${who}${how}.`;
}
