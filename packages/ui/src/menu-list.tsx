import { Menu as BaseMenu } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { classNames } from "./class-names.ts";
import { MenuButtonContent, menuButtonClass, type MenuItem, type MenuProps } from "./menu.tsx";
import styles from "./menu.module.css";
import { pressForFormer } from "./use-on-demand.ts";

/** The menu with its list, opened: it takes the place of the button that was pressed. */
export function MenuList({ label, items, children, look, className, align = "end", returnFocus }: MenuProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (button.current !== null) pressForFormer(button.current);
  }, []);
  return (
    <BaseMenu.Root modal={false} open={open} onOpenChange={setOpen}>
      <BaseMenu.Trigger ref={button} className={menuButtonClass(look, className)}>
        <MenuButtonContent label={label}>{children}</MenuButtonContent>
      </BaseMenu.Trigger>
      <BaseMenu.Portal>
        <BaseMenu.Positioner className={styles.positioner} sideOffset={6} align={align}>
          <BaseMenu.Popup
            className={styles.popup}
            finalFocus={() => returnFocus?.() ?? true}
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
