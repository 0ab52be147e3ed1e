import { ChevronDown } from "lucide-react";
import type { ComponentProps, ReactElement, ReactNode } from "react";
import { buttonClass, type ButtonLook } from "./button-class.ts";
import { classNames } from "./class-names.ts";
import styles from "./menu.module.css";
import { useOnDemand } from "./use-on-demand.ts";
import { VisuallyHidden } from "./visually-hidden.tsx";

/** One thing to do. The label alone is its name; the second line and the reason are its description. */
export type MenuItem = {
  label: string;
  /** The second line: what will happen. */
  description?: string;
  /** Why it can't be used now. The item stays, can be focused, and shows this instead of the description. */
  disabledReason?: string;
  icon?: ReactNode;
  tone?: "danger";
  /** The present one of several choices: a tick at the end. */
  current?: boolean;
  onSelect?: () => void;
  /** A link element for items that go somewhere, as a router link without children. */
  render?: ReactElement;
};

/** Props of {@link Menu}. */
export type MenuProps = {
  /** The name of the button, and its text unless `children` are given. */
  label: string;
  /** Items, with `"separator"` between groups. */
  items: readonly (MenuItem | "separator")[];
  /** What the button shows instead of the label and a chevron: an icon, without words of its own. */
  children?: ReactNode;
  /** The button's look; `bare` leaves it to `className`. */
  look?: ButtonLook | "bare";
  className?: string;
  /** Which edge of the button the list lines up with. */
  align?: "start" | "end";
  /** Where the focus goes at the end; the button otherwise. */
  returnFocus?: () => HTMLElement | null;
};

/** A button that opens a list of actions. The list, which is large, loads when somebody is about to open it. */
export function Menu(props: MenuProps) {
  const { part, prepare, use } = useOnDemand(() => import("./menu-list.tsx"));
  return (
    <span className={styles.menu}>
      {part === null ? (
        <MenuButton
          {...props}
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
        <part.MenuList {...props} />
      )}
    </span>
  );
}

type MenuButtonProps = Pick<MenuProps, "label" | "children" | "look" | "className"> &
  Omit<ComponentProps<"button">, "className" | "children">;

/** The button of a menu, without its list. */
function MenuButton({ label, children, look, className, ...rest }: MenuButtonProps) {
  return (
    <button {...rest} type="button" className={menuButtonClass(look, className)}>
      <MenuButtonContent label={label}>{children}</MenuButtonContent>
    </button>
  );
}

/** The class of a menu's button. */
export function menuButtonClass(look: MenuProps["look"], className: string | undefined): string {
  return classNames(look === "bare" ? styles.bare : buttonClass(look), className);
}

/** What a menu's button shows. */
export function MenuButtonContent({ label, children }: Pick<MenuProps, "label" | "children">) {
  if (children !== undefined) {
    return (
      <>
        {children}
        <VisuallyHidden>{label}</VisuallyHidden>
      </>
    );
  }
  return (
    <>
      {label}
      <ChevronDown size={14} className={styles.chevron} aria-hidden="true" />
    </>
  );
}
