import { classNames } from "./class-names.ts";
import styles from "./avatar.module.css";

/** Props of {@link Avatar}. */
export type AvatarProps = {
  /** The name as shown beside it; first letters of the first and last word. */
  name: string;
  /** `small` 28 px, `large` 44 px. */
  size?: "small" | "large";
};

/** Initials in a circle. Decorative: the name always stands beside it, or names the button around it. */
export function Avatar({ name, size = "small" }: AvatarProps) {
  return (
    <span className={classNames(styles.avatar, styles[size])} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.split(/[\s.]+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}
