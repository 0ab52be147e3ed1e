import { Button } from "@latchkey/ui/button.tsx";
import { type ReactNode, type Ref, useEffect, useState } from "react";
import type { FieldHandle } from "./field-handle.ts";
import { LiquidField } from "./liquid-field.tsx";
import styles from "./body-field.module.css";

type TextPartProps = Omit<
  React.ComponentProps<typeof LiquidField>,
  "label" | "hideLabel" | "form" | "value" | "onValueChange" | "hint"
> & {
  html: string;
  /** Null: derived from the HTML, mail by mail. */
  value: string | null;
  onValueChange: (value: string | null) => void;
  tools: ReactNode;
  ref?: Ref<FieldHandle>;
};

/** The text part: derived from the HTML, or written by hand. */
export function TextPart({ html, value, onValueChange, tools, readOnly = false, ...field }: TextPartProps) {
  const derived = useDerivedText(html);
  const isDerived = value === null;
  return (
    <div className={styles.framed}>
      <div className={styles.toolbar}>
        {isDerived ? (
          <>
            <p className={styles.note}>Derived from the body for every mail.</p>
            <Button
              size="small"
              disabled={readOnly || derived === null}
              onClick={() => onValueChange(`${derived}\n`)}
            >
              Edit it by hand
            </Button>
          </>
        ) : (
          <>
            <p className={styles.note}>Written by hand: it does not follow the body.</p>
            {tools}
            <Button size="small" disabled={readOnly} onClick={() => onValueChange(null)}>
              Derive again
            </Button>
          </>
        )}
      </div>
      <LiquidField
        {...field}
        label="Text part"
        hideLabel
        form="text"
        value={value ?? derived ?? ""}
        onValueChange={onValueChange}
        readOnly={readOnly || isDerived}
      />
    </div>
  );
}

/** The text that the server derives of a body; null until what derives it is loaded. */
function useDerivedText(html: string): string | null {
  const [derive, setDerive] = useState<{ text: (html: string) => string } | null>(null);
  useEffect(() => {
    let isOpen = true;
    // Until it is there, and where it can't be loaded, the preview has the text all the same.
    import("@latchkey/mails/text-of-html.ts").then(
      ({ textOfHtml }) => {
        if (isOpen) setDerive({ text: textOfHtml });
      },
      () => null,
    );
    return () => {
      isOpen = false;
    };
  }, []);
  return derive?.text(html) ?? null;
}
