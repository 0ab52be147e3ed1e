import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { ToneIcon, type Tone } from "./tone-icon.tsx";
import styles from "./chip.module.css";

/** Props of {@link Chip}. */
export type ChipProps = {
  tone?: Tone;
  /** A 12 px icon instead of the tone's own; `null` for none. */
  icon?: ReactNode;
  /** The state in words. */
  children: ReactNode;
};

/** A state in a word, with an icon. */
export function Chip({ tone = "plain", icon, children }: ChipProps) {
  return (
    <span className={classNames(styles.chip, styles[tone])}>
      {icon === undefined ? <ToneIcon tone={tone} size={12} /> : icon}
      {children}
    </span>
  );
}
