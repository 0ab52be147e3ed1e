import type { LintFinding, Placeholder, TemplateSource } from "@latchkey/contract/templates.ts";
import { type Ref, useImperativeHandle, useRef } from "react";
import { BodyField, type BodyView } from "./body-field.tsx";
import type { FieldHandle } from "./field-handle.ts";
import { LiquidField } from "./liquid-field.tsx";
import styles from "./template-fields.module.css";

/** What a page may ask of the fields. */
export type FieldsHandle = {
  /** Puts the cursor at a place in a field; that of the body has to be in sight. */
  focus(field: "subject" | "preheader" | "body", place?: { line: number; column: number }): void;
};

type TemplateFieldsProps = {
  source: TemplateSource;
  onSourceChange: (change: Partial<TemplateSource>) => void;
  placeholders: readonly Placeholder[];
  findings: readonly LintFinding[];
  direction: "ltr" | "rtl";
  readOnly: boolean;
  view: BodyView;
  onViewChange: (view: BodyView) => void;
  ref?: Ref<FieldsHandle>;
};

/** Subject, preheader and body. The editors are large, so all of it comes by itself. */
export function TemplateFields({
  source,
  onSourceChange,
  placeholders,
  findings,
  direction,
  readOnly,
  view,
  onViewChange,
  ref,
}: TemplateFieldsProps) {
  const subject = useRef<FieldHandle>(null);
  const preheader = useRef<FieldHandle>(null);
  const body = useRef<FieldHandle>(null);
  useImperativeHandle(ref, () => ({
    focus: (field, place) => ({ subject, preheader, body })[field].current?.focus(place),
  }));
  const common = { placeholders, direction, readOnly };
  const findingsOf = (part: LintFinding["part"]) => findings.filter((finding) => finding.part === part);
  return (
    <div className={styles.fields}>
      <LiquidField
        {...common}
        ref={subject}
        label="Subject"
        form="line"
        value={source.subject}
        onValueChange={(subject) => onSourceChange({ subject })}
        findings={findingsOf("subject")}
      />
      <LiquidField
        {...common}
        ref={preheader}
        label="Preheader"
        hint="The line that inboxes show after the subject. Type {{ for a placeholder."
        form="line"
        value={source.preheader}
        onValueChange={(preheader) => onSourceChange({ preheader })}
        findings={findingsOf("preheader")}
      />
      <BodyField
        {...common}
        ref={body}
        source={source}
        onSourceChange={onSourceChange}
        view={view}
        onViewChange={onViewChange}
        findings={findings}
      />
    </div>
  );
}
