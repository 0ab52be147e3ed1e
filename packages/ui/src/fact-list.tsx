import type { ReactNode } from "react";
import styles from "./fact-list.module.css";

/** One fact: what, and how it is. */
export type Fact = { term: string; detail: ReactNode };

/** A framed list of facts, as under a prompt's sentence: To, Expires, Until then. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ term, detail }) => (
        <div key={term} className={styles.fact}>
          <dt className={styles.term}>{term}</dt>
          <dd className={styles.detail}>{detail}</dd>
        </div>
      ))}
    </dl>
  );
}
