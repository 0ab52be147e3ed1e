import { createPortal } from "react-dom";
import type { OpenSuggestion } from "./rich-suggestion.ts";
import styles from "./suggestion-list.module.css";

/** The id of a choice, for `aria-activedescendant` of the field. */
export const choiceId = (listId: string, index: number) => `${listId}-${index}`;

/** The placeholders that go with what is being typed; the field keeps the focus. */
export function SuggestionList({ id, suggestion }: { id: string; suggestion: OpenSuggestion }) {
  const { items, chosen, place, take } = suggestion;
  if (items.length === 0) return null;
  return createPortal(
    <div id={id} role="listbox" aria-label="Placeholders" className={styles.list}>
      {items.map((placeholder, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the field has the keys
        <div
          key={placeholder.name}
          ref={index === chosen ? scrollIntoSight : null}
          id={choiceId(id, index)}
          role="option"
          aria-selected={index === chosen}
          className={styles.option}
          onMouseDown={(event) => {
            event.preventDefault();
            take(placeholder);
          }}
        >
          <span className={styles.name}>{placeholder.name}</span>
          <span className={styles.description}>{placeholder.description}</span>
        </div>
      ))}
    </div>,
    place,
  );
}

function scrollIntoSight(option: HTMLElement | null) {
  option?.scrollIntoView({ block: "nearest" });
}
