import { type ReactNode, useEffect, useRef } from "react";
import { ProductMark } from "./product-mark.tsx";
import styles from "./solo-page.module.css";

/** Props of {@link SoloPage}. */
export type SoloPageProps = {
  /** The h1. */
  title: string;
  /** A sentence under it. */
  lead?: ReactNode;
  children?: ReactNode;
  /** A small note at the end of the card. */
  footer?: ReactNode;
  /** Stands under the card. */
  end?: ReactNode;
  /** It takes the place of another one, as a last word after a form: a screen reader hears its h1. */
  takesFocus?: boolean;
};

/** A page of one card: sign-in, set-up, choosing a password. Holds the `main` landmark and the h1. */
export function SoloPage({ title, lead, children, footer, end, takesFocus = false }: SoloPageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <main className={styles.page}>
      <ProductMark />
      <div className={styles.card}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead ? <div className={styles.lead}>{lead}</div> : null}
        {children ? <div className={styles.body}>{children}</div> : null}
        {footer ? <div className={styles.footer}>{footer}</div> : null}
      </div>
      {end}
    </main>
  );
}
