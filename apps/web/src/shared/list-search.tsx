import { SearchField } from "@latchkey/ui/search-field.tsx";
import { useEffect, useState } from "react";
import { useNavigation } from "react-router-dom";
import type { OpenList } from "./use-list.ts";
import styles from "./list-tools.module.css";

type ListSearchProps = { list: OpenList; label: string; placeholder: string };

/** The search field of a list: searches a moment after the last key, and follows the address when something else changes it. */
export function ListSearch({ list, label, placeholder }: ListSearchProps) {
  const { search } = list.query;
  const [text, setText] = useState(search);
  const [asked, setAsked] = useState(search);
  const [seen, setSeen] = useState(search);
  // A row chosen before the search fired is where the person wants to go; the search must not call them back.
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
    if (wanted === asked || isLeaving) return;
    const timer = setTimeout(() => {
      setAsked(wanted);
      list.goTo({ search: wanted }, { replace: true });
    }, 250);
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

  return (
    <SearchField
      className={styles.search}
      label={label}
      placeholder={placeholder}
      maxLength={200}
      value={text}
      onValueChange={setText}
    />
  );
}
