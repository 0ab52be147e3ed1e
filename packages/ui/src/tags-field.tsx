import { Combobox } from "@base-ui/react/combobox";
import { X } from "lucide-react";
import { useId, useState, type Ref } from "react";
import { fieldAria, FieldFrame, type FieldTexts } from "./field-frame.tsx";
import tagStyles from "./tag.module.css";
import styles from "./tags-field.module.css";
import { VisuallyHidden } from "./visually-hidden.tsx";

/** Props of {@link TagsField}. */
export type TagsFieldProps = FieldTexts & {
  value: readonly string[];
  onValueChange: (value: string[]) => void;
  id?: string;
  placeholder?: string;
  /** Longest tag, in characters. */
  maxLength?: number;
  className?: string;
  /** The input. */
  ref?: Ref<HTMLInputElement>;
};

/** There is no list to choose from, so nothing may announce one. */
const plainText = {
  role: undefined,
  "aria-expanded": undefined,
  "aria-haspopup": undefined,
  "aria-autocomplete": undefined,
};

/**
 * Free tags: type and press Enter or comma. Backspace in the empty input removes the last one, and the left arrow leads to
 * the others.
 */
export function TagsField({
  value,
  onValueChange,
  id,
  placeholder,
  maxLength,
  className,
  ref,
  ...texts
}: TagsFieldProps) {
  const ownId = useId();
  const inputId = id ?? ownId;
  const aria = fieldAria(inputId, texts);
  const [text, setText] = useState("");

  function add(typed: string) {
    const next = [...value];
    for (const part of typed.split(",")) {
      const tag = part.trim();
      const known = next.some((other) => other.toLowerCase() === tag.toLowerCase());
      if (tag && !known) next.push(tag);
    }
    setText("");
    if (next.length > value.length) onValueChange(next);
  }

  return (
    <FieldFrame id={inputId} className={className} {...texts}>
      <Combobox.Root
        multiple
        open={false}
        value={value}
        onValueChange={onValueChange}
        inputValue={text}
        onInputValueChange={(typed) => (typed.includes(",") ? add(typed) : setText(typed))}
      >
        <Combobox.Chips className={styles.box} data-invalid={aria["aria-invalid"]}>
          {value.map((tag) => (
            <Combobox.Chip key={tag} className={tagStyles.tag}>
              <span className={tagStyles.text}>{tag}</span>
              <Combobox.ChipRemove className={tagStyles.remove} tabIndex={0}>
                <X size={12} strokeWidth={2.25} aria-hidden="true" />
                <VisuallyHidden>{`Remove ${tag}`}</VisuallyHidden>
              </Combobox.ChipRemove>
            </Combobox.Chip>
          ))}
          <Combobox.Input
            {...plainText}
            {...aria}
            ref={ref}
            id={inputId}
            className={styles.input}
            placeholder={value.length === 0 ? placeholder : undefined}
            maxLength={maxLength}
            onKeyDown={(event) => {
              // Escape would take every tag away.
              if (event.key === "Escape") event.preventBaseUIHandler();
              if (event.key !== "Enter" || event.nativeEvent.isComposing || !text.trim()) return;
              // Else the form would be saved with the tag left out.
              event.preventDefault();
              add(text);
            }}
            onBlur={() => add(text)}
          />
        </Combobox.Chips>
      </Combobox.Root>
    </FieldFrame>
  );
}
