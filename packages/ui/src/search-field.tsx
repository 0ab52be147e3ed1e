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
  /** It offers what it finds: a combobox from the first, whatever brings its list comes later. */
  isCombobox?: boolean;
};

const combobox = {
  role: "combobox",
  "aria-expanded": false,
  "aria-haspopup": "listbox",
  "aria-autocomplete": "list",
  enterKeyHint: "go",
} as const;

/** A search box with a magnifier and a button that clears it (Escape does too). */
export function SearchField({
  label,
  value,
  onValueChange,
  kbd,
  isCombobox = false,
  className,
  onChange,
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
        {...(isCombobox && combobox)}
        {...input}
        label={label}
        hideLabel
        className={styles.search}
        // ARIA allows no combobox of type search.
        type={isCombobox ? "text" : "search"}
        value={value}
        onChange={(event) => {
          onChange?.(event);
          onValueChange(event.currentTarget.value);
        }}
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
