import { useId, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./card.module.css";

/** Props of {@link Card}. */
export type CardProps = {
  /** The h2, and the name of the region. */
  title?: string;
  /** Right of the title: a state, a button. */
  actions?: ReactNode;
  /** No padding, for a table or list that fills the card. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
};

/** A framed part of a page. With a title it is a region of that name. */
export function Card({ title, actions, flush, className, children }: CardProps) {
  const id = useId();
  return (
    <section
      className={classNames(styles.card, flush && styles.flush, className)}
      aria-labelledby={title && id}
    >
      {title || actions ? (
        <div className={styles.head}>
          {title ? (
            <h2 id={id} className={styles.title}>
              {title}
            </h2>
          ) : null}
          {actions ? <div className={styles.actions}>{actions}</div> : null}
        </div>
      ) : null}
      {children}
    </section>
  );
}
