import { TextField } from "@latchkey/ui/text-field.tsx";
import { useState } from "react";
import styles from "./colour-field.module.css";

type ColourFieldProps = {
  label: string;
  /** As # and six hexadecimal digits. */
  value: string;
  onValueChange: (value: string) => void;
  readOnly: boolean;
};

const isColour = (text: string) => /^#[0-9a-f]{6}$/i.test(text);

/** A colour, typed or picked. What is no colour yet is said, and changes nothing. */
export function ColourField({ label, value, onValueChange, readOnly }: ColourFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? value;

  function change(text: string) {
    const colour = text.trim().toLowerCase();
    setTyped(isColour(colour) ? null : text);
    if (isColour(colour)) onValueChange(colour);
  }

  return (
    <TextField
      label={label}
      mono
      maxLength={7}
      autoComplete="off"
      spellCheck={false}
      readOnly={readOnly}
      value={shown}
      error={isColour(shown) ? undefined : "Write it as # and six hexadecimal digits, such as #00757a."}
      onChange={({ currentTarget }) => change(currentTarget.value)}
      onBlur={() => setTyped(null)}
      suffix={
        <input
          type="color"
          className={styles.picker}
          aria-label={`${label}, pick`}
          disabled={readOnly}
          value={value}
          onChange={({ currentTarget }) => change(currentTarget.value)}
        />
      }
    />
  );
}
