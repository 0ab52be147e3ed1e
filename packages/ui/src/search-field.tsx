import { Search, X } from "lucide-react";
import { useRef, type ComponentProps, type ReactNode } from "react";
import { TextField } from "./text-field.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";
import styles from "./search-field.module.css";

/** Props of {@link SearchField}: those of a native input (`ref` too), and the ones below. */
export type SearchFieldProps = Omit<ComponentProps<"input">, "type" | "value" | "size" | "prefix"> & {
  /** The accessible name; the label is not shown. */
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  /** A `<Kbd>` with the key that focuses the field; shown while it is empty. */
  kbd?: ReactNode;
};

/** A search box with a magnifier and a button that clears it (Escape does too). */
export function SearchField({
  label,
  value,
  onValueChange,
  kbd,
  className,
  onKeyDown,
  ...input
}: SearchFieldProps) {
  const box = useRef<HTMLSpanElement>(null);

  function clear() {
    onValueChange("");
    box.current?.querySelector("input")?.focus();
  }

  return (
    <span ref={box} className={className}>
      <TextField
        autoComplete="off"
        spellCheck={false}
        {...input}
        label={label}
        hideLabel
        className={styles.search}
        type="search"
        value={value}
        onChange={(event) => onValueChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          onKeyDown?.(event);
          if (event.key !== "Escape" || value === "" || event.defaultPrevented) return;
          event.preventDefault();
          onValueChange("");
        }}
        prefix={<Search size={16} aria-hidden="true" />}
        suffix={
          value === "" ? (
            kbd
          ) : (
            <button type="button" className={styles.clear} onClick={clear}>
              <X size={14} aria-hidden="true" />
              <VisuallyHidden>Clear search</VisuallyHidden>
            </button>
          )
        }
      />
    </span>
  );
}
