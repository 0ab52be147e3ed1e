import { classNames } from "./class-names.ts";
import styles from "./skeleton.module.css";

/** Props of {@link Skeleton}. */
export type SkeletonProps = {
  /** `text` a line, `control` a field or button, `avatar` a circle, `block` 120 px high. */
  shape?: "text" | "control" | "avatar" | "block";
  /** How much of the container it fills: a quarter, half, three quarters, all. */
  width?: "quarter" | "half" | "most" | "full";
};

/** A grey shape where something is being loaded; shows after 150 ms, so quick answers don't flash. */
export function Skeleton({ shape = "text", width = "full" }: SkeletonProps) {
  return <span className={classNames(styles.skeleton, styles[shape], styles[width])} aria-hidden="true" />;
}
