import { Menu as BaseMenu } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import {
  useEffect,
  useId,
  useRef,
  useState,
  type ComponentProps,
  type FocusEvent,
  type ReactElement,
  type ReactNode,
} from "react";
import { classNames } from "./class-names.ts";
import { finalFocus } from "./final-focus.ts";
import { ignoreHeldKey } from "./ignore-held-key.ts";
import styles from "./menu.module.css";
import { pressForFormer } from "./use-on-demand.ts";

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

/** What a menu's list takes. */
export type MenuListProps = {
  /** Items, with `"separator"` between groups. */
  items: readonly (MenuItem | "separator")[];
  /** Which edge of the button the list lines up with. */
  align?: "start" | "end";
  /** Where the focus goes at the end; the button otherwise. */
  returnFocus?: () => HTMLElement | null;
};

/** What the button of a menu wears, before and after its list has loaded. */
export type MenuButton = Pick<ComponentProps<"button">, "className" | "children" | "aria-describedby">;

/** The menu with its list, opened: its button takes the place of the one that was pressed. */
export function MenuList({
  items,
  align = "end",
  returnFocus,
  button,
}: MenuListProps & { button: MenuButton }) {
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const hasBegun = useRef(false);
  useEffect(() => {
    if (trigger.current !== null) pressForFormer(trigger.current);
  }, []);

  /** Base UI begins with the first item that can be used; what comes before it has reasons to be read. */
  function beginWithFirst({ target, currentTarget }: FocusEvent<HTMLElement>) {
    if (hasBegun.current) return;
    hasBegun.current = true;
    const all = [...currentTarget.querySelectorAll<HTMLElement>("[role=menuitem]")];
    // The list itself has the focus where the pointer has opened it, and where nothing can be used.
    const passedOver = target === currentTarget ? all : all.slice(0, all.indexOf(target as HTMLElement));
    if (passedOver.every((item) => item.ariaDisabled === "true")) passedOver[0]?.focus();
  }

  return (
    <BaseMenu.Root
      modal={false}
      open={open}
      onOpenChange={(next) => {
        hasBegun.current = false;
        setOpen(next);
      }}
    >
      <BaseMenu.Trigger ref={trigger} {...button} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner className={styles.positioner} sideOffset={6} align={align}>
          <BaseMenu.Popup
            ref={popup}
            className={styles.popup}
            finalFocus={() => finalFocus(popup.current, returnFocus)}
            onFocus={beginWithFirst}
            onKeyDownCapture={ignoreHeldKey}
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
