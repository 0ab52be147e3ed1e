import { mostCounted, type UserListQuery } from "@latchkey/contract/users.ts";
import { countWords } from "@latchkey/ui/count-words.ts";
import { Kbd } from "@latchkey/ui/kbd.tsx";
import { Link } from "react-router-dom";
import type { OpenList } from "../shared/use-list.ts";
import styles from "./other-matches.module.css";

/** What the words of a search find besides the rows that match. */
type Others = {
  /** Who has the other status, and how many they are. */
  status: "active" | "inactive";
  count: number;
  /** Enter in the search leads to them: nobody else matches. */
  isOnEnter: boolean;
  /** How many of the list's users only come close, and whether all of them do. */
  close: number;
  isAllClose: boolean;
};

type Counts = { total: number; close: number; byStatus: { active: number; inactive: number } };

/** What a search finds besides; null while that is not known, or is nothing. */
export function otherMatches({ search, status }: UserListQuery, counts: Counts | undefined): Others | null {
  if (search === "" || counts === undefined) return null;
  const { total, close, byStatus } = counts;
  const other = status === "inactive" ? "active" : "inactive";
  const count = status === "all" ? 0 : byStatus[other];
  if (count === 0 && close === 0) return null;
  const isOnEnter = count > 0 && total === close;
  return { status: other, count, isOnEnter, close, isAllClose: close > 0 && close === total };
}

/** The line that says so, with the way to who has the other status. */
export function OtherMatches({ list, others }: { list: OpenList<UserListQuery>; others: Others }) {
  const { status, count, isOnEnter } = others;
  return (
    <p className={styles.others} role="status">
      {closeWords(others)}
      {count === 0 ? null : (
        <span className={styles.other}>
          <Link to={list.pathWith({ status })}>
            {countWords(Math.min(count, mostCounted), count > mostCounted)} {status}{" "}
            {count === 1 ? "user matches" : "users match"}
          </Link>
          {isOnEnter ? <Kbd>Enter</Kbd> : null}
        </span>
      )}
    </p>
  );
}

function closeWords({ close, isAllClose }: Others): string | null {
  if (close === 0) return null;
  if (isAllClose) return close === 1 ? "This user only comes close." : "These users only come close.";
  return `The last ${close === 1 ? "one only comes" : `${close.toLocaleString()} only come`} close.`;
}
