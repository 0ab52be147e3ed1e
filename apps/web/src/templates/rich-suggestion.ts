import { shift } from "@floating-ui/dom";
import { Extension } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import { Suggestion, type SuggestionProps } from "@tiptap/suggestion";
import type { Placeholder } from "@latchkey/contract/templates.ts";
import { matchingPlaceholders, openPlaceholder } from "./placeholder-completion.ts";

/** The list of placeholders that is open, and where in the page it stands. */
export type OpenSuggestion = {
  items: readonly Placeholder[];
  /** The index of the one that Enter takes. */
  chosen: number;
  /** The element that stands beside the cursor. */
  place: HTMLElement;
  take: (placeholder: Placeholder) => void;
};

type Props = SuggestionProps<Placeholder, Placeholder>;

/** Offers placeholders after `{{`. `show` is told what is open, and null when nothing is any more. */
export function richSuggestion(
  placeholders: () => readonly Placeholder[],
  show: (open: OpenSuggestion | null) => void,
): Extension {
  return Extension.create({
    name: "placeholderSuggestion",
    addProseMirrorPlugins() {
      let open: OpenSuggestion | null = null;
      let unmount = () => {};
      const showOpen = (next: OpenSuggestion | null) => {
        open = next;
        show(next);
      };
      const follow = ({ items, command }: Props, place: HTMLElement) =>
        showOpen({ items, chosen: 0, place, take: command });
      const move = (by: number) => {
        if (open === null) return;
        const count = open.items.length;
        showOpen({ ...open, chosen: (open.chosen + by + count) % count });
      };
      return [
        Suggestion<Placeholder, Placeholder>({
          editor: this.editor,
          pluginKey: new PluginKey("placeholderSuggestion"),
          char: "{{",
          floatingUi: { middleware: [shift({ padding: 8 })] },
          items: ({ query }) => matchingPlaceholders(placeholders(), "body", { kind: "value", query }),
          findSuggestionMatch: ({ $position }) => {
            const before = $position.parent.textBetween(0, $position.parentOffset, undefined, "\uFFFC");
            const found = openPlaceholder(before);
            if (found?.kind !== "value") return null;
            const range = { from: $position.start() + found.from, to: $position.pos };
            return { range, query: found.query, text: before.slice(found.from) };
          },
          command: ({ editor, range, props }) =>
            editor
              .chain()
              .focus()
              .insertContentAt(range, { type: "liquid", attrs: { code: `{{ ${props.name} }}` } })
              .run(),
          render: () => ({
            onStart(props) {
              const place = document.createElement("div");
              unmount = props.mount(place);
              follow(props, place);
            },
            onUpdate(props) {
              if (open !== null) follow(props, open.place);
            },
            onExit() {
              unmount();
              showOpen(null);
            },
            onKeyDown({ event }) {
              if (open === null || open.items.length === 0) return false;
              if (event.key === "ArrowDown") move(1);
              else if (event.key === "ArrowUp") move(-1);
              else if (event.key === "Enter" || event.key === "Tab") open.take(open.items[open.chosen]!);
              else return false;
              return true;
            },
          }),
        }),
      ];
    },
  });
}
