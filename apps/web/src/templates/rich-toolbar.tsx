import type { Editor } from "@tiptap/core";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { SelectField } from "@latchkey/ui/select-field.tsx";
import { VisuallyHidden } from "@latchkey/ui/visually-hidden.tsx";
import { Bold, Italic, Link as LinkIcon, List, ListOrdered } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { LinkPrompt } from "./link-prompt.tsx";
import styles from "./rich-toolbar.module.css";

type Style = "p" | "h1" | "h2";

const styleChoices: { value: Style; label: string }[] = [
  { value: "p", label: "Paragraph" },
  { value: "h1", label: "Title" },
  { value: "h2", label: "Heading" },
];

type RichToolbarProps = { editor: Editor; readOnly: boolean; tools: ReactNode };

/** What can be done to the words that are selected. */
export function RichToolbar({ editor, readOnly, tools }: RichToolbarProps) {
  const [, follow] = useState(0);
  const [isLinking, setIsLinking] = useState(false);
  useEffect(() => {
    const render = () => follow((count) => count + 1);
    const openLink = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setIsLinking(true);
    };
    const { dom } = editor.view;
    editor.on("transaction", render);
    dom.addEventListener("keydown", openLink);
    return () => {
      editor.off("transaction", render);
      dom.removeEventListener("keydown", openLink);
    };
  }, [editor]);

  const style = styleChoices.find(({ value }) => editor.isActive(value))?.value ?? null;
  const tool = (label: string, icon: ReactNode, isOn: boolean, run: () => void) => (
    <button
      type="button"
      className={buttonClass({ variant: "quiet", size: "small", icon: true })}
      aria-pressed={isOn}
      aria-disabled={readOnly || undefined}
      title={label}
      // The words that are selected stay so.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        if (!readOnly) run();
      }}
    >
      {icon}
      <VisuallyHidden>{label}</VisuallyHidden>
    </button>
  );
  const chain = () => editor.chain().focus();
  return (
    <div className={styles.toolbar} role="group" aria-label="Formatting">
      <SelectField
        className={styles.style}
        label="Text style"
        hideLabel
        placeholder="Other"
        options={styleChoices}
        value={style}
        onValueChange={(value) => {
          if (!readOnly) chain().setNode(value).run();
        }}
      />
      {tool("Bold", <Bold size={16} aria-hidden="true" />, editor.isActive("strong"), () =>
        chain().toggleMark("strong").run(),
      )}
      {tool("Italic", <Italic size={16} aria-hidden="true" />, editor.isActive("em"), () =>
        chain().toggleMark("em").run(),
      )}
      {tool("Bulleted list", <List size={16} aria-hidden="true" />, editor.isActive("ul"), () =>
        chain().toggleList("ul", "li").run(),
      )}
      {tool("Numbered list", <ListOrdered size={16} aria-hidden="true" />, editor.isActive("ol"), () =>
        chain().toggleList("ol", "li").run(),
      )}
      {tool("Link", <LinkIcon size={16} aria-hidden="true" />, editor.isActive("a"), () =>
        setIsLinking(true),
      )}
      <span className={styles.tools}>{tools}</span>
      {isLinking && !readOnly ? <LinkPrompt editor={editor} onClose={() => setIsLinking(false)} /> : null}
    </div>
  );
}
