import { SearchField } from "@latchkey/ui/search-field.tsx";
import { useEffect, useState } from "react";
import { useNavigation } from "react-router-dom";
import type { ListQuery } from "./define-list.ts";
import { keepListAddress } from "./list-address.ts";
import { onlyHit, type OpenList } from "./use-list.ts";
import styles from "./list-tools.module.css";

type ListSearchProps<Query, Row> = {
  list: OpenList<Query, Row>;
  label: string;
  placeholder: string;
  /** Enter opens the only row that was found; `isSecond` with Ctrl or ⌘ held. */
  onOpen: (row: Row, isSecond: boolean) => void;
  /** Enter, in place of that, once the list shows what was typed. */
  onEnter?: (() => void) | undefined;
  /** The key that leads here (app/keys.tsx). */
  keyShortcuts?: string;
};

/**
 * The search field of a list: searches a moment after the last key, at once with Enter, and follows the address when something
 * else changes it.
 */
export function ListSearch<Query extends ListQuery, Row>({
  list,
  label,
  placeholder,
  onOpen,
  onEnter,
  keyShortcuts,
}: ListSearchProps<Query, Row>) {
  const { search } = list.query;
  const [text, setText] = useState(search);
  const [asked, setAsked] = useState(search);
  const [seen, setSeen] = useState(search);
  /** The words of which Enter looks for the only hit, or has opened it. */
  const [entered, setEntered] = useState<string | null>(null);
  // A row chosen before the search fired is where the person wants to go; the search must not call them back, nor in the moment
  // before the router tells of it.
  const isLeaving = (useNavigation().location?.pathname ?? list.path) !== list.path;
  if (search !== seen) {
    setSeen(search);
    // What this field asked for arrives late; by then more may have been typed.
    if (search !== asked) {
      setAsked(search);
      setText(search);
    }
  }

  useEffect(() => {
    const wanted = text.trim();
    if (wanted === asked || wanted === entered || isLeaving) return;
    const timer = setTimeout(() => show(wanted), 250);
    // The router tells of a click on a link a little later than it happens; the timer may not win in between.
    const yieldToLink = (event: MouseEvent) => {
      const opensElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
      if (!opensElsewhere && (event.target as Element).closest("a[href]")) clearTimeout(timer);
    };
    document.addEventListener("click", yieldToLink, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("click", yieldToLink, true);
    };
  });

  function show(wanted: string) {
    setAsked(wanted);
    list.goTo({ search: wanted } as Partial<Query>, { replace: true });
  }

  async function enter(field: HTMLInputElement, isSecond: boolean) {
    const wanted = text.trim();
    if (wanted === "") return;
    if (wanted === search && onEnter !== undefined) {
      onEnter();
      return;
    }
    setEntered(wanted);
    // What is wrong with the list, the list tells.
    const row = await onlyHit(list, { ...list.query, search: wanted }).catch(() => null);
    if (row === null) {
      setEntered(null);
      if (field.value.trim() === wanted && wanted !== asked) show(wanted);
      return;
    }
    // Opened before the address has followed; the way back leads to these words all the same.
    keepListAddress(list.path, list.pathWith({ search: wanted } as Partial<Query>));
    onOpen(row, isSecond);
  }

  return (
    <SearchField
      className={styles.search}
      label={label}
      placeholder={placeholder}
      maxLength={200}
      value={text}
      onValueChange={setText}
      aria-keyshortcuts={keyShortcuts}
      enterKeyHint="search"
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.repeat || event.nativeEvent.isComposing) return;
        void enter(event.currentTarget, event.ctrlKey || event.metaKey);
      }}
    />
  );
}
