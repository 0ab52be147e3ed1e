import type { LintFinding, Placeholder, TemplateSource } from "@latchkey/contract/templates.ts";
import { Banner } from "@latchkey/ui/banner.tsx";
import { Button } from "@latchkey/ui/button.tsx";
import { Segmented } from "@latchkey/ui/segmented.tsx";
import { type Ref, useId, useImperativeHandle, useRef, useState } from "react";
import type { FieldHandle } from "./field-handle.ts";
import { InsertPlaceholder } from "./insert-placeholder.tsx";
import { LiquidField } from "./liquid-field.tsx";
import { readRichDocument } from "./rich-document.ts";
import { RichField } from "./rich-field.tsx";
import { TextPart } from "./text-part.tsx";
import styles from "./body-field.module.css";

/** How the body is looked at while it is written. */
export type BodyView = "rich" | "source" | "text";

type BodyFieldProps = {
  source: TemplateSource;
  onSourceChange: (change: Partial<TemplateSource>) => void;
  view: BodyView;
  onViewChange: (view: BodyView) => void;
  placeholders: readonly Placeholder[];
  findings: readonly LintFinding[];
  direction: "ltr" | "rtl";
  readOnly: boolean;
  ref?: Ref<FieldHandle>;
};

/** The body of a mail: as rich text where that can show it, as source, and its text part. */
export function BodyField({
  source,
  onSourceChange,
  view,
  onViewChange,
  placeholders,
  findings,
  direction,
  readOnly,
  ref,
}: BodyFieldProps) {
  const id = useId();
  const field = useRef<FieldHandle>(null);
  useImperativeHandle(ref, () => ({
    focus: (place) => field.current?.focus(place),
    insert: (text) => field.current?.insert(text),
    target: () => field.current?.target() ?? null,
  }));
  const tools = readOnly ? null : (
    <InsertPlaceholder
      placeholders={placeholders}
      onInsert={(text) => field.current?.insert(text)}
      target={() => field.current?.target() ?? null}
    />
  );
  const common = { placeholders, direction, readOnly, ref: field };
  // What the rich view itself wrote it can show, even while something in it is half typed.
  const [written, setWritten] = useState<string | null>(null);
  const rich = view === "rich" && source.html !== written ? readRichDocument(source.html) : null;
  const isRich = view === "rich" && rich?.kind !== "source-only";
  return (
    <section aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id} className={styles.label}>
          Body
        </h2>
        <Segmented
          label="Body as"
          options={[
            { value: "rich", label: "Rich text" },
            { value: "source", label: "Source" },
            { value: "text", label: "Text part" },
          ]}
          value={view}
          onValueChange={(next) => {
            setWritten(null);
            onViewChange(next);
          }}
        />
      </div>
      {rich?.kind === "source-only" ? (
        <Banner
          title="This body can be edited as source only"
          action={
            <Button size="small" onClick={() => onViewChange("source")}>
              Edit the source
            </Button>
          }
        >
          {rich.reason}
        </Banner>
      ) : null}
      {isRich ? (
        <RichField
          {...common}
          label="Body"
          value={source.html}
          onValueChange={(html) => {
            setWritten(html);
            onSourceChange({ html });
          }}
          tools={tools}
        />
      ) : null}
      {view === "source" ? (
        <div className={styles.framed}>
          <div className={styles.toolbar}>
            <p className={styles.note}>HTML with Liquid.</p>
            {tools}
          </div>
          <LiquidField
            {...common}
            label="Source"
            hideLabel
            form="html"
            value={source.html}
            onValueChange={(html) => onSourceChange({ html })}
            findings={findings.filter(({ part }) => part === "html")}
          />
        </div>
      ) : null}
      {view === "text" ? (
        <TextPart
          {...common}
          html={source.html}
          value={source.text}
          onValueChange={(text) => onSourceChange({ text })}
          findings={findings.filter(({ part }) => part === "text")}
          tools={tools}
        />
      ) : null}
    </section>
  );
}
