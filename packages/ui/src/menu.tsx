import { Menu as BaseMenu } from "@base-ui/react/menu";
import { Check, ChevronDown } from "lucide-react";
import { useId, useState, type ReactElement, type ReactNode } from "react";
import { buttonClass, type ButtonLook } from "./button-class.ts";
import { classNames } from "./class-names.ts";
import styles from "./menu.module.css";
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
};

/** A button that opens a list of actions. */
export function Menu({ label, items, children, look, className, align = "end" }: MenuProps) {
  const [open, setOpen] = useState(false);
  const buttonLook = look === "bare" ? styles.bare : buttonClass(look);
  return (
    <span className={styles.menu}>
      <BaseMenu.Root modal={false} open={open} onOpenChange={setOpen}>
        <BaseMenu.Trigger className={classNames(buttonLook, className)}>
          {children === undefined ? (
            <>
              {label}
              <ChevronDown size={14} className={styles.chevron} aria-hidden="true" />
            </>
          ) : (
            <>
              {children}
              <VisuallyHidden>{label}</VisuallyHidden>
            </>
          )}
        </BaseMenu.Trigger>
        <BaseMenu.Portal>
          <BaseMenu.Positioner className={styles.positioner} sideOffset={6} align={align}>
            <BaseMenu.Popup
              className={styles.popup}
              onKeyDown={(event) => {
                if (event.key !== "Tab") return;
                event.preventDefault();
                setOpen(false);
              }}
            >
              {items.map((item, index) =>
                item === "separator" ? (
                  <BaseMenu.Separator key={`separator-${index}`} className={styles.separator} />
                ) : (
                  <Item key={item.label} item={item} />
                ),
              )}
            </BaseMenu.Popup>
          </BaseMenu.Positioner>
        </BaseMenu.Portal>
      </BaseMenu.Root>
    </span>
  );
}

function Item({ item }: { item: MenuItem }) {
  const noteId = useId();
  const note = item.disabledReason ?? item.description;
  const props = {
    className: classNames(styles.item, item.tone === "danger" && styles.danger),
    label: item.label,
    "aria-describedby": note ? noteId : undefined,
    "aria-current": item.current || undefined,
    onClick: item.onSelect,
  };
  const content = (
    <>
      {item.icon ? <span className={styles.icon}>{item.icon}</span> : null}
      <span className={styles.label}>{item.label}</span>
      {item.current ? <Check size={16} className={styles.current} aria-hidden="true" /> : null}
    </>
  );
  const link = item.render && !item.disabledReason;
  // The second line lies over the item, not in it: what is inside is its name.
  return (
    <div role="none" className={styles.entry} data-icon={item.icon ? "" : undefined}>
      {link ? (
        <BaseMenu.LinkItem {...props} render={item.render} closeOnClick>
          {content}
        </BaseMenu.LinkItem>
      ) : (
        <BaseMenu.Item {...props} disabled={Boolean(item.disabledReason)}>
          {content}
        </BaseMenu.Item>
      )}
      {note ? (
        <span id={noteId} className={styles.note}>
          {note}
        </span>
      ) : null}
    </div>
  );
}
