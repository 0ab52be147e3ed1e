import { fullName } from "@latchkey/contract/accounts.ts";
import type { User, UserSummary } from "@latchkey/contract/users.ts";
import { Avatar } from "@latchkey/ui/avatar.tsx";
import { countWords } from "@latchkey/ui/count-words.ts";
import type { FoundItem } from "@latchkey/ui/finder.tsx";
import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useSession } from "../sessions/use-session.ts";
import { problemText } from "../shared/problem-text.ts";
import type { ListPage } from "../shared/define-list.ts";
import { hitsOf } from "../shared/use-list.ts";
import { useSettledValue } from "../shared/use-settled-value.ts";
import { everybody } from "./open-found.ts";
import { userQuery } from "./queries.ts";
import { recentUserIds } from "./recent-users.ts";
import { userList } from "./user-list.ts";

/** A person in what was found; the key is their id. */
export type FoundPerson = FoundItem & { userId: string };

type Person = Pick<User | UserSummary, "id" | "firstName" | "lastName" | "userName" | "email" | "isActive">;

/** So many people are offered at once; the list shows the rest. */
const offered = 6;

/** So long, in milliseconds, after the last key the search begins. */
const typingMilliseconds = 120;

/** Who goes with what was typed, recent people first; with nothing typed, recent people alone. */
export function usePeople(text: string) {
  const viewerId = useSession().user.id;
  const search = text.trim();
  const recent = useRecentPeople(viewerId);
  const asked = useSettledValue(search, typingMilliseconds);
  const { data, error, isPlaceholderData } = useQuery({
    ...userList.page(everybody(asked)),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
  });
  // Who was found for other words is not offered for these.
  const isBehind = search !== asked || isPlaceholderData || (search !== "" && data === undefined);
  const people = useMemo(() => {
    const first = recent.filter((person) => goesWith(person, search));
    const found = search === "" || isBehind ? [] : (data?.rows ?? []);
    const others = found.filter(({ id }) => first.every((person) => person.id !== id));
    return [...first, ...others].slice(0, offered).map(foundPerson);
  }, [recent, search, isBehind, data]);
  return {
    people,
    /** The search is over, and nobody matches; somebody may come close. */
    hasNobody: !isBehind && data !== undefined && hitsOf(data) === 0,
    /** What stands below them. */
    status: statusWords(search, error, isBehind ? null : (data ?? null)),
  };
}

function statusWords(search: string, error: Error | null, found: ListPage<unknown> | null): string | null {
  if (search === "") return null;
  if (error !== null) return problemText(error);
  if (found === null) return "Searching";
  const { total, hasMore = false } = found;
  if (total === 0) return "Nobody matches";
  const hits = hitsOf(found);
  if (hits === 0) return "Nobody matches exactly. Enter shows in the list who comes close.";
  return hits > offered
    ? `${upperFirst(countWords(hits, hasMore))} users match. Enter shows all of them in the list.`
    : null;
}

const upperFirst = (words: string) => words.slice(0, 1).toUpperCase() + words.slice(1);

/** The people whose records were opened last, as they are now. */
function useRecentPeople(viewerId: string): readonly User[] {
  const [ids] = useState(() => recentUserIds(viewerId).slice(0, offered));
  return useQueries({
    queries: ids.map((id) => ({ ...userQuery(id), staleTime: 60_000, retry: false })),
    combine: present,
  });
}

/** Who was deleted since is left out. */
function present(results: readonly { data?: User | undefined; error: Error | null }[]): readonly User[] {
  return results.flatMap(({ data, error }) => (data === undefined || error !== null ? [] : [data]));
}

/** Whether a person at hand goes with the words, before the server has answered; an empty search goes with everybody. */
function goesWith(person: Person, search: string): boolean {
  const told = [fullName(person), person.userName, person.email].join(" ").toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => told.includes(word));
}

function foundPerson(person: Person): FoundPerson {
  const name = fullName(person);
  const told = [person.isActive ? null : "Inactive", person.userName, person.email];
  return {
    key: person.id,
    userId: person.id,
    label: name,
    note: told.filter((part) => part !== null).join(" · "),
    icon: <Avatar name={name} />,
  };
}
