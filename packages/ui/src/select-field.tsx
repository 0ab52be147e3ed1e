import { ChevronDown } from "lucide-react";
import { useId } from "react";
import { classNames } from "./class-names.ts";
import { fieldAria, FieldFrame, fieldLabelClass } from "./field-frame.tsx";
import styles from "./select-field.module.css";
import type { SelectFieldProps } from "./select-list.tsx";
import { useOnDemand } from "./use-on-demand.ts";

/**
 * A labelled choice of one from a list; typing jumps to the option, so hundreds are fine. The list, which is large, loads
 * when somebody is about to open it.
 */
export function SelectField<Value extends string = string>(props: SelectFieldProps<Value>) {
  const { part, prepare, use } = useOnDemand(() => import("./select-list.tsx"));
  const { label, hint, error, hideLabel, options, value, placeholder = "Choose", className, ref } = props;
  const ownId = useId();
  const id = props.id ?? ownId;
  if (part !== null) return <part.SelectList {...props} id={id} placeholder={placeholder} />;

  const texts = { label, hint, error, hideLabel };
  const chosen = value ? options.find((option) => option.value === value) : undefined;
  return (
    <FieldFrame
      id={id}
      className={classNames(styles.field, className)}
      {...texts}
      labelSlot={
        <label id={`${id}-label`} htmlFor={id} className={fieldLabelClass(hideLabel)}>
          {label}
        </label>
      }
    >
      <button
        type="button"
        id={id}
        ref={ref}
        // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props -- there is no list yet to control
        role="combobox"
        aria-haspopup="listbox"
        aria-expanded="false"
        aria-labelledby={`${id}-label`}
        className={styles.trigger}
        {...fieldAria(id, texts)}
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={use}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            use();
          }
        }}
      >
        <span className={styles.value} data-placeholder={chosen ? undefined : ""}>
          {chosen?.label ?? placeholder}
        </span>
        <span className={styles.icon} aria-hidden="true">
          <ChevronDown size={16} />
        </span>
      </button>
    </FieldFrame>
  );
}
