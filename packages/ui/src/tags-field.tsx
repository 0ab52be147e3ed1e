import { useId, useRef, useState, type KeyboardEvent } from "react";
import { fieldAria, FieldFrame, type FieldTexts } from "./field-frame.tsx";
import { Tag } from "./tag.tsx";
import styles from "./tags-field.module.css";

/** Props of {@link TagsField}. */
export type TagsFieldProps = FieldTexts & {
  value: readonly string[];
  onValueChange: (value: string[]) => void;
  /** Offered by the browser while typing; anything else may be typed too. */
  suggestions?: readonly string[];
  id?: string;
  placeholder?: string;
  /** Longest tag, in characters. */
  maxLength?: number;
  readOnly?: boolean;
  className?: string;
};

/** Free tags: type and press Enter or comma; Backspace in the empty input removes the last one. */
export function TagsField({
  label,
  hint,
  error,
  hideLabel,
  value,
  onValueChange,
  suggestions,
  id: givenId,
  placeholder,
  maxLength,
  readOnly,
  className,
}: TagsFieldProps) {
  const ownId = useId();
  const id = givenId ?? ownId;
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const texts = { label, hint, error, hideLabel };

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

  function remove(tag: string) {
    onValueChange(value.filter((other) => other !== tag));
    // The button that had the focus is gone.
    input.current?.focus();
  }

  function keyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    const typed = event.currentTarget.value;
    const last = value.at(-1);
    if (event.key === "Enter" && typed.trim()) {
      // Else the form would be saved with the tag left out.
      event.preventDefault();
      add(typed);
    } else if (event.key === "Backspace" && typed === "" && last !== undefined && !readOnly) {
      onValueChange(value.filter((tag) => tag !== last));
    }
  }

  return (
    <FieldFrame id={id} className={className} {...texts}>
      {/* oxlint-disable-next-line -- the box only forwards a pointer to its input, which keyboards reach by themselves */}
      <div
        className={styles.box}
        data-invalid={fieldAria(id, texts)["aria-invalid"]}
        data-readonly={readOnly || undefined}
        onPointerDown={(event) => {
          if (event.target !== event.currentTarget) return;
          event.preventDefault();
          input.current?.focus();
        }}
      >
        {value.map((tag) => (
          <Tag key={tag} onRemove={readOnly ? undefined : () => remove(tag)}>
            {tag}
          </Tag>
        ))}
        <input
          ref={input}
          id={id}
          type="text"
          className={styles.input}
          value={text}
          list={suggestions ? `${id}-list` : undefined}
          placeholder={value.length === 0 ? placeholder : undefined}
          maxLength={maxLength}
          readOnly={readOnly}
          autoComplete="off"
          {...fieldAria(id, texts)}
          onKeyDown={keyDown}
          onChange={({ currentTarget }) => {
            if (currentTarget.value.includes(",")) add(currentTarget.value);
            else setText(currentTarget.value);
          }}
          onBlur={() => add(text)}
        />
        {suggestions ? (
          <datalist id={`${id}-list`}>
            {suggestions
              .filter((suggestion) => !value.includes(suggestion))
              .map((suggestion) => (
                <option key={suggestion}>{suggestion}</option>
              ))}
          </datalist>
        ) : null}
      </div>
    </FieldFrame>
  );
}
