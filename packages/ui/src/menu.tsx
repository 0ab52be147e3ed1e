import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass, type ButtonLook } from "./button-class.ts";
import { classNames } from "./class-names.ts";
import type { MenuItem, MenuListProps } from "./menu-list.tsx";
import styles from "./menu.module.css";
import { useOnDemand } from "./use-on-demand.ts";
import { VisuallyHidden } from "./visually-hidden.tsx";

export type { MenuItem };

/** Props of {@link Menu}. */
export type MenuProps = MenuListProps & {
  /** The name of the button, and its text unless `children` are given. */
  label: string;
  /** What the button shows instead of the label and a chevron: an icon, without words of its own. */
  children?: ReactNode;
  /** The button's look; `bare` leaves it to `className`. */
  look?: ButtonLook | "bare";
  className?: string;
  /** The id of what tells this menu from others of its name. */
  describedBy?: string;
};

/** A button that opens a list of actions. The list, which is large, loads when somebody is about to open it. */
export function Menu({ label, children, look, className, describedBy, ...list }: MenuProps) {
  const { part, prepare, use } = useOnDemand(() => import("./menu-list.tsx"));
  const button = {
    "aria-describedby": describedBy,
    className: classNames(look === "bare" ? styles.bare : buttonClass(look), className),
    children:
      children === undefined ? (
        <>
          {label}
          <ChevronDown size={14} className={styles.chevron} aria-hidden="true" />
        </>
      ) : (
        <>
          {children}
          <VisuallyHidden>{label}</VisuallyHidden>
        </>
      ),
  };
  return (
    <span className={styles.menu}>
      {part === null ? (
        <button
          {...button}
          type="button"
          aria-haspopup="menu"
          aria-expanded="false"
          onPointerEnter={prepare}
          onFocus={prepare}
          onClick={use}
          onKeyDown={(event) => {
            if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
            event.preventDefault();
            use();
          }}
        />
      ) : (
        <part.MenuList {...list} button={button} />
      )}
    </span>
  );
}
