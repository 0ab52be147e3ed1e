import { Combobox } from "@base-ui/react/combobox";
import { Check, ChevronDown, Search } from "lucide-react";
import { useId } from "react";
import { classNames } from "./class-names.ts";
import { fieldAria, FieldFrame, fieldLabelClass, type FieldTexts } from "./field-frame.tsx";
import list from "./select-field.module.css";
import styles from "./combo-field.module.css";

/** One choice of a {@link ComboField}. */
export type ComboOption = { value: string; label: string; description?: string };

/** Props of {@link ComboField}. */
export type ComboFieldProps = FieldTexts & {
  /** What goes with the search; whoever uses the field looks it up. */
  options: readonly ComboOption[];
  value: ComboOption;
  onValueChange: (option: ComboOption) => void;
  /** The name of the field in the list, in which one searches. */
  searchLabel: string;
  /** What was typed, to look up; empty when the list opens. */
  onSearchChange: (search: string) => void;
  /** The options for this search are on their way. */
  pending?: boolean;
  /** What stands in place of the options when there are none. */
  empty: string;
  className?: string;
};

/** A labelled choice of one from a long list: the list that it opens is searched while typing. */
export function ComboField({
  label,
  hint,
  error,
  hideLabel,
  options,
  value,
  onValueChange,
  searchLabel,
  onSearchChange,
  pending = false,
  empty,
  className,
}: ComboFieldProps) {
  const id = useId();
  const texts = { label, hint, error, hideLabel };
  return (
    <Combobox.Root
      items={options}
      // What is offered was searched for already.
      filter={null}
      value={value}
      isItemEqualToValue={(one: ComboOption, other: ComboOption) => one.value === other.value}
      itemToStringLabel={(option: ComboOption) => option.label}
      autoHighlight
      onValueChange={(option: ComboOption | null) => {
        if (option !== null) onValueChange(option);
      }}
      onInputValueChange={onSearchChange}
    >
      <FieldFrame
        id={id}
        className={classNames(list.field, className)}
        {...texts}
        labelSlot={
          <label htmlFor={id} className={fieldLabelClass(hideLabel)}>
            {label}
          </label>
        }
      >
        <Combobox.Trigger id={id} className={list.trigger} {...fieldAria(id, texts)}>
          <span className={list.value}>{value.label}</span>
          <span className={list.icon}>
            <ChevronDown size={16} aria-hidden="true" />
          </span>
        </Combobox.Trigger>
        <Combobox.Portal>
          <Combobox.Positioner className={list.positioner} sideOffset={4}>
            <Combobox.Popup className={list.popup} aria-label={label} aria-busy={pending || undefined}>
              <div className={styles.search}>
                <Search size={16} aria-hidden="true" />
                <Combobox.Input className={styles.input} aria-label={searchLabel} placeholder={searchLabel} />
              </div>
              <Combobox.Status className={styles.status}>
                {pending ? "Searching" : options.length === 0 ? empty : null}
              </Combobox.Status>
              <Combobox.List className={list.list}>
                {(option: ComboOption) => (
                  <Combobox.Item key={option.value} value={option} className={list.item}>
                    <span className={list.text}>
                      {option.label}
                      {option.description ? (
                        <span className={styles.description}>{option.description}</span>
                      ) : null}
                    </span>
                    <Combobox.ItemIndicator className={list.chosen}>
                      <Check size={16} aria-hidden="true" />
                    </Combobox.ItemIndicator>
                  </Combobox.Item>
                )}
              </Combobox.List>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </FieldFrame>
    </Combobox.Root>
  );
}
