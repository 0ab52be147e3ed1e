import { Editor } from "@tiptap/core";
import type { Placeholder } from "@latchkey/contract/templates.ts";
import {
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { cspNonce } from "../shared/csp-nonce.ts";
import type { FieldHandle } from "./field-handle.ts";
import { readRichDocument, type RichDocument, type RichNode, writeRichDocument } from "./rich-document.ts";
import { richSchema } from "./rich-schema.ts";
import { type OpenSuggestion, richSuggestion } from "./rich-suggestion.ts";
import { RichToolbar } from "./rich-toolbar.tsx";
import { choiceId, SuggestionList } from "./suggestion-list.tsx";
import styles from "./rich-field.module.css";

type RichFieldProps = {
  label: string;
  /** A source that the rich view can show. */
  value: string;
  onValueChange: (value: string) => void;
  placeholders: readonly Placeholder[];
  direction: "ltr" | "rtl";
  readOnly: boolean;
  /** At the end of the toolbar. */
  tools: ReactNode;
  ref?: Ref<FieldHandle>;
};

type Frame = Omit<Extract<RichDocument, { kind: "rich" }>, "kind">;

/** The body as it will look, nearly: a view of the source that writes back only what was changed in it. */
export function RichField({
  label,
  value,
  onValueChange,
  placeholders,
  direction,
  readOnly,
  tools,
  ref,
}: RichFieldProps) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const [suggestion, setSuggestion] = useState<OpenSuggestion | null>(null);
  const shown = useRef<{ source: string; frame: Frame }>({
    source: "",
    frame: { head: "", blocks: [], tail: "" },
  });
  const latest = useRef({ value, onValueChange, placeholders });
  useLayoutEffect(() => {
    latest.current = { value, onValueChange, placeholders };
  });

  useEffect(() => {
    const created = new Editor({
      element: box.current,
      extensions: [...richSchema, richSuggestion(() => latest.current.placeholders, setSuggestion)],
      ...(cspNonce !== undefined && { injectNonce: cspNonce }),
      onUpdate: ({ editor: { state } }) => {
        const blocks = state.doc.toJSON().content as RichNode[];
        const source = writeRichDocument({ ...shown.current.frame, blocks });
        shown.current.source = source;
        if (source !== latest.current.value) latest.current.onValueChange(source);
      },
    });
    setEditor(created);
    return () => {
      created.destroy();
      setEditor(null);
    };
  }, []);

  useEffect(() => {
    if (editor === null || (shown.current.source === value && shown.current.frame.blocks.length > 0)) return;
    const document = readRichDocument(value);
    if (document.kind === "source-only") return;
    shown.current = { source: value, frame: document };
    editor.commands.setContent({ type: "doc", content: document.blocks }, { emitUpdate: false });
  }, [editor, value]);

  const chosen = suggestion !== null && suggestion.items.length > 0 ? suggestion.chosen : null;
  useEffect(() => {
    editor?.setOptions({
      editable: !readOnly,
      editorProps: {
        attributes: {
          id,
          role: "textbox",
          "aria-multiline": "true",
          "aria-label": label,
          "aria-autocomplete": "list",
          dir: direction,
          class: styles.content ?? "",
          // What can't be edited must still be reachable by keyboard.
          ...(readOnly && { "aria-readonly": "true", tabindex: "0" }),
          ...(chosen !== null && {
            "aria-controls": `${id}-list`,
            "aria-activedescendant": choiceId(`${id}-list`, chosen),
          }),
        },
      },
    });
  }, [editor, id, label, direction, readOnly, chosen]);

  useImperativeHandle(ref, () => ({
    focus: () => void editor?.commands.focus(),
    insert: (text) =>
      void editor
        ?.chain()
        .focus()
        .insertContent({ type: "liquid", attrs: { code: text } })
        .run(),
    target: () => editor?.view.dom ?? null,
  }));

  return (
    <div className={styles.field} data-readonly={readOnly || undefined}>
      {editor === null ? null : <RichToolbar editor={editor} readOnly={readOnly} tools={tools} />}
      <div ref={box} />
      {suggestion === null ? null : <SuggestionList id={`${id}-list`} suggestion={suggestion} />}
    </div>
  );
}
