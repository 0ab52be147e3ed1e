import { classNames } from "./class-names.ts";
import styles from "./button.module.css";

/** How a button looks. One `primary` per view. */
export type ButtonVariant = "primary" | "default" | "quiet" | "danger";

/** Look of a button, shared with links. */
export type ButtonLook = {
  variant?: ButtonVariant;
  /** `small` 28 px, `medium` 34 px (the default), `large` 40 px high. */
  size?: "small" | "medium" | "large";
  /** As wide as the container. */
  wide?: boolean;
  /** Square, for an icon with a hidden name. */
  icon?: boolean;
};

/** The class that makes a link look like a {@link Button}: `<Link className={buttonClass({ variant: "primary" })}>`. */
export function buttonClass({ variant = "default", size = "medium", wide, icon }: ButtonLook = {}): string {
  return classNames(styles.button, styles[variant], styles[size], wide && styles.wide, icon && styles.icon);
}
