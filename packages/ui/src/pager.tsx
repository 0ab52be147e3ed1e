import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "./button-class.ts";
import { Button } from "./button.tsx";
import { countWords } from "./count-words.ts";
import { VisuallyHidden } from "./visually-hidden.tsx";
import styles from "./pager.module.css";

/** Where a {@link Pager} goes. */
export type PagerDirection = "previous" | "next";

/** Props of {@link Pager}. */
export type PagerProps = {
  /** First and last entry on this page, counted from 1; `total` of all pages. */
  from: number;
  to: number;
  total: number;
  /** There are more than `total`, uncounted. */
  hasMore?: boolean | undefined;
  /** The name of the landmark, when a page has two. */
  label?: string;
  /** With buttons: what they do. */
  onGo?: (direction: PagerDirection) => void;
  /** With links: returns the link, to be given these props. */
  renderLink?: (direction: PagerDirection, props: { className: string; children: ReactNode }) => ReactNode;
};

const numbers = new Intl.NumberFormat();

/** "1–25 of 1,284" and the ways to the previous and next page. */
export function Pager({ from, to, total, hasMore = false, label = "Pages", onGo, renderLink }: PagerProps) {
  function step(direction: PagerDirection, possible: boolean) {
    const Icon = direction === "previous" ? ChevronLeft : ChevronRight;
    const content = (
      <>
        <Icon size={16} aria-hidden="true" />
        <VisuallyHidden>{direction === "previous" ? "Previous page" : "Next page"}</VisuallyHidden>
      </>
    );
    if (possible && renderLink)
      return renderLink(direction, { className: buttonClass({ icon: true }), children: content });
    return (
      <Button icon disabled={!possible} onClick={() => onGo?.(direction)}>
        {content}
      </Button>
    );
  }

  return (
    <nav className={styles.pager} aria-label={label}>
      <span className={styles.range}>
        {total === 0 ? "0" : `${numbers.format(from)}–${numbers.format(to)} of ${countWords(total, hasMore)}`}
      </span>
      {step("previous", from > 1)}
      {step("next", hasMore || to < total)}
    </nav>
  );
}
