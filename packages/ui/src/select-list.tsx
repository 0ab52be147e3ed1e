import { Select } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from "react";
import { classNames } from "./class-names.ts";
import { fieldAria, FieldFrame, fieldLabelClass, type FieldTexts } from "./field-frame.tsx";
import styles from "./select-field.module.css";
import { pressForFormer } from "./use-on-demand.ts";

/** One choice of a `SelectField`. */
export type SelectOption<Value extends string = string> = { value: Value; label: string };

/** Props of `SelectField`. */
export type SelectFieldProps<Value extends string = string> = FieldTexts & {
  options: readonly SelectOption<Value>[];
  /** The chosen value; `null` or a value that is no option shows the placeholder. */
  value: Value | null;
  onValueChange: (value: Value) => void;
  placeholder?: string;
  id?: string;
  name?: string;
  className?: string;
  /** The button that opens the list. */
  ref?: Ref<HTMLButtonElement>;
};

/** The field with its list, opened: it takes the place of the button that was pressed. */
export function SelectList<Value extends string = string>({
  label,
  hint,
  error,
  hideLabel,
  options,
  value,
  onValueChange,
  placeholder,
  id,
  className,
  ref,
  ...root
}: SelectFieldProps<Value> & { id: string }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useImperativeHandle(ref, () => button.current!, []);
  useEffect(() => {
    if (button.current !== null) pressForFormer(button.current);
  }, []);
  const texts = { label, hint, error, hideLabel };
  return (
    <Select.Root
      {...root}
      items={options}
      value={value}
      modal={false}
      open={open}
      onOpenChange={setOpen}
      onValueChange={(next) => {
        if (next !== null) onValueChange(next);
      }}
    >
      <FieldFrame
        id={id}
        className={classNames(styles.field, className)}
        {...texts}
        labelSlot={<Select.Label className={fieldLabelClass(hideLabel)}>{label}</Select.Label>}
      >
        <Select.Trigger id={id} ref={button} className={styles.trigger} {...fieldAria(id, texts)}>
          <Select.Value className={styles.value} placeholder={placeholder} />
          <Select.Icon className={styles.icon}>
            <ChevronDown size={16} aria-hidden="true" />
          </Select.Icon>
        </Select.Trigger>
        <Select.Portal>
          <Select.Positioner className={styles.positioner} sideOffset={4} alignItemWithTrigger={false}>
            <Select.Popup
              className={styles.popup}
              onKeyDown={(event) => {
                if (event.key !== "Tab") return;
                event.preventDefault();
                setOpen(false);
              }}
            >
              <Select.List className={styles.list}>
                {options.map((option) => (
                  <Select.Item key={option.value} value={option.value} className={styles.item}>
                    <Select.ItemText className={styles.text}>{option.label}</Select.ItemText>
                    <Select.ItemIndicator className={styles.chosen}>
                      <Check size={16} aria-hidden="true" />
                    </Select.ItemIndicator>
                  </Select.Item>
                ))}
              </Select.List>
            </Select.Popup>
          </Select.Positioner>
        </Select.Portal>
      </FieldFrame>
    </Select.Root>
  );
}
