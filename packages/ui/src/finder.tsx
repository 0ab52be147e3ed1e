import { Autocomplete } from "@base-ui/react/autocomplete";
import {
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
} from "react";
import { classNames } from "./class-names.ts";
import { SearchField } from "./search-field.tsx";
import styles from "./finder.module.css";

/** One thing that was found. The label alone is its name; the note and the reason are its description. */
export type FoundItem = {
  key: string;
  label: string;
  note?: string;
  icon?: ReactNode;
  /** Why it can't be chosen now. It stays, can be pointed at, and shows this instead of the note. */
  disabledReason?: string;
};

/** What was found, of one kind. */
export type FoundGroup<Item> = { label: string; items: readonly Item[] };

/** How something was chosen: plainly, or with Ctrl or ⌘ held. */
export type Choice = { isSecond: boolean };

/** Props of {@link Finder}. */
export type FinderProps<Item extends FoundItem> = {
  /** The name of the field. */
  label: string;
  text: string;
  onTextChange: (text: string) => void;
  /** What goes with the text; empty groups are left out. */
  groups: readonly FoundGroup<Item>[];
  /** Below what was found, read politely: "Searching". */
  status?: ReactNode;
  onChoose: (item: Item, choice: Choice) => void;
  /** Enter, while nothing is pointed at. */
  onEnter: (choice: Choice) => void;
  /** A `<Kbd>` with the key that leads here; shown while the field is empty. */
  kbd?: ReactNode;
  keyShortcuts?: string;
  /** Fills a window of its own: what was found always shows, instead of opening under the field. */
  inline?: boolean;
  /** Takes the focus when it appears, with its list open. */
  autoFocus?: boolean;
};

/**
 * A field in which one types what one looks for, and a list of what was found: arrows point, Enter chooses. Enter never chooses
 * what nobody has pointed at: the list changes while one types.
 */
export function Finder<Item extends FoundItem>({
  label,
  text,
  onTextChange,
  groups,
  status,
  onChoose,
  onEnter,
  kbd,
  keyShortcuts,
  inline = false,
  autoFocus = false,
}: FinderProps<Item>) {
  const field = useRef<HTMLInputElement>(null);
  /** The key of what somebody has pointed at, which is still in its place. */
  const pointed = useRef<string | null>(null);
  /** The same for as long as the focus is elsewhere: Base UI points at it again when it is back. */
  const pointedBefore = useRef<string | null>(null);
  const [open, setOpen] = useState(autoFocus);
  const found = groups.filter(({ items }) => items.length > 0);
  const isShown = inline || (open && (found.length > 0 || Boolean(status)));
  useLayoutEffect(() => {
    if (!autoFocus) return;
    field.current?.focus();
    field.current?.setSelectionRange(text.length, text.length);
    // oxlint-disable-next-line react/exhaustive-deps -- only when it appears
  }, []);

  function choose(item: Item, choice: Choice) {
    if (item.disabledReason !== undefined) return;
    setOpen(false);
    onChoose(item, choice);
  }

  function press(event: KeyboardEvent & { preventBaseUIHandler: () => void }) {
    if (event.key === "Escape") setOpen(false);
    if (event.key === "ArrowDown") setOpen(true);
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventBaseUIHandler();
    event.preventDefault();
    // Held down, it was pressed for something else.
    if (event.repeat) return;
    const choice = { isSecond: event.ctrlKey || event.metaKey };
    const item = found.flatMap(({ items }) => items).find(({ key }) => key === pointed.current);
    if (item === undefined) onEnter(choice);
    else choose(item, choice);
  }

  function leave({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) {
    if (!currentTarget.contains(relatedTarget)) setOpen(false);
  }

  return (
    <Autocomplete.Root
      items={found}
      // What is offered was searched for already.
      filter={null}
      // Its own popup would hide the page from screen readers, with all that can have the focus there.
      inline
      open={isShown}
      onOpenChange={(next) => setOpen(next)}
      value={text}
      itemToStringValue={(item: Item) => item.label}
      onValueChange={(typed, { reason }) => {
        // What is chosen is opened, not written.
        if (reason === "item-press") return;
        setOpen(true);
        onTextChange(typed);
      }}
      onItemHighlighted={(item: Item | undefined, { reason }) => {
        const isPointedAt = reason !== "none" || item?.key === pointed.current;
        pointed.current = isPointedAt ? (item?.key ?? null) : null;
      }}
    >
      <div className={styles.finder} onBlur={leave}>
        <Autocomplete.Input
          ref={field}
          onClick={() => setOpen(true)}
          onKeyDown={press}
          onBlur={() => {
            pointedBefore.current = pointed.current;
          }}
          onFocus={() => {
            pointed.current = pointedBefore.current;
          }}
          render={
            <SearchField
              className={styles.field}
              label={label}
              placeholder={label}
              isCombobox
              aria-keyshortcuts={keyShortcuts}
              value={text}
              onValueChange={(typed) => {
                // Clearing; what is typed arrives above.
                if (typed === "") onTextChange("");
              }}
              kbd={kbd}
            />
          }
        />
        {isShown ? (
          // A press on it leaves the focus in the field.
          <div
            role="presentation"
            className={inline ? styles.inline : styles.popup}
            onMouseDown={(event) => event.preventDefault()}
          >
            <Autocomplete.List className={styles.list} aria-label={label}>
              {(group: FoundGroup<Item>) => (
                <Autocomplete.Group key={group.label} items={group.items}>
                  <Autocomplete.GroupLabel className={styles.group}>{group.label}</Autocomplete.GroupLabel>
                  <Autocomplete.Collection>
                    {(item: Item) => (
                      <Found key={item.key} item={item} onClick={() => choose(item, { isSecond: false })} />
                    )}
                  </Autocomplete.Collection>
                </Autocomplete.Group>
              )}
            </Autocomplete.List>
            <Autocomplete.Status className={styles.status}>{status}</Autocomplete.Status>
          </div>
        ) : null}
      </div>
    </Autocomplete.Root>
  );
}

function Found({ item, onClick }: { item: FoundItem; onClick: () => void }) {
  const noteId = useId();
  const note = item.disabledReason ?? item.note;
  const isOff = item.disabledReason !== undefined;
  // The second line lies over the item, not in it: what is inside is its name.
  return (
    <div role="none" className={styles.entry} data-icon={item.icon ? "" : undefined}>
      <Autocomplete.Item
        value={item}
        className={classNames(styles.item, isOff && styles.off)}
        aria-disabled={isOff || undefined}
        aria-describedby={note ? noteId : undefined}
        onClick={onClick}
      >
        {item.icon ? <span className={styles.icon}>{item.icon}</span> : null}
        <span className={styles.label}>{item.label}</span>
      </Autocomplete.Item>
      {note ? (
        <span id={noteId} className={styles.note}>
          {note}
        </span>
      ) : null}
    </div>
  );
}
