import type { Editor } from "@tiptap/core";
import { Checkbox } from "@latchkey/ui/checkbox.tsx";
import { Prompt } from "@latchkey/ui/prompt.tsx";
import { TextField } from "@latchkey/ui/text-field.tsx";
import { useRef, useState } from "react";
import styles from "./link-prompt.module.css";

type Html = Record<string, string>;

/** Placeholders that are addresses. */
const addresses = ["link", "signInUrl", "stopLink", "recordUrl"];

/** Makes a link of the words that are selected, changes the one at the cursor, or takes it away. */
export function LinkPrompt({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const present = editor.isActive("a") ? (editor.getAttributes("a")["html"] as Html) : null;
  const [href, setHref] = useState(present?.["href"] ?? "");
  const [isButton, setIsButton] = useState(present?.["class"] === "button");
  const field = useRef<HTMLInputElement>(null);

  function apply() {
    const chain = editor.chain().focus().extendMarkRange("a");
    const address = href.trim();
    if (address === "") chain.unsetMark("a").run();
    else {
      const html = { ...present, href: address };
      delete (html as Html)["class"];
      if (isButton) (html as Html)["class"] = "button";
      const marks = [{ type: "a", attrs: { html } }];
      if (editor.state.selection.empty && present === null) {
        chain.insertContent({ type: "text", text: "Link", marks }).run();
      } else chain.setMark("a", { html }).run();
    }
    onClose();
  }

  return (
    <Prompt
      open
      title="Link"
      text="Where the words lead. Leave the address empty to make them plain words again."
      confirmLabel="Apply"
      initialFocus={field}
      returnFocus={() => editor.view.dom}
      onConfirm={apply}
      onCancel={onClose}
    >
      <div className={styles.fields}>
        <TextField
          ref={field}
          label="Address"
          value={href}
          placeholder="https://"
          list="link-addresses"
          autoComplete="off"
          onChange={(event) => setHref(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") apply();
          }}
        />
        <datalist id="link-addresses">
          {addresses.map((name) => (
            <option key={name}>{`{{ ${name} }}`}</option>
          ))}
        </datalist>
        <Checkbox label="Show it as a button" checked={isButton} onCheckedChange={setIsButton} />
      </div>
    </Prompt>
  );
}
