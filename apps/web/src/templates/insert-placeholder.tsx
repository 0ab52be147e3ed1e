import type { Placeholder } from "@latchkey/contract/templates.ts";
import { Menu } from "@latchkey/ui/menu.tsx";
import { useRef } from "react";
import { matchingPlaceholders } from "./placeholder-completion.ts";

type InsertPlaceholderProps = {
  placeholders: readonly Placeholder[];
  /** Puts the text at the cursor; the focus goes there. */
  onInsert: (text: string) => void;
  /** The field that it goes into. */
  target: () => HTMLElement | null;
};

/** The placeholders that a body may hold, each with what it stands for. */
export function InsertPlaceholder({ placeholders, onInsert, target }: InsertPlaceholderProps) {
  const hasInserted = useRef(false);
  return (
    <Menu
      label="Insert placeholder"
      look={{ variant: "quiet", size: "small" }}
      returnFocus={() => {
        const goesOn = hasInserted.current;
        hasInserted.current = false;
        return goesOn ? target() : null;
      }}
      items={matchingPlaceholders(placeholders, "body", { kind: "value", query: "" }).map(
        ({ name, description }) => ({
          label: name,
          description,
          onSelect: () => {
            hasInserted.current = true;
            onInsert(`{{ ${name} }}`);
          },
        }),
      )}
    />
  );
}
