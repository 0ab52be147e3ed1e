import type { LintFinding, Placeholder, TemplateSource } from "@latchkey/contract/templates.ts";
import type { RefObject } from "react";
import { BodyField, type BodyView } from "./body-field.tsx";
import type { FieldHandle } from "./field-handle.ts";
import { LiquidField } from "./liquid-field.tsx";
import styles from "./template-fields.module.css";

type TemplateFieldsProps = {
  source: TemplateSource;
  onSourceChange: (change: Partial<TemplateSource>) => void;
  placeholders: readonly Placeholder[];
  findings: readonly LintFinding[];
  direction: "ltr" | "rtl";
  readOnly: boolean;
  view: BodyView;
  onViewChange: (view: BodyView) => void;
  /** Filled with the fields, so that a finding can lead to its place. */
  fields: RefObject<Record<"subject" | "preheader" | "body", FieldHandle | null>>;
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
  fields,
}: TemplateFieldsProps) {
  const common = { placeholders, direction, readOnly };
  const findingsOf = (part: LintFinding["part"]) => findings.filter((finding) => finding.part === part);
  return (
    <div className={styles.fields}>
      <LiquidField
        {...common}
        ref={(field) => void (fields.current.subject = field)}
        label="Subject"
        form="line"
        value={source.subject}
        onValueChange={(subject) => onSourceChange({ subject })}
        findings={findingsOf("subject")}
      />
      <LiquidField
        {...common}
        ref={(field) => void (fields.current.preheader = field)}
        label="Preheader"
        hint="The line that inboxes show after the subject. Type {{ for a placeholder."
        form="line"
        value={source.preheader}
        onValueChange={(preheader) => onSourceChange({ preheader })}
        findings={findingsOf("preheader")}
      />
      <BodyField
        {...common}
        ref={(field) => void (fields.current.body = field)}
        source={source}
        onSourceChange={onSourceChange}
        view={view}
        onViewChange={onViewChange}
        findings={findings}
      />
    </div>
  );
}
