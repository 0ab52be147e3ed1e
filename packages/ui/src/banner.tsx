import { type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";
import { ToneIcon, type Tone } from "./tone-icon.tsx";
import styles from "./banner.module.css";

/** Props of {@link Banner}. */
export type BannerProps = {
  tone?: Exclude<Tone, "plain">;
  /** A 16 px icon instead of the tone's own. */
  icon?: ReactNode;
  /** A short bold first line. */
  title?: string;
  children?: ReactNode;
  /** A button or link at the end. */
  action?: ReactNode;
  /** Announce it when it appears: `status` politely, `alert` at once. Its title is the name of that. */
  live?: "status" | "alert";
};

/** A message in the page that stays until its cause is gone. */
export function Banner({ tone = "info", icon, title, children, action, live }: BannerProps) {
  const id = useId();
  return (
    <div
      className={classNames(styles.banner, styles[tone])}
      role={live}
      aria-labelledby={live && title ? id : undefined}
    >
      <span className={styles.icon}>{icon ?? <ToneIcon tone={tone} size={16} />}</span>
      <div className={styles.texts}>
        {title ? (
          <p id={id} className={styles.title}>
            {title}
          </p>
        ) : null}
        {children}
      </div>
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}
